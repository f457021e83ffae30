//! Names: a capital letter in mid-sentence makes them names (DESIGN 2.7).

use crate::language::russian;

/// English names that are words as well.
const ENGLISH: &[&str] = &[
    "amber", "april", "art", "ash", "aurora", "basil", "bill", "bob", "carol", "charity", "chase", "cliff", "coral",
    "crystal", "daisy", "dale", "dawn", "dean", "don", "drew", "faith", "felicity", "fern", "flora", "frank", "ginger",
    "glen", "grace", "grant", "guy", "harmony", "hazel", "heather", "herb", "holly", "hope", "iris", "ivy", "jack",
    "jade", "jasmine", "jay", "jean", "john", "joy", "june", "laurel", "lily", "luna", "marina", "mark", "mason",
    "max", "may", "melody", "mercy", "miles", "myrtle", "nick", "olive", "opal", "pat", "patience", "patsy", "pearl",
    "peg", "penny", "piper", "poppy", "prudence", "ray", "rob", "robin", "rod", "rose", "rosemary", "rowan", "ruby",
    "sandy", "serenity", "sienna", "sonny", "stella", "sue", "sunny", "terry", "tiffany", "trinity", "ty", "victor",
    "victoria", "viola", "violet", "will", "willow", "wren",
];

/// Whether the key (folded) of a word may be a name: a first name, patronymic, surname or place in any case.
pub fn is_name(key: &str) -> bool {
    if key.is_ascii() { ENGLISH.contains(&key) } else { russian::is_name(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_words_are_known_in_their_cases() {
        for name in ["вера", "веру", "надежде", "любовь", "любови", "любовью", "роза", "света", "льва", "лев", "grace"]
        {
            assert!(is_name(name), "{name}");
        }
        for word in ["свет", "дождь", "лье", "любовями", "light", ""] {
            assert!(!is_name(word), "{word}");
        }
    }
}
