//! Messages that come and go above the canvas.

use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, space};
use crate::app::widgets::{card, icon, icon_button};
use crate::app::words;
use crate::studio::{Action, Notice, Studio};
use egui::{Area, Id, Order, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// A message that needs no answer goes after so many seconds.
const SECONDS: f64 = 6.0;
const WIDTH: f32 = 420.0;
/// Messages shown at once.
const SHOWN: usize = 3;

/// When each message was first seen.
#[derive(Default)]
pub struct NoticesDraft {
    seen: Vec<(Notice, f64)>,
}

/// Draws the newest messages, the latest lowest.
pub fn ui(ui: &mut Ui, canvas: Rect, studio: &Studio, draft: &mut NoticesDraft, queue: &mut Queue) {
    let now = ui.input(|input| input.time);
    draft.seen.retain(|(notice, _)| studio.notices.contains(notice));
    let first = studio.notices.len().saturating_sub(SHOWN);
    let mut bottom = canvas.bottom() - 64.0 - space::M;
    for (index, notice) in studio.notices.iter().enumerate().skip(first).rev() {
        let seen = draft.seen.iter().find(|(old, _)| old == notice).map(|(_, seen)| *seen);
        let seen = seen.unwrap_or_else(|| {
            draft.seen.push((notice.clone(), now));
            now
        });
        let stays = matches!(notice, Notice::Failed(_));
        let over = !stays && now - seen > SECONDS;
        let (height, dismissed) = notice_ui(ui, canvas, bottom, index, notice);
        bottom -= height + space::S;
        if over || dismissed {
            queue.act(Action::DismissNotice(index));
            draft.seen.retain(|(old, _)| old != notice);
            break;
        }
        if !stays {
            ui.ctx().request_repaint_after_secs((SECONDS - (now - seen)).max(0.1) as f32);
        }
    }
}

fn notice_ui(ui: &mut Ui, canvas: Rect, bottom: f32, index: usize, notice: &Notice) -> (f32, bool) {
    let p = palette(ui);
    let said = words::notice(ui, notice);
    let wide = WIDTH.min(canvas.width() - 2.0 * space::L);
    let galley = ui.painter().layout(said.clone(), font::body(), p.text, wide - 88.0);
    let height = (galley.size().y + 20.0).max(40.0).round();
    let width = (galley.size().x + 88.0).min(wide).round();
    let left = (canvas.center().x - width / 2.0).round();
    let rect = Rect::from_min_size(pos2(left, (bottom - height).round()), vec2(width, height));
    let mut dismissed = false;
    Area::new(Id::unique(("notice", index))).order(Order::Foreground).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, Sense::hover()).widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &said));
        card(ui, rect);
        let (glyph, ink) = match notice {
            Notice::Failed(_) => (icons::CIRCLE_ALERT, p.bad),
            _ => (icons::CIRCLE_CHECK, p.good),
        };
        let mark = Rect::from_min_size(rect.min + vec2(space::M, (height - 16.0) / 2.0), vec2(16.0, 16.0));
        icon(ui, mark, glyph, ink);
        let at = pos2(rect.left() + 40.0, (rect.center().y - galley.size().y / 2.0).round());
        ui.painter().galley(at, galley, p.text);
        let cross = Rect::from_center_size(pos2(rect.right() - 22.0, rect.center().y), vec2(28.0, 28.0));
        dismissed = icon_button(ui, cross, icons::X, &tr(ui, "notice-dismiss")).clicked();
    });
    (height, dismissed)
}
