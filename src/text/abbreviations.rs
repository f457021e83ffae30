//! Abbreviations of Russian and English, by what a full stop after them means.

/// What a full stop after an abbreviation means when the next word is written with a capital letter or is a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// A sentence never ends here: проф. Иванов, Mr. Darcy.
    Never,
    /// A sentence ends here unless an initial follows: и др. Потом, etc. Then.
    Maybe,
    /// A sentence ends here unless a number follows: ел рис. Потом; but рис. 5.
    UnlessNumber,
    /// After a number as [`Stop::Maybe`] (в 1859 г. Потом), else as [`Stop::Never`] (г. Тула).
    AfterNumber,
}

const NEVER: &[&str] = &[
    // Russian
    "акад",
    "англ",
    "бул",
    "гг-на",
    "г-жа",
    "г-же",
    "г-жи",
    "г-жой",
    "г-жу",
    "г-н",
    "г-на",
    "г-ном",
    "г-ну",
    "гос",
    "греч",
    "гр",
    "дж",
    "доц",
    "д-р",
    "е",
    "изд",
    "инж",
    "исп",
    "итал",
    "к",
    "кап",
    "лат",
    "лейт",
    "напр",
    "нем",
    "обл",
    "оз",
    "ок",
    "пер",
    "пл",
    "полк",
    "пос",
    "прим",
    "проф",
    "р-н",
    "ред",
    "рус",
    "св",
    "см",
    "сост",
    "сев",
    "ср",
    "стр-во",
    "т.е",
    "т.к",
    "т.н",
    "т.о",
    "т.ч",
    "тов",
    "тт",
    "ул",
    "франц",
    "фр",
    "юж",
    "н",
    "о",
    "им-ни",
    // English
    "adm",
    "approx",
    "brig",
    "capt",
    "cf",
    "cmdr",
    "col",
    "dr",
    "e.g",
    "fr",
    "ft",
    "gen",
    "gov",
    "hon",
    "i.e",
    "lieut",
    "lt",
    "maj",
    "messrs",
    "mlle",
    "mme",
    "mr",
    "mrs",
    "ms",
    "mt",
    "pres",
    "prof",
    "rep",
    "rev",
    "sen",
    "sgt",
    "sr-a",
    "st",
    "viz",
    "vs",
];

const MAYBE: &[&str] = &[
    "гг", "вв", "др", "коп", "млн", "млрд", "н.э", "пр", "проч", "руб", "т.д", "т.п", "трлн", "тыс", "чел", "шт", "э",
    "a.d", "a.m", "al", "ave", "b.c", "blvd", "bros", "co", "corp", "dept", "esq", "etc", "inc", "jr", "ltd", "p.m",
    "ph.d", "rd", "sr",
];

const UNLESS_NUMBER: &[&str] = &[
    "гл", "кв", "кн", "корп", "п", "разд", "рис", "с.-х", "ст", "стр", "табл", "тел", "вып", "апр", "авг", "дек",
    "июл", "июн", "окт", "сент", "фев", "февр", "янв", "нояб", "apr", "aug", "ch", "chap", "dec", "est", "feb", "fig",
    "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "p", "pp", "sec", "sep", "sept", "vol", "vols",
];

const AFTER_NUMBER: &[&str] = &["в", "г", "д", "л", "м", "мин", "р", "с", "сек", "т", "ч"];

/// Words before «им.» that make it «имени»; elsewhere it is a pronoun. Beginnings of words, folded.
const NAMED_AFTER: &[&str] = &[
    "академи",
    "библиотек",
    "больниц",
    "вуз",
    "дворец",
    "дворц",
    "завод",
    "институт",
    "клуб",
    "колхоз",
    "консерватори",
    "кружок",
    "лицей",
    "метро",
    "музе",
    "общест",
    "парк",
    "площад",
    "преми",
    "проспект",
    "совхоз",
    "стадион",
    "станци",
    "театр",
    "улиц",
    "университет",
    "училищ",
    "фабрик",
    "фонд",
    "цпко",
    "школ",
];

/// Words after which «I.» is the pronoun at a sentence's end and no initial.
const BEFORE_PRONOUN: &[&str] = &[
    "am", "and", "as", "but", "can", "could", "did", "do", "had", "have", "may", "must", "nor", "not", "or", "shall",
    "should", "so", "than", "was", "will", "would",
];

/// Whether «I.» after `word` (folded) is the pronoun.
pub fn is_before_pronoun(word: &str) -> bool {
    BEFORE_PRONOUN.contains(&word)
}

/// What a full stop after `word` (folded, inner full stops kept) means; `before` is the folded word before it.
pub fn stop_after(word: &str, before: &str) -> Option<Stop> {
    match (word, before) {
        ("д" | "п", "т") | ("др" | "проч", _) => return Some(Stop::Maybe),
        ("им", _) => return NAMED_AFTER.iter().any(|head| before.starts_with(head)).then_some(Stop::Never),
        _ => {}
    }
    let lists = [
        (NEVER, Stop::Never),
        (MAYBE, Stop::Maybe),
        (UNLESS_NUMBER, Stop::UnlessNumber),
        (AFTER_NUMBER, Stop::AfterNumber),
    ];
    lists.iter().find(|(list, _)| list.contains(&word)).map(|(_, stop)| *stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_stands_in_one_list() {
        let mut all: Vec<&str> = [NEVER, MAYBE, UNLESS_NUMBER, AFTER_NUMBER].concat();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn the_word_before_matters() {
        assert_eq!(stop_after("д", "т"), Some(Stop::Maybe));
        assert_eq!(stop_after("д", "ул"), Some(Stop::AfterNumber));
        assert_eq!(stop_after("им", "театр"), Some(Stop::Never));
        assert_eq!(stop_after("им", "дал"), None);
    }
}
