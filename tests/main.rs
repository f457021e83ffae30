//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on may panic")]

mod cli;
mod engine;
mod export;
mod forms;
mod lookup;
mod sample;
mod studio;
mod tidy;

#[cfg(feature = "gui")]
mod ui;
