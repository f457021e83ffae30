//! Styles: templates of what is written at a site (DESIGN 2.13).

/// A preset's name and template.
pub const PRESETS: [(&str, &str); 6] = [
    ("Symbol", "{symbol}"),
    ("Emotion", "{symbol}[{{{emotion}}}]"),
    ("After", "{word}{symbol}"),
    ("Gloss", "{word} ({symbol})"),
    ("Node", "⟦{lemma}:{symbol}[|{emotion}]⟧"),
    ("Path", "{path}"),
];

/// A parsed template; remembers how it was written (preset name or template text).
#[derive(Clone, PartialEq, Debug)]
pub struct Template {
    source: String,
}

/// What is wrong with a template.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("template `{template}`, character {position}: {message}")]
pub struct TemplateError {
    /// The template.
    pub template: String,
    /// Character position, from 1.
    pub position: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// The values of the fields at one site; empty is empty.
#[derive(Clone, Copy, Default, Debug)]
pub struct Fields<'a> {
    /// As in the text.
    pub word: &'a str,
    /// Headword or synonym.
    pub lemma: &'a str,
    /// Headword.
    pub entry: &'a str,
    /// What is written.
    pub symbol: &'a str,
    /// Emotion.
    pub emotion: &'a str,
    /// Parent's headword.
    pub parent: &'a str,
    /// Symbols from the top down to the chosen one.
    pub path: &'a str,
}

impl Template {
    /// Parses a template, or takes the preset of that name (exactly as in [`PRESETS`], or lower-case on the command line).
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        let _ = source;
        todo!("engine")
    }

    /// As it was written: a preset's name or the template.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Appends what is written for `fields`.
    pub fn render(&self, fields: &Fields<'_>, out: &mut String) {
        let _ = (fields, out);
        todo!("engine")
    }
}

impl Default for Template {
    /// The preset Emotion.
    fn default() -> Self {
        Self { source: "Emotion".into() }
    }
}
