//! Marked text: one galley a paragraph, rounded marks behind the glyphs of its sites.

use crate::app::theme::{Palette, font, palette, radius, size};
use crate::app::widgets::{dots, fill, outline};
use crate::engine::SiteKind;
use crate::studio::PreviewRow;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Pos2, Rect, Ui, Vec2, pos2};
use std::ops::Range;
use std::sync::Arc;

/// Which column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The text as it was.
    Source,
    /// The text with symbols.
    Target,
}

/// What a mark means, and so how it looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// Plain text between marks.
    Plain,
    /// A replaced word or phrase.
    Word,
    /// A replaced link.
    Link,
    /// A replaced pattern.
    Pattern,
    /// A site that was not drawn.
    Held,
    /// A frequent word without an entry.
    Gap,
}

impl Look {
    fn filled(self) -> bool {
        matches!(self, Self::Word | Self::Link | Self::Pattern)
    }
}

/// A marked stretch and where it is on the galley.
#[derive(Clone, Debug)]
pub struct Mark {
    /// How it looks.
    pub look: Look,
    /// Index into the row's sites; `None` for a gap.
    pub site: Option<usize>,
    /// Bytes of the column's text.
    pub bytes: Range<usize>,
    /// One rectangle a line, relative to the galley.
    pub rects: Vec<Rect>,
}

/// One paragraph of one column, laid out.
pub struct Paragraph {
    /// The text.
    pub galley: Arc<Galley>,
    /// Its marks in order.
    pub marks: Vec<Mark>,
}

/// The stretches of a column's text: marks, and the plain text between, without holes or overlaps.
fn pieces(row: &PreviewRow, side: Side) -> Vec<(Look, Option<usize>, Range<usize>)> {
    let mut marks: Vec<(Look, Option<usize>, Range<usize>)> = Vec::new();
    for (index, site) in row.sites.iter().enumerate() {
        let look = match (site.replaced, site.kind) {
            (false, _) => Look::Held,
            (true, SiteKind::Word) => Look::Word,
            (true, SiteKind::Pattern) => Look::Pattern,
            (true, SiteKind::Link | SiteKind::LinkRest) => Look::Link,
        };
        match side {
            Side::Source => marks.push((look, Some(index), site.start..site.end)),
            Side::Target if site.replaced => marks.push((look, Some(index), site.target_start..site.target_end)),
            Side::Target => {}
        }
    }
    if side == Side::Source {
        marks.extend(row.gaps.iter().map(|(start, end)| (Look::Gap, None, *start..*end)));
    }
    marks.sort_by_key(|(look, _, bytes)| (bytes.start, *look == Look::Gap));
    let text = if side == Side::Source { &row.source } else { &row.target };
    let (mut pieces, mut done) = (Vec::with_capacity(2 * marks.len() + 1), 0);
    for (look, site, bytes) in marks {
        if bytes.start < done || bytes.is_empty() || text.get(bytes.clone()).is_none() {
            continue;
        }
        if done < bytes.start {
            pieces.push((Look::Plain, None, done..bytes.start));
        }
        done = bytes.end;
        pieces.push((look, site, bytes));
    }
    if done < text.len() {
        pieces.push((Look::Plain, None, done..text.len()));
    }
    pieces
}

impl Paragraph {
    /// Lays out a column of `row` in `width` points.
    pub fn new(ui: &Ui, row: &PreviewRow, side: Side, width: f32) -> Self {
        let text = if side == Side::Source { &row.source } else { &row.target };
        let pieces = pieces(row, side);
        let galley = ui.painter().layout_job(job(palette(ui), text, &pieces, width));
        let (mut marks, mut first) = (Vec::new(), 0);
        for (look, site, bytes) in pieces {
            let stretch = &text[bytes.clone()];
            let end = first + stretch.chars().count();
            if look != Look::Plain {
                let lead = stretch.chars().take_while(|c| c.is_whitespace()).count();
                let trail = stretch.chars().rev().take_while(|c| c.is_whitespace()).count();
                let rects =
                    if lead + trail < end - first { spans(&galley, first + lead..end - trail) } else { Vec::new() };
                marks.push(Mark { look, site, bytes, rects });
            }
            first = end;
        }
        Self { galley, marks }
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.galley.size().y
    }

    /// Paints at `pos`; `chosen` says which sites are of the selected entry, `gaps` whether gaps are shown.
    pub fn paint(&self, ui: &Ui, pos: Pos2, side: Side, gaps: bool, chosen: impl Fn(usize) -> bool) {
        let p = palette(ui);
        for mark in &self.marks {
            let ring = mark.look.filled() && mark.site.is_some_and(&chosen);
            for rect in &mark.rects {
                let rect = rect.translate(pos.to_vec2());
                if ui.clip_rect().intersects(rect) {
                    paint_mark(ui, p, mark.look, side, gaps, rect, ring);
                }
            }
        }
        ui.painter().galley(pos, Arc::clone(&self.galley), p.text);
    }

    /// The mark under a point that is relative to the galley.
    pub fn mark_at(&self, point: Vec2) -> Option<(&Mark, Rect)> {
        self.marks.iter().find_map(|mark| {
            let rect = mark.rects.iter().find(|rect| rect.contains(point.to_pos2()))?;
            Some((mark, *rect))
        })
    }

    /// The character under a point that is relative to the galley, counted from the start.
    fn char_at(&self, point: Vec2) -> Option<usize> {
        let mut first = 0;
        for row in &self.galley.rows {
            let inside = row.pos.y <= point.y && point.y < row.pos.y + row.row.size.y;
            if inside {
                let x = point.x - row.pos.x;
                let at = row.row.glyphs.iter().position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
                return Some(first + at);
            }
            first += row.row.glyphs.len() + usize::from(row.ends_with_newline);
        }
        None
    }

    /// The byte of `text` (the text that was laid out) under a point that is relative to the galley.
    pub fn byte_at(&self, text: &str, point: Vec2) -> Option<usize> {
        text.char_indices().nth(self.char_at(point)?).map(|(byte, _)| byte)
    }

    /// The rectangle of the bytes `range` of `text` on the line where they begin, relative to the galley.
    pub fn rect_of(&self, text: &str, range: Range<usize>) -> Option<Rect> {
        let first = text.get(..range.start)?.chars().count();
        let end = first + text.get(range)?.chars().count();
        spans(&self.galley, first..end).into_iter().next()
    }
}

/// Two points of air on both sides of a mark; what is in braces is quieter than the symbol.
fn job(p: &Palette, text: &str, pieces: &[(Look, Option<usize>, Range<usize>)], width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut after_mark = false;
    for (index, (look, _, bytes)) in pieces.iter().enumerate() {
        let stretch = &text[bytes.clone()];
        let marked = look.filled();
        let punctuation = stretch.starts_with([',', '.', ';', ':', '!', '?', '…', ')']);
        let air = match (marked && index > 0, after_mark) {
            (_, true) if punctuation => 3.0,
            (true, _) | (_, true) => 2.0,
            _ => 0.0,
        };
        let color = if marked { p.text } else { p.text_2 };
        let (symbol, braces, tail) = if marked { split_braces(stretch) } else { (stretch, "", "") };
        let mut air = air;
        for (part, color) in [(symbol, color), (braces, p.accent_text), (tail, color)] {
            if !part.is_empty() {
                job.append(&visible(part), air, format(color));
                air = 0.0;
            }
        }
        after_mark = marked;
    }
    job
}

fn format(color: Color32) -> TextFormat {
    TextFormat { font_id: font::prose(), color, line_height: Some(size::PROSE_LINE), ..TextFormat::default() }
}

/// What stands before, in and after the braces.
fn split_braces(text: &str) -> (&str, &str, &str) {
    let Some(open) = text.find('{') else { return (text, "", "") };
    let close = text[open..].find('}').map_or(text.len(), |at| open + at + 1);
    (&text[..open], &text[open..close], &text[close..])
}

/// The same number of characters, with control characters as spaces.
fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let control = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{feff}';
    if text.contains(control) { text.replace(control, " ").into() } else { text.into() }
}

fn paint_mark(ui: &Ui, p: &Palette, look: Look, side: Side, gaps: bool, rect: Rect, ring: bool) {
    let under = |color| dots(ui, rect.left() + 3.0, rect.right() - 3.0, rect.bottom() - 1.0, color);
    let (ground, ink) = match look {
        Look::Word => (p.site_word, p.accent),
        Look::Link => (p.site_link, p.link),
        Look::Pattern => (p.site_pattern, p.pattern),
        Look::Held if side == Side::Source => return under(p.accent_text),
        Look::Gap if gaps => return under(p.line_strong),
        Look::Plain | Look::Held | Look::Gap => return,
    };
    fill(ui, rect, radius::MARK, ground);
    if ring {
        outline(ui, rect, radius::MARK, 1.5, ink);
    }
}

/// The rectangles a range of characters covers, one for each line it is on, without the spaces where it wraps.
fn spans(galley: &Galley, range: Range<usize>) -> Vec<Rect> {
    let (mut spans, mut first) = (Vec::new(), 0);
    for row in &galley.rows {
        let glyphs = &row.row.glyphs;
        let from = range.start.max(first) - first;
        let to = range.end.min(first + glyphs.len()).saturating_sub(first);
        if from < to {
            let part = &glyphs[from..to];
            let lead = part.iter().take_while(|glyph| glyph.chr.is_whitespace()).count();
            let trail = part.iter().rev().take_while(|glyph| glyph.chr.is_whitespace()).count();
            if lead + trail < part.len() {
                let left = row.pos.x + part[lead].pos.x;
                let right = row.pos.x + part[part.len() - 1 - trail].max_x();
                spans.push(Rect::from_min_max(
                    pos2((left - 3.0).round(), row.pos.y + 2.0),
                    pos2((right + 3.0).round(), row.pos.y + size::PROSE_LINE - 1.0),
                ));
            }
        }
        first += glyphs.len() + usize::from(row.ends_with_newline);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Site, Target};
    use proptest::prelude::*;

    fn site(start: usize, end: usize, target_start: usize, target_end: usize, replaced: bool) -> Site {
        Site {
            start,
            end,
            target_start,
            target_end,
            of: Target::Entry { dictionary: 0, index: 0 },
            kind: SiteKind::Word,
            symbol: "☔".into(),
            draw: 0.5,
            replaced,
        }
    }

    proptest! {
        #[test]
        fn pieces_tile_the_text(text in "[а-я 👨‍👩‍👧‍👦☔é]{0,40}", cuts in prop::collection::vec((0_usize..80, 0_usize..12), 0..6)) {
            let sites = cuts.iter().map(|(at, len)| site(*at, at + len, *at, at + len, len % 3 > 0)).collect();
            let row = PreviewRow { number: 1, source: text.clone(), target: text.clone(), sites, gaps: vec![(0, 2)] };
            for side in [Side::Source, Side::Target] {
                let pieces = pieces(&row, side);
                let joined: String = pieces.iter().map(|(_, _, bytes)| &text[bytes.clone()]).collect();
                prop_assert_eq!(&joined, &text);
            }
        }
    }

    /// Runs `check` on a paragraph laid out with egui's real fonts.
    fn laid_out(row: &PreviewRow, side: Side, width: f32, check: impl Fn(&Paragraph)) {
        let ctx = egui::Context::default();
        crate::app::fonts::install(&ctx);
        for _ in 0..2 {
            let output = ctx.run_ui(egui::RawInput::default(), |ui| check(&Paragraph::new(ui, row, side, width)));
            output.drop_without_applying_deltas();
        }
    }

    #[test]
    fn a_mark_over_two_lines_has_two_rectangles() {
        let source = "точка зрения человека и природы".to_owned();
        let end = "точка зрения".len();
        let row = PreviewRow { sites: vec![site(0, end, 0, 4, true)], source, ..PreviewRow::default() };
        laid_out(&row, Side::Source, 60.0, |paragraph| {
            let rects = &paragraph.marks[0].rects;
            assert_eq!(rects.len(), 2, "{rects:?}");
            assert!(rects.iter().all(|rect| rect.width() < 80.0), "the space at the wrap is left out: {rects:?}");
        });
        laid_out(&row, Side::Source, 600.0, |paragraph| assert_eq!(paragraph.marks[0].rects.len(), 1));
    }

    #[test]
    fn points_find_the_bytes_they_show() {
        let source = "ах, 👨‍👩‍👧‍👦 дождь, любо́вь".to_owned();
        let row = PreviewRow { source: source.clone(), ..PreviewRow::default() };
        laid_out(&row, Side::Source, 600.0, |paragraph| {
            for word in ["👨‍👩‍👧‍👦", "дождь", "любо́вь"] {
                let start = source.find(word).unwrap();
                let rect = paragraph.rect_of(&source, start..start + word.len()).unwrap();
                let byte = paragraph.byte_at(&source, rect.center().to_vec2()).unwrap();
                assert!((start..start + word.len()).contains(&byte), "{word}: {byte}");
                assert!(rect.width() > 10.0, "{word}: {rect:?}");
            }
        });
    }

    #[test]
    fn braces_are_set_apart() {
        assert_eq!(split_braces("☔{грусть}"), ("☔", "{грусть}", ""));
        assert_eq!(split_braces("дождь ☔{грусть}!"), ("дождь ☔", "{грусть}", "!"));
        assert_eq!(split_braces("☔{грусть"), ("☔", "{грусть", ""));
        assert_eq!(split_braces("☔"), ("☔", "", ""));
    }
}
