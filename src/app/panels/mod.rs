//! The parts of the window, one file each. A panel reads `&Studio`, keeps its own draft, and asks through the queue.

pub mod about;
pub mod anchor;
pub mod command_search;
pub mod confirm;
pub mod dataset;
pub mod dictionary;
pub mod done_card;
pub mod drop_hint;
pub mod export;
pub mod form;
pub mod hover_card;
pub mod notices;
pub mod picker;
pub mod preview;
pub mod preview_header;
pub mod prose;
pub mod rail;
pub mod settings;
pub mod settings_more;
pub mod size;
pub mod statistics;
pub mod status_bar;
pub mod styles;
pub mod top_bar;
pub mod welcome;
