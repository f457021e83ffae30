//! The names of the 24 emotions of Plutchik's wheel, for completing an entry's emotion.

/// Eight rows of three, from weak to strong, as the wheel turns: joy, trust, fear, surprise, sadness, disgust, anger,
/// anticipation (R. Plutchik, 1980).
const ENGLISH: [&str; 24] = [
    "serenity",
    "joy",
    "ecstasy", //
    "acceptance",
    "trust",
    "admiration", //
    "apprehension",
    "fear",
    "terror", //
    "distraction",
    "surprise",
    "amazement", //
    "pensiveness",
    "sadness",
    "grief", //
    "boredom",
    "disgust",
    "loathing", //
    "annoyance",
    "anger",
    "rage", //
    "interest",
    "anticipation",
    "vigilance",
];

/// The same in Russian, in the same order.
const RUSSIAN: [&str; 24] = [
    "безмятежность",
    "радость",
    "восторг", //
    "принятие",
    "доверие",
    "восхищение", //
    "тревога",
    "страх",
    "ужас", //
    "растерянность",
    "удивление",
    "изумление", //
    "задумчивость",
    "грусть",
    "горе", //
    "скука",
    "отвращение",
    "омерзение", //
    "досада",
    "гнев",
    "ярость", //
    "интерес",
    "ожидание",
    "настороженность",
];

/// The 24 emotions in Russian for `ru`, else in English: eight rows of three, from weak to strong.
pub fn emotions(language: &str) -> &'static [&'static str] {
    if language == "ru" { &RUSSIAN } else { &ENGLISH }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn twenty_four_different_words_in_each_language() {
        for language in ["ru", "en"] {
            assert_eq!(emotions(language).iter().collect::<HashSet<_>>().len(), 24);
        }
        let joy = emotions("en").iter().position(|name| *name == "joy");
        assert_eq!(joy, emotions("ru").iter().position(|name| *name == "радость"));
    }
}
