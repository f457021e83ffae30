//! Reading project files.

use crate::corpus::{Encoding, Source};
use crate::engine::{Climb, Density, Forms, Pin, Settings, Template};
use crate::export::{ExportOptions, OutputFormat, SplitBy};
use crate::project::lists::{FromText, Many, Weighed, Weights};
use crate::project::{FORMAT, Project, ProjectError, folder};
use crate::record::{Direction, Schema};
use crate::text::{Protector, UnitKind};
use crate::writer::Compression;
use ron::extensions::Extensions;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::path::{Path, PathBuf};

/// Reads the text of the project file at `path`.
pub fn parse(text: &str, path: &Path) -> Result<Project, ProjectError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let head: Head = from_ron(text, path)?;
    match head.format {
        None => Err(ProjectError::Broken {
            path: path.to_owned(),
            line: 1,
            column: 1,
            message: "no `format` in the project; write `format: 1`".into(),
        }),
        Some(format) if format > FORMAT => Err(ProjectError::NewerFormat { path: path.to_owned(), format }),
        Some(_) => Ok(from_ron::<ProjectFile>(text, path)?.project(folder(path))),
    }
}

fn from_ron<T: DeserializeOwned>(text: &str, path: &Path) -> Result<T, ProjectError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| ProjectError::Broken {
        path: path.to_owned(),
        line: error.span.end.line,
        column: error.span.end.col,
        message: error.code.to_string(),
    })
}

/// What any version of the format holds.
#[derive(serde::Deserialize)]
#[serde(rename = "Project")]
struct Head {
    #[serde(default)]
    format: Option<u64>,
}

#[derive(serde::Deserialize)]
#[serde(rename = "Project", deny_unknown_fields)]
struct ProjectFile {
    #[serde(rename = "format")]
    _format: u64,
    #[serde(default)]
    name: String,
    #[serde(default)]
    dictionaries: Many<DictionaryFile>,
    #[serde(default)]
    sources: Many<SourceFile>,
    #[serde(default)]
    settings: SettingsFile,
    #[serde(default)]
    export: ExportFile,
    #[serde(default)]
    presets: Many<PresetFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DictionaryFile {
    path: PathBuf,
    #[serde(default = "yes")]
    enabled: bool,
}

#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    path: PathBuf,
    #[serde(default)]
    include: Many<String>,
    #[serde(default)]
    exclude: Many<String>,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    encoding: Option<EncodingFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetFile {
    name: String,
    #[serde(default)]
    settings: SettingsFile,
}

/// Every field may be left out; what is given is checked as it is read, so that errors have their place.
#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SettingsFile {
    unit: UnitKind,
    chunk_words: Option<Positive>,
    chunk_tokens: Option<Positive>,
    density: Option<DensityFile>,
    styles: Option<Weights<Template>>,
    palettes: Option<Weights<String>>,
    climb: Option<Weights<Climb>>,
    seed: Option<u64>,
    variants: Option<Positive>,
    max_per_sentence: Option<u32>,
    names: bool,
    forms: FormsFile,
    protect: Many<Pattern>,
    pins: Many<PinFile>,
}

#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ExportFile {
    format: OutputFormat,
    schema: Schema,
    direction: Direction,
    compress: Compression,
    split: Option<SplitFile>,
    split_by: Option<SplitBy>,
    sites: bool,
    dedupe: Option<bool>,
    min_sites: Option<u32>,
    plain_share: Option<Share>,
    shard_size: Option<Positive>,
    shard_records: Option<Positive>,
    instructions: Option<PathBuf>,
    system: Option<String>,
    strict: bool,
    pairs: bool,
    glossary: u64,
}

#[derive(serde::Deserialize, Default, Clone, Copy)]
enum FormsFile {
    #[default]
    Inflected,
    Exact,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PinFile {
    unit: UnitHash,
    offset: u64,
    #[serde(default = "yes")]
    keep: bool,
}

fn yes() -> bool {
    true
}

impl FromText for DictionaryFile {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(Self { path: text.into(), enabled: true })
    }
}

impl FromText for SourceFile {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(Self { path: text.into(), ..Self::default() })
    }
}

impl FromText for PresetFile {
    fn from_text(_: &str) -> Result<Self, String> {
        Err("a preset is (name: …, settings: (…))".into())
    }
}

impl FromText for PinFile {
    fn from_text(_: &str) -> Result<Self, String> {
        Err("a pin is (unit: …, offset: …, keep: …)".into())
    }
}

/// A value read from its plain form and checked.
macro_rules! checked {
    ($name:ident, $plain:ty => $value:ty, $check:expr) => {
        struct $name($value);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let check: fn($plain) -> Result<$value, String> = $check;
                check(<$plain>::deserialize(deserializer)?).map($name).map_err(D::Error::custom)
            }
        }
    };
}

checked!(EncodingFile, String => Encoding, |name| {
    Encoding::parse(&name).ok_or_else(|| format!("unknown encoding `{name}`; write one like utf-8 or windows-1251"))
});
checked!(Positive, u64 => u64, |number| match number {
    0 => Err("0; this number is at least 1".into()),
    number => Ok(number),
});
checked!(Share, f64 => f64, |share| {
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(format!("{share}; a share is between 0 and 1")) }
});
checked!(SplitFile, [u8; 3] => [u8; 3], |split| {
    let sum: u32 = split.iter().map(|part| u32::from(*part)).sum();
    if sum == 100 { Ok(split) } else { Err(format!("the split sums to {sum}; train, validation and test sum to 100")) }
});
checked!(Pattern, String => String, |pattern| {
    match Protector::new(std::slice::from_ref(&pattern)) {
        Ok(_) => Ok(pattern),
        Err(error) => Err(error.to_string()),
    }
});
checked!(UnitHash, String => u64, |hash| {
    let digits = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parsed = u64::from_str_radix(&hash, 16).ok().filter(|_| digits);
    parsed.ok_or_else(|| format!("`{hash}`; a pin's unit is a hash of 16 hex digits"))
});

impl FromText for Pattern {
    fn from_text(text: &str) -> Result<Self, String> {
        match Protector::new(&[text.to_owned()]) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// `0.2` or `(0.3, 0.9)`.
struct DensityFile(Density);

impl<'de> Deserialize<'de> for DensityFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DensityVisitor;

        fn checked<E: Error>(low: f64, high: f64) -> Result<DensityFile, E> {
            if (0.0..=1.0).contains(&low) && (low..=1.0).contains(&high) {
                Ok(DensityFile(Density { low, high }))
            } else {
                Err(E::custom(format!("density {low} to {high}; densities lie between 0 and 1, the lower one first")))
            }
        }

        impl<'de> Visitor<'de> for DensityVisitor {
            type Value = DensityFile;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a density between 0 and 1, or a pair of them")
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
                checked(value, value)
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
                checked(value as f64, value as f64)
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
                checked(value as f64, value as f64)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let low = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let high = seq.next_element()?.unwrap_or(low);
                checked(low, high)
            }
        }
        deserializer.deserialize_any(DensityVisitor)
    }
}

impl Weighed for Template {
    fn from_text(text: &str) -> Result<Self, String> {
        Template::parse(text).map_err(|error| error.to_string())
    }

    fn from_number(number: f64) -> Result<Self, String> {
        Err(format!("{number}; a style is a preset's name or a template in quotation marks"))
    }
}

impl Weighed for String {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn from_number(number: f64) -> Result<Self, String> {
        Err(format!("{number}; a palette is a name in quotation marks"))
    }
}

impl Weighed for Climb {
    fn from_text(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("top") {
            Ok(Climb::Top)
        } else {
            Err(format!("`{text}`; climb is a number or Top"))
        }
    }

    fn from_number(number: f64) -> Result<Self, String> {
        if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
            Ok(Climb::Up(number as u32))
        } else {
            Err(format!("{number}; climb is a whole number of steps, or Top"))
        }
    }
}

impl ProjectFile {
    fn project(self, folder: &Path) -> Project {
        let dictionary = |file: DictionaryFile| (folder.join(file.path), file.enabled);
        Project {
            name: self.name,
            dictionaries: self.dictionaries.0.into_iter().map(dictionary).collect(),
            sources: self.sources.0.into_iter().map(|source| source.source(folder)).collect(),
            settings: self.settings.settings(),
            export: self.export.options(folder),
            presets: self.presets.0.into_iter().map(|preset| (preset.name, preset.settings.settings())).collect(),
        }
    }
}

impl SourceFile {
    fn source(self, folder: &Path) -> Source {
        Source {
            path: folder.join(self.path),
            include: self.include.0,
            exclude: self.exclude.0,
            field: self.field,
            encoding: self.encoding.map(|encoding| encoding.0),
        }
    }
}

impl SettingsFile {
    fn settings(self) -> Settings {
        let default = Settings::default();
        let size = |number: Positive| usize::try_from(number.0).unwrap_or(usize::MAX);
        let pin = |pin: PinFile| Pin { unit: pin.unit.0, offset: pin.offset, keep: pin.keep };
        Settings {
            unit: self.unit,
            chunk_words: self.chunk_words.map_or(default.chunk_words, size),
            chunk_tokens: self.chunk_tokens.map(size),
            density: self.density.map_or(default.density, |density| density.0),
            styles: self.styles.map_or(default.styles, |styles| styles.0),
            palettes: self.palettes.map_or(default.palettes, |palettes| palettes.0),
            climbs: self.climb.map_or(default.climbs, |climbs| climbs.0),
            seed: self.seed.unwrap_or(default.seed),
            variants: self.variants.map_or(default.variants, |n| u32::try_from(n.0).unwrap_or(u32::MAX)),
            max_per_sentence: self.max_per_sentence,
            names: self.names,
            forms: match self.forms {
                FormsFile::Inflected => Forms::Inflected,
                FormsFile::Exact => Forms::Exact,
            },
            protect: self.protect.0.into_iter().map(|pattern| pattern.0).collect(),
            pins: self.pins.0.into_iter().map(pin).collect(),
        }
    }
}

impl ExportFile {
    fn options(self, folder: &Path) -> ExportOptions {
        let default = ExportOptions::default();
        ExportOptions {
            format: self.format,
            schema: self.schema,
            direction: self.direction,
            compress: self.compress,
            split: self.split.map_or(default.split, |split| split.0),
            split_by: self.split_by,
            sites: self.sites,
            dedupe: self.dedupe.unwrap_or(default.dedupe),
            min_sites: self.min_sites.unwrap_or(default.min_sites),
            plain_share: self.plain_share.map_or(default.plain_share, |share| share.0),
            shard_bytes: self.shard_size.map_or(default.shard_bytes, |size| size.0.saturating_mul(1_000_000)),
            shard_records: self.shard_records.map(|records| records.0),
            instructions: self.instructions.map(|path| folder.join(path)),
            system: self.system,
            strict: self.strict,
            txt_pairs: self.pairs,
            glossary: self.glossary,
            ..default
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"Project(
  format: 1,
  name: "Чехов",
  dictionaries: [(path: "dictionaries/ru.ron"), (path: "dictionaries/glyphs.ron", enabled: false)],
  sources: [(path: "books", include: ["*.txt", "*.fb2"], exclude: ["draft*"]), (path: "wiki.jsonl.zst", field: "text")],
  settings: (unit: Sentence, density: (0.3, 0.9), styles: [("Emotion", 3), ("{word}→{symbol}", 1)], palettes: [("emoji", 3), ("glyph", 1)], climb: [(0, 4), (1, 1)], seed: 7, variants: 2, max_per_sentence: 4, names: false, protect: [r"\[\d+\]"], pins: [(unit: "9f0c2d1e5a7b8c34", offset: 12, keep: true)]),
  export: (format: Jsonl, schema: Messages, direction: Both, compress: Zstd, split: (90, 5, 5), sites: true, glossary: 1000),
  presets: [(name: "Gentle", settings: (density: 0.2))],
)
"#;

    fn at() -> &'static Path {
        Path::new("/home/anna/chekhov/chekhov.hyperlex")
    }

    fn settings(text: &str) -> Result<Settings, String> {
        let text = format!("Project(format: 1, settings: ({text}))");
        parse(&text, at()).map(|project| project.settings).map_err(|error| error.to_string())
    }

    #[test]
    fn the_example_of_the_design_is_read_whole() {
        let project = parse(EXAMPLE, at()).unwrap();
        let folder = Path::new("/home/anna/chekhov");
        assert_eq!(project.name, "Чехов");
        assert_eq!(
            project.dictionaries,
            [(folder.join("dictionaries/ru.ron"), true), (folder.join("dictionaries/glyphs.ron"), false)]
        );
        assert_eq!(project.sources[0].path, folder.join("books"));
        assert_eq!(project.sources[0].include, ["*.txt", "*.fb2"]);
        assert_eq!(project.sources[0].exclude, ["draft*"]);
        assert_eq!(project.sources[1].field.as_deref(), Some("text"));
        let settings = &project.settings;
        assert_eq!(settings.density, Density { low: 0.3, high: 0.9 });
        let styles: Vec<_> = settings.styles.iter().map(|(style, weight)| (style.source(), *weight)).collect();
        assert_eq!(styles, [("Emotion", 3.0), ("{word}→{symbol}", 1.0)]);
        assert_eq!(settings.palettes, [("emoji".to_owned(), 3.0), ("glyph".to_owned(), 1.0)]);
        assert_eq!(settings.climbs, [(Climb::Up(0), 4.0), (Climb::Up(1), 1.0)]);
        assert_eq!((settings.seed, settings.variants, settings.max_per_sentence), (7, 2, Some(4)));
        assert_eq!(settings.protect, [r"\[\d+\]"]);
        assert_eq!(settings.pins, [Pin { unit: 0x9f0c_2d1e_5a7b_8c34, offset: 12, keep: true }]);
        assert_eq!(project.export.direction, Direction::Both);
        assert_eq!((project.export.sites, project.export.glossary), (true, 1000));
        assert_eq!(project.export.compress, Compression::Zstd);
        assert_eq!(project.presets[0].0, "Gentle");
        assert_eq!(project.presets[0].1, Settings { density: Density::fixed(0.2), ..Settings::default() });
    }

    #[test]
    fn what_is_written_is_read_back() {
        let project = parse(EXAMPLE, at()).unwrap();
        let text = project.to_ron(at());
        assert!(text.contains("path: \"dictionaries/ru.ron\""), "{text}");
        assert_eq!(parse(&text, at()).unwrap(), project);
        assert_eq!(Project::default().to_ron(at()), "Project(\n  format: 1,\n)\n");
    }

    #[test]
    fn a_single_value_stands_for_a_list_of_one() {
        let styles = |text| settings(text).unwrap().styles;
        assert_eq!(styles("styles: \"Gloss\""), styles("styles: [(\"Gloss\", 1)]"));
        assert_eq!(styles("styles: (\"Gloss\", 1)"), styles("styles: [\"Gloss\"]"));
        assert_eq!(settings("climb: 2").unwrap().climbs, [(Climb::Up(2), 1.0)]);
        assert_eq!(settings("climb: Top").unwrap().climbs, [(Climb::Top, 1.0)]);
        assert_eq!(settings("climb: [(Top, 2), 0]").unwrap().climbs, [(Climb::Top, 2.0), (Climb::Up(0), 1.0)]);
        assert_eq!(settings("palettes: \"glyph\"").unwrap().palettes, [("glyph".to_owned(), 1.0)]);
        assert_eq!(settings("density: 0.3").unwrap().density, Density::fixed(0.3));
        assert_eq!(settings("density: 1").unwrap().density, Density::fixed(1.0));
        assert_eq!(settings("protect: r\"\\d+\"").unwrap().protect, [r"\d+"]);
        let pin = "pins: (unit: \"9f0c2d1e5a7b8c34\", offset: 12)";
        assert_eq!(settings(pin).unwrap().pins.len(), 1);
        let project = parse("(format: 1, dictionaries: \"a.ron\", sources: (path: \"b\", include: \"*.md\"))", at());
        let project = project.unwrap();
        assert_eq!((project.dictionaries.len(), project.sources[0].include.len()), (1, 1));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, expected) in [
            ("density: 1.5", "densities lie between 0 and 1"),
            ("density: (0.9, 0.3)", "the lower one first"),
            ("styles: \"{colour}\"", "colour"),
            ("styles: []", "empty list"),
            ("climb: Bottom", "`Bottom`"),
            ("climb: [(0, -1)]", "above 0"),
            ("protect: [\"(\"]", "protect pattern"),
            ("pins: [(unit: \"12\", offset: 0, keep: true)]", "16 hex digits"),
            ("variants: 0", "at least 1"),
            ("colour: 3", "colour"),
        ] {
            let error = settings(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
            assert!(error.starts_with("/home/anna/chekhov/chekhov.hyperlex:1:"), "{error}");
        }
        let error = parse("Project(\n  format: 1,\n  nmae: \"x\",\n)", at()).unwrap_err().to_string();
        assert!(error.contains(".hyperlex:3:") && error.contains("nmae"), "{error}");
        let error = parse("Project(name: \"x\")", at()).unwrap_err().to_string();
        assert!(error.contains("format: 1"), "{error}");
    }

    #[test]
    fn a_newer_format_is_refused_with_a_sentence() {
        let error = parse("Project(format: 2, wings: [(a: 1)])", at()).unwrap_err().to_string();
        assert!(error.contains("format 2") && error.contains("update hyperlex"), "{error}");
    }
}
