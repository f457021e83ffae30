//! The meaning of dictionaries (DESIGN section 2): compile to a lexicon, match, transform, explain, restore. Pure.
//!
//! [`Lexicon`] is built once and shared by `Arc`; [`Worker`] is cheap, one a thread, and owns its buffers.

mod chain;
mod choose;
mod compile;
mod expand;
pub mod explain;
mod forms;
mod heads;
pub mod lexicon;
mod links;
mod matcher;
mod members;
pub mod metrics;
pub mod pattern;
pub mod phrase;
mod reading;
pub mod restore;
pub mod settings;
mod shard;
pub mod template;
#[cfg(test)]
mod tests;
mod tokens;
pub mod worker;
mod write;

pub use explain::{Outcome, Reason, WordReport};
pub use lexicon::{Conflict, Layer, Lexicon, Target};
pub use metrics::Metrics;
pub use pattern::{Pattern, PatternError};
pub use restore::{RestoreError, SiteRow, restore};
pub use settings::{Climb, Density, Forms, Pin, Settings};
pub use template::{Fields, Template, TemplateError};
pub use worker::{Mix, Rendered, Site, SiteKind, Worker};
