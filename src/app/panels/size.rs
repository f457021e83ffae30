//! How much there is: A4 pages, tokens, and how far it is to the tiers of training.

use crate::app::i18n::{Speaker, decimal, number, tr, tr_with};
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, fill, text};
use crate::estimate::{Count, Tier};
use crate::studio::Studio;
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Part of the rail for each factor of ten; 10 records are at its start.
const DECADE: f32 = 0.18;

/// Draws the section.
pub fn ui(ui: &mut Ui, area: &mut Rect, studio: &Studio) {
    let p = palette(ui);
    let records = studio.job.expected_records;
    text(ui, area.top_cut(size::ROW), Align::Min, &tr(ui, "size"), font::strong(13.0), p.text);
    let row = area.top_cut(28.0);
    let has_text = !studio.sources.is_empty() || studio.is_sample;
    let measured = studio.job.size.as_ref().filter(|_| has_text);
    let pages = match measured {
        Some(size) => decimal(ui, size.pages, if size.pages < 100.0 { 1 } else { 0 }),
        None if has_text => "…".to_owned(),
        None => "0".to_owned(),
    };
    let figure = text(ui, row, Align::Min, &pages, font::strong(20.0), p.text);
    let rest = Rect::from_min_max(pos2(figure.right() + 6.0, row.top() + 4.0), row.max);
    text(ui, rest, Align::Min, &tr(ui, "size-pages"), font::body(), p.text_2);
    if let Some(size) = measured {
        text(ui, rest, Align::Max, &tokens(ui, size.tokens.o200k), font::body(), p.text_3);
    }
    area.top_cut(space::S);
    let note = note(ui, has_text, records);
    let rail = area.top_cut(6.0);
    area.top_cut(space::XS);
    rail_ui(ui, rail, area.top_cut(18.0), records.unwrap_or(0), &note);
    area.top_cut(space::XS);
    text(ui, area.top_cut(18.0), Align::Min, &note, font::small(), p.text_3);
}

/// The rail, and the names of the tiers under it.
fn rail_ui(ui: &Ui, rail: Rect, names: Rect, records: u64, note: &str) {
    let p = palette(ui);
    let part = place(records);
    let response = ui.interact(rail.union(names), ui.scope_id().with("size-rail"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, note));
    fill(ui, rail, 3, p.control_active);
    if part > 0.0 {
        fill(ui, Rect::from_min_size(rail.min, vec2((rail.width() * part).round().max(3.0), 6.0)), 3, p.accent);
    }
    for (tier, from, to) in Tier::ALL {
        let x = (rail.left() + rail.width() * place(from)).round();
        fill(ui, Rect::from_min_size(pos2(x - 1.0, rail.top()), vec2(2.0, 6.0)), 0, p.panel);
        let name = tr(ui, tier_key(tier));
        let ink = if records >= from { p.text } else { p.text_3 };
        let (cell, align) = if tier == Tier::FullCorpus {
            (Rect::from_min_max(pos2(names.right() - 120.0, names.top()), names.max), Align::Max)
        } else {
            (Rect::from_center_size(pos2(x, names.center().y), vec2(120.0, 18.0)), Align::Center)
        };
        let ink = text(ui, cell, align, &name, font::small(), ink);
        let range = [("name", name.into()), ("from", number(from).into()), ("to", number(to).into())];
        let over = ui.interact(ink, ui.scope_id().with(("tier", from)), Sense::hover());
        over.on_hover_text(tr_with(ui, "tier-range", range));
    }
}

/// Where a number of records stands on the rail, in 0 to 1.
fn place(records: u64) -> f32 {
    if records == 0 {
        return 0.0;
    }
    (DECADE * ((records as f32).log10() - 1.0)).clamp(0.0, 1.0)
}

/// The Fluent key of a tier's name.
pub fn tier_key(tier: Tier) -> &'static str {
    match tier {
        Tier::None => "tier-none",
        Tier::Demonstration => "tier-demonstration",
        Tier::LoraTest => "tier-lora-test",
        Tier::FullCorpus => "tier-full-corpus",
    }
}

/// One sentence: what is missing to the next tier.
pub fn note(ui: &impl Speaker, has_text: bool, records: Option<u64>) -> String {
    if !has_text {
        return tr(ui, "size-empty");
    }
    let Some(records) = records else { return tr(ui, "size-measuring") };
    let Some((tier, from, _)) = Tier::ALL.into_iter().find(|(_, from, _)| records < *from) else {
        return tr(ui, "size-enough");
    };
    let of = tr(ui, &format!("{}-to", tier_key(tier)));
    let times = from as f64 / records.max(1) as f64;
    if times < 2.0 || records == 0 {
        let missing = from - records;
        return tr_with(ui, "size-missing", [("tier", of.into()), ("count", missing.into())]);
    }
    let shown = if times < 10.0 { decimal(ui, times, 1) } else { number(times.round() as u64) };
    // The plural goes by the number as it is written.
    let plural = if times < 10.0 { (times * 10.0).round() / 10.0 } else { times.round() };
    tr_with(ui, "size-times", [("tier", of.into()), ("times", shown.into()), ("plural", plural.into())])
}

/// Tokens in a short form.
pub fn tokens(ui: &impl Speaker, count: Count) -> String {
    let (value, about) = match count {
        Count::Exact(value) => (value, ""),
        Count::Range { low, high } => (low.midpoint(high), "≈\u{202f}"),
    };
    let (key, shown) = match value {
        0..10_000 => ("tokens-units", number(value)),
        10_000..1_000_000 => ("tokens-thousands", decimal(ui, value as f64 / 1e3, 0)),
        1_000_000..1_000_000_000 => ("tokens-millions", decimal(ui, value as f64 / 1e6, 1)),
        _ => ("tokens-billions", decimal(ui, value as f64 / 1e9, 1)),
    };
    tr_with(ui, key, [("count", format!("{about}{shown}").into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::Language;

    #[test]
    fn tiers_lie_apart_on_the_rail() {
        assert_eq!(place(0), 0.0);
        let places: Vec<f32> = [100, 10_000, 1_000_000].map(place).to_vec();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 0.3), "{places:?}");
        assert_eq!(place(u64::MAX), 1.0);
    }

    #[test]
    fn one_sentence_says_what_is_missing() {
        for (records, russian, english) in [
            (40, "До демонстрации — ещё в 2,5 раза больше", "2.5 times as much makes a demonstration"),
            (90, "До демонстрации не хватает 10 записей", "10 more records make a demonstration"),
            (76_800, "До корпуса — ещё в 13 раз больше", "13 times as much makes a full corpus"),
            (2_000_000, "Хватает для полного корпуса", "Enough for a full corpus"),
        ] {
            assert_eq!(note(&Language::Russian, true, Some(records)), russian);
            assert_eq!(note(&Language::English, true, Some(records)), english);
        }
    }
}
