//! The meaning of dictionaries (DESIGN section 2): compile to a lexicon, match, transform, explain, restore. Pure.
//!
//! [`Lexicon`] is built once and shared by `Arc`; [`Worker`] is cheap, one a thread, and owns its buffers.

pub mod explain;
pub mod lexicon;
pub mod metrics;
pub mod restore;
pub mod settings;
pub mod template;
pub mod worker;

pub use explain::{Outcome, Reason, WordReport};
pub use lexicon::{Conflict, Layer, Lexicon, Target};
pub use metrics::Metrics;
pub use restore::restore;
pub use settings::{Climb, Density, Forms, Pin, Settings};
pub use template::Template;
pub use worker::{Rendered, Site, SiteKind, Worker};
