//! Small controls: each takes a rectangle, draws it, and tells screen readers what it is.
//!
//! A control has an id from its name inside the scope of its `Ui`: where names repeat, use [`egui::Ui::push_id`].

pub mod button;
pub mod caret;
pub mod chip;
pub mod field;
pub mod form_chip;
pub mod layout;
pub mod menu;
pub mod paint;
pub mod segmented;
pub mod select;
pub mod slider;
pub mod switch;

pub use button::{Kind, button, hit, hit_as, icon_button, icon_button_as, tip};
pub use chip::{Chip, chip, key};
pub use field::{Field, FieldOutput};
pub use form_chip::{FormChip, FormPower, form_chip, form_chip_width};
pub use layout::Cut;
pub use menu::{menu, menu_item, menu_line, menu_title};
pub use paint::{
    card, dot, dots, fade_bottom, fill, hline, icon, outline, paragraph, progress, symbol, symbol_fit, text, vline,
    width,
};
pub use segmented::{SegmentCell, segmented};
pub use select::select;
pub use slider::slider;
pub use switch::switch;
