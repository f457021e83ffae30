//! What is wrong with a dictionary, and where.

use serde::Serialize;

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Accepted by `allow`.
    Note,
    /// The file can be used.
    Warning,
    /// The file cannot be used as it is.
    Error,
}

/// The kinds of DESIGN section 3.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the documentation, and stand in DESIGN")]
pub enum ProblemKind {
    Syntax,
    UnknownField,
    DuplicateHeadword,
    DuplicateKey,
    EmptySymbol,
    ForbiddenCharacter,
    UnknownParent,
    Cycle,
    BadPattern,
    NewerFormat,
    EmptyWord,
    BadWeight,
    TooFewMembers,
    FailingExample,
    SharedForm,
    GuessedForms,
    Shadowed,
    SameSymbol,
    MemberWithoutEntry,
    LookAlike,
    UnknownCapture,
    MissingInPalette,
    NeedlessSelector,
    FalseFriend,
    NeverMatches,
    NoSymbol,
}

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// How bad.
    pub level: Level,
    /// What kind.
    pub kind: ProblemKind,
    /// Line in the file, from 1; 0 when it is about the file or not from a file.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// One sentence: what is wrong and what to do.
    pub message: String,
    /// The entry or link it is about, where known.
    #[serde(skip)]
    pub subject: Option<Subject>,
    /// The forms it is about, worst first, where it is about forms.
    #[serde(skip)]
    pub forms: Vec<String>,
}

/// What a problem is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    /// The entry at an index.
    Entry(usize),
    /// The link at an index.
    Link(usize),
}
