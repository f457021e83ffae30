//! Numbers over the shown text, below the columns.

use crate::app::i18n::{decimal, number, percent, tr, tr_with};
use crate::app::panels::preview::margin;
use crate::app::theme::{font, palette};
use crate::app::widgets::{Cut, hline, text};
use crate::studio::{Stats, Studio};
use egui::{Align, Color32, Context, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// One number: caption, value, what stands small beside it and its colour.
struct Figure {
    key: &'static str,
    value: String,
    aside: String,
    warn: bool,
}

/// Draws the strip.
pub fn ui(ui: &mut Ui, strip: Rect, studio: &Studio) {
    let p = palette(ui);
    hline(ui, strip.left(), strip.right(), strip.top());
    let mut strip = strip.shrink2(vec2(margin(strip.width()), 0.0));
    let figures = figures(ui, studio.preview.stats.as_ref());
    let each = (strip.width() / figures.len() as f32).floor();
    for figure in &figures {
        let mut cell = strip.left_cut(each);
        let caption = tr(ui, figure.key);
        let response = ui.interact(cell, ui.scope_id().with(figure.key), Sense::hover());
        let said = format!("{caption}: {} {}", figure.value, figure.aside);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.trim_end()));
        cell.top_cut(12.0);
        cell.max.x -= 8.0;
        text(ui, cell.top_cut(16.0), Align::Min, &caption, font::small(), p.text_3);
        let ink = if studio.preview.stats.is_some() { p.text } else { p.text_3 };
        let value = text(ui, cell.top_cut(24.0), Align::Min, &figure.value, font::strong(15.0), ink);
        let rest = Rect::from_min_max(pos2(value.right() + 6.0, value.top()), pos2(cell.right(), value.bottom() + 1.0));
        if !figure.aside.is_empty() && rest.width() > 12.0 {
            let color: Color32 = if figure.warn { p.warn } else { p.text_3 };
            text(ui, rest, Align::Min, &figure.aside, font::small(), color);
        }
        response.on_hover_text(tr(ui, &format!("{}-tip", figure.key)));
    }
}

fn figures(ui: &Context, stats: Option<&Stats>) -> [Figure; 5] {
    let figure = |key, value: Option<String>| Figure {
        key,
        value: value.unwrap_or_else(|| "—".to_owned()),
        aside: String::new(),
        warn: false,
    };
    let about = |tokens: u64, stats: &Stats| match stats.tokens_sampled {
        true => format!("≈\u{202f}{}", number(rounded(tokens))),
        false => number(tokens),
    };
    let mut figures = [
        figure("stat-coverage", stats.map(|stats| percent(ui, stats.metrics.coverage(), 1))),
        figure("stat-sites", stats.map(|stats| number(stats.metrics.replaced))),
        figure("stat-tokens-before", stats.map(|stats| about(stats.tokens_before, stats))),
        figure("stat-tokens-after", stats.map(|stats| about(stats.tokens_after, stats))),
        figure("stat-pages", stats.map(|stats| decimal(ui, stats.pages, if stats.pages < 100.0 { 1 } else { 0 }))),
    ];
    if let Some(stats) = stats {
        figures[1].aside = tr_with(ui, "stat-of", [("all", number(stats.metrics.sites).into())]);
        let change = stats.tokens_after as f64 / stats.tokens_before.max(1) as f64 - 1.0;
        if stats.tokens_before > 0 {
            let sign = if change > 0.0 { "+" } else { "" };
            figures[3].aside = format!("{sign}{}", percent(ui, change, 1));
            figures[3].warn = change >= 0.0005;
        }
    }
    figures
}

/// Three digits that mean something: what a sample can promise.
fn rounded(value: u64) -> u64 {
    let mut unit = 1;
    while value / unit >= 1000 {
        unit *= 10;
    }
    (value + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_sample_promises_three_digits() {
        for (value, expected) in [(7, 7), (999, 999), (1_234, 1_230), (48_215, 48_200), (1_999_999, 2_000_000)] {
            assert_eq!(rounded(value), expected);
        }
    }
}
