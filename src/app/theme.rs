//! The look of the window: colours, type, spacing and radii, and how egui gets them.
//!
//! Panels take colours from [`palette`], fonts from [`font`], sizes from [`space`], [`radius`] and [`size`],
//! and write no literal of their own.
#![allow(missing_docs, reason = "roles, sizes and fonts are named for what they are")]

use egui::epaint::text::VariationCoords;
use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, Margin, Shadow, Stroke, Style, TextStyle, Theme,
    Visuals, vec2,
};
use std::sync::Arc;

/// Colours by role. All text colours reach WCAG AA (4.5:1) on `canvas`, `panel` and `raised`.
pub struct Palette {
    pub canvas: Color32,
    pub panel: Color32,
    pub raised: Color32,
    pub field: Color32,
    pub control: Color32,
    pub control_hover: Color32,
    pub control_active: Color32,
    pub line: Color32,
    pub line_strong: Color32,
    pub text: Color32,
    pub text_2: Color32,
    pub text_3: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    pub accent_text: Color32,
    pub accent_tint: Color32,
    pub good: Color32,
    pub warn: Color32,
    /// Dots and other small marks, which need 3:1 and may be brighter than text.
    pub warn_mark: Color32,
    pub bad: Color32,
    pub site_word: Color32,
    pub site_link: Color32,
    pub site_pattern: Color32,
    pub link: Color32,
    pub pattern: Color32,
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

#[rustfmt::skip]
pub const DARK: Palette = Palette {
    canvas: rgb(0x141519), panel: rgb(0x1A1B20), raised: rgb(0x212329), field: rgb(0x121317),
    control: rgb(0x282A32), control_hover: rgb(0x30333C), control_active: rgb(0x3A3E49),
    line: rgb(0x282A32), line_strong: rgb(0x3A3D48),
    text: rgb(0xECEDF1), text_2: rgb(0xB0B3BF), text_3: rgb(0x8F93A1),
    accent: rgb(0x6366E8), accent_hover: rgb(0x5558DC), on_accent: rgb(0xFFFFFF), accent_text: rgb(0xA9ACFF), accent_tint: rgb(0x2A2B4A),
    good: rgb(0x5BC99A), warn: rgb(0xF0B849), warn_mark: rgb(0xF0B849), bad: rgb(0xFF8A80),
    site_word: rgb(0x2C2D52), site_link: rgb(0x113C39), site_pattern: rgb(0x40331A), link: rgb(0x4FCFC0), pattern: rgb(0xE3B35A),
    shadow: Color32::from_black_alpha(110),
};

#[rustfmt::skip]
pub const LIGHT: Palette = Palette {
    canvas: rgb(0xFFFFFF), panel: rgb(0xF6F6F8), raised: rgb(0xFFFFFF), field: rgb(0xFFFFFF),
    control: rgb(0xEAEBEF), control_hover: rgb(0xE1E2E8), control_active: rgb(0xD7D9E1),
    line: rgb(0xE4E5EA), line_strong: rgb(0xCFD1D9),
    text: rgb(0x1A1B21), text_2: rgb(0x4E525F), text_3: rgb(0x636775),
    accent: rgb(0x5457D6), accent_hover: rgb(0x474AC6), on_accent: rgb(0xFFFFFF), accent_text: rgb(0x4649C4), accent_tint: rgb(0xE6E7FB),
    good: rgb(0x0B7A55), warn: rgb(0x8A5A00), warn_mark: rgb(0xC87A00), bad: rgb(0xC02B2B),
    site_word: rgb(0xE6E7FC), site_link: rgb(0xD5F2EC), site_pattern: rgb(0xFBEBCB), link: rgb(0x0B7468), pattern: rgb(0x8A5A00),
    shadow: Color32::from_black_alpha(36),
};

/// The palette of the theme that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Distances, in points: everything sits on a grid of 4.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
}

/// Corner radii: marks inside text, controls and rows, cards and popovers.
pub mod radius {
    pub const MARK: u8 = 4;
    pub const CONTROL: u8 = 6;
    pub const TILE: u8 = 8;
    pub const CARD: u8 = 10;
}

/// Heights and widths, in points.
pub mod size {
    pub const TOP_BAR: f32 = 48.0;
    pub const STATUS_BAR: f32 = 28.0;
    pub const HEADER: f32 = 40.0;
    pub const ROW: f32 = 28.0;
    pub const CONTROL: f32 = 28.0;
    pub const PRIMARY: f32 = 36.0;
    pub const CHIP: f32 = 24.0;
    pub const ICON: f32 = 16.0;
    pub const PROSE_LINE: f32 = 24.0;
}

/// Type: 12 for what is secondary, 13 for the interface, 15 for prose and titles, 20 and 28 for numbers and greetings.
pub mod font {
    use egui::{
        FontFamily::{Monospace, Name, Proportional},
        FontId,
    };
    pub fn small() -> FontId {
        FontId::new(12.0, Proportional)
    }
    pub fn body() -> FontId {
        FontId::new(13.0, Proportional)
    }
    pub fn prose() -> FontId {
        FontId::new(15.0, Proportional)
    }
    pub fn mono() -> FontId {
        FontId::new(12.0, Monospace)
    }
    pub fn medium(size: f32) -> FontId {
        FontId::new(size, Name("medium".into()))
    }
    pub fn strong(size: f32) -> FontId {
        FontId::new(size, Name("strong".into()))
    }
    pub fn icon(size: f32) -> FontId {
        FontId::new(size, Name("icons".into()))
    }
    /// Symbols standing alone: the emoji font first, so that a lone ❤ or ☀ is in colour.
    pub fn symbol(size: f32) -> FontId {
        FontId::new(size, Name("symbols".into()))
    }
}

/// The bytes that `build_fonts.py` makes.
pub struct FontFiles {
    pub ui: &'static [u8],
    pub mono: &'static [u8],
    pub math: &'static [u8],
    pub icons: &'static [u8],
    pub emoji: &'static [u8],
}

/// One variable file gives three weights. The emoji font stays at index 1 of the text families:
/// at 0 it would take spaces and digits. With these six files egui's `default_fonts` can be switched off.
pub fn fonts(files: &FontFiles) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8], weight: Option<f32>| {
        let mut data = FontData::from_static(bytes);
        data.tweak.thin_space_width = 0.72;
        data.tweak.coords = VariationCoords::new(weight.map(|weight| ("wght", weight)));
        fonts.font_data.insert(name.into(), Arc::new(data));
    };
    add("ui", files.ui, None);
    add("ui-medium", files.ui, Some(500.0));
    add("ui-strong", files.ui, Some(600.0));
    add("mono", files.mono, None);
    add("math", files.math, None);
    add("icons", files.icons, None);
    add("emoji", files.emoji, None);
    let chain = |first: &str, rest: &[&str]| {
        std::iter::once(first).chain(rest.iter().copied()).map(String::from).collect::<Vec<_>>()
    };
    let fallback = ["emoji", "ui", "math"];
    fonts.families = [
        (FontFamily::Proportional, chain("ui", &fallback)),
        (FontFamily::Name("medium".into()), chain("ui-medium", &fallback)),
        (FontFamily::Name("strong".into()), chain("ui-strong", &fallback)),
        (FontFamily::Monospace, chain("mono", &fallback)),
        (FontFamily::Name("icons".into()), chain("icons", &["ui"])),
        (FontFamily::Name("symbols".into()), chain("emoji", &["ui", "math"])),
    ]
    .into();
    fonts
}

/// Gives both themes to egui. Call once, at the start.
pub fn install(ctx: &egui::Context, files: &FontFiles) {
    ctx.set_fonts(fonts(files));
    ctx.set_style_of(Theme::Dark, style(&DARK, Visuals::dark()));
    ctx.set_style_of(Theme::Light, style(&LIGHT, Visuals::light()));
}

/// A whole egui style, so that plain widgets (menus, combo boxes, text fields) match the custom ones.
pub fn style(p: &Palette, base: Visuals) -> Style {
    let mut style = Style { visuals: visuals(p, base), animation_time: 0.12, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font::small()),
        (TextStyle::Body, font::body()),
        (TextStyle::Button, font::body()),
        (TextStyle::Heading, font::strong(15.0)),
        (TextStyle::Monospace, font::mono()),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::XS);
    spacing.button_padding = vec2(10.0, 6.0);
    spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(12);
    spacing.slider_rail_height = 4.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = egui::style::ScrollStyle {
        bar_width: 6.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        bar_outer_margin: 2.0,
        dormant_handle_opacity: 0.2,
        active_handle_opacity: 0.3,
        interact_handle_opacity: 0.5,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..egui::style::ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style
}

fn visuals(p: &Palette, base: Visuals) -> Visuals {
    let mut v = base;
    let round = CornerRadius::same(radius::CONTROL);
    let shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: p.shadow };
    for (state, fill, text) in [
        (&mut v.widgets.noninteractive, p.panel, p.text),
        (&mut v.widgets.inactive, p.control, p.text),
        (&mut v.widgets.hovered, p.control_hover, p.text),
        (&mut v.widgets.active, p.control_active, p.text),
        (&mut v.widgets.open, p.control_hover, p.text),
    ] {
        (state.bg_fill, state.weak_bg_fill) = (fill, fill);
        (state.bg_stroke, state.fg_stroke) = (Stroke::NONE, Stroke::new(1.0, text));
        (state.corner_radius, state.expansion) = (round, 0.0);
    }
    v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, p.line);
    // egui draws keyboard focus with the `active` frame: this is the focus ring of plain widgets.
    v.widgets.active.bg_stroke = Stroke::new(1.5, p.accent);
    (v.panel_fill, v.window_fill, v.faint_bg_color, v.extreme_bg_color) = (p.panel, p.raised, p.control, p.field);
    (v.text_edit_bg_color, v.code_bg_color) = (Some(p.field), p.control);
    v.weak_text_color = Some(p.text_3);
    (v.hyperlink_color, v.warn_fg_color, v.error_fg_color) = (p.accent_text, p.warn, p.bad);
    (v.selection.bg_fill, v.selection.stroke) = (p.accent_tint, Stroke::new(1.0, p.accent_text));
    v.text_cursor.stroke = Stroke::new(1.5, p.accent_text);
    (v.window_stroke, v.window_corner_radius, v.menu_corner_radius) =
        (Stroke::new(1.0, p.line_strong), CornerRadius::same(radius::CARD), CornerRadius::same(8));
    (v.window_shadow, v.popup_shadow) = (shadow, shadow);
    v.handle_shape = egui::style::HandleShape::Circle;
    (v.slider_trailing_fill, v.striped, v.indent_has_left_vline) = (true, false, false);
    v.interact_cursor = None;
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f32 {
        let [r, g, b] = [color.r(), color.g(), color.b()].map(egui::ecolor::linear_f32_from_gamma_u8);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_reaches_wcag_aa() {
        for p in [&DARK, &LIGHT] {
            for text in [p.text, p.text_2, p.text_3, p.accent_text, p.good, p.warn, p.bad, p.link, p.pattern] {
                for ground in [p.canvas, p.panel, p.raised] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            for ground in [p.site_word, p.site_link, p.site_pattern, p.accent_tint, p.control] {
                assert!(contrast(p.text, ground) >= 7.0);
                assert!(contrast(p.text_2, ground) >= 4.5, "{ground:?}");
            }
            for mark in [p.warn_mark, p.bad, p.accent] {
                assert!(contrast(mark, p.panel) >= 3.0, "{mark:?}");
            }
            assert!(contrast(p.accent_text, p.site_word) >= 4.5);
            assert!(contrast(p.accent_text, p.accent_tint) >= 4.5 && contrast(p.on_accent, p.accent) >= 4.5);
        }
    }
}
