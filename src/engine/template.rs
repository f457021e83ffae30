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

/// The fields a template may name.
pub const FIELDS: [&str; 7] = ["word", "lemma", "entry", "symbol", "emotion", "parent", "path"];

/// A parsed template; remembers how it was written (preset name or template text).
#[derive(Clone, PartialEq, Debug)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
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

#[derive(Clone, PartialEq, Debug)]
enum Part {
    Literal(String),
    Field(Field),
    /// Left out when a field inside is empty; holds no further section.
    Section(Vec<Part>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Word,
    Lemma,
    Entry,
    Symbol,
    Emotion,
    Parent,
    Path,
}

impl Template {
    /// Parses a template, or takes the preset of that name (exactly as in [`PRESETS`], or lower-case on the command line).
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        let preset = PRESETS.iter().find(|(name, _)| *name == source || name.to_ascii_lowercase() == source);
        if let Some((name, template)) = preset {
            return Ok(Self { source: (*name).to_owned(), parts: Parser::new(template).parse()? });
        }
        Ok(Self { source: source.to_owned(), parts: Parser::new(source).parse()? })
    }

    /// As it was written: a preset's name or the template.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Appends what is written for `fields`.
    pub fn render(&self, fields: &Fields<'_>, out: &mut String) {
        render_parts(&self.parts, fields, out);
    }

    /// Whether it names the field `path`, which costs a walk up the hierarchy.
    pub(crate) fn uses_path(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Field(field) => *field == Field::Path,
            Part::Section(inner) => inner.contains(&Part::Field(Field::Path)),
            Part::Literal(_) => false,
        })
    }
}

impl Default for Template {
    /// The preset Emotion.
    fn default() -> Self {
        let section = vec![Part::Literal("{".into()), Part::Field(Field::Emotion), Part::Literal("}".into())];
        Self { source: "Emotion".into(), parts: vec![Part::Field(Field::Symbol), Part::Section(section)] }
    }
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "word" => Self::Word,
            "lemma" => Self::Lemma,
            "entry" => Self::Entry,
            "symbol" => Self::Symbol,
            "emotion" => Self::Emotion,
            "parent" => Self::Parent,
            "path" => Self::Path,
            _ => return None,
        })
    }

    fn value<'a>(self, fields: &Fields<'a>) -> &'a str {
        match self {
            Self::Word => fields.word,
            Self::Lemma => fields.lemma,
            Self::Entry => fields.entry,
            Self::Symbol => fields.symbol,
            Self::Emotion => fields.emotion,
            Self::Parent => fields.parent,
            Self::Path => fields.path,
        }
    }
}

fn render_parts(parts: &[Part], fields: &Fields<'_>, out: &mut String) {
    for part in parts {
        match part {
            Part::Literal(text) => out.push_str(text),
            Part::Field(field) => out.push_str(field.value(fields)),
            Part::Section(inner) => {
                let has_empty = inner.iter().any(|part| matches!(part, Part::Field(f) if f.value(fields).is_empty()));
                if !has_empty {
                    render_parts(inner, fields, out);
                }
            }
        }
    }
}

struct Parser<'a> {
    template: &'a str,
    chars: Vec<char>,
    at: usize,
    parts: Vec<Part>,
    /// The open section: where it began, and its parts.
    section: Option<(usize, Vec<Part>)>,
}

impl<'a> Parser<'a> {
    fn new(template: &'a str) -> Self {
        Self { template, chars: template.chars().collect(), at: 0, parts: Vec::new(), section: None }
    }

    fn parse(mut self) -> Result<Vec<Part>, TemplateError> {
        if self.chars.is_empty() {
            return Err(self.error(0, "a template cannot be empty; write at least {symbol}"));
        }
        while let Some(&c) = self.chars.get(self.at) {
            let doubled = self.chars.get(self.at + 1) == Some(&c);
            match c {
                '{' | '}' | '[' | ']' if doubled => {
                    self.literal(c);
                    self.at += 2;
                }
                '{' => self.field()?,
                '}' => return Err(self.error(self.at, "a } without its {; write }} for the character itself")),
                '[' if self.section.is_some() => {
                    return Err(
                        self.error(self.at, "a […] cannot stand inside another; write [[ for the character itself")
                    );
                }
                '[' => {
                    self.section = Some((self.at, Vec::new()));
                    self.at += 1;
                }
                ']' => {
                    let Some((_, inner)) = self.section.take() else {
                        return Err(self.error(self.at, "a ] without its [; write ]] for the character itself"));
                    };
                    self.parts.push(Part::Section(inner));
                    self.at += 1;
                }
                _ => {
                    self.literal(c);
                    self.at += 1;
                }
            }
        }
        if let Some((start, _)) = self.section {
            return Err(self.error(start, "this [ is never closed; add ] or write [[ for the character itself"));
        }
        Ok(self.parts)
    }

    fn field(&mut self) -> Result<(), TemplateError> {
        let start = self.at;
        let Some(length) = self.chars[start + 1..].iter().position(|c| *c == '}') else {
            return Err(self.error(start, "this { is never closed; add } or write {{ for the character itself"));
        };
        let name: String = self.chars[start + 1..start + 1 + length].iter().collect();
        let Some(field) = Field::named(&name) else {
            return Err(self.error(start, &format!("unknown field {{{name}}}; the fields are {}", FIELDS.join(", "))));
        };
        self.target().push(Part::Field(field));
        self.at = start + length + 2;
        Ok(())
    }

    fn target(&mut self) -> &mut Vec<Part> {
        match &mut self.section {
            Some((_, inner)) => inner,
            None => &mut self.parts,
        }
    }

    fn literal(&mut self, c: char) {
        match self.target().last_mut() {
            Some(Part::Literal(text)) => text.push(c),
            _ => self.target().push(Part::Literal(c.to_string())),
        }
    }

    fn error(&self, at: usize, message: &str) -> TemplateError {
        TemplateError { template: self.template.to_owned(), position: at + 1, message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Fields<'_> = Fields {
        word: "Свете",
        lemma: "свет",
        entry: "свет",
        symbol: "☀",
        emotion: "радость",
        parent: "природа",
        path: "🌍☀",
    };

    #[test]
    fn templates_render() {
        let bare = Fields { emotion: "", parent: "", ..FULL };
        for (template, full, without) in [
            ("Symbol", "☀", "☀"),
            ("Emotion", "☀{радость}", "☀"),
            ("emotion", "☀{радость}", "☀"),
            ("After", "Свете☀", "Свете☀"),
            ("Gloss", "Свете (☀)", "Свете (☀)"),
            ("Node", "⟦свет:☀|радость⟧", "⟦свет:☀⟧"),
            ("path", "🌍☀", "🌍☀"),
            ("{word}→{symbol}", "Свете→☀", "Свете→☀"),
            ("[[{entry}]]", "[свет]", "[свет]"),
            ("{{}}[{parent}/{emotion}]!", "{}природа/радость!", "{}!"),
            ("[plain]{symbol}", "plain☀", "plain☀"),
            ("[a[[{emotion}]]b]", "a[радость]b", ""),
        ] {
            let parsed = Template::parse(template).unwrap();
            let render = |fields: &Fields<'_>| {
                let mut out = String::new();
                parsed.render(fields, &mut out);
                out
            };
            assert_eq!((render(&FULL).as_str(), render(&bare).as_str()), (full, without), "{template}");
        }
    }

    #[test]
    fn the_default_is_the_preset_and_presets_keep_their_names() {
        assert_eq!(Template::default(), Template::parse("Emotion").unwrap());
        assert_eq!(Template::parse("gloss").unwrap().source(), "Gloss");
        assert_eq!(Template::parse("{word}").unwrap().source(), "{word}");
    }

    #[test]
    fn errors_say_where() {
        for (template, position) in [
            ("", 1),
            ("ab{foo}", 3),
            ("☀{", 2),
            ("{symbol", 1),
            ("a}", 2),
            ("[a[b]]", 3),
            ("ж[{emotion}", 2),
            ("]", 1),
            ("{}", 1),
            ("{ symbol }", 1),
        ] {
            let error = Template::parse(template).unwrap_err();
            assert_eq!(error.position, position, "{error}");
        }
    }
}
