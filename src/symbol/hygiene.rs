//! What is wrong with a symbol: a needless U+FE0F, control characters, look-alikes.

/// `symbol` without every U+FE0F that stands anywhere but before U+20E3 or inside a ZWJ sequence; `None` when there
/// is none to drop.
pub fn without_needless_selectors(symbol: &str) -> Option<String> {
    let _ = symbol;
    todo!("data")
}

/// The first control or bidirectional-override character.
pub fn forbidden_char(text: &str) -> Option<char> {
    let _ = text;
    todo!("data")
}

/// A key under which symbols that look alike are equal (❤ ♥ ♡, ☀ 🌞 are not; variation selectors and tones dropped).
pub fn look_alike_key(symbol: &str) -> String {
    let _ = symbol;
    todo!("data")
}
