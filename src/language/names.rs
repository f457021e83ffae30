//! Names: a capital letter in mid-sentence makes them names (DESIGN 2.7).

use crate::language::russian;
use std::sync::OnceLock;

/// The English list, sorted: a few hundred names that are words as well, in `assets/lang/en_names.tsv`.
fn english() -> &'static [&'static str] {
    static NAMES: OnceLock<Vec<&str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let lines = include_str!("../../assets/lang/en_names.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut names: Vec<&str> = lines.flat_map(|line| line.split(['\t', ' ']).skip(1)).collect();
        names.sort_unstable();
        names
    })
}

/// Whether the key (folded) of a word may be a name: a first name, patronymic, surname or place in any case.
pub fn is_name(key: &str) -> bool {
    if key.is_ascii() { english().binary_search(&key).is_ok() } else { russian::is_name(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_words_are_known_in_their_cases() {
        for name in [
            "вера",
            "веру",
            "надежде",
            "любовь",
            "любови",
            "любовью",
            "роза",
            "света",
            "льва",
            "лев",
            "grace",
            "hope",
            "smith",
            "turkey",
            "will",
            "wolf",
        ] {
            assert!(is_name(name), "{name}");
        }
        for word in ["свет", "дождь", "лье", "любовями", "light", "king", "god", "first", ""] {
            assert!(!is_name(word), "{word}");
        }
    }
}
