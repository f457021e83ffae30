//! The integration tests, in one binary.

mod cli;
mod lookup;
mod tidy;

#[cfg(feature = "gui")]
mod ui;
