//! A slider: track, filled part, white knob (an `egui::Slider` paints rail and knob in one colour).

use crate::app::theme::palette;
use crate::app::widgets::paint::{fill, outline};
use egui::{Key, Rect, Response, Sense, Shadow, Ui, WidgetInfo, pos2, vec2};

/// A slider from 0 to 1: pointer, arrow keys (1 %, with Shift 10 %), Home, End. The response is `changed` when the value did.
pub fn slider(ui: &Ui, rect: Rect, value: &mut f64, name: &str) -> Response {
    let p = palette(ui);
    let id = ui.scope_id().with(("slider", name));
    let mut response = ui.interact(rect.expand2(vec2(7.0, 0.0)), id, Sense::click_and_drag());
    let before = *value;
    if let Some(pointer) = response.interact_pointer_pos() {
        *value = f64::from(((pointer.x - rect.left()) / rect.width()).clamp(0.0, 1.0));
    }
    if response.has_focus() {
        keys(ui, id, value);
    }
    assistive(ui, &response, value);
    *value = (*value * 100.0).round() / 100.0;
    if (*value - before).abs() > f64::EPSILON {
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), *value, name));
    let rail = Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
    let x = (rail.left() + rail.width() * *value as f32).round();
    fill(ui, rail, 2, p.line_strong);
    fill(ui, Rect::from_min_max(rail.min, pos2(x, rail.bottom())), 2, p.accent);
    let knob = Rect::from_center_size(pos2(x, rail.center().y), vec2(14.0, 14.0));
    ui.painter().add(Shadow { offset: [0, 1], blur: 4, spread: 0, color: p.shadow }.as_shape(knob, 7));
    fill(ui, knob, 7, egui::Color32::WHITE);
    if !ui.visuals().dark_mode {
        outline(ui, knob, 7, 1.0, p.line_strong);
    }
    if response.has_focus() {
        outline(ui, knob.expand(3.0), 10, 1.5, p.accent);
    }
    response
}

fn keys(ui: &Ui, id: egui::Id, value: &mut f64) {
    ui.memory_mut(|memory| {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        memory.set_focus_lock_filter(id, filter);
    });
    let step = if ui.input(|input| input.modifiers.shift) { 0.1 } else { 0.01 };
    let pressed = |key| ui.input(|input| input.num_presses(key)) as f64;
    *value = (*value + step * (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft))).clamp(0.0, 1.0);
    if pressed(Key::Home) > 0.0 {
        *value = 0.0;
    }
    if pressed(Key::End) > 0.0 {
        *value = 1.0;
    }
}

/// What screen readers ask for.
fn assistive(ui: &Ui, response: &Response, value: &mut f64) {
    use egui::accesskit::Action;
    let times = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as f64;
    *value = (*value + 0.05 * (times(Action::Increment) - times(Action::Decrement))).clamp(0.0, 1.0);
    ui.input(|input| {
        for request in input.accesskit_action_requests(response.id, Action::SetValue) {
            if let Some(egui::accesskit::ActionData::NumericValue(new)) = &request.data {
                *value = new.clamp(0.0, 1.0);
            }
        }
    });
}
