//! hyperlex turns words into symbols and texts into training files.
//!
//! A *dictionary* maps words to symbols; the *engine* compiles dictionaries into a [`engine::Lexicon`] and rewrites
//! *units* of text with it; *export* writes the result as training records. The window and the command line are two
//! faces of the same code.
//!
//! Modules stand in floor order: a module uses only those above it in this list.
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`text`], [`hash`], [`file`], [`progress`] |
//! | 1 | [`language`], [`symbol`], [`token`], [`corpus`] |
//! | 2 | [`dictionary`] |
//! | 3 | [`engine`] |
//! | 4 | [`record`], [`check`] |
//! | 5 | [`writer`], [`estimate`] |
//! | 6 | [`export`] |
//! | 7 | [`project`] |
//! | 8 | [`studio`] |
//! | 9 | [`cli`], `app` |

pub mod file;
pub mod hash;
pub mod progress;
pub mod text;

pub mod corpus;
pub mod language;
pub mod symbol;
pub mod token;

pub mod dictionary;

pub mod engine;

pub mod check;
pub mod record;

pub mod estimate;
pub mod writer;

pub mod export;

pub mod project;

pub mod studio;

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
