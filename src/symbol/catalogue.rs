//! The emoji catalogue, embedded; names and keywords in Russian and English.

/// A group of the catalogue, in the order of Unicode's list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// Smileys and people's faces.
    Smileys,
    /// People and body.
    People,
    /// Animals and nature.
    Nature,
    /// Food and drink.
    Food,
    /// Travel and places.
    Travel,
    /// Activities.
    Activities,
    /// Objects.
    Objects,
    /// Symbols.
    Symbols,
    /// Flags.
    Flags,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Group; 9] = [
        Group::Smileys,
        Group::People,
        Group::Nature,
        Group::Food,
        Group::Travel,
        Group::Activities,
        Group::Objects,
        Group::Symbols,
        Group::Flags,
    ];
}

/// One emoji without skin tone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Emoji {
    /// What is written: the shortest form that shows in colour (no needless U+FE0F).
    pub text: &'static str,
    /// Its group.
    pub group: Group,
    /// Name in Russian.
    pub name_ru: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Keywords in Russian, separated by `|`.
    pub keywords_ru: &'static str,
    /// Keywords in English, separated by `|`.
    pub keywords_en: &'static str,
    /// The five skin tones, light to dark; empty where there are none.
    pub tones: Vec<&'static str>,
}

/// All emoji, in Unicode's order.
pub fn all() -> &'static [Emoji] {
    todo!("data")
}

/// The emoji written as `text` (with or without U+FE0F or a tone).
pub fn find(text: &str) -> Option<&'static Emoji> {
    let _ = text;
    todo!("data")
}
