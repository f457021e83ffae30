//! Lines of pages to paragraphs: running heads and page numbers out, words broken at line ends joined.

use std::collections::HashMap;

/// A line on a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Left edge, in points.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Distance of its baseline from the top of the page.
    pub y: f64,
    /// Size of its letters.
    pub size: f64,
}

/// So many lines at the top and at the bottom of a page may be running heads.
const EDGE: usize = 2;
/// A running head stands on at least so many pages.
const REPEATED: usize = 3;

/// The text of pages: paragraphs with an empty line between them.
pub fn text(mut pages: Vec<Vec<Line>>) -> String {
    drop_running_heads(&mut pages);
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut before: Option<Line> = None;
    for page in &pages {
        let margins = Margins::of(page);
        for (index, line) in page.iter().enumerate() {
            let starts = match &before {
                None => true,
                Some(last) if index == 0 => ends_sentence(&last.text) || margins.is_indented(line),
                Some(last) => margins.parts(last, line),
            };
            if starts && !paragraph.is_empty() {
                end(&mut out, &mut paragraph);
            }
            join(&mut paragraph, line.text.trim());
            before = Some(line.clone());
        }
    }
    end(&mut out, &mut paragraph);
    out
}

fn end(out: &mut String, paragraph: &mut String) {
    let text = std::mem::take(paragraph);
    if text.trim().is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text.trim());
    out.push('\n');
}

/// Where the lines of a page usually begin and end, and how far they stand apart.
struct Margins {
    left: f64,
    right: f64,
    gap: f64,
}

impl Margins {
    fn of(page: &[Line]) -> Self {
        let mut gaps: Vec<f64> =
            page.windows(2).map(|two| (two[1].y - two[0].y).abs()).filter(|gap| *gap > 1.0).collect();
        gaps.sort_by(f64::total_cmp);
        let mut lefts: Vec<f64> = page.iter().map(|line| line.left).collect();
        lefts.sort_by(f64::total_cmp);
        let size = page.first().map_or(0.0, |line| line.size);
        // A few lines do not say how far lines usually stand apart; letters do.
        let most = if gaps.len() < 4 { size * 1.5 } else { f64::MAX };
        Self {
            // Most lines are no first lines of paragraphs; a few stand out to the left.
            left: lefts.get(lefts.len() / 4).copied().unwrap_or_default(),
            right: page.iter().map(|line| line.right).fold(0.0, f64::max),
            gap: gaps.get(gaps.len() / 2).copied().unwrap_or(f64::MAX).min(most),
        }
    }

    fn is_indented(&self, line: &Line) -> bool {
        line.left > self.left + line.size * 0.8
    }

    /// Whether `line` begins a paragraph after `last`.
    fn parts(&self, last: &Line, line: &Line) -> bool {
        let is_far = (line.y - last.y).abs() > self.gap * 1.4;
        let is_other_size = (line.size - last.size).abs() > last.size * 0.15;
        let was_short = last.right < self.right - (self.right - self.left) * 0.15;
        let was_indented = self.is_indented(last);
        is_far
            || is_other_size
            || was_short && ends_sentence(&last.text)
            || self.is_indented(line) && !(was_indented && (line.left - last.left).abs() < 1.0)
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['»', '"', '”', ')', '’']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Adds a line to a paragraph; a word broken at the line end becomes whole.
fn join(paragraph: &mut String, line: &str) {
    if paragraph.is_empty() || line.is_empty() {
        return paragraph.push_str(line);
    }
    let Some(stem) = paragraph.strip_suffix(['-', '\u{ad}', '\u{2010}']) else {
        paragraph.push(' ');
        return paragraph.push_str(line);
    };
    let is_word = stem.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase);
    if !is_word {
        // «1941-» and «1945», or a dash that stands alone.
        if !stem.ends_with(char::is_alphanumeric) {
            paragraph.push(' ');
        }
        return paragraph.push_str(line);
    }
    let before = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let after = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if paragraph.ends_with('\u{ad}') || !is_hyphenated(&before, after) {
        let end = stem.len();
        paragraph.truncate(end);
    }
    paragraph.push_str(line);
}

/// Words that have a hyphen of their own: кто-то, кое-что, по-русски, из-за.
fn is_hyphenated(before: &str, after: &str) -> bool {
    ["то", "либо", "нибудь", "ка", "таки", "за", "под"].contains(&after) && !["ко", "по"].contains(&before)
        || ["кое", "по", "во", "из"].contains(&before)
            && (after.ends_with("ски") || after.ends_with("му") || after.ends_with("ых") || after.starts_with("за"))
        || ["self", "non", "well", "ex"].contains(&before)
}

/// Drops lines at the edges of pages that are page numbers, or that stand on several pages but for their numbers.
fn drop_running_heads(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        for (top, index) in edges(page.len()) {
            *seen.entry((top, shape(&page[index].text))).or_default() += 1;
        }
    }
    for page in pages.iter_mut() {
        let dropped: Vec<usize> = edges(page.len())
            .filter(|(top, index)| {
                let shape = shape(&page[*index].text);
                let is_number = !shape.is_empty() && shape.chars().all(|c| "#-–— .".contains(c)) && shape.contains('#');
                let pages = seen.get(&(*top, shape)).copied().unwrap_or_default();
                pages >= REPEATED || is_number && pages >= 2
            })
            .map(|(_, index)| index)
            .collect();
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// The first and last lines of a page of so many; in a short page none is both.
fn edges(lines: usize) -> impl Iterator<Item = (bool, usize)> {
    let edge = EDGE.min(lines / 2);
    (0..edge).map(|index| (true, index)).chain((lines - edge..lines).map(|index| (false, index)))
}

/// A line with its numbers made equal.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.trim().chars() {
        match c {
            '0'..='9' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            c => shape.extend(c.to_lowercase()),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 12 points on 60 columns: four spaces are an indent, an empty line is a gap.
    fn page(text: &str) -> Vec<Line> {
        let line = |(index, line): (usize, &str)| {
            let left = 50.0 + 6.0 * (line.len() - line.trim_start().len()) as f64;
            let right = left + 6.0 * line.trim().chars().count() as f64;
            Line { text: line.trim().to_owned(), left, right, y: 14.0 * index as f64, size: 12.0 }
        };
        text.lines().enumerate().map(line).filter(|line| !line.text.is_empty()).collect()
    }

    #[test]
    fn lines_become_paragraphs() {
        let first = page(
            "    Был май месяц, и над рекою поднимался туман; дере-\n\
             вья стояли в цвету, и кто-то пел за рекой, как кто-\n\
             то поёт только в мае месяце, тихо, для себя самого.\n\
             \u{20}   Павел Петрович вышел в сад и долго стоял там один,\n\
             не думая ни о чём.\n\
             Так прошла ночь, а за ней ещё одна, и ещё, и лето мино-",
        );
        let second = page("вало, как минует всё на свете, и пришла осень, и дождь.\n\nКонец");
        assert_eq!(
            text(vec![first, second]),
            "Был май месяц, и над рекою поднимался туман; деревья стояли в цвету, и кто-то пел за рекой, как кто-то \
             поёт только в мае месяце, тихо, для себя самого.\n\nПавел Петрович вышел в сад и долго стоял там один, не \
             думая ни о чём.\n\nТак прошла ночь, а за ней ещё одна, и ещё, и лето миновало, как минует всё на свете, и \
             пришла осень, и дождь.\n\nКонец\n"
        );
    }

    #[test]
    fn running_heads_and_page_numbers_go() {
        let lines = ["Весна.", "Лето пришло.", "Осень была долгой.", "Зима."];
        let pages = (1..=4).map(|number| {
            let line = lines[number - 1];
            page(&format!("Отцы и дети {number}\n\n{line}\nСлово {number}0.\n{line}\n\n— {number} —"))
        });
        let text = text(pages.collect());
        assert!(!text.contains("Отцы") && !text.contains('—'), "{text}");
        assert!(text.matches("Весна.").count() == 2 && text.contains("Слово 40."), "{text}");
        let once = super::text(vec![page("Отцы и дети\n\nСвет.\n\n1"), page("Ночь.\n\nДождь.\n\n2")]);
        assert!(once.starts_with("Отцы и дети") && !once.contains('1') && !once.contains('2'), "{once}");
    }

    #[test]
    fn words_are_joined() {
        for (before, after, joined) in [
            ("дере-", "вья", "деревья"),
            ("дере\u{ad}", "вья", "деревья"),
            ("как кто-", "то пел", "как кто-то пел"),
            ("1941-", "1945", "1941-1945"),
            ("он —", "она", "он — она"),
            ("Римский-", "Корсаков", "Римский-Корсаков"),
            ("по-", "русски", "по-русски"),
            ("по-", "ложил", "положил"),
            ("exam-", "ple", "example"),
            ("раз", "два", "раз два"),
        ] {
            let mut paragraph = before.to_owned();
            join(&mut paragraph, after);
            assert_eq!(paragraph, joined);
        }
    }
}
