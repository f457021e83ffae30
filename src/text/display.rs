//! Names made safe to show: control characters, bidirectional overrides and bad bytes escaped.

use std::fmt::Write;

/// `name` with what could deceive or break a terminal or label written as `\u{…}`. What is shown is never acted on, so
/// a backslash in the name itself stays.
pub fn printable(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for c in name.chars() {
        if is_deceptive(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", c as u32);
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Control characters, line ends, directional marks and overrides, invisible characters but the joiners of emoji.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_names_are_escaped_and_others_kept() {
        for (name, wanted) in [
            ("книга 👨‍👩‍👧.txt", "книга 👨‍👩‍👧.txt"),
            ("a\nb\x1b[31m", "a\\u{a}b\\u{1b}[31m"),
            ("exe.\u{202e}txt", "exe.\\u{202e}txt"),
            ("\u{85}\u{2028}\u{feff}", "\\u{85}\\u{2028}\\u{feff}"),
            ("C:\\dir", "C:\\dir"),
        ] {
            assert_eq!(printable(name), wanted);
        }
    }
}
