//! The top bar: project, undo, settings, command search, export.

use crate::app::commands::{Command, Menu};
use crate::app::i18n::{Speaker, tr, tr_with};
use crate::app::icons;
use crate::app::layout::Regions;
use crate::app::panels::settings::{self, SettingsDraft};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::menu::Item;
use crate::app::widgets::{
    Cut, Kind, button, fill, hit_as, icon, icon_button_as, key, menu, menu_item, menu_line, menu_title, outline, text,
    tip, width,
};
use crate::app::words;
use crate::studio::Studio;
use egui::{Align, Rect, Role, Ui, pos2, vec2};

/// The spark of the logo, the same in both themes.
const SPARK: egui::Color32 = egui::Color32::from_rgb(0xFF, 0xD3, 0x5C);

/// Draws the bar.
pub fn ui(ui: &mut Ui, regions: &Regions, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let mut bar = regions.top.shrink2(vec2(space::M, 10.0));
    logo(ui, bar.left_cut(28.0).shrink(2.0));
    bar.left_cut(space::S);
    project_ui(ui, &mut bar, studio, queue);
    bar.left_cut(space::M);
    undo_ui(ui, bar.left_cut(28.0), Command::Undo, studio, queue);
    undo_ui(ui, bar.left_cut(28.0), Command::Redo, studio, queue);
    export_ui(ui, &mut bar, regions, studio, queue);
    bar.right_cut(space::S);
    search_ui(ui, &mut bar, regions.narrow, queue);
    bar.right_cut(space::L);
    if !studio.layers.is_empty() {
        bar.left_cut(space::S);
        settings::ui(ui, bar, regions.narrow, studio, draft, queue);
    }
}

/// The mark of the program.
pub fn logo(ui: &Ui, rect: Rect) {
    let p = palette(ui);
    fill(ui, rect, radius::CONTROL, p.accent);
    text(ui, rect, Align::Center, "h", font::strong(15.0), p.on_accent);
    ui.painter().circle_filled(rect.right_top() + vec2(-6.0, 6.0), 2.0, SPARK);
}

fn project_ui(ui: &mut Ui, bar: &mut Rect, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    let name = words::project_name(ui, studio);
    let face = font::strong(13.0);
    let rect = bar.left_cut((width(ui, &name, face.clone()) + 24.0).min(220.0));
    let response = hit_as(ui, rect, ui.scope_id().with("project"), Role::Button, &tr(ui, "project-menu"));
    let ground = rect.expand2(vec2(6.0, 0.0));
    if response.hovered() {
        fill(ui, ground, radius::CONTROL, p.control);
    }
    let chevron = Rect::from_min_size(pos2(rect.right() - 15.0, rect.top()), vec2(12.0, 28.0));
    text(ui, rect.with_max_x(rect.right() - 20.0), Align::Min, &name, face, p.text);
    icon(ui, chevron, icons::CHEVRON_DOWN, p.text_3);
    if response.has_focus() {
        outline(ui, ground, radius::CONTROL, 1.5, p.accent);
    }
    menu(&response, 240.0, |ui| project_menu_ui(ui, studio, queue));
}

fn project_menu_ui(ui: &mut Ui, studio: &Studio, queue: &mut Queue) {
    for command in [Command::NewProject, Command::Open, Command::OpenSample] {
        command_item(ui, command, studio, queue);
    }
    menu_line(ui);
    for command in [Command::Save, Command::SaveAs] {
        command_item(ui, command, studio, queue);
    }
    menu_line(ui);
    menu_title(ui, &tr(ui, "menu-language"));
    command_item(ui, Command::Russian, studio, queue);
    command_item(ui, Command::English, studio, queue);
    menu_title(ui, &tr(ui, "menu-theme"));
    for command in [Command::Light, Command::Dark, Command::SystemTheme] {
        command_item(ui, command, studio, queue);
    }
    menu_line(ui);
    for command in [Command::About, Command::Quit] {
        command_item(ui, command, studio, queue);
    }
}

/// A command as a line of a menu.
pub fn command_item(ui: &mut Ui, command: Command, studio: &Studio, queue: &mut Queue) {
    let spec = command.spec();
    let checked = command.is_on(studio, ui.language());
    let glyph = if spec.menu == Menu::Look { "" } else { spec.glyph };
    let item = Item {
        glyph,
        label: &tr(ui, spec.label),
        shortcut: &command.keys(ui.ctx()),
        checked,
        disabled: !command.is_enabled(studio),
    };
    if menu_item(ui, item) {
        queue.run(command);
    }
}

fn undo_ui(ui: &mut Ui, rect: Rect, command: Command, studio: &Studio, queue: &mut Queue) {
    let step = if command == Command::Undo { studio.undo_name() } else { studio.redo_name() };
    let enabled = step.is_some();
    let label = tr(ui, command.spec().label);
    let said = match step {
        Some(step) => tr_with(ui, "undo-of", [("command", label.into()), ("step", words::step(ui, step).into())]),
        None => label,
    };
    let name = tr(ui, command.spec().label);
    ui.add_enabled_ui(enabled, |ui| {
        let response = icon_button_as(ui, rect, ui.scope_id().with(command), command.spec().glyph, &said, false);
        let _ = &name;
        if tip(response, "", Some(&command.keys(ui.ctx()))).clicked() {
            queue.run(command);
        }
    });
}

fn export_ui(ui: &mut Ui, bar: &mut Rect, regions: &Regions, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    let label = tr(ui, "export");
    let enabled = Command::Export.is_enabled(studio);
    let clicked = if regions.narrow {
        let rect = bar.right_cut(28.0);
        let response = hit_as(ui, rect, ui.scope_id().with("export"), Role::Button, &label);
        let ground = match (enabled, response.hovered()) {
            (false, _) => p.control,
            (true, true) => p.accent_hover,
            (true, false) => p.accent,
        };
        fill(ui, rect, radius::CONTROL, ground);
        icon(ui, rect, icons::UPLOAD, if enabled { p.on_accent } else { p.text_3 });
        if response.has_focus() {
            outline(ui, rect.expand(3.0), radius::TILE, 1.5, p.accent);
        }
        tip(response, &label, Some(&Command::Export.keys(ui.ctx()))).clicked()
    } else {
        // One primary button on screen: while the export panel is open, its own is it.
        let kind = match (enabled, regions.right_folded) {
            (false, _) => Kind::Disabled,
            (true, true) => Kind::Primary,
            (true, false) => Kind::Plain,
        };
        let rect = bar.right_cut(104.0);
        tip(button(ui, rect, icons::UPLOAD, &label, kind), &label, Some(&Command::Export.keys(ui.ctx()))).clicked()
    };
    if clicked && enabled {
        queue.run(Command::Export);
    }
}

fn search_ui(ui: &mut Ui, bar: &mut Rect, narrow: bool, queue: &mut Queue) {
    let p = palette(ui);
    let name = tr(ui, Command::Commands.spec().label);
    let id = ui.scope_id().with("commands");
    if narrow {
        if icon_button_as(ui, bar.right_cut(28.0), id, icons::SEARCH, &name, false).clicked() {
            queue.run(Command::Commands);
        }
        return;
    }
    let rect = bar.right_cut(216.0);
    let response = hit_as(ui, rect, id, Role::Button, &name);
    fill(ui, rect, radius::CONTROL, p.canvas);
    outline(ui, rect, radius::CONTROL, 1.0, if response.hovered() { p.line_strong } else { p.line });
    if response.has_focus() {
        outline(ui, rect, radius::CONTROL, 1.5, p.accent);
    }
    let mut inner = rect.shrink2(vec2(space::S, 0.0));
    icon(ui, inner.left_cut(16.0), icons::SEARCH, p.text_3);
    inner.left_cut(6.0);
    let keys = key(ui, inner.right() + 2.0, inner.center().y, &Command::Commands.keys(ui.ctx()));
    inner.max.x = keys - space::XS;
    text(ui, inner, Align::Min, &tr(ui, "search-hint"), font::body(), p.text_3);
    if response.clicked() {
        queue.run(Command::Commands);
    }
}
