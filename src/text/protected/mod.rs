//! Spans that are never touched: URLs, e-mails, code, tags, Markdown's links and comments, the user's own patterns.
//!
//! Every search here is linear in the text, also for hostile input: what is looked for further on has a bounded length
//! or a remembered answer.

mod inline;
mod markdown;

use crate::text::Span;

pub(crate) use markdown::front_matter;

/// How a text is marked up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Markup {
    /// No markup but what may stand in any text.
    #[default]
    Plain,
    /// Markdown: front matter, comments, link targets, callout heads and fences of tildes too.
    Markdown,
}

/// A pattern of the user's that is not a regular expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("protect pattern `{pattern}`: {message}")]
pub struct ProtectError {
    /// The pattern as written.
    pub pattern: String,
    /// What is wrong, and where in it.
    pub message: String,
}

/// Finds protected spans.
#[derive(Clone, Debug, Default)]
pub struct Protector {
    own: Vec<regex::Regex>,
}

impl Protector {
    /// With the user's own patterns beside the built-in ones.
    pub fn new(patterns: &[String]) -> Result<Self, ProtectError> {
        let compile = |pattern: &String| {
            regex::Regex::new(pattern)
                .map_err(|error| ProtectError { pattern: pattern.clone(), message: one_line(&error.to_string()) })
        };
        Ok(Self { own: patterns.iter().map(compile).collect::<Result<_, _>>()? })
    }

    /// The protected spans of `text`, sorted, joined where they touch or overlap.
    pub fn spans(&self, text: &str, markup: Markup) -> Vec<Span> {
        let mut found = Vec::new();
        inline::urls(text, &mut found);
        inline::emails(text, &mut found);
        inline::code(text, markup, &mut found);
        inline::tags(text, &mut found);
        if markup == Markup::Markdown {
            markdown::spans(text, &mut found);
        }
        for pattern in &self.own {
            found.extend(pattern.find_iter(text).map(|hit| Span::new(hit.start(), hit.end())));
        }
        joined(found)
    }
}

/// The last line of a regex error says what is wrong; the lines before draw the pattern.
fn one_line(message: &str) -> String {
    let last = message.lines().last().unwrap_or(message).trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is protected stands between ⟦ and ⟧.
    #[track_caller]
    fn check(markup: Markup, marked: &str) {
        let text = marked.replace(['⟦', '⟧'], "");
        let mut shown = String::new();
        let mut from = 0;
        for span in Protector::default().spans(&text, markup) {
            shown += &format!("{}⟦{}⟧", &text[from..span.start], span.of(&text));
            from = span.end;
        }
        shown += &text[from..];
        assert_eq!(shown, marked);
    }

    #[test]
    fn in_any_text() {
        for marked in [
            "Смотри ⟦https://любовь.рф/свет?a=1⟧. Да",
            "(⟦http://a.ru/b_(c)⟧), ⟦www.ru⟧! «⟦HTTPS://x.y⟧»",
            "[⟦http://a.ru⟧]слово и www. и http:// и вот://",
            "Почта ⟦love@light.com⟧, ⟦любовь@почта.рф⟧. @свет a@b и a@b.1",
            "⟦`любовь`⟧ и ⟦``a ` b``⟧ и ` один",
            "⟦<b>⟧свет⟦</b>⟧ ⟦<любовь вид=\"a > b\" x>⟧ ⟦<br/>⟧ 3 < 5 > 2 <3 a<b",
            "⟦<!DOCTYPE html><?xml version=\"1.0\"?>⟧ < свет> <свет",
            "⟦<a\n  href='x'>⟧ <a\n\nhref='x'>",
            "`один\nдва`",
            "<!-- свет --> [свет](любовь)",
        ] {
            check(Markup::Plain, marked);
        }
    }

    #[test]
    fn in_markdown() {
        for marked in [
            "⟦---\ntitle: любовь\n---⟧\nлюбовь\n---\nсвет\n---",
            "любовь ⟦<!-- свет\n\nсвет -->⟧ и <!-- свет",
            "[любовь⟦](свет.md \"свет\")⟧, ![свет⟦](a(b).png)⟧ [свет](нет",
            "[свет⟦][любовь]⟧\n⟦[любовь]: http://a.ru \"свет\"⟧\n[свет]: просто слова\n[^1]: сноска",
            "⟦[[любовь|⟧свет]] ⟦[[свет]]⟧ [[свет\n]]",
            "> ⟦[!note]-⟧ Любовь\n> свет [!note]",
            "⟦`один\nдва`⟧ ` три\n\nчетыре ` пять",
        ] {
            check(Markup::Markdown, marked);
        }
    }

    #[test]
    fn own_patterns() {
        let protector = Protector::new(&[r"\[\d+\]".into()]).unwrap();
        assert_eq!(protector.spans("a[1]b", Markup::Plain), [Span::new(1, 4)]);
        let error = Protector::new(&["(".into()]).unwrap_err();
        assert_eq!(error.to_string(), "protect pattern `(`: unclosed group");
    }

    #[test]
    fn hostile_input_is_linear() {
        for piece in [
            "<",
            "<a ",
            "<a b=\"",
            "<a b='<a b=\"",
            "`",
            "`` ",
            "` ``` ````",
            "[",
            "[[",
            "[[a",
            "](",
            "](a",
            "](<",
            "<!--",
            "[a]: <",
            "> [!",
            "@",
            "a@",
            "a.@",
            "://",
            "http://(",
            "www.",
            "---\n",
            "a@a.a@",
            "][",
            "][a",
            "<?",
            "<!a",
        ] {
            let text = piece.repeat(60_000 / piece.len());
            let spans = Protector::default().spans(&text, Markup::Markdown);
            assert!(spans.last().is_none_or(|span| span.end <= text.len()));
        }
    }

    proptest! {
        #[test]
        fn spans_are_sorted_and_apart(text in "([a-zа-я]{1,3}|[-<>`\\[\\]()@/:.!|\"' \n]|http://|www\\.|<!--|-->){0,60}") {
            let mut from = None;
            for span in Protector::default().spans(&text, Markup::Markdown) {
                prop_assert!(from.is_none_or(|from| from < span.start) && span.start < span.end);
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                from = Some(span.end);
            }
        }
    }
}
