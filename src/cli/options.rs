//! The transform options, shared by `transform`, `export` and `explain`: arguments to [`Settings`].

use crate::cli::input;
use crate::corpus::Encoding;
use crate::engine::template::PRESETS;
use crate::engine::{Climb, Density, Forms, Settings, Template};
use crate::text::UnitKind;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::path::PathBuf;

/// Where words and settings come from; what is given here wins over the project.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Transform options")]
pub struct TransformArgs {
    /// Dictionary; may be given several times, the first wins
    #[arg(short = 'd', long = "dict", value_name = "DICT")]
    pub dictionaries: Vec<PathBuf>,
    /// Project: its dictionaries, sources and settings
    #[arg(short = 'p', long, value_name = "PROJECT")]
    pub project: Option<PathBuf>,
    /// Share of sites replaced, 0 to 1, or a range that each unit draws from, like 0.3..0.9 [default: 1]
    #[arg(long, value_name = "D|A..B", value_parser = density)]
    pub density: Option<Density>,
    /// How symbols are written: symbol, emotion, after, gloss, node, path [default: emotion]
    #[arg(long, value_name = "NAME", value_parser = style, conflicts_with = "template")]
    pub style: Option<Template>,
    /// Own style, like '{symbol}[ ({emotion})]'
    #[arg(long, value_name = "T", value_parser = template)]
    pub template: Option<Template>,
    /// Which of an entry's symbols [default: emoji]
    #[arg(long, value_name = "P")]
    pub palette: Option<String>,
    /// Write the symbol of the n-th ancestor, or of the top one [default: 0]
    #[arg(long, value_name = "N|top", value_parser = climb)]
    pub climb: Option<Climb>,
    /// Another seed gives other draws [default: 1]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Which of the possible variants [default: 0]
    #[arg(long, value_name = "N")]
    pub variant: Option<u32>,
    /// At most so many replaced sites a sentence
    #[arg(long, value_name = "N")]
    pub max_per_sentence: Option<u32>,
    /// What is transformed as one [default: sentence]
    #[arg(long, value_name = "UNIT", value_parser = PossibleValuesParser::new(["line", "sentence", "paragraph", "chunk"]).map(|name| unit(&name)))]
    pub unit: Option<UnitKind>,
    /// Match all forms of a word, or only what the dictionary writes [default: inflected]
    #[arg(long, value_name = "FORMS", value_parser = PossibleValuesParser::new(["inflected", "exact"]).map(|name| forms(&name)))]
    pub forms: Option<Forms>,
    /// Leave names of people and places alone, or match them too [default: leave]
    #[arg(long, value_name = "NAMES", value_parser = PossibleValuesParser::new(["leave", "match"]).map(|name| name == "match"))]
    pub names: Option<bool>,
    /// Words in a chunk; makes chunks the unit [default: 200]
    #[arg(long, value_name = "N", value_parser = count)]
    pub chunk_words: Option<usize>,
    /// Tokens in a chunk; makes chunks the unit
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "chunk_words")]
    pub chunk_tokens: Option<usize>,
    /// What counts tokens
    #[arg(long, value_name = "NAME", value_parser = ["o200k"])]
    pub tokenizer: Option<String>,
    /// Worker threads of an export [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = count)]
    pub threads: Option<usize>,
    /// Encoding of the text, like windows-1251; utf-8-as-windows-1251 mends text encoded twice
    #[arg(long, value_name = "NAME", value_parser = input::encoding)]
    pub encoding: Option<Encoding>,
}

impl TransformArgs {
    /// `settings` with what is given here.
    pub fn applied(&self, mut settings: Settings) -> Settings {
        let template = self.style.as_ref().or(self.template.as_ref());
        replace(&mut settings.styles, template.map(|template| vec![(template.clone(), 1.0)]));
        replace(&mut settings.palettes, self.palette.as_ref().map(|palette| vec![(palette.clone(), 1.0)]));
        replace(&mut settings.climbs, self.climb.map(|climb| vec![(climb, 1.0)]));
        replace(&mut settings.density, self.density);
        replace(&mut settings.seed, self.seed);
        replace(&mut settings.forms, self.forms);
        replace(&mut settings.names, self.names);
        replace(&mut settings.chunk_words, self.chunk_words);
        if self.chunk_words.is_some() || self.chunk_tokens.is_some() {
            settings.chunk_tokens = self.chunk_tokens;
            settings.unit = UnitKind::Chunk;
        }
        replace(&mut settings.unit, self.unit);
        settings.max_per_sentence = self.max_per_sentence.or(settings.max_per_sentence);
        settings
    }
}

fn replace<T>(setting: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *setting = given;
    }
}

fn density(text: &str) -> Result<Density, String> {
    let share = |text: &str| text.trim().parse().ok().filter(|share| (0.0..=1.0).contains(share));
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    match (share(low), share(high)) {
        (Some(low), Some(high)) if low <= high => Ok(Density { low, high }),
        (Some(_), Some(_)) => Err("the first number of a range is the lower one".into()),
        _ => Err("use a number from 0 to 1, or a range like 0.3..0.9".into()),
    }
}

fn style(name: &str) -> Result<Template, String> {
    match PRESETS.iter().find(|(preset, _)| preset.eq_ignore_ascii_case(name)) {
        Some((preset, _)) => template(preset),
        None => {
            let names = PRESETS.map(|(preset, _)| preset.to_lowercase()).join(", ");
            Err(format!("use one of {names}; an own style is given with --template"))
        }
    }
}

fn template(text: &str) -> Result<Template, String> {
    Template::parse(text).map_err(|error| error.to_string())
}

fn climb(text: &str) -> Result<Climb, String> {
    match text {
        "top" => Ok(Climb::Top),
        _ => text.parse().map(Climb::Up).map_err(|_| "use a number of steps, or top".into()),
    }
}

fn unit(name: &str) -> UnitKind {
    match name {
        "line" => UnitKind::Line,
        "paragraph" => UnitKind::Paragraph,
        "chunk" => UnitKind::Chunk,
        _ => UnitKind::Sentence,
    }
}

fn forms(name: &str) -> Forms {
    if name == "exact" { Forms::Exact } else { Forms::Inflected }
}

/// A number of at least 1.
pub fn count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "use a whole number of at least 1".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn densities() {
        assert_eq!(density("0.5").unwrap(), Density::fixed(0.5));
        assert_eq!(density("0.3..0.9").unwrap(), Density { low: 0.3, high: 0.9 });
        assert_eq!(density("0..1").unwrap(), Density { low: 0.0, high: 1.0 });
        for bad in ["", "2", "-1", "NaN", "0.9..0.3", "0.5..", "x"] {
            assert!(density(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_given_wins() {
        let args = TransformArgs { seed: Some(7), chunk_words: Some(5), ..TransformArgs::default() };
        let settings = args.applied(Settings { seed: 3, names: true, ..Settings::default() });
        assert_eq!((settings.seed, settings.names, settings.chunk_words), (7, true, 5));
        assert_eq!(settings.unit, UnitKind::Chunk);
        let args = TransformArgs { unit: Some(UnitKind::Line), ..args };
        assert_eq!(args.applied(Settings::default()).unit, UnitKind::Line);
    }
}
