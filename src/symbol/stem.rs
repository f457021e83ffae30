//! A light stem for finding an inflected word in a list: the same rule on both sides, nothing more.

/// Endings of Russian nouns, adjectives and verbs, longest first.
const RUSSIAN: &[&str] = &[
    "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "ешь", "ишь", "ать", "ять", "ить", "еть",
    "ах", "ях", "ою", "ею", "ью", "ия", "ии", "ию", "ие", "ье", "ья", "ов", "ев", "ей", "ой", "ый", "ий", "ая", "яя",
    "ое", "ее", "ые", "ую", "юю", "ам", "ям", "ом", "ем", "ет", "ит", "ют", "ят", "а", "я", "о", "е", "ы", "и", "у",
    "ю", "ь", "й",
];

/// Endings of English words, longest first.
const ENGLISH: &[&str] = &["iness", "ness", "ing", "ies", "ied", "est", "ed", "es", "er", "ly", "s", "y", "e"];

/// The shortest stem an ending may leave, in characters.
const SHORTEST: usize = 3;

/// The stem of a folded word: without its ending, doubled consonant (English) or fleeting vowel (Russian), so that
/// «ветер» and «ветра», «песня» and «песен» have one.
pub(crate) fn stem(word: &str) -> String {
    let latin = word.is_ascii();
    let endings = if latin { ENGLISH } else { RUSSIAN };
    let cut = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= SHORTEST)
        .unwrap_or(word);
    let mut chars: Vec<char> = cut.chars().collect();
    let length = chars.len();
    if latin {
        if length > SHORTEST && cut.len() < word.len() && chars[length - 1] == chars[length - 2] {
            chars.pop();
        }
    } else if length > SHORTEST
        && matches!(chars[length - 2], 'е' | 'о')
        && !is_vowel(chars[length - 1])
        && !is_vowel(chars[length - 3])
    {
        chars.remove(length - 2);
    }
    chars.into_iter().collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["ветер", "ветра", "ветром", "ветры"][..],
            &["песня", "песни", "песнями"],
            &["надежда", "надежды", "надеждою", "надеждами"],
            &["любовь", "любви", "любовью"],
            &["солнце", "солнца", "солнцем"],
            &["цветок", "цветка", "цветком"],
            &["грустный", "грустного", "грустная"],
            &["hope", "hopes", "hoped", "hoping"],
            &["happy", "happiness"],
            &["run", "running", "runs"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn other_words_keep_theirs() {
        for (one, other) in [("весна", "вес"), ("мир", "мера"), ("rain", "ran"), ("лес", "лист")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
