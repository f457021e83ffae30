//! The sample project in the binary: dictionaries and texts.

/// A sample text: file name, title line, text.
pub const TEXTS: [(&str, &str, &str); 2] = [
    ("sample-ru.txt", "И. С. Тургенев, «Отцы и дети» (1862)", ""),
    ("sample-en.txt", "Jane Austen, Pride and Prejudice (1813)", ""),
];
