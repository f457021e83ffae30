//! Errors, warnings and quick fixes of dictionaries, also those that need the engine.

use crate::dictionary::{Document, Edit, Problem};

/// A quick fix.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// The edit that cures it.
    pub edit: Edit,
}

/// All that is wrong with a document: what parsing said (`parsed`) and what the model and the engine say, by place.
pub fn check(document: &Document, parsed: &[Problem]) -> Vec<Problem> {
    let _ = (document, parsed);
    todo!("dict")
}

/// The quick fix of a problem, where there is one.
pub fn fix(document: &Document, problem: &Problem) -> Option<Fix> {
    let _ = (document, problem);
    todo!("dict")
}
