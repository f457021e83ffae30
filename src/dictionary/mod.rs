//! Dictionaries: the model, edits with inverses, the RON store, imports and exports.
//!
//! [`Document`] is a dictionary with its file. A RON file is cut into items ([`layout`], [`items`]) by a small
//! [`lexer`]; each is read by the crate `ron` ([`record`]); a save ([`patch`]) writes anew only what changed.

pub mod align;
pub mod edit;
pub mod export;
pub mod fields;
pub mod import;
pub mod items;
pub mod json;
pub mod layout;
pub mod lexer;
pub mod lines;
pub mod locate;
pub mod model;
pub mod notation;
pub mod patch;
pub mod place;
pub mod problem;
pub mod record;
pub mod ron_text;
pub mod rules;
pub mod source;
pub mod store;
pub mod table;

pub use edit::Edit;
pub use export::export;
pub use lines::{Line, parse_line};
pub use model::{Accept, Dictionary, Entry, Link, Matching, Reach, Rest, Symbol};
pub use problem::{Level, Problem, ProblemKind, Subject};
pub use store::{DictionaryError, Document, FileFormat};

#[cfg(test)]
pub mod samples;
