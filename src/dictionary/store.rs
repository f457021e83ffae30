//! Dictionaries on disk.

use crate::dictionary::locate::Locator;
use crate::dictionary::source::{Source, read_ron};
use crate::dictionary::{Dictionary, Level, Problem, json, lines, patch, ron_text, rules, table};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::dictionary::export::export;
pub use crate::dictionary::lines::{Line, parse_line};

/// A larger file is surely no dictionary.
const MAX_BYTES: u64 = 1 << 30;

/// A dictionary with what its file says beside the model: comments, places of lines.
///
/// The file as read is never changed: each save is computed from it and the dictionary of the moment, so that undo
/// finds its old lines again.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The model.
    pub dictionary: Dictionary,
    pub(crate) source: Option<Arc<Source>>,
}

/// A file's format, by its ending.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileFormat {
    /// The native format.
    Ron,
    /// A JSON map.
    Json,
    /// Comma-separated.
    Csv,
    /// Tab-separated.
    Tsv,
    /// `word = symbol` lines.
    Txt,
}

/// Why a dictionary could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// The system refused.
    #[error("{}: {action}: {source}", shown(path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not a format we know.
    #[error("{}: unknown dictionary format; use .ron, .json, .csv, .tsv or .txt", shown(path))]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A folder or device.
    #[error("{}: not a file; name a dictionary file such as words.ron", shown(path))]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// Bytes that are no text.
    #[error("{}: not UTF-8 text at byte {offset}; save the dictionary as UTF-8", shown(path))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first bad byte, from 0.
        offset: usize,
    },
    /// Larger than a dictionary can be.
    #[error("{}: {bytes} bytes are too large for a dictionary; the limit is 1 GiB", shown(path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// The file on disk could not be read as a dictionary, and saving would lose it.
    #[error("{}: holds what could not be read, so it was not replaced; save under another name", shown(path))]
    WouldLose {
        /// The file.
        path: PathBuf,
    },
    /// The format of the name cannot hold the dictionary.
    #[error("{}: this format cannot hold all of it ({what}); save as .ron", shown(path))]
    CannotHold {
        /// The file.
        path: PathBuf,
        /// The first thing it cannot hold.
        what: String,
    },
    /// Saving failed.
    #[error(transparent)]
    Save(#[from] crate::file::FileError),
}

/// A path as it may stand on a screen.
fn shown(path: &Path) -> String {
    crate::text::display::printable(&path.display().to_string())
}

impl FileFormat {
    /// By the ending of a name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "ron" => Some(Self::Ron),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "txt" => Some(Self::Txt),
            _ => None,
        }
    }
}

impl From<Dictionary> for Document {
    /// A document that has no file yet.
    fn from(dictionary: Dictionary) -> Self {
        Self { dictionary, source: None }
    }
}

impl Document {
    /// Reads text of any format. What could be read is in the document; what is wrong, by place, beside. Where another
    /// format than RON names no language, it is told from the words.
    pub fn parse(text: &str, format: FileFormat) -> (Document, Vec<Problem>) {
        Self::from_text(text.to_owned(), format)
    }

    fn from_text(text: String, format: FileFormat) -> (Document, Vec<Problem>) {
        let (source, mut problems) = match format {
            FileFormat::Ron => read_ron(text),
            FileFormat::Json => json::read(&text),
            FileFormat::Csv => table::read(&text, table::Delimiter::Comma),
            FileFormat::Tsv => table::read(&text, table::Delimiter::Tab),
            FileFormat::Txt => lines::read(&text),
        };
        let mut source = source;
        if format != FileFormat::Ron && !(source.dictionary.entries.is_empty() && source.dictionary.links.is_empty()) {
            source.dictionary.language = Some(source.dictionary.guessed_language().to_owned());
        }
        let document = Document { dictionary: source.dictionary.clone(), source: Some(Arc::new(source)) };
        if !document.is_opaque() {
            problems.extend(rules::errors(&document, &Locator::new(&document)));
        }
        sort(&mut problems);
        (document, problems)
    }

    /// The file's new text: RON, only lines of changed entries differ from what was read.
    pub fn to_ron(&self) -> String {
        match &self.source {
            Some(source) if source.is_opaque && source.dictionary == self.dictionary => source.text.clone(),
            Some(source) => patch::patched(source, &self.dictionary),
            None => ron_text::dictionary(&self.dictionary),
        }
    }

    /// Reads a file of any format. One that is no RON is named after its file.
    pub fn load(path: &Path) -> Result<(Document, Vec<Problem>), DictionaryError> {
        let format = FileFormat::of(path);
        let io = |action| move |source| DictionaryError::Io { path: path.to_owned(), action, source };
        let found = std::fs::metadata(path).map_err(io("cannot read the dictionary"))?;
        if found.is_dir() {
            return Err(DictionaryError::NotAFile { path: path.to_owned() });
        }
        let format = format.ok_or_else(|| DictionaryError::UnknownFormat { path: path.to_owned() })?;
        if found.len() > MAX_BYTES {
            return Err(DictionaryError::TooLarge { path: path.to_owned(), bytes: found.len() });
        }
        let bytes = read_capped(path).map_err(io("cannot read the dictionary"))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(DictionaryError::TooLarge { path: path.to_owned(), bytes: bytes.len() as u64 });
        }
        let text = String::from_utf8(bytes).map_err(|error| DictionaryError::NotUtf8 {
            path: path.to_owned(),
            offset: error.utf8_error().valid_up_to(),
        })?;
        let (mut document, problems) = Self::from_text(text, format);
        if format != FileFormat::Ron {
            document.name(path);
        }
        Ok((document, problems))
    }

    /// Saves, atomically: as RON, unless the name ends in another format we know, which must be able to hold it all.
    pub fn save(&self, path: &Path) -> Result<(), DictionaryError> {
        if self.would_lose(path) {
            return Err(DictionaryError::WouldLose { path: path.to_owned() });
        }
        let text = match FileFormat::of(path) {
            None | Some(FileFormat::Ron) => self.to_ron(),
            Some(format) => {
                let mut held = self.dictionary.clone();
                if path.file_stem().and_then(|stem| stem.to_str()) == Some(held.name.as_str()) {
                    held.name.clear();
                }
                let (text, losses) = export(&held, format);
                if let Some(what) = losses.into_iter().next() {
                    return Err(DictionaryError::CannotHold { path: path.to_owned(), what });
                }
                text
            }
        };
        Ok(crate::file::replace(path, text.as_bytes())?)
    }

    /// The file as it was read.
    pub(crate) fn source(&self) -> Option<&Source> {
        self.source.as_deref()
    }

    /// Whether the dictionary differs from what was read.
    pub fn is_changed(&self) -> bool {
        self.source.as_ref().is_none_or(|source| source.dictionary != self.dictionary)
    }

    /// Whether the file could not be read as a whole, so that the dictionary is not all of it.
    pub fn is_opaque(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_opaque)
    }

    /// The headwords of entries that could not be read.
    pub fn broken_words(&self) -> impl Iterator<Item = String> + '_ {
        self.source.iter().flat_map(|source| &source.entries).filter_map(|item| item.broken_word.clone())
    }

    /// Names the dictionary after its file.
    fn name(&mut self, path: &Path) {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        self.dictionary.name.clone_from(&name);
        if let Some(source) = &mut self.source {
            Arc::make_mut(source).dictionary.name = name;
        }
    }

    /// Whether a save would replace what was not understood.
    fn would_lose(&self, path: &Path) -> bool {
        let Some(source) = &self.source else { return false };
        let loses = source.is_partial || source.is_opaque && source.dictionary != self.dictionary;
        loses && path.exists()
    }
}

/// Reads a file, or just more than the limit of one that does not end.
fn read_capped(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// By line and column, errors first.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| (problem.line, problem.column, std::cmp::Reverse(problem.level)));
}

/// How many of the problems are errors.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.level == Level::Error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::lexer::{Token, tokens};
    use crate::dictionary::{Edit, Entry, Link, ProblemKind, Symbol, samples};
    use proptest::prelude::*;

    const EXAMPLE: &str = r#"Dictionary(
  format: 1,
  name: "Природа", language: "ru",
  entries: [
    (word: "природа", symbols: ["🌍"]),
    (word: "погода", symbols: ["🌦"], parent: "природа"),
    // autumn rain has its own link below
    (word: "дождь", also: ["ливень"], symbols: ["☔", (text: "🌧", weight: 0.5), (text: "♒", palette: "glyph")], emotion: "грусть", parent: "погода", except: ["дождя"], description: "вода, падающая из облаков", tags: ["осень"]),
    (word: "свет", symbols: ["☀"], emotion: "радость", examples: [("Свет в окне", "☀{радость} в окне")]),
    (word: r"\d{1,2} (января|февраля|марта)", matching: Pattern, symbols: ["📅"]),
  ],
  links: [
    (of: ["дождь", "грусть"], symbols: ["☔🫧"], reach: Sentence, rest: Fold),
  ],
)
"#;

    fn parsed(text: &str) -> Document {
        let (document, problems) = Document::parse(text, FileFormat::Ron);
        assert_eq!(problems, []);
        document
    }

    fn entry(word: &str) -> Entry {
        Entry { word: word.into(), ..Entry::default() }
    }

    #[test]
    fn the_example_is_canonical() {
        let document = parsed(EXAMPLE);
        assert_eq!(document.to_ron(), EXAMPLE);
        let without_comment = EXAMPLE.replace("    // autumn rain has its own link below\n", "");
        assert_eq!(Document::from(document.dictionary).to_ron(), without_comment);
        let (crlf, problems) = Document::parse(&format!("\u{FEFF}{}", EXAMPLE.replace('\n', "\r\n")), FileFormat::Ron);
        assert_eq!((crlf.to_ron().as_str(), problems), (EXAMPLE, vec![]));
    }

    #[test]
    fn an_edit_changes_its_line_and_undo_brings_it_back() {
        let mut document = parsed(EXAMPLE);
        let changed = Entry { emotion: Some("печаль".into()), ..Entry::clone(&document.dictionary.entries[2]) };
        let undo = document.dictionary.apply(Edit::ReplaceEntry(2, Box::new(changed)));
        assert_eq!(document.to_ron(), EXAMPLE.replace("emotion: \"грусть\"", "emotion: \"печаль\""));
        document.dictionary.apply(undo);
        assert_eq!(document.to_ron(), EXAMPLE);
        let undo = document.dictionary.apply(Edit::RemoveEntry(2));
        let without = document.to_ron();
        assert!(without.contains("    // autumn") && !without.contains("ливень"), "{without}");
        document.dictionary.apply(undo);
        assert_eq!(document.to_ron(), EXAMPLE);
    }

    /// What a save must give: before, what is done, after.
    #[test]
    fn saves() {
        let check = |before: &str, edit: &dyn Fn(&mut Dictionary), after: &str| {
            let mut document = parsed(before);
            edit(&mut document.dictionary);
            assert_eq!(document.to_ron(), after, "{before}");
            assert_eq!(parsed(after).dictionary, document.dictionary);
        };
        let add = |dictionary: &mut Dictionary| dictionary.entries.push(entry("ж").into());
        let swap = |dictionary: &mut Dictionary| dictionary.entries.swap(0, 1);
        let drop_first = |dictionary: &mut Dictionary| drop(dictionary.entries.remove(0));
        let rename = |dictionary: &mut Dictionary| Arc::make_mut(&mut dictionary.entries[0]).word = "ж".into();

        let line = "(format:1,entries:[(word:\"а\"),(word:\"б\")])";
        check(line, &add, "(format:1,entries:[(word:\"а\"),(word:\"б\"),\n    (word: \"ж\"),\n  ])");
        check(line, &swap, "(format:1,entries:[(word:\"б\"),(word:\"а\"),])");
        check(line, &drop_first, "(format:1,entries:[(word:\"б\")])");
        check(line, &rename, "(format:1,entries:[(word: \"ж\"),(word:\"б\")])");

        let empty = "Dictionary(format: 1, entries: [])";
        check(empty, &add, "Dictionary(format: 1, entries: [\n    (word: \"ж\"),\n  ])");
        check("(format: 1)", &add, "(format: 1,\n  entries: [\n    (word: \"ж\"),\n  ],\n)");
        check(
            "(\n  format: 1, // one\n)\n",
            &|dictionary| dictionary.name = "Ж".into(),
            "(\n  format: 1,\n  name: \"Ж\", // one\n)\n",
        );
        let link = |dictionary: &mut Dictionary| {
            dictionary.links.push(Arc::new(Link {
                of: vec!["а".into(), "б".into()],
                symbols: vec![Symbol::new("x")],
                ..Link::default()
            }));
        };
        check(
            "(\n  format: 1,\n  entries: [\n    (word: \"а\")\n  ] // all\n)\n",
            &link,
            "(\n  format: 1,\n  entries: [\n    (word: \"а\")\n  ], // all\n  links: [\n    (of: [\"а\", \"б\"], symbols: [\"x\"], reach: Sentence, rest: Auto),\n  ],\n)\n",
        );

        let long = "(format: 1, entries: [ // head\n  /* above */\n  ( // in\n    word: \"а\", /* deep /* er */ */\n  ), // after\n\n  // next\n  (word: \"б\") // last\n  // end\n])\n";
        check(
            long,
            &rename,
            "(format: 1, entries: [ // head\n  /* above */\n  // in\n  /* deep /* er */ */\n  (word: \"ж\"), // after\n\n  // next\n  (word: \"б\") // last\n  // end\n])\n",
        );
        check(
            long,
            &drop_first,
            "(format: 1, entries: [ // head\n  /* above */\n  // in\n  /* deep /* er */ */\n  // after\n\n  // next\n  (word: \"б\") // last\n  // end\n])\n",
        );
        check(
            long,
            &swap,
            "(format: 1, entries: [ // head\n\n  // next\n  (word: \"б\"), // last\n  /* above */\n  ( // in\n    word: \"а\", /* deep /* er */ */\n  ), // after\n  // end\n])\n",
        );
        check(
            long,
            &add,
            "(format: 1, entries: [ // head\n  /* above */\n  ( // in\n    word: \"а\", /* deep /* er */ */\n  ), // after\n\n  // next\n  (word: \"б\"), // last\n  (word: \"ж\"),\n  // end\n])\n",
        );
    }

    #[test]
    fn broken_items_are_kept() {
        let text = "(\n  format: 1,\n  entries: [\n    (word: \"а\", smbols: [\"x\"]),\n    (word: \"б\", symbols: [),\n    (word: \"в\", parent: \"б\"),\n  ],\n)\n";
        let (mut document, problems) = Document::parse(text, FileFormat::Ron);
        let places: Vec<_> = problems.iter().map(|problem| (problem.line, problem.column, problem.kind)).collect();
        assert_eq!(places, [(4, 17, ProblemKind::UnknownField), (5, 27, ProblemKind::Syntax)], "{problems:?}");
        assert_eq!(document.to_ron(), text);
        Arc::make_mut(&mut document.dictionary.entries[0]).word = "ж".into();
        document.dictionary.entries.remove(1);
        assert_eq!(
            document.to_ron(),
            "(\n  format: 1,\n  entries: [\n    (word: \"ж\", smbols: [\"x\"]),\n    (word: \"б\", symbols: [),\n  ],\n)\n"
        );
    }

    #[test]
    fn each_error_has_its_place_and_a_sentence() {
        let mut wrong = Vec::new();
        let mut check = |line: &str, kind: ProblemKind, column: usize, part: &str| {
            let text = format!("Dictionary(\nformat: 1,\nentries: [\n(word: \"а\", symbols: [\"x\"]),\n{line}\n],\n)");
            let (_, problems) = Document::parse(&text, FileFormat::Ron);
            let fits = |problem: &Problem| {
                (problem.kind, problem.line, problem.column) == (kind, 5, column) && problem.message.contains(part)
            };
            if problems.len() != 1 || !fits(&problems[0]) {
                wrong.push(format!("{line}: {problems:?}"));
            }
        };
        check("(word: \"б\", emotoin: \"в\"),", ProblemKind::UnknownField, 13, "did you mean `emotion`?");
        check("(word: \"б\", symbols: [(txt: \"в\")]),", ProblemKind::UnknownField, 24, "text");
        check("(word: \"А\"),", ProblemKind::DuplicateHeadword, 8, "«а» of line 4");
        check("(word: \"б\", symbols: [\"x\", \"\"]),", ProblemKind::EmptySymbol, 28, "empty symbol");
        check("(word: \" \"),", ProblemKind::EmptyWord, 8, "empty");
        check("(word: \"б\", symbols: [(text: \"x\", weight: 0)]),", ProblemKind::BadWeight, 23, "above 0");
        check("(word: \"б\", symbols: [(text: \"x\", weight: inf)]),", ProblemKind::BadWeight, 23, "above 0");
        check("(word: \"б\", symbols: [(text: \"x\", weight: NaN)]),", ProblemKind::Syntax, 46, "above 0");
        check("(word: \"б\\u{202E}\"),", ProblemKind::ForbiddenCharacter, 8, "U+202E");
        check("(word: \"б\", parent: \"нет\"),", ProblemKind::UnknownParent, 21, "«нет»");
        check("(word: \"б\", parent: \"Б\"),", ProblemKind::Cycle, 21, "own ancestor");
        check("(word: r\"(\", matching: Pattern),", ProblemKind::BadPattern, 8, "unclosed group");
        check("(word: \"б\", word: \"б\"),", ProblemKind::DuplicateKey, 13, "twice");
        check("(also: [\"б\"]),", ProblemKind::Syntax, 1, "no `word`");
        check("(word: \"б\", matching: Fuzzy),", ProblemKind::Syntax, 23, "`Inflected`, `Exact` or `Pattern`");
        check("(word: \"б\", symbols: \"x\"),", ProblemKind::Syntax, 21, "list");
        check("(word: \"\\d\"),", ProblemKind::Syntax, 9, "backslash");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn hopeless_files_give_one_sentence() {
        let deep = "(".repeat(1 << 22);
        let many = "Dictionary(format:1,entries:[".to_owned() + &"(),".repeat(1 << 16);
        for (text, most) in [
            ("", 1),
            ("\u{FEFF}", 1),
            ("{\"a\": 1}", 1),
            ("\0\u{1}\u{2}", 1),
            ("Dictionary", 1),
            ("Dictionary(format: 2, entries: [(word: 1)], nonsense: [])", 1),
            ("Dictionary(entries: [])", 1),
            ("Dictionary(format: 1, entries: [((((((((((((((", 1),
            ("Dictionary(format: 1, entries: [", 1),
            ("Dictionary(format: 1, entries: [(word: \"a\"),", 1),
            ("Dictionary(format: 1", 1),
            (deep.as_str(), 1),
            (many.as_str(), 1000),
            (&("(format:1,entries:[".to_owned() + &"\"".repeat(1_000_001)), 1000),
            (&("(format:1,entries:[".to_owned() + &"(word:\"\n".repeat(100_000)), 1000),
            (&("(format:1,".to_owned() + &"a:\"\",".repeat(100_000)), 1000),
            (
                &("(format:1,entries:[(word:\"a\", also:".to_owned()
                    + &"[".repeat(1 << 20)
                    + &"]".repeat(1 << 20)
                    + ")])"),
                1,
            ),
        ] {
            let (document, problems) = Document::parse(text, FileFormat::Ron);
            let start: String = text.chars().take(60).collect();
            assert!((1..=most).contains(&problems.len()), "{start}: {} {:?}", problems.len(), problems.first());
            assert!(problems.iter().all(|problem| problem.line > 0 && problem.level == Level::Error), "{start}");
            assert_eq!(document.to_ron(), text.trim_start_matches('\u{FEFF}'));
        }
    }

    #[test]
    fn what_could_not_be_read_is_not_saved_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("слова.ron");
        std::fs::write(&path, "Dictionary(format: 2)").unwrap();
        let (mut document, problems) = Document::load(&path).unwrap();
        assert_eq!(problems[0].kind, ProblemKind::NewerFormat);
        assert!(problems[0].message.contains("made by a newer hyperlex (format 2)"));
        document.dictionary.entries.push(entry("а").into());
        assert!(matches!(document.save(&path), Err(DictionaryError::WouldLose { .. })));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "Dictionary(format: 2)");
    }

    #[test]
    fn unreadable_files_are_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("bad.ron"), b"abc\xFF").unwrap();
        std::fs::write(path("a.xyz"), "").unwrap();
        for (name, part) in
            [("none.ron", "cannot read"), ("", "not a file"), ("bad.ron", "at byte 3"), ("a.xyz", "use .ron")]
        {
            let message = Document::load(&path(name)).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }

    /// The same dictionary with comments and line ends between its tokens.
    fn scattered(text: &str, choices: &[u8]) -> (String, Vec<String>) {
        let (mut out, mut comments) = (String::new(), Vec::new());
        for (at, (token, range)) in tokens(text, 0..text.len()).enumerate() {
            out.push_str(&text[range]);
            let may_part = matches!(token, Token::Comma | Token::Open(_) | Token::Close(_) | Token::Text);
            if !may_part || out.trim_end().ends_with(')') && at > 0 && text.trim_end().len() <= out.len() {
                continue;
            }
            let mut comment = |shape: &str| {
                let comment = format!("{shape}{};", comments.len());
                comments.push(comment.clone());
                comment
            };
            match choices[at % choices.len()] {
                0 => out.push_str("\n  "),
                1 => out.push_str(&format!(" {} */ ", comment("/* ( /* n */ c"))),
                2 => out.push_str(&format!(" {}\n", comment("// ] c"))),
                3 => out.push_str(&format!("\n{}\n\n", comment("// \" c"))),
                _ => {}
            }
        }
        (out, comments)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn any_layout_is_kept_and_no_comment_is_lost(
            before in samples::dictionary(),
            after in samples::dictionary(),
            choices in proptest::collection::vec(0..12_u8, 1..40),
            picks in proptest::collection::vec((0..6_usize, 0..6_usize, 0..4_u8), 0..4),
        ) {
            let (text, comments) = scattered(&Document::from(before.clone()).to_ron(), &choices);
            let (mut document, _) = Document::parse(&text, FileFormat::Ron);
            prop_assert_eq!(&document.dictionary, &before, "{}", text);
            prop_assert_eq!(document.to_ron(), text.clone());
            for (at, to, what) in picks {
                let entries = &mut document.dictionary.entries;
                match what {
                    _ if at >= entries.len() => entries.extend(after.entries.first().cloned()),
                    0 => drop(entries.remove(at)),
                    1 => Arc::make_mut(&mut entries[at]).note = Some("new".into()),
                    2 => {
                        let to = to.min(entries.len() - 1);
                        entries.swap(at, to);
                    }
                    _ => document.dictionary.links.clone_from(&after.links),
                }
            }
            let saved = document.to_ron();
            let (again, _) = Document::parse(&saved, FileFormat::Ron);
            prop_assert_eq!(&again.dictionary, &document.dictionary, "{}\n--\n{}", text, saved);
            for comment in comments {
                prop_assert!(saved.contains(&comment), "{} is lost\n{}\n--\n{}", comment, text, saved);
            }
        }

        #[test]
        fn what_is_written_is_read(dictionary in samples::dictionary()) {
            let text = Document::from(dictionary.clone()).to_ron();
            let (document, _) = Document::parse(&text, FileFormat::Ron);
            prop_assert_eq!(&document.dictionary, &dictionary, "{}", text);
            prop_assert_eq!(document.to_ron(), text);
        }

        #[test]
        fn a_save_holds_every_change_and_keeps_the_other_lines(
            before in samples::dictionary(), after in samples::dictionary(), at in 0..6_usize,
        ) {
            let text = Document::from(before.clone()).to_ron();
            let (mut document, _) = Document::parse(&text, FileFormat::Ron);
            document.dictionary = after.clone();
            let (again, _) = Document::parse(&document.to_ron(), FileFormat::Ron);
            prop_assert_eq!(&again.dictionary, &after);

            if let Some(entry) = before.entries.get(at) {
                let mut one = before.clone();
                one.entries[at] = Arc::new(Entry { note: Some("new".into()), ..Entry::clone(entry) });
                document.dictionary = one.clone();
                let saved = document.to_ron();
                let changed = text.lines().zip(saved.lines()).filter(|(a, b)| a != b).count();
                prop_assert!(changed <= 1 && text.lines().count() == saved.lines().count(), "{}", saved);
                prop_assert_eq!(Document::parse(&saved, FileFormat::Ron).0.dictionary, one);
            }
        }
    }
}
