//! The integration tests, in one binary.

mod tidy;

#[cfg(feature = "gui")]
mod ui;
