//! First names that are common words too: a capital letter in mid-sentence makes them names (DESIGN 2.7).

/// Russian names with the ending rule of their oblique cases: the stem that stays, and the endings.
const RUSSIAN: &[(&str, &[&str])] = &[
    ("август", HARD),
    ("аврор", A),
    ("вер", A),
    ("виктори", IYA),
    ("герман", HARD),
    ("жасмин", HARD),
    ("злат", A),
    ("искр", A),
    ("лад", A),
    ("лев", HARD),
    ("льв", &["а", "у", "ом", "е"]),
    ("лили", IYA),
    ("люб", A),
    ("любав", A),
    ("любов", &["ь", "и", "ью"]),
    ("май", YA),
    ("марин", A),
    ("марк", &["", "а", "у", "ом", "е", "и", "ой"]),
    ("март", A),
    ("мил", A),
    ("мир", A),
    ("надежд", A),
    ("рад", A),
    ("роз", A),
    ("роман", HARD),
    ("свет", A),
    ("слав", A),
    ("снежан", A),
    ("тай", YA),
    ("том", HARD),
    ("фе", YA),
    ("фиалк", &["а", "и", "е", "у", "ой", "ою"]),
    ("ян", HARD),
    ("яр", A),
];

const HARD: &[&str] = &["", "а", "у", "ом", "е"];
const A: &[&str] = &["а", "ы", "е", "у", "ой", "ою"];
const IYA: &[&str] = &["я", "и", "ю", "ей", "ею"];
const YA: &[&str] = &["я", "и", "е", "ю", "ей", "ею"];

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

/// Whether the key (folded) of a word may be a name: a first name in any case. The language data will add patronymics,
/// surnames and places.
pub fn is_name(key: &str) -> bool {
    if key.is_ascii() {
        return ENGLISH.contains(&key);
    }
    RUSSIAN.iter().any(|(stem, endings)| key.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest)))
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
