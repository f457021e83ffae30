//! The sample project in the binary: dictionaries and texts.

/// A sample text: file name, title line, text.
pub const TEXTS: [(&str, &str, &str); 2] = [
    ("sample-ru.txt", "И. С. Тургенев, «Отцы и дети» (1862)", include_str!("../../assets/sample/sample-ru.txt")),
    ("sample-en.txt", "Jane Austen, Pride and Prejudice (1813)", include_str!("../../assets/sample/sample-en.txt")),
];

/// A sample dictionary: file name, text in RON.
pub const DICTIONARIES: [(&str, &str); 2] =
    [("ru.ron", include_str!("../../dictionaries/ru.ron")), ("en.ron", include_str!("../../dictionaries/en.ron"))];

/// The sample project's name.
pub const NAME: &str = "hyperlex-sample";
