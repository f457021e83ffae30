//! Writing project files: what differs from the defaults, a field of the project a line.

use crate::corpus::Source;
use crate::engine::{Climb, Density, Forms, Pin, Settings};
use crate::export::ExportOptions;
use crate::project::{FORMAT, Project};
use std::fmt::{Debug, Write};
use std::path::{Component, Path, PathBuf};

/// The text of a project file that stands in `folder`.
pub fn project(project: &Project, folder: &Path) -> String {
    let mut out = format!("Project(\n  format: {FORMAT},\n");
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "  {name}: {value},");
    };
    if !project.name.is_empty() {
        line("name", quoted(&project.name));
    }
    if !project.dictionaries.is_empty() {
        line("dictionaries", list(&project.dictionaries, |(path, enabled)| dictionary(path, *enabled, folder)));
    }
    if !project.sources.is_empty() {
        line("sources", list(&project.sources, |source| self::source(source, folder)));
    }
    if project.settings != Settings::default() {
        line("settings", settings(&project.settings));
    }
    let export = export(&project.export, folder);
    if export != "()" {
        line("export", export);
    }
    if !project.presets.is_empty() {
        let preset = |(name, settings): &(String, Settings)| {
            format!("(name: {}, settings: {})", quoted(name), self::settings(settings))
        };
        line("presets", list(&project.presets, preset));
    }
    out.push_str(")\n");
    out
}

fn dictionary(path: &Path, enabled: bool, folder: &Path) -> String {
    let mut fields = Fields::default();
    fields.add("path", quoted(&relative(path, folder)));
    if !enabled {
        fields.add("enabled", "false");
    }
    fields.finish()
}

fn source(source: &Source, folder: &Path) -> String {
    let mut fields = Fields::default();
    fields.add("path", quoted(&relative(&source.path, folder)));
    for (name, globs) in [("include", &source.include), ("exclude", &source.exclude)] {
        if !globs.is_empty() {
            fields.add(name, list(globs, |glob| quoted(glob)));
        }
    }
    if let Some(field) = &source.field {
        fields.add("field", quoted(field));
    }
    if let Some(encoding) = source.encoding {
        fields.add("encoding", quoted(encoding.name()));
    }
    fields.finish()
}

fn settings(settings: &Settings) -> String {
    let default = Settings::default();
    let mut fields = Fields::default();
    fields.differs("unit", &settings.unit, &default.unit, |unit| format!("{unit:?}"));
    fields.differs("chunk_words", &settings.chunk_words, &default.chunk_words, usize::to_string);
    fields.some("chunk_tokens", settings.chunk_tokens);
    fields.differs("density", &settings.density, &default.density, density);
    fields
        .differs("styles", &settings.styles, &default.styles, |styles| weights(styles, |style| quoted(style.source())));
    fields.differs("palettes", &settings.palettes, &default.palettes, |palettes| {
        weights(palettes, |palette| quoted(palette))
    });
    fields.differs("climb", &settings.climbs, &default.climbs, |climbs| weights(climbs, climb));
    fields.differs("seed", &settings.seed, &default.seed, u64::to_string);
    fields.differs("variants", &settings.variants, &default.variants, u32::to_string);
    fields.some("max_per_sentence", settings.max_per_sentence);
    fields.debug("names", &settings.names, &default.names);
    fields.differs("forms", &settings.forms, &default.forms, |forms| match forms {
        Forms::Inflected => "Inflected".into(),
        Forms::Exact => "Exact".into(),
    });
    if !settings.protect.is_empty() {
        fields.add("protect", list(&settings.protect, |pattern| quoted(pattern)));
    }
    if !settings.pins.is_empty() {
        fields.add("pins", list(&settings.pins, pin));
    }
    fields.finish()
}

fn export(options: &ExportOptions, folder: &Path) -> String {
    let default = ExportOptions::default();
    let mut fields = Fields::default();
    fields.debug("format", &options.format, &default.format);
    fields.debug("schema", &options.schema, &default.schema);
    fields.debug("direction", &options.direction, &default.direction);
    fields.debug("compress", &options.compress, &default.compress);
    let [train, validation, test] = options.split;
    fields.differs("split", &options.split, &default.split, |_| format!("({train}, {validation}, {test})"));
    if let Some(by) = options.split_by {
        fields.add("split_by", format!("{by:?}"));
    }
    fields.debug("sites", &options.sites, &default.sites);
    fields.debug("dedupe", &options.dedupe, &default.dedupe);
    fields.debug("min_sites", &options.min_sites, &default.min_sites);
    fields.differs("plain_share", &options.plain_share, &default.plain_share, f64::to_string);
    fields.differs("shard_size", &options.shard_bytes, &default.shard_bytes, |bytes| {
        (bytes / 1_000_000).max(1).to_string()
    });
    fields.some("shard_records", options.shard_records);
    if let Some(path) = &options.instructions {
        fields.add("instructions", quoted(&relative(path, folder)));
    }
    if let Some(system) = &options.system {
        fields.add("system", quoted(system));
    }
    fields.debug("strict", &options.strict, &default.strict);
    fields.debug("pairs", &options.txt_pairs, &default.txt_pairs);
    fields.debug("glossary", &options.glossary, &default.glossary);
    fields.finish()
}

fn density(density: &Density) -> String {
    if density.low == density.high { density.low.to_string() } else { format!("({}, {})", density.low, density.high) }
}

fn climb(climb: &Climb) -> String {
    match climb {
        Climb::Up(steps) => steps.to_string(),
        Climb::Top => "Top".into(),
    }
}

fn pin(pin: &Pin) -> String {
    format!("(unit: \"{:016x}\", offset: {}, keep: {})", pin.unit, pin.offset, pin.keep)
}

/// One value alone, several as a list with weights.
fn weights<T>(values: &[(T, f64)], write: impl Fn(&T) -> String) -> String {
    match values {
        [(value, weight)] if *weight == 1.0 => write(value),
        values => list(values, |(value, weight)| format!("({}, {weight})", write(value))),
    }
}

fn list<T>(values: &[T], write: impl Fn(&T) -> String) -> String {
    let values: Vec<String> = values.iter().map(write).collect();
    format!("[{}]", values.join(", "))
}

/// A RON string; raw where there are backslashes, so that patterns stay legible.
fn quoted(text: &str) -> String {
    if text.contains('\\') && !text.chars().any(|c| c == '"' || c.is_control()) {
        return format!("r\"{text}\"");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `path` from `folder`, with `/`; absolute where the two have nothing in common.
fn relative(path: &Path, folder: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (full, base) = (absolute(path), absolute(folder));
    let common = full.components().zip(base.components()).take_while(|(a, b)| a == b).count();
    let shares_folder = full.components().take(common).any(|component| matches!(component, Component::Normal(_)));
    let short: PathBuf = if shares_folder {
        let up = base.components().skip(common).map(|_| Component::ParentDir);
        up.chain(full.components().skip(common)).collect()
    } else {
        full
    };
    let text = short.to_string_lossy().into_owned();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
    if text.is_empty() { ".".into() } else { text }
}

/// The fields of a value in parentheses.
#[derive(Default)]
struct Fields(Vec<String>);

impl Fields {
    fn add(&mut self, name: &str, value: impl std::fmt::Display) {
        self.0.push(format!("{name}: {value}"));
    }

    fn some<T: std::fmt::Display>(&mut self, name: &str, value: Option<T>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn differs<T: PartialEq>(&mut self, name: &str, value: &T, default: &T, write: impl Fn(&T) -> String) {
        if value != default {
            self.add(name, write(value));
        }
    }

    fn debug<T: PartialEq + Debug>(&mut self, name: &str, value: &T, default: &T) {
        self.differs(name, value, default, |value| format!("{value:?}"));
    }

    fn finish(self) -> String {
        format!("({})", self.0.join(", "))
    }
}
