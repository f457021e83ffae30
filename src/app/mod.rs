//! The window: the only egui.
