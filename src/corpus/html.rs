//! HTML and XHTML: the words a reader sees, in paragraphs.
//!
//! Only tokens are looked at, no tree is built, so a page of any size and depth costs what its length costs.

use crate::corpus::Encoding;
use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

/// What a page holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// From `<title>`, else from the first `<h1>`.
    pub title: Option<String>,
    /// Paragraphs with an empty line between them.
    pub text: String,
}

/// Elements of which nothing is text for a reader.
const SKIPPED: [&str; 17] = [
    "script", "style", "template", "nav", "noscript", "svg", "math", "head", "iframe", "object", "select", "button",
    "textarea", "audio", "video", "canvas", "noframes",
];

/// Elements that stand apart: text before and after them are other paragraphs.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
    "listing",
];

/// Cells of a table: parted by a tab.
const CELLS: [&str; 2] = ["td", "th"];

/// Reads a decoded page. There is no broken HTML: what browsers pass over is passed over.
pub fn parse(html: &str) -> Page {
    let mut state = State::default();
    let mut emitter = DefaultEmitter::default();
    // Scripts, styles and titles hold no tags.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => state.open(&name(&tag.name), tag.self_closing),
            Token::EndTag(tag) => state.close(&name(&tag.name)),
            Token::String(text) => state.push(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    state.end_paragraph();
    let found = |title: &str| Some(one_line(title)).filter(|title| !title.is_empty());
    Page { title: found(&state.title).or_else(|| found(&state.heading)), text: state.text }
}

/// An element's name without the prefix of a namespace.
fn name(name: &HtmlString) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct State {
    title: String,
    heading: String,
    in_title: bool,
    heading_is_done: bool,
    in_heading: bool,
    /// The skipped element that is open, and how many of its name are open inside.
    skipped: Option<(String, usize)>,
    pre: usize,
    paragraph: String,
    text: String,
}

impl State {
    fn open(&mut self, name: &str, self_closing: bool) {
        if let Some((skipped, depth)) = &mut self.skipped {
            // A head that was never closed ends where the body begins.
            if name == "body" {
                self.skipped = None;
            } else if name == "title" && skipped == "head" {
                self.in_title = self.title.is_empty();
                return;
            } else {
                *depth += usize::from(name == skipped && !self_closing);
                return;
            }
        }
        match name {
            "title" => self.in_title = self.title.is_empty() && !self_closing,
            "br" => self.end_line(),
            "wbr" => {}
            "h1" if !self.heading_is_done => {
                self.end_paragraph();
                self.in_heading = true;
            }
            _ if SKIPPED.contains(&name) => {
                if !self_closing {
                    self.skipped = Some((name.to_owned(), 1));
                }
                self.part(name);
            }
            _ if CELLS.contains(&name) => self.end_cell(),
            _ if BLOCKS.contains(&name) => {
                self.end_paragraph();
                self.pre += usize::from(name == "pre" && !self_closing);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "title" {
            self.in_title = false;
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if name == skipped {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match name {
            "br" => self.end_line(),
            _ if BLOCKS.contains(&name) => {
                self.end_paragraph();
                self.pre = self.pre.saturating_sub(usize::from(name == "pre"));
                if name == "h1" && self.in_heading {
                    self.in_heading = false;
                    self.heading_is_done = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        } else if self.skipped.is_none() {
            if self.in_heading {
                self.heading.push_str(text);
            }
            if self.pre > 0 {
                self.paragraph.push_str(&text.replace("\r\n", "\n"));
            } else {
                self.push_words(text);
            }
        }
    }

    /// Runs of white space are one space; no-break spaces stay.
    fn push_words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.paragraph.is_empty() && !self.paragraph.ends_with([' ', '\n', '\t']) {
                        self.paragraph.push(' ');
                    }
                }
                c => self.paragraph.push(c),
            }
        }
    }

    fn end_line(&mut self) {
        if self.skipped.is_none() && !self.paragraph.is_empty() {
            self.trim_end();
            self.paragraph.push('\n');
        }
    }

    fn end_cell(&mut self) {
        self.trim_end();
        if !self.paragraph.is_empty() && !self.paragraph.ends_with('\n') {
            self.paragraph.push('\t');
        }
    }

    /// A skipped element inside a sentence leaves a space.
    fn part(&mut self, name: &str) {
        if name == "nav" {
            self.end_paragraph();
        } else {
            self.push_words(" ");
        }
    }

    fn trim_end(&mut self) {
        let end = self.paragraph.trim_end_matches([' ', '\t']).len();
        self.paragraph.truncate(end);
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let paragraph = paragraph.trim_end_matches([' ', '\t', '\n']).trim_start_matches('\n');
        if paragraph.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(paragraph);
        self.text.push('\n');
    }
}

/// The encoding that a page says it is in, within its first 2 KiB: `<meta charset=…>` or `<meta … content="…charset=…">`.
pub fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    if encoding_rs::Encoding::for_bom(head).is_some() {
        return None;
    }
    let head = String::from_utf8_lossy(head);
    for token in Tokenizer::new(&*head) {
        let Ok(token) = token;
        let Token::StartTag(tag) = token else { continue };
        if name(&tag.name) != "meta" {
            continue;
        }
        let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
        let charset = attribute(b"charset").or_else(|| {
            let content = attribute(b"content")?.to_ascii_lowercase();
            let label = content.split_once("charset=")?.1;
            Some(label.split([';', ' ', '"', '\'']).next().unwrap_or_default().to_owned())
        });
        if let Some(encoding) = charset.and_then(|label| Encoding::parse(label.trim())) {
            // The bytes of this very tag were ASCII, so it cannot be UTF-16 (the standard says the same).
            return Some(if encoding.has_ascii_lines() { encoding } else { Encoding::UTF_8 });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_is_seen() {
        for (html, text) in [
            ("<p>Свет&nbsp;в\n  окне.<p>Ночь &mdash; <b>тих</b>а&#33;", "Свет\u{a0}в окне.\n\nНочь — тиха!\n"),
            ("a<script>if (a < b) { '<p>' }</script>b<style>p{}</style>c", "a b c\n"),
            ("<nav><p>menu</p><nav>in</nav>x</nav><main>text</main>", "text\n"),
            ("<template><p>t</p></template><noscript>n</noscript>x", "x\n"),
            ("раз<br>два<br/>три<BR></br>", "раз\nдва\nтри\n"),
            ("<pre>\n  a\n    b  \n</pre>после", "  a\n    b\n\nпосле\n"),
            ("<table><tr><td>a</td><td> b </td></tr><tr><th>c</th></tr></table>", "a\tb\n\nc\n"),
            ("<ul><li>раз<li>два</ul>", "раз\n\nдва\n"),
            ("<!-- <p>c</p> --><![CDATA[x]]>ok", "ok\n"),
            ("люб<i>о</i>вь<wbr>ю", "любовью\n"),
            ("<div><div></div>a<div>b</div>c</div>", "a\n\nb\n\nc\n"),
            ("<p>no end <a href=", "no end\n"),
            ("<xhtml:p>раз</xhtml:p><xhtml:p>два</xhtml:p>", "раз\n\nдва\n"),
            ("", ""),
        ] {
            assert_eq!(parse(html).text, text, "{html}");
        }
    }

    #[test]
    fn titles() {
        for (html, title) in [
            ("<html><head><title> Весна\n&amp; лето </title><meta x></head><body>x", Some("Весна & лето")),
            ("<head><title></title></head><body><h1>Ве<b>сна</b></h1><h1>два</h1>", Some("Весна")),
            ("<head><title>a</title><body>text", Some("a")),
            ("x", None),
        ] {
            let page = parse(html);
            assert_eq!(page.title.as_deref(), title, "{html}");
            assert!(!page.text.contains("Весна &"));
        }
    }

    #[test]
    fn declared_encodings() {
        for (html, wanted) in [
            ("<html><meta charset='windows-1251'>", Some("windows-1251")),
            ("<META http-equiv=Content-Type content=\"text/html; charset=koi8-r\">", Some("KOI8-R")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta name=x content=y>", None),
        ] {
            assert_eq!(declared(html.as_bytes()).map(Encoding::name), wanted, "{html}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!("{}x{}", "<div><nav>".repeat(100_000), "</nav></div>".repeat(100_000));
        assert_eq!(parse(&deep).text, "");
        let deep = format!("{}x", "<div><b>".repeat(100_000));
        assert_eq!(parse(&deep).text, "x\n");
    }
}
