//! Forms of words. Until the language data come, an inflected headword matches as written.

/// The language a text of words is in, told from its script: `ru` when Cyrillic letters prevail, else `en`.
pub fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> &'static str {
    let (mut cyrillic, mut other) = (0_usize, 0_usize);
    for c in words.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if ('\u{400}'..='\u{52F}').contains(&c) { cyrillic += 1 } else { other += 1 }
    }
    if cyrillic > other { "ru" } else { "en" }
}
