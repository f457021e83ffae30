//! Dictionaries: the model, edits with inverses, the RON store, imports and exports.

pub mod edit;
pub mod model;
pub mod problem;
pub mod store;

pub use edit::Edit;
pub use model::{Accept, Dictionary, Entry, Link, Matching, Reach, Rest, Symbol};
pub use problem::{Level, Problem, ProblemKind, Subject};
pub use store::{DictionaryError, Document, FileFormat};
