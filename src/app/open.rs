//! Showing a folder in the system's file manager.

use egui::{Context, OpenUrl};
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens `path` with the system's own program; where there is none, as a `file:` address.
pub fn folder(ctx: &Context, path: &Path) {
    if !spawned(path) {
        ctx.open_url(OpenUrl::new_tab(file_url(path)));
    }
}

fn spawned(path: &Path) -> bool {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

/// The address of a path; what is no plain character is escaped.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    let text = path.display().to_string().replace('\\', "/");
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => url.push(byte.into()),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(file_url(Path::new("/tmp/a b/ж")), "file:///tmp/a%20b/%D0%B6");
    }
}
