//! Sentence ends, decided locally (at most 256 bytes on either side).
//!
//! The rules are those of UAX #29 for white space after . ! ? …, with what Russian and English prose needs beside them:
//! abbreviations, initials, numbers of lists, a lower-case continuation, and direct speech, where a sentence ends before
//! «— Capital». One function, [`ends_at`], decides for the splitter of units and for the engine.

use crate::text::Span;
use crate::text::abbreviations::{Stop, is_before_pronoun, stop_after};
use crate::text::folding;
use crate::text::words::{is_word_char, is_word_start};

/// How far a decision looks, in bytes, to either side of the white space where a sentence may end.
pub const REACH: usize = 256;

/// The sentences of one paragraph, without the white space between them; never ends inside `protected` (sorted).
pub fn sentences(paragraph: &str, protected: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = paragraph.len() - paragraph.trim_start().len();
    for gap in gaps(paragraph, Span::new(start, paragraph.len())) {
        if ends_at(paragraph, gap) && !is_inside(protected, gap) && start < gap.start {
            found.push(Span::new(start, gap.start));
            start = gap.end;
        }
    }
    let end = paragraph.trim_end().len();
    if start < end {
        found.push(Span::new(start, end));
    }
    found
}

/// Whether a sentence starts at the word at `offset` in `text`: its start, after a sentence end, after an opening
/// quotation mark or a dash of direct speech.
pub fn starts_at(text: &str, offset: usize) -> bool {
    let window = text.ceil_char_boundary(offset.saturating_sub(REACH));
    let before = &text[window..offset];
    let Some((last, c)) = before.char_indices().rfind(|(_, c)| is_word_char(*c)) else {
        return window == 0 || is_opened(before);
    };
    let word_end = window + last + c.len_utf8();
    let between = &text[word_end..offset];
    is_opened(between)
        || is_direct_speech(between)
        || between.starts_with(']') && is_callout(&text[window..word_end])
        || is_list_number(&text[window..word_end], window == 0) && between.starts_with(['.', ')'])
        || ends_within(text, Span::new(word_end, offset))
}

/// Whether a sentence ends between the words at `left` and `right` (their spans) of `text`.
pub fn ends_between(text: &str, left: Span, right: Span) -> bool {
    left.end < right.start && ends_within(text, Span::new(left.end, right.start))
}

/// [`ends_between`] where `protected` (sorted) holds the spans in which no sentence ends.
pub fn ends_between_outside(text: &str, left: Span, right: Span, protected: &[Span]) -> bool {
    left.end < right.start
        && gaps(text, Span::new(left.end, right.start)).any(|gap| ends_at(text, gap) && !is_inside(protected, gap))
}

/// Whether `gap` cuts one of the sorted spans.
pub(crate) fn is_inside(protected: &[Span], gap: Span) -> bool {
    let next = protected.partition_point(|span| span.end <= gap.start);
    protected.get(next).is_some_and(|span| span.start < gap.end)
}

fn ends_within(text: &str, range: Span) -> bool {
    gaps(text, range).any(|gap| ends_at(text, gap))
}

/// The places in `range` where a sentence might end: each run of white space, and the place after a terminator of East
/// Asian text (and what closes after it), which needs no space.
fn gaps(text: &str, range: Span) -> impl Iterator<Item = Span> + '_ {
    let mut from = range.start;
    std::iter::from_fn(move || {
        let rest = &text[from..range.end];
        let at = rest.find(|c: char| c.is_whitespace() || is_wide_terminator(c))?;
        let closing = |c: char| is_terminator(c) || is_closer(c);
        let start = if rest[at..].starts_with(is_wide_terminator) {
            rest[at..].find(|c| !closing(c)).map_or(rest.len(), |length| at + length)
        } else {
            at
        };
        let end = rest[start..].find(|c: char| !c.is_whitespace()).map_or(rest.len(), |length| start + length);
        let gap = Span::new(from + start, from + end);
        from += end;
        Some(gap)
    })
}

/// Whether a sentence ends at the white space `gap` of `text`. Looks at most [`REACH`] bytes to either side of its
/// start. The one place where this is decided.
pub(crate) fn ends_at(text: &str, gap: Span) -> bool {
    let left = &text[text.ceil_char_boundary(gap.start.saturating_sub(REACH))..gap.start];
    let right = &text[gap.start..text.floor_char_boundary((gap.start + REACH).min(text.len()))];
    let space = &right[..right.find(|c: char| !c.is_whitespace()).unwrap_or(right.len())];
    if is_empty_line(space) {
        return true;
    }
    let next = &right[space.len()..];
    let body = without_closers(left);
    let Some(last) = body.chars().next_back().filter(|c| is_terminator(*c)) else { return false };
    if space.is_empty() && !is_wide_terminator(last) || continues(next) {
        return false;
    }
    let before_stop = body.trim_end_matches(is_terminator);
    let is_single_stop = last == '.' && before_stop.len() + 1 == body.len();
    !(is_single_stop && body.len() == left.len() && is_abbreviated(before_stop, next, left.len() == gap.start))
}

fn is_empty_line(space: &str) -> bool {
    let ends = space.chars().filter(|c| *c == '\n').count();
    ends > 1 || ends == 0 && space.chars().filter(|c| *c == '\r').count() > 1
}

/// `left` up to its last terminator: without quotation marks, brackets, emphasis and a `[1]` after it.
fn without_closers(left: &str) -> &str {
    let mut body = left;
    loop {
        let shorter = body.trim_end_matches(is_closer);
        let note = shorter.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_note = body.ends_with(']') && note.len() < shorter.len() && note.ends_with('[');
        let next = if is_note { &note[..note.len() - 1] } else { shorter };
        if next.len() == body.len() {
            return body;
        }
        body = next;
    }
}

/// Whether what comes after a terminator goes on with the sentence: a lower-case letter, also behind quotation marks,
/// brackets, signs and a dash («— сказал он»), or a terminator or comma.
fn continues(next: &str) -> bool {
    let deciding = next.chars().find(|c| is_word_start(*c) || is_terminator(*c) || matches!(c, ',' | '\n' | '\r'));
    deciding.is_some_and(|c| c.is_lowercase() || is_terminator(c) || c == ',')
}

/// Whether the full stop after `before` belongs to an abbreviation, an initial or the number of a list, so that the
/// sentence goes on with `next`.
fn is_abbreviated(before: &str, next: &str, is_whole: bool) -> bool {
    if is_list_number(before, is_whole) {
        return true;
    }
    let (token, earlier) = last_token(before);
    let previous = folding::fold(last_word(earlier));
    let stop = stop_after(&folding::fold(token), &previous);
    let last_piece = token.rsplit('.').next().unwrap_or(token);
    if is_initial(last_piece) && !(stop.is_some() && token.contains('.')) {
        let is_numeral = matches!(token, "I" | "V" | "X") && previous.starts_with(is_cyrillic);
        let is_word = is_numeral || token == "I" && is_before_pronoun(&previous) || earlier.ends_with('°');
        return !is_word || starts_with_initial(next);
    }
    match stop {
        None => false,
        Some(Stop::Never) => true,
        Some(Stop::Maybe) => starts_with_initial(next),
        Some(Stop::UnlessNumber) => starts_with_number(next) || starts_with_initial(next),
        Some(Stop::AfterNumber) => !is_number(&previous) || starts_with_initial(next),
    }
}

/// The last word of `before` with the full stops and hyphens inside it, and what stands before it.
fn last_token(before: &str) -> (&str, &str) {
    let outside = before.trim_end_matches(|c| is_word_char(c) || matches!(c, '.' | '-'));
    (before[outside.len()..].trim_start_matches(['.', '-']), outside)
}

/// Whether `before` ends with a number of at most three digits at its start, at a line's start or after a sentence end.
fn is_list_number(before: &str, is_whole: bool) -> bool {
    let earlier = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let opened = earlier.trim_end_matches([' ', '\t', '\u{a0}']);
    if !(1..=3).contains(&(before.len() - earlier.len())) {
        return false;
    }
    if opened.is_empty() || opened.ends_with(['\n', '\r']) {
        return is_whole || !opened.is_empty();
    }
    let (token, outside) = last_token(opened.trim_end_matches('.'));
    let is_end = opened.len() < earlier.len() && without_closers(opened).ends_with(is_terminator);
    is_end && stop_after(&folding::fold(token), &folding::fold(last_word(outside))).is_none()
}

fn is_initial(piece: &str) -> bool {
    let mut chars = piece.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| !is_word_start(c))
}

fn starts_with_initial(next: &str) -> bool {
    let end = next.find(|c| !is_word_char(c)).unwrap_or(next.len());
    is_initial(&next[..end]) && next[end..].starts_with('.')
}

/// A number in figures or in Roman capitals; I, C and L alone are more often words.
fn starts_with_number(next: &str) -> bool {
    let next = next.trim_start_matches(['№', '#', ' ', '\u{a0}', '(', '[']);
    let word = &next[..next.find(|c| !is_word_char(c)).unwrap_or(next.len())];
    let is_roman = !matches!(word, "" | "I" | "C" | "L") && word.chars().all(|c| "IVXLC".contains(c));
    word.starts_with(|c: char| c.is_ascii_digit()) || is_roman
}

/// Arabic or Roman, folded.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || !word.is_empty() && word.chars().all(|c| "ivxlc".contains(c))
}

fn is_cyrillic(c: char) -> bool {
    ('Ѐ'..='ӿ').contains(&c)
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !is_word_char(c));
    &text[text.trim_end_matches(is_word_char).len()..]
}

/// Whether what stands between two words ends with an opening quotation mark.
fn is_opened(between: &str) -> bool {
    let inner = between.trim_end_matches(['*', '_', '(', '[', '¿', '¡', '…', '.', '—']);
    let Some(mark) = inner.chars().next_back() else { return false };
    let outside = inner[..inner.len() - mark.len_utf8()].chars().next_back();
    match mark {
        '«' | '„' | '‹' | '「' | '『' => true,
        // Those that also close: open where nothing, white space or another opening mark stands before.
        '“' | '‘' | '"' | '\'' => outside.is_some_and(|c| c.is_whitespace() || "([{—–-«\"'“„*_".contains(c)),
        _ => false,
    }
}

/// Whether what stands between two words is a dash that opens direct speech: after a colon or at the start of a line.
fn is_direct_speech(between: &str) -> bool {
    const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];
    let dashed = between.trim_end_matches(SPACES);
    let rest = dashed.strip_suffix("--").or_else(|| dashed.strip_suffix(['—', '–', '―', '-']));
    rest.is_some_and(|rest| rest.trim_end_matches(SPACES).ends_with(['\n', '\r', ':']))
}

/// Whether `before` ends with the kind of a callout, `[!note`.
fn is_callout(before: &str) -> bool {
    before.trim_end_matches(is_word_char).ends_with("[!")
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।') || is_wide_terminator(c)
}

/// Full stops that no space follows.
fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '›' | '”' | '“' | '’' | '"' | '\'' | '*' | '_' | '」' | '』' | '¹' | '²' | '³')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    /// `|` marks where sentences end.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found: Vec<&str> = sentences(&text, &[]).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn russian() {
        for marked in [
            "Он пришёл. |Она ушла! |Да? |Нет… |Хорошо... |Всё.",
            "Он ждал… ждал долго. |Потом ушёл.",
            "А. С. Пушкин родился в 1799 г. в Москве. |В 1837 г. |Он умер.",
            "Это было в г. Туле, на ул. Ленина, д. 5, кв. 7. |Там жил проф. Иванов.",
            "Яблоки, груши и т. д. |Потом ушли.",
            "Яблоки и т.д. |Потом, т. е. вечером, и т. п. |Всё.",
            "В XIX в. |Россия росла. |Около 5 тыс. |Человек пришло.",
            "Смотри рис. 5. |Он ел рис. |Потом спал.",
            "Он дал им. |Они взяли. |Театр им. Пушкина открыт.",
            "— Да, — сказал он. |— Я приду. |— Когда? — спросила она. |— Завтра!",
            "— Иду! — крикнул он. |— Иду! |— Он побежал.",
            "«Да!» — сказал он. |«Нет.» |Он ушёл. |(См. ниже.) |Конец.",
            "Он сказал: «Приду. |Вера ждёт». |И ушёл.",
            "1. Первое. |2. Второе дело. |3. Третье.",
            "Царь Пётр I. |Он правил. |При 20 °С. |Вода тёплая.",
            "См. стр. 5. |Там всё. |Сайт mail.ru. |И версия 1.5 тоже.",
            "Конец.[1] |Начало. |**Жирно.** |Дальше.",
            "Привет! 😀 как дела? |😀 Хорошо.",
            "Что?! |Как?.. |Да!..",
            "Т. к. он и т. н. друг, до н. э. было так.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn english() {
        for marked in [
            "Mr. Darcy met Mrs. Bennet at 5 p.m. |They spoke, e.g. of Dr. Lee vs. St. James.",
            "J. R. R. Tolkien wrote it. |He and I. |They left.",
            "I. Asimov wrote. |Apples, pears, etc. |Then nuts.",
            "\"Stop!\" he said. |“Go.” |She went. |'Why?' |'Because.'",
            "No. |I won't. |See No. 5 and fig. 3. |It was Jan. 5. |The U.S. Army came.",
            "It cost $3.50. |Is it? |yes".replace("|yes", "yes").as_str(),
            "日本語。|それは。」|はい！",
            "One line\ngoes on. |Next\nline.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn starts() {
        for (text, word, wanted) in [
            ("Вера пришла", "Вера", true),
            ("— Вера пришла", "Вера", true),
            ("Пришла Вера", "Вера", false),
            ("Ушёл. Вера пришла", "Вера", true),
            ("роман «Вера»", "Вера", true),
            ("роман \"Вера\"", "Вера", true),
            ("Он сказал: — Вера!", "Вера", true),
            ("Он и она\n— Вера!", "Вера", true),
            ("Это — Вера", "Вера", false),
            ("— Да, — Вера кивнула", "Вера", false),
            ("А. Вера", "Вера", false),
            ("1. Вера", "Вера", true),
            ("Глава 1. Вера", "Вера", true),
            ("Конец главы\n\nВера пришла", "Вера", true),
            ("слово\nВера", "Вера", false),
            ("и (Вера)", "Вера", false),
            ("l'Вера", "Вера", false),
            ("> [!note] Вера", "Вера", true),
            ("[note] Вера", "Вера", false),
        ] {
            assert_eq!(starts_at(text, text.find(word).unwrap()), wanted, "{text:?}");
        }
    }

    #[test]
    fn never_inside_protected() {
        let text = "Смотри `a. B` там. Конец.";
        let code = Span::new(text.find('`').unwrap(), text.rfind('`').unwrap() + 1);
        assert_eq!(sentences(text, &[code]).len(), 2);
        assert_eq!(sentences(text, &[]).len(), 3);
    }

    const PROSE: &str = "([А-ЯA-Z]?[а-яa-z]{0,5}|т|г|им|Mr|I|[0-9]{1,3}|[.!?…»«\"' —,-]{1,3}|\n|。){0,60}";

    proptest! {
        #[test]
        fn sentences_tile_the_text(text in PROSE) {
            let mut from = 0;
            for sentence in sentences(&text, &[]) {
                prop_assert!(sentence.start < sentence.end);
                prop_assert!(text[from..sentence.start].trim().is_empty());
                prop_assert_eq!(sentence.of(&text).trim(), sentence.of(&text));
                from = sentence.end;
            }
            prop_assert!(text[from..].trim().is_empty());
        }

        #[test]
        fn the_engine_sees_the_same_ends(text in PROSE) {
            let cut = sentences(&text, &[]);
            let words: Vec<Span> = words(&text).collect();
            for pair in words.windows(2) {
                let crosses = !cut.iter().any(|s| s.start <= pair[0].start && pair[1].end <= s.end);
                prop_assert_eq!(ends_between(&text, pair[0], pair[1]), crosses, "{:?}", pair);
            }
        }

        #[test]
        fn ends_are_local(head in PROSE, middle in PROSE, tail in PROSE, other_head in PROSE, other_tail in PROSE) {
            let pad = "слово ".repeat(30);
            let join = |head: &str, tail: &str| (head.len() + pad.len(), format!("{head}{pad}{middle}{pad}{tail}"));
            let ends = |(offset, text): (usize, String)| -> Vec<usize> {
                let inside = sentences(&text, &[]).into_iter().map(|s| s.end);
                inside.filter(|end| (offset..offset + middle.len()).contains(end)).map(|end| end - offset).collect()
            };
            prop_assert_eq!(ends(join(&head, &tail)), ends(join(&other_head, &other_tail)));
        }
    }
}
