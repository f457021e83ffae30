//! The sample project in the binary: dictionaries and texts.

/// A sample text: file name, title line, text.
pub const TEXTS: [(&str, &str, &str); 2] = [
    (
        "sample-ru.txt",
        "И. С. Тургенев, «Отцы и дети» (1862)",
        "Солнце светило, и дождь перестал.\n\nОна улыбнулась: любовь и свет наполнили весь дом.\n",
    ),
    ("sample-en.txt", "Jane Austen, Pride and Prejudice (1813)", "The house was full of love and light.\n"),
];

/// A sample dictionary: file name, text in RON.
pub const DICTIONARIES: [(&str, &str); 1] = [(
    "ru.ron",
    "Dictionary(\n  format: 1,\n  name: \"Природа\", language: \"ru\",\n  entries: [\n    (word: \"дождь\", symbols: [\"☔\"]),\n    (word: \"свет\", symbols: [\"☀\"], emotion: \"радость\"),\n    (word: \"любовь\", symbols: [\"❤\"]),\n  ],\n)\n",
)];

/// The sample project's name.
pub const NAME: &str = "hyperlex-sample";
