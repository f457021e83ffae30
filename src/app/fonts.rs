//! The fonts in the binary, and how egui gets them.

use crate::app::{emoji_raster, theme};

/// The font files (made by `assets/fonts/build_fonts.py`).
pub const FILES: theme::FontFiles = theme::FontFiles {
    ui: include_bytes!("../../assets/fonts/ui.ttf"),
    mono: include_bytes!("../../assets/fonts/mono.ttf"),
    math: include_bytes!("../../assets/fonts/math.ttf"),
    icons: include_bytes!("../../assets/fonts/icons.ttf"),
    emoji: include_bytes!("../../assets/fonts/emoji.ttf"),
};

/// Gives egui the themes, the fonts and the rasteriser for keycaps. Call once for a context.
pub fn install(ctx: &egui::Context) {
    theme::install(ctx, &FILES);
    if let Some(rasterizer) = emoji_raster::rasterizer(FILES.emoji) {
        ctx.add_glyph_rasterizer(rasterizer);
    }
}
