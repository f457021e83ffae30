//! The integration tests, in one binary.

mod cli;
mod engine;
mod export;
mod lookup;
mod sample;
mod studio;
mod tidy;

#[cfg(feature = "gui")]
mod ui;
