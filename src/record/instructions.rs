//! What records tell a model to do: editable lists in Russian and English, drawn by hash.
//!
//! A list is a text file: a line in brackets like `[encode]` or `[decode ru]` opens a section, every other line that is
//! not blank and does not begin with `#` is one instruction. An instruction may hold `{style}`, `{density}`,
//! `{palette}` and `{climb}`; `[…]` is left out when a field inside it is the same in all records.

use crate::engine::{Climb, Settings};
use crate::hash::{self, Purpose};
use crate::record::Way;

const SHIPPED_RU: &str = include_str!("../../assets/instructions/ru.txt");
const SHIPPED_EN: &str = include_str!("../../assets/instructions/en.txt");

/// The fields an instruction may hold.
const FIELDS: [&str; 4] = ["style", "density", "palette", "climb"];

/// What a section is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Task {
    Way(Way),
    /// Glossary lines: explain a symbol.
    Explain,
}

#[derive(Clone, PartialEq, Debug)]
struct List {
    task: Task,
    /// `None` serves every language.
    language: Option<String>,
    lines: Vec<Instruction>,
}

/// Lists of instructions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Instructions {
    lists: Vec<List>,
}

/// What is wrong with a list.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct InstructionError {
    /// Line in the list, from 1; 0 when it is about the whole.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Instructions {
    /// The lists in the program.
    pub fn shipped() -> Self {
        let mut lists = Vec::new();
        for (language, text) in [("ru", SHIPPED_RU), ("en", SHIPPED_EN)] {
            // A test reads both files, so nothing can be wrong with them here.
            lists.extend(parse_lists(text, Some(language)).unwrap_or_default());
        }
        Self { lists }
    }

    /// Reads a user's list. What it has no section for is taken from the shipped lists only where it names no way at
    /// all: a file without headings is a list for encoding.
    pub fn parse(text: &str) -> Result<Self, InstructionError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lists = parse_lists(text, None)?;
        if lists.iter().all(|list| list.lines.is_empty()) {
            let message = "the list holds no instruction; write one a line".to_owned();
            return Err(InstructionError { line: 0, message });
        }
        let own = lists.clone();
        let has = |task: Task| own.iter().any(|list| list.task == task);
        lists.extend(Self::shipped().lists.into_iter().filter(|list| !has(list.task)));
        Ok(Self { lists })
    }

    /// The instruction of a unit and variant. `language` is the unit's.
    pub fn draw(&self, way: Way, language: &str, seed: u64, variant: u32, unit: &str) -> &Instruction {
        let draw = hash::draw(seed, Purpose::Instruction, variant, way as u64, unit.as_bytes());
        self.pick(Task::Way(way), language, draw)
    }

    /// The instruction of a glossary line.
    pub fn draw_explain(&self, language: &str, seed: u64, line: &str) -> &Instruction {
        let draw = hash::draw(seed, Purpose::Instruction, 0, 2, line.as_bytes());
        self.pick(Task::Explain, language, draw)
    }

    /// The lines of the language, else of every language, else of the first list.
    fn pick(&self, task: Task, language: &str, draw: f64) -> &Instruction {
        static NOTHING: Instruction = Instruction { parts: Vec::new() };
        let fits = |list: &&List| list.task == task && !list.lines.is_empty();
        let list = (self.lists.iter().filter(fits).find(|list| list.language.as_deref() == Some(language)))
            .or_else(|| self.lists.iter().filter(fits).find(|list| list.language.is_none()))
            .or_else(|| self.lists.iter().find(fits));
        list.and_then(|list| list.lines.get((draw * list.lines.len() as f64) as usize)).unwrap_or(&NOTHING)
    }

    /// Fields that differ between records and that some instruction for `ways` does not name: a model cannot learn
    /// what the prompt does not say.
    pub fn unsaid(&self, varies: Varies, ways: &[Way]) -> Vec<&'static str> {
        let concerned = |list: &&List| ways.iter().any(|way| list.task == Task::Way(*way));
        let lines: Vec<&Instruction> = self.lists.iter().filter(concerned).flat_map(|list| &list.lines).collect();
        let is_unsaid = |field: &str| varies.field(field) && lines.iter().any(|line| !line.names(field));
        FIELDS.into_iter().filter(|field| is_unsaid(field)).collect()
    }
}

fn parse_lists(text: &str, language: Option<&str>) -> Result<Vec<List>, InstructionError> {
    let new_list =
        |task, own: Option<&str>| List { task, language: own.or(language).map(str::to_owned), lines: vec![] };
    let mut lists = vec![new_list(Task::Way(Way::Encode), None)];
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let fail = |message| Err(InstructionError { line: index + 1, message });
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            && !heading.contains(['[', '{'])
        {
            let mut words = heading.split_whitespace();
            let task = match words.next() {
                Some("encode") => Task::Way(Way::Encode),
                Some("decode") => Task::Way(Way::Decode),
                Some("explain") => Task::Explain,
                _ => return fail(format!("unknown section `{line}`; use [encode], [decode] or [explain]")),
            };
            lists.push(new_list(task, words.next()));
            continue;
        }
        match Instruction::parse(line) {
            Ok(instruction) => lists.last_mut().map(|list| list.lines.push(instruction)).unwrap_or_default(),
            Err(message) => return fail(message),
        }
    }
    lists.retain(|list| !list.lines.is_empty());
    Ok(lists)
}

#[derive(Clone, PartialEq, Debug)]
enum Part {
    Text(String),
    Field(&'static str),
    /// Left out when a field inside it is the same in all records.
    Group(Vec<Part>),
}

/// One instruction.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Instruction {
    parts: Vec<Part>,
}

impl Instruction {
    fn parse(line: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = line;
        while !rest.is_empty() {
            let plain = rest.find(['{', '[', ']', '}']).unwrap_or(rest.len());
            if plain > 0 {
                parts.push(Part::Text(rest[..plain].to_owned()));
                rest = &rest[plain..];
                continue;
            }
            let (open, close) = if rest.starts_with('{') { ('{', '}') } else { ('[', ']') };
            let Some((inside, after)) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close)) else {
                return Err(format!("unpaired bracket at `{rest}`"));
            };
            parts.push(if open == '{' { parse_field(inside)? } else { Part::Group(Self::parse(inside)?.parts) });
            rest = after;
        }
        Ok(Self { parts })
    }

    fn names(&self, field: &str) -> bool {
        fn named(parts: &[Part], field: &str) -> bool {
            parts.iter().any(|part| match part {
                Part::Text(_) => false,
                Part::Field(name) => *name == field,
                Part::Group(parts) => named(parts, field),
            })
        }
        named(&self.parts, field)
    }

    /// The instruction where nothing was drawn, as for a glossary line: no part in brackets, no field.
    pub fn plain(&self) -> String {
        let said = Said { style: "", density: 1.0, palette: "", climb: Climb::Up(0) };
        self.fill(&said, Varies::default(), "")
    }

    /// The instruction for one record, in one line.
    pub fn fill(&self, said: &Said<'_>, varies: Varies, language: &str) -> String {
        let mut out = String::new();
        fill(&self.parts, said, varies, language, &mut out);
        out
    }
}

fn parse_field(name: &str) -> Result<Part, String> {
    FIELDS
        .iter()
        .find(|field| **field == name)
        .map(|field| Part::Field(field))
        .ok_or_else(|| format!("unknown field `{{{name}}}`; use {{style}}, {{density}}, {{palette}} or {{climb}}"))
}

fn fill(parts: &[Part], said: &Said<'_>, varies: Varies, language: &str, out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Field(field) => out.push_str(&said.field(field, language).replace(['\n', '\r'], " ")),
            Part::Group(parts) => {
                let is_said = |part: &Part| !matches!(part, Part::Field(field) if !varies.field(field));
                if parts.iter().all(is_said) {
                    fill(parts, said, varies, language, out);
                }
            }
        }
    }
}

/// What a unit and variant drew from the mix, to be named in its instruction.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Said<'a> {
    /// The style as it was written: a preset's name or a template.
    pub style: &'a str,
    /// The density in [0, 1].
    pub density: f64,
    /// The palette.
    pub palette: &'a str,
    /// How far up.
    pub climb: Climb,
}

impl Said<'_> {
    fn field(&self, field: &str, language: &str) -> String {
        let is_russian = language == "ru";
        match field {
            "style" => self.style.to_owned(),
            "palette" => self.palette.to_owned(),
            "density" => density_word(self.density, language).to_owned(),
            _ => match self.climb {
                Climb::Up(levels) => levels.to_string(),
                Climb::Top if is_russian => "до вершины".to_owned(),
                Climb::Top => "to the top".to_owned(),
            },
        }
    }
}

/// The density in a word; thirds of the way from none to all.
pub fn density_word(density: f64, language: &str) -> &'static str {
    let words = if language == "ru" {
        ["редко", "умеренно", "густо"]
    } else {
        ["sparsely", "moderately", "densely"]
    };
    words[((density * 3.0) as usize).min(2)]
}

/// What records of an export must name because it is not always the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Varies {
    /// Several styles.
    pub style: bool,
    /// A range, or a density below 1: what is left out is not told by the text.
    pub density: bool,
    /// Several palettes.
    pub palette: bool,
    /// Several climbs.
    pub climb: bool,
}

impl Varies {
    /// What differs under `settings`.
    pub fn of(settings: &Settings) -> Self {
        Self {
            style: mixed(&settings.styles),
            density: settings.density.low < 1.0,
            palette: mixed(&settings.palettes),
            climb: mixed(&settings.climbs),
        }
    }

    fn field(self, field: &str) -> bool {
        match field {
            "style" => self.style,
            "density" => self.density,
            "palette" => self.palette,
            _ => self.climb,
        }
    }
}

/// Whether more than one of the weighted choices can be drawn. (A palette of weight 0 is for falling back only.)
fn mixed<T>(choices: &[(T, f64)]) -> bool {
    choices.iter().filter(|(_, weight)| *weight > 0.0).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SAID: Said<'_> = Said { style: "Node", density: 0.5, palette: "glyph", climb: Climb::Up(2) };
    const ALL: Varies = Varies { style: true, density: true, palette: true, climb: true };

    #[test]
    fn shipped_lists_are_long_varied_and_name_everything() {
        for (language, text) in [("ru", SHIPPED_RU), ("en", SHIPPED_EN)] {
            let lists = parse_lists(text, Some(language)).unwrap();
            for task in [Task::Way(Way::Encode), Task::Way(Way::Decode), Task::Explain] {
                let lines: Vec<_> =
                    lists.iter().filter(|list| list.task == task).flat_map(|list| &list.lines).collect();
                assert!(lines.len() >= 20, "{language} {task:?}: {}", lines.len());
                let bare: BTreeSet<String> =
                    lines.iter().map(|line| line.fill(&SAID, Varies::default(), language)).collect();
                assert_eq!(bare.len(), lines.len(), "{language} {task:?}: the same line twice");
                for line in bare {
                    assert!(!line.contains(['{', '}', '[', ']', '\n']), "{line}");
                    assert!(!line.contains("  ") && line == line.trim(), "{line}");
                    assert!(line.ends_with(['.', '?', ':']), "{line}");
                }
                for line in lines.iter().filter(|_| task != Task::Explain) {
                    let full = line.fill(&SAID, ALL, language);
                    for said in ["Node", density_word(0.5, language), "glyph", "2"] {
                        assert!(full.contains(said), "{full}: {said} is not said");
                    }
                    assert!(!full.contains("  "), "{full}");
                }
            }
        }
        assert_eq!(Instructions::shipped().unsaid(ALL, &[Way::Encode, Way::Decode]), Vec::<&str>::new());
    }

    #[test]
    fn shipped_lines_end_their_sentences_once_whatever_varies() {
        for list in Instructions::shipped().lists {
            for (bits, line) in (0..16).flat_map(|bits| list.lines.iter().map(move |line| (bits, line))) {
                let is = |bit: u8| bits & bit != 0;
                let varies = Varies { style: is(1), density: is(2), palette: is(4), climb: is(8) };
                let filled = line.fill(&SAID, varies, list.language.as_deref().unwrap_or("en"));
                let mut sentences = filled.split(". ").skip(1);
                let begins = |part: &str| part.starts_with(|letter: char| letter.is_uppercase());
                assert!(!filled.contains("..") && !filled.contains(".,"), "{filled}");
                assert!(sentences.all(begins), "{filled}");
            }
        }
    }

    #[test]
    fn groups_are_left_out_when_nothing_varies() {
        let line = Instruction::parse("Rewrite[ in style {style}][, {density}]: {palette}.").unwrap();
        assert_eq!(line.fill(&SAID, Varies::default(), "en"), "Rewrite: glyph.");
        assert_eq!(line.fill(&SAID, ALL, "en"), "Rewrite in style Node, moderately: glyph.");
        let only_density = Varies { density: true, ..Varies::default() };
        assert_eq!(line.fill(&SAID, only_density, "ru"), "Rewrite, умеренно: glyph.");
    }

    #[test]
    fn density_has_three_words() {
        for (density, ru, en) in
            [(0.0, "редко", "sparsely"), (0.33, "редко", "sparsely"), (0.34, "умеренно", "moderately")]
        {
            assert_eq!((density_word(density, "ru"), density_word(density, "en")), (ru, en));
        }
        assert_eq!((density_word(0.67, "ru"), density_word(1.0, "en")), ("густо", "densely"));
    }

    #[test]
    fn a_users_list_stands_in_for_the_shipped_one() {
        let own = Instructions::parse("# mine\nDo it.\n\n[decode ru]\nОбратно.\n").unwrap();
        let pick = |way, language| own.draw(way, language, 1, 0, "x").fill(&SAID, ALL, language);
        assert_eq!(pick(Way::Encode, "ru"), "Do it.");
        assert_eq!(pick(Way::Encode, "en"), "Do it.");
        assert_eq!(pick(Way::Decode, "en"), "Обратно.");
        assert_eq!(own.unsaid(ALL, &[Way::Encode]), ["style", "density", "palette", "climb"]);
        assert_eq!(own.unsaid(Varies::default(), &[Way::Encode]), Vec::<&str>::new());
    }

    #[test]
    fn broken_lists_name_the_line() {
        for (text, message) in [
            ("", "line 0: the list holds no instruction; write one a line"),
            ("Do.\n[upside-down]", "line 2: unknown section `[upside-down]`; use [encode], [decode] or [explain]"),
            ("Use {colour}.", "line 1: unknown field `{colour}`; use {style}, {density}, {palette} or {climb}"),
            ("Use {style.", "line 1: unpaired bracket at `{style.`"),
        ] {
            assert_eq!(Instructions::parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn draws_follow_unit_seed_variant_and_way() {
        let lists = Instructions::shipped();
        let line = |way, seed, variant, unit: &str| lists.draw(way, "ru", seed, variant, unit);
        let drawn: BTreeSet<String> =
            (0..200).map(|n| line(Way::Encode, 1, 0, &n.to_string()).fill(&SAID, Varies::default(), "ru")).collect();
        assert!(drawn.len() >= 15, "{}", drawn.len());
        assert_eq!(line(Way::Encode, 1, 3, "a"), line(Way::Encode, 1, 3, "a"));
    }
}
