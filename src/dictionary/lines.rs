//! Plain text lines, `свет = ☀{радость}`, and the line of the window's add box.

use crate::dictionary::notation::{line, split_emotion};
use crate::dictionary::place::LineIndex;
use crate::dictionary::rules::shown;
use crate::dictionary::source::{Report, Source, normalised};
use crate::dictionary::{Problem, ProblemKind, Symbol};
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

pub use crate::dictionary::notation::Line;

/// Reads plain text lines. Blank lines and comments (`#` before a space, `//`) are passed over.
pub fn read(text: &str) -> (Source, Vec<Problem>) {
    let text = normalised(text);
    let lines = LineIndex::new(&text);
    let mut report = Report::new(&text, &lines);
    let mut source = Source::default();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let content = whole.trim();
        let at = start + (whole.len() - whole.trim_start().len());
        start += whole.len();
        if content.is_empty() || is_comment(content) || report.is_full() {
            continue;
        }
        match parse_line(content) {
            Some(found) => source.push(found, at..at + content.len()),
            None => {
                let message = format!("no word and symbol in {}; write a line like `свет = ☀`", shown(content));
                report.error(ProblemKind::Syntax, at, message);
            }
        }
    }
    let problems = report.problems;
    source.finish(text, lines, !problems.is_empty());
    (source, problems)
}

/// Whether a trimmed line is a comment.
pub fn is_comment(line: &str) -> bool {
    line == "#" || line.starts_with("# ") || line.starts_with("//")
}

/// Reads one line of the brace notation: `свет = ☀{радость}`, `свет ☀ радость`, `дождь + грусть = ☔🫧`. `None` when it
/// holds no symbol.
///
/// With `=` or a tab anything may be a symbol. Without, the words that hold a sign or an emoji are symbols: those before
/// them are the headword, those after them the emotion.
pub fn parse_line(text: &str) -> Option<Line> {
    let text = text.trim();
    if text.split_whitespace().next() == Some("=") {
        return None;
    }
    if let Some((words, symbol)) = text.split_once(" = ").or_else(|| text.split_once('=').filter(|_| is_pair(text))) {
        return pair(words, symbol);
    }
    if text.contains('\t') {
        let mut cells = text.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        let (words, symbol) = (cells.next()?, cells.next()?);
        let Some(emotion) = cells.next() else { return pair(words, symbol) };
        let rest = cells.next().is_none();
        return rest.then(|| line(words, vec![Symbol::new(symbol)], Some(unbraced(emotion).to_owned())));
    }
    spaced(text)
}

/// Whether the first `=` of a line without spaces around it parts word and symbol: `свет=☀`, but not `a <= b`.
fn is_pair(text: &str) -> bool {
    text.split_once('=').is_some_and(|(words, _)| words.ends_with(|c: char| c.is_alphanumeric() || c == ' '))
}

fn pair(words: &str, symbol: &str) -> Option<Line> {
    let (words, symbol) = (words.trim(), symbol.trim());
    if words.is_empty() || symbol.is_empty() {
        return None;
    }
    let (symbol, emotion) = split_emotion(symbol);
    Some(line(words, vec![Symbol::new(symbol)], emotion.map(str::to_owned)))
}

/// `свет ☀ радость`, also `☀ свет`.
fn spaced(text: &str) -> Option<Line> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let is_sign = |at: usize| is_symbol(tokens[at]) && !is_plus(&tokens, at);
    let mut first = (0..tokens.len()).find(|at| is_sign(*at))?;
    let mut words = &tokens[..first];
    // In `свет → ☀` the arrow only points.
    if !words.is_empty() && first + 1 < tokens.len() && is_sign(first + 1) && is_pointer(tokens[first]) {
        first += 1;
    }
    let mut after = first + 1;
    while after < tokens.len() && is_sign(after) {
        after += 1;
    }
    let mut symbols = tokens[first..after].join(" ");
    let mut emotion = tokens[after..].join(" ");
    if words.is_empty() {
        words = &tokens[after..];
        emotion.clear();
    }
    if words.is_empty() {
        return None;
    }
    if let (symbol, Some(inner)) = split_emotion(&symbols) {
        if !emotion.is_empty() {
            return None;
        }
        (emotion, symbols) = (inner.to_owned(), symbol.to_owned());
    }
    let symbols = symbols.split(' ').map(Symbol::new).collect();
    let emotion = unbraced(&emotion);
    Some(line(&words.join(" "), symbols, (!emotion.is_empty()).then(|| emotion.to_owned())))
}

/// A `+` between two words joins them to a link.
fn is_plus(tokens: &[&str], at: usize) -> bool {
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| !is_symbol(token));
    tokens[at] == "+" && at > 0 && is_word(at - 1) && is_word(at + 1)
}

fn is_pointer(token: &str) -> bool {
    matches!(token, "→" | "⇒" | "->" | "=>" | "-" | "–" | "—" | ":")
}

fn unbraced(emotion: &str) -> &str {
    let inner = emotion.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    inner.unwrap_or(emotion).trim()
}

/// Whether a word of a line is a symbol: it holds a sign or an emoji, or has no letter or digit at all.
fn is_symbol(token: &str) -> bool {
    // «{радость}» is an emotion.
    if token.starts_with('{') && token.ends_with('}') {
        return false;
    }
    let (body, _) = split_emotion(token);
    let starts_as_sign = !body.starts_with(char::is_alphanumeric) && body.chars().any(is_sign);
    let has_no_letter = !body.chars().any(char::is_alphanumeric);
    body.chars().any(|c| !c.is_ascii() && is_sign(c)) || starts_as_sign || has_no_letter
}

/// Signs and emoji, and what only they carry: keycaps, variation selectors.
fn is_sign(c: char) -> bool {
    let category = c.general_category();
    matches!(
        category,
        GeneralCategory::MathSymbol
            | GeneralCategory::CurrencySymbol
            | GeneralCategory::ModifierSymbol
            | GeneralCategory::OtherSymbol
            | GeneralCategory::EnclosingMark
            | GeneralCategory::PrivateUse
    ) || c == '\u{FE0F}'
        || (!c.is_ascii() && c.is_emoji_char() && !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_line(text: &str) -> String {
        let join = |symbols: &[Symbol]| symbols.iter().map(|symbol| symbol.text.as_str()).collect::<Vec<_>>().join("|");
        match parse_line(text) {
            None => "none".into(),
            Some(Line::Entry(entry)) => {
                format!("{}={};{}", entry.word, join(&entry.symbols), entry.emotion.unwrap_or_default())
            }
            Some(Line::Link(link)) => {
                format!("{}={};{}", link.of.join("&"), join(&link.symbols), link.emotion.unwrap_or_default())
            }
        }
    }

    #[test]
    fn lines_of_the_add_box() {
        for (text, wanted) in [
            ("свет = ☀{радость}", "свет=☀;радость"),
            ("свет ☀ радость", "свет=☀;радость"),
            ("свет ☀", "свет=☀;"),
            ("  свет   ☀{радость} ", "свет=☀;радость"),
            ("свет ☀ {тихая радость}", "свет=☀;тихая радость"),
            ("свет ☀ 🌞 радость", "свет=☀|🌞;радость"),
            ("свет=☀", "свет=☀;"),
            ("свет = light", "свет=light;"),
            ("свет = 光", "свет=光;"),
            ("свет\t☀\tрадость", "свет=☀;радость"),
            ("свет\tl", "свет=l;"),
            ("свет → ☀", "свет=☀;"),
            ("свет — ☀", "свет=☀;"),
            ("☀ свет", "свет=☀;"),
            ("точка зрения 👁", "точка зрения=👁;"),
            ("mother-in-law 👩", "mother-in-law=👩;"),
            ("дождь + грусть = ☔🫧", "дождь&грусть=☔🫧;"),
            ("дождь + грусть ☔🫧 печаль", "дождь&грусть=☔🫧;печаль"),
            ("a + b + c = ★", "a&b&c=★;"),
            ("love <3", "love=<3;"),
            ("радость :)", "радость=:);"),
            ("один 1\u{FE0F}\u{20E3}", "один=1\u{FE0F}\u{20E3};"),
            ("семья 👨\u{200D}👩\u{200D}👧", "семья=👨\u{200D}👩\u{200D}👧;"),
            ("c++ 💻", "c++=💻;"),
            ("дождь + грусть", "none"),
            ("свет", "none"),
            ("точка зрения", "none"),
            ("= ☀", "none"),
            (" = z", "none"),
            ("=) улыбка", "улыбка==);"),
            ("свет =", "none"),
            ("☀", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown_line(text), wanted, "{text}");
        }
    }

    #[test]
    fn unknown_lines_are_problems() {
        let (source, problems) = read("# слова\nсвет = ☀\n\n// ещё\nдождь\nдождь + свет = 🌈\r\n");
        assert_eq!(source.dictionary.entries.len(), 1);
        assert_eq!(source.dictionary.links.len(), 1);
        assert_eq!(problems.iter().map(|problem| (problem.line, problem.column)).collect::<Vec<_>>(), [(5, 1)]);
    }
}
