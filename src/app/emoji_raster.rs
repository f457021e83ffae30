//! Draws in colour what a text font would claim: keycaps, © ® ™ and arrows with U+FE0F.
//!
//! The font of a cluster is chosen by its first character, and for these the text font has it. Everything else goes
//! through the font families.

use egui::epaint::text::{FontPriority, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph};
use skrifa::MetadataProvider as _;
use std::sync::Arc;
use vello_cpu::peniko;

/// Emoji above this start in the emoji font anyway.
const FIRST_EMOJI_BLOCK: u32 = 0x1F000;

/// The rasteriser for the bytes of the colour font; `None` when they are no font.
pub fn rasterizer(font: &'static [u8]) -> Option<GlyphRasterizer> {
    let data = harfrust::ShaperData::new(&skrifa::FontRef::from_index(font, 0).ok()?);
    Some(
        GlyphRasterizer::new("hyperlex::EmojiVs16", move |request: &GlyphRasterizerRequest<'_>| {
            if !asks_for_colour(request.cluster) {
                return None;
            }
            draw(font, &data, request)
        })
        .with_priority(FontPriority::Highest),
    )
}

fn asks_for_colour(cluster: &str) -> bool {
    cluster.len() >= 4
        && cluster.contains('\u{FE0F}')
        && cluster.chars().next().is_some_and(|first| (first as u32) < FIRST_EMOJI_BLOCK)
}

fn draw(
    font: &'static [u8],
    data: &harfrust::ShaperData,
    request: &GlyphRasterizerRequest<'_>,
) -> Option<RasterizedGlyph> {
    let face = skrifa::FontRef::from_index(font, 0).ok()?;
    let mut buffer = harfrust::UnicodeBuffer::new();
    buffer.push_str(request.cluster);
    buffer.guess_segment_properties();
    let glyphs = data.shaper(&face).build().shape(buffer, Default::default());
    let [info] = glyphs.glyph_infos() else { return None };
    if info.glyph_id == 0 {
        return None;
    }
    let size = request.font_size_px;
    let units = face.metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default()).units_per_em;
    let advance = glyphs.glyph_positions().first()?.x_advance as f32 / f32::from(units) * size;
    Some(RasterizedGlyph { advance_px: advance, bitmap: bitmap(font, info.glyph_id, size) })
}

/// The glyph in the middle third of a square, so that no part of it is cut.
fn bitmap(font: &'static [u8], id: u32, size: f32) -> GlyphBitmap {
    let side = (3.0 * size).ceil() as u16;
    let mut context = vello_cpu::RenderContext::new(side, side);
    let mut resources = vello_cpu::Resources::new();
    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(font);
    context
        .glyph_run(&mut resources, &peniko::FontData::new(peniko::Blob::new(bytes), 0))
        .font_size(size)
        .hint(false)
        .fill_glyphs(std::iter::once(vello_cpu::Glyph { id, x: size, y: 2.0 * size }));
    let mut pixmap = vello_cpu::Pixmap::new(side, side);
    context.render(&mut pixmap, &mut resources);
    let pixels = pixmap
        .data_as_u8_slice()
        .chunks_exact(4)
        .map(|p| egui::Color32::from_rgba_premultiplied(p[0], p[1], p[2], p[3]))
        .collect();
    let side = usize::from(side);
    GlyphBitmap {
        image: egui::ColorImage::new([side, side], pixels),
        offset_px: egui::vec2(-size, -2.0 * size),
        is_color: true,
    }
}
