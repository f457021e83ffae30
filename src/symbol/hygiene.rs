//! What is wrong with a symbol: a needless U+FE0F, control characters, look-alikes.

use unicode_segmentation::UnicodeSegmentation;

/// VARIATION SELECTOR-16, which asks for the emoji form of a character.
pub const SELECTOR: char = '\u{fe0f}';
/// VARIATION SELECTOR-15, which asks for the text form.
const TEXT_SELECTOR: char = '\u{fe0e}';
const JOINER: char = '\u{200d}';
const KEYCAP: char = '\u{20e3}';

/// `symbol` without every U+FE0F that stands anywhere but before U+20E3 or inside a ZWJ sequence; `None` when there
/// is none to drop.
pub fn without_needless_selectors(symbol: &str) -> Option<String> {
    if !symbol.contains(SELECTOR) {
        return None;
    }
    let mut shorter = String::with_capacity(symbol.len());
    for cluster in symbol.graphemes(true) {
        if is_joined(cluster) {
            shorter.push_str(cluster);
            continue;
        }
        let mut chars = cluster.chars().peekable();
        while let Some(c) = chars.next() {
            if c != SELECTOR || chars.peek() == Some(&KEYCAP) {
                shorter.push(c);
            }
        }
    }
    (shorter.len() < symbol.len()).then_some(shorter)
}

/// Whether a joiner stands between two characters of the cluster; at its end it joins nothing.
fn is_joined(cluster: &str) -> bool {
    cluster.trim_end_matches(JOINER).contains(JOINER)
}

/// The first control or bidirectional-override character.
pub fn forbidden_char(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

/// A key under which symbols that look alike are equal (❤ ♥ ♡, ☀ 🌞 are not; variation selectors and tones dropped).
pub fn look_alike_key(symbol: &str) -> String {
    symbol
        .chars()
        .filter(|c| !matches!(*c, SELECTOR | TEXT_SELECTOR | '\u{1f3fb}'..='\u{1f3ff}'))
        .map(|c| LOOK_ALIKES.iter().find(|group| group.contains(c)).and_then(|group| group.chars().next()).unwrap_or(c))
        .collect()
}

/// Characters that a reader takes for one another at text size: signs and their emoji, then letters of the Latin,
/// Cyrillic and Greek alphabets with one shape.
const LOOK_ALIKES: &[&str] = &[
    "❤♥♡❣",
    "★⭐☆✭✮",
    "☀☼",
    "☁🌥",
    "☂☔⛱",
    "☎☏📞",
    "☺🙂",
    "☹🙁",
    "✓✔🗸",
    "✗✘✕✖×❌",
    "✦✧✨",
    "✿❀🏵",
    "❄❅❆*",
    "♪🎵",
    "♫♬🎶",
    "☾☽🌙",
    "●⚫⬤",
    "○⚪◯⭕",
    "■⬛◼▪",
    "□⬜◻▫",
    "✉🖂",
    "✏✎",
    "✂✄",
    "☠💀",
    "⌛⏳",
    "⚠△",
    "→➡⮕",
    "←⬅",
    "↑⬆",
    "↓⬇",
    "·•∙⋅",
    "-‐‑–—−",
    "AАΑ",
    "BВΒ",
    "CС",
    "EЕΕ",
    "HНΗ",
    "KКΚ",
    "MМΜ",
    "OОΟ",
    "PРΡ",
    "TТΤ",
    "XХΧ",
    "YУΥ",
    "IІΙ",
    "SЅ",
    "JЈ",
    "NΝ",
    "ZΖ",
    "aаα",
    "cс",
    "eе",
    "oоο",
    "pрρ",
    "xх",
    "yу",
    "iі",
    "sѕ",
    "jј",
    "vν",
    "gɡ",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn needless_selectors_go_and_needed_ones_stay() {
        for (symbol, expected) in [
            ("☀\u{fe0f}", Some("☀")),
            ("☀\u{fe0f}☔\u{fe0f}", Some("☀☔")),
            ("☀", None),
            ("1\u{fe0f}\u{20e3}", None),
            ("❤\u{fe0f}\u{200d}🔥", None),
            ("🏃\u{200d}♂\u{fe0f}", None),
            ("🏃\u{200d}♂\u{fe0f}❤\u{fe0f}", Some("🏃\u{200d}♂\u{fe0f}❤")),
            ("❤\u{fe0f}\u{200d}", Some("❤\u{200d}")),
            ("a\u{fe0f}", Some("a")),
            ("\u{fe0f}", Some("")),
        ] {
            assert_eq!(without_needless_selectors(symbol).as_deref(), expected, "{symbol:?}");
        }
    }

    #[test]
    fn controls_and_overrides_are_forbidden() {
        for (text, expected) in [
            ("☀{радость}", None),
            ("a\u{7}b", Some('\u{7}')),
            ("tab\t", Some('\t')),
            ("\u{9b}", Some('\u{9b}')),
            ("\u{202e}", Some('\u{202e}')),
            ("x\u{2067}", Some('\u{2067}')),
            ("👩\u{200d}🚀", None),
            ("\u{a0}\u{ad}", None),
        ] {
            assert_eq!(forbidden_char(text), expected, "{text:?}");
        }
    }

    #[test]
    fn look_alikes_share_a_key_and_others_do_not() {
        for alike in [["❤", "♥"], ["❤\u{fe0f}", "♡"], ["👍", "👍🏿"], ["A", "А"], ["☀", "☀\u{fe0e}"], ["⌛", "⏳"]]
        {
            assert_eq!(look_alike_key(alike[0]), look_alike_key(alike[1]), "{alike:?}");
        }
        for different in [["☀", "🌞"], ["❤", "💙"], ["🌲", "🌳"], ["🌍", "🌎"], ["а", "б"], ["☔", "🌧"]]
        {
            assert_ne!(look_alike_key(different[0]), look_alike_key(different[1]), "{different:?}");
        }
    }

    #[test]
    fn a_character_stands_in_one_group_only() {
        let mut seen: Vec<char> = LOOK_ALIKES.iter().flat_map(|group| group.chars()).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }

    proptest! {
        #[test]
        fn dropping_is_done_at_once(symbol in "[☀❤1a🔥\u{fe0f}\u{200d}\u{20e3}]{0,8}") {
            if let Some(shorter) = without_needless_selectors(&symbol) {
                prop_assert_eq!(without_needless_selectors(&shorter), None);
                prop_assert!(!shorter.is_empty() || symbol.chars().all(|c| c == SELECTOR));
            }
        }
    }
}
