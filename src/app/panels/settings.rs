//! How the text is written, in the middle of the top bar: density, style, palette, seed, and the rest behind a button.

use crate::app::i18n::{percent, tr, tr_with};
use crate::app::icons;
use crate::app::panels::{settings_more, styles};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::{focus_ring, icon_button_as};
use crate::app::widgets::select::select_face;
use crate::app::widgets::{Cut, Field, fill, hit_as, icon, menu_line, slider, text, width};
use crate::engine::Density;
use crate::engine::template::{PRESETS, Template, TemplateError};
use crate::studio::{SettingsAction, Studio};
use egui::{Align, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What the settings remember between frames.
#[derive(Default)]
pub struct SettingsDraft {
    /// The template being written, and what is wrong with it.
    template: Option<(String, Option<TemplateError>)>,
    /// The seed being written.
    pub(crate) seed: Option<String>,
    /// The seed's field takes the focus when it is drawn next.
    pub(crate) focus_seed: bool,
}

/// Draws the group into what is left of the top bar; `narrow` drops labels.
pub fn ui(ui: &mut Ui, bar: Rect, narrow: bool, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let p = palette(ui);
    let mut bar = bar;
    let label = tr(ui, "density");
    let label_width = if narrow { 0.0 } else { width(ui, &label, font::body()) + space::S };
    let (rail_width, value_width, select_width) = if narrow { (96.0, 56.0, 112.0) } else { (128.0, 56.0, 120.0) };
    let words = words_label(ui, studio);
    let controls = label_width + rail_width + value_width + 12.0 + 2.0 * (select_width + 8.0) + 80.0 + 8.0 + 28.0;
    let words_width = width(ui, &words, font::small()) + 6.0;
    let with_words = !words.is_empty() && bar.width() > controls + words_width;
    let whole = controls + if with_words { words_width } else { 0.0 };
    bar.left_cut(((bar.width() - whole) / 2.0).max(0.0).round());
    if !narrow {
        text(ui, bar.left_cut(label_width), Align::Min, &label, font::body(), p.text_2);
    }
    density_ui(ui, &mut bar, rail_width, value_width, studio, queue);
    if with_words {
        text(ui, bar.left_cut(words_width), Align::Max, &words, font::small(), p.text_3);
    }
    bar.left_cut(space::M);
    style_ui(ui, bar.left_cut(select_width), studio, draft, queue);
    bar.left_cut(space::S);
    palette_ui(ui, bar.left_cut(select_width), studio, queue);
    bar.left_cut(space::S);
    let seed = seed_ui(ui, bar.left_cut(80.0), studio, queue);
    bar.left_cut(space::S);
    let more = bar.left_cut(size::CONTROL);
    let id = ui.scope_id().with("settings-more");
    let open = Popup::is_id_open(ui.ctx(), id.with("popup"));
    let response = icon_button_as(ui, more, id, icons::SLIDERS_HORIZONTAL, &tr(ui, "settings-more"), open);
    if seed.secondary_clicked() {
        draft.focus_seed = true;
        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
    }
    popover(&response, 304.0, |ui| settings_more::ui(ui, studio, draft, queue));
}

/// A card under `anchor` that stays open while one works in it.
pub fn popover<R>(anchor: &Response, width: f32, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let popup = Popup::from_toggle_button_response(anchor)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = popup.show(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.set_width(width);
        content(ui)
    });
    shown.map(|shown| shown.inner)
}

/// «· 12 % of words», once counted.
fn words_label(ui: &Ui, studio: &Studio) -> String {
    let Some(stats) = &studio.preview.stats else { return String::new() };
    let coverage = percent(ui, stats.metrics.coverage(), 0);
    tr_with(ui, "density-of-words", [("words", coverage.into())])
}

fn density_ui(ui: &mut Ui, bar: &mut Rect, rail: f32, value: f32, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    let density = studio.settings.density;
    let mut high = density.high;
    let name = tr(ui, "density");
    let response = slider(ui, bar.left_cut(rail), &mut high, &name);
    if response.changed() && (high - density.high).abs() > f64::EPSILON {
        queue.settings(SettingsAction::Density(Density::fixed(high)));
    }
    let shown = if density.low < density.high {
        format!("{:.0}–{}", density.low * 100.0, percent(ui, density.high, 0))
    } else {
        percent(ui, density.high, 0)
    };
    let cell = bar.left_cut(value);
    text(ui, cell, Align::Max, &shown, font::medium(13.0), p.text);
    if let Some(stats) = &studio.preview.stats {
        let share = stats.metrics.replaced as f64 / stats.metrics.sites.max(1) as f64;
        let both =
            [("sites", percent(ui, share, 0).into()), ("words", percent(ui, stats.metrics.coverage(), 0).into())];
        let said = tr_with(ui, "density-both", both);
        let over = ui.interact(cell, ui.scope_id().with("density-both"), Sense::hover());
        over.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        over.on_hover_text(&said);
        response.on_hover_text(said);
    }
}

fn style_ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let mixed = studio.settings.styles.len() > 1;
    let current = studio.settings.styles.first().map(|(style, _)| style.source().to_owned()).unwrap_or_default();
    let shown = if mixed { tr(ui, "style-mix") } else { styles::style_name(ui, &current) };
    let response = select_face(ui, rect, "💬", &shown, &tr(ui, "style"));
    let open = popover(&response, 296.0, |ui| {
        for (name, _) in PRESETS {
            let Ok(template) = Template::parse(name) else { continue };
            let example = styles::example(ui, studio, &template);
            if choice_ui(ui, !mixed && current == name, &styles::style_name(ui, name), &example) {
                draft.template = None;
                queue.settings(SettingsAction::Style(template));
                ui.close();
            }
        }
        menu_line(ui);
        template_ui(ui, &current, studio, draft, queue);
    });
    if open.is_none() {
        draft.template = None;
    }
}

/// The field for a template of one's own: it acts at each letter, and says where it is wrong.
fn template_ui(ui: &mut Ui, current: &str, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let p = palette(ui);
    let written = PRESETS.iter().find(|(name, _)| *name == current).map_or(current, |(_, template)| template);
    let (text_now, error) = draft.template.get_or_insert_with(|| (written.to_owned(), None));
    let (mut area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 88.0), Sense::hover());
    area = area.shrink2(vec2(space::S, space::XS));
    text(ui, area.top_cut(20.0), Align::Min, &tr(ui, "style-own"), font::small(), p.text_3);
    let field = area.top_cut(size::CONTROL);
    let name = tr(ui, "style-template");
    let output = Field::new(&name).font(font::mono()).bad(error.is_some()).show(ui, field, text_now);
    if output.response.changed() {
        match Template::parse(text_now) {
            Ok(template) => {
                *error = None;
                queue.settings(SettingsAction::Style(template));
            }
            Err(wrong) => *error = Some(wrong),
        }
    }
    let line = area.top_cut(24.0);
    match error {
        Some(wrong) => {
            let before: String = text_now.chars().take(wrong.position.saturating_sub(1)).collect();
            let x = field.left() + space::S + width(ui, &before, font::mono());
            if x < field.right() - 12.0 {
                fill(ui, Rect::from_min_size(pos2(x.round(), field.bottom() - 6.0), vec2(8.0, 2.0)), 0, p.bad);
            }
            let said = styles::template_error(ui, wrong.position);
            text(ui, line, Align::Min, &said, font::small(), p.bad);
            ui.interact(line, ui.scope_id().with("template-error"), Sense::hover()).on_hover_text(&wrong.message);
        }
        None => {
            let example = Template::parse(text_now).map(|template| styles::example(ui, studio, &template));
            text(ui, line, Align::Min, &example.unwrap_or_default(), font::small(), p.text_2);
        }
    }
}

fn palette_ui(ui: &mut Ui, rect: Rect, studio: &Studio, queue: &mut Queue) {
    let palettes = styles::palettes(studio);
    let current = studio.settings.palettes.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let lead = palettes.iter().find(|(name, _)| *name == current).map(|(_, symbol)| symbol.clone());
    let mixed = studio.settings.palettes.len() > 1;
    let shown = if mixed { tr(ui, "style-mix") } else { styles::palette_name(ui, &current) };
    let lead = lead.filter(|lead| lead.chars().count() < 4).unwrap_or_default();
    let response = select_face(ui, rect, &lead, &shown, &tr(ui, "palette"));
    popover(&response, 208.0, |ui| {
        for (name, symbol) in &palettes {
            if choice_ui(ui, !mixed && *name == current, &styles::palette_name(ui, name), symbol) {
                queue.settings(SettingsAction::Palette(name.clone()));
                ui.close();
            }
        }
    });
}

/// The seed: a click draws another one, the other button opens its field.
fn seed_ui(ui: &mut Ui, rect: Rect, studio: &Studio, queue: &mut Queue) -> Response {
    let p = palette(ui);
    let id = ui.scope_id().with("seed");
    let seed = studio.settings.seed.to_string();
    let response = hit_as(ui, rect, id, Role::Button, &tr_with(ui, "seed-reroll", [("seed", seed.as_str().into())]));
    fill(ui, rect, radius::CONTROL, if response.hovered() { p.control_hover } else { p.control });
    let mut inner = rect.shrink2(vec2(10.0, 0.0));
    icon(ui, inner.left_cut(16.0), icons::DICES, p.text_2);
    inner.left_cut(4.0);
    text(ui, inner, Align::Max, &seed, font::body(), p.text);
    focus_ring(ui, rect, radius::CONTROL, &response);
    if response.clicked() {
        queue.settings(SettingsAction::Reroll);
    }
    response.on_hover_text(tr(ui, "seed-tip"))
}

/// A line of a popover: what it is called, and what it makes.
pub fn choice_ui(ui: &mut Ui, checked: bool, label: &str, example: &str) -> bool {
    let p = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, checked, label));
    if response.hovered() {
        fill(ui, rect, radius::CONTROL, p.control_hover);
    }
    let mut inner = rect.shrink2(vec2(space::S, 0.0));
    let mark = inner.left_cut(16.0);
    if checked {
        icon(ui, mark, icons::CHECK, p.accent_text);
    }
    inner.left_cut(space::S);
    let ink = text(ui, inner, Align::Min, label, font::body(), p.text);
    let rest = inner.with_min_x(ink.right() + space::M);
    if rest.width() > 8.0 {
        text(ui, rest, Align::Max, example, font::body(), p.text_2);
    }
    focus_ring(ui, rect, radius::CONTROL, &response);
    response.clicked()
}
