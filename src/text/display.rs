//! Names made safe to show: control characters, bidirectional overrides and bad bytes escaped.

/// `name` with what could deceive or break a terminal or label written as `\u{…}`.
pub fn printable(name: &str) -> String {
    let _ = name;
    todo!("text")
}
