//! `README.md`: the dataset card. Its front matter tells the `datasets` library which files are which split.

use crate::engine::{Climb, Settings};
use crate::estimate::Tier;
use crate::export::plan::Plan;
use crate::export::report::Results;
use crate::export::{OutputFormat, kit};
use crate::language;
use crate::record::Schema;
use crate::text::UnitKind;
use crate::writer::Split;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The card's text.
pub fn card(plan: &Plan, results: &Results) -> String {
    let mut out = String::from("---\n");
    front_matter(plan, results, &mut out);
    out.push_str("---\n\n");
    body(plan, results, &mut out);
    out
}

/// Splits that have records, with the extension of their files.
pub fn splits_with_records(results: &Results) -> impl Iterator<Item = (Split, u64)> + '_ {
    Split::ALL.into_iter().zip(results.records).filter(|(_, records)| *records > 0)
}

/// The job's name, or what stands in for it.
fn name(plan: &Plan) -> &str {
    if plan.job.name.is_empty() { "Hyperlexical corpus" } else { &plan.job.name }
}

fn front_matter(plan: &Plan, results: &Results, out: &mut String) {
    // A JSON string is a YAML string.
    let _ = writeln!(out, "pretty_name: {}", serde_json::Value::from(name(plan)));
    out.push_str("language:\n");
    for language in languages(plan) {
        let _ = writeln!(out, "- {language}");
    }
    out.push_str("task_categories:\n- text-generation\ntags:\n- hyperlex\n- emoji\n");
    let _ = writeln!(out, "size_categories:\n- {}", size_category(results.total()));
    out.push_str("configs:\n- config_name: default\n  data_files:\n");
    for (split, _) in splits_with_records(results) {
        let (name, extension) = (split.name(), plan.whole_extension());
        let _ = writeln!(out, "  - split: {name}\n    path: {name}-*.{extension}");
    }
    if plan.job.options.format != OutputFormat::Txt {
        features(plan, out);
    }
}

/// Column types, so that a file whose lists are all empty gets the types of the others.
fn features(plan: &Plan, out: &mut String) {
    let options = &plan.job.options;
    out.push_str("dataset_info:\n  features:\n  - name: id\n    dtype: string\n");
    let turns = |name: &str, keys: [&str; 2]| {
        let [a, b] = keys;
        format!(
            "  - name: {name}\n    list:\n    - name: {a}\n      dtype: string\n    - name: {b}\n      dtype: string\n"
        )
    };
    match options.schema {
        Schema::Messages => out.push_str(&turns("messages", ["role", "content"])),
        Schema::Sharegpt => out.push_str(&turns("conversations", ["from", "value"])),
        Schema::Pair => columns(&["source", "target"], "string", "  ", out),
        Schema::PromptCompletion => columns(&["prompt", "completion"], "string", "  ", out),
        Schema::Alpaca => {
            if options.system.is_some() {
                columns(&["system"], "string", "  ", out);
            }
            columns(&["instruction", "input", "output"], "string", "  ", out);
        }
        Schema::Text => columns(&["text"], "string", "  ", out),
    }
    if options.sites {
        out.push_str("  - name: sites\n    list:\n");
        columns(&["start", "end", "target_start", "target_end"], "int64", "    ", out);
        columns(&["word", "symbol", "entry"], "string", "    ", out);
    }
}

fn columns(names: &[&str], dtype: &str, indent: &str, out: &mut String) {
    for name in names {
        let _ = writeln!(out, "{indent}- name: {name}\n{indent}  dtype: {dtype}");
    }
}

fn languages(plan: &Plan) -> BTreeSet<String> {
    let code = |code: &str| code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !code.is_empty();
    let dictionaries = plan.job.dictionaries.iter();
    let mut languages: BTreeSet<String> = dictionaries
        .map(|dictionary| match dictionary.language.as_deref().filter(|language| code(language)) {
            Some(language) => language.to_owned(),
            None => language::of_words(dictionary.entries.iter().map(|entry| entry.word.as_str())).to_owned(),
        })
        .collect();
    if languages.is_empty() {
        languages.insert("en".to_owned());
    }
    languages
}

fn size_category(records: u64) -> &'static str {
    match records {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "10M<n<100M",
    }
}

fn body(plan: &Plan, results: &Results, out: &mut String) {
    let options = &plan.job.options;
    let name = one_line(name(plan));
    let _ = writeln!(out, "# {name}\n");
    out.push_str("A hyperlexical corpus: text in which words of a dictionary are written as symbols. ");
    out.push_str("Made by hyperlex; the same settings, dictionaries and sources make the same bytes again.\n\n");
    out.push_str("## Counts\n\n| split | records |\n|---|---|\n");
    for (split, records) in splits_with_records(results) {
        let _ = writeln!(out, "| {} | {records} |", split.name());
    }
    let tier = match Tier::reached(results.total()) {
        Tier::None => "below a demonstration (100 records)",
        Tier::Demonstration => "demonstration",
        Tier::LoraTest => "LoRA test",
        Tier::FullCorpus => "full corpus",
    };
    let _ = writeln!(out, "\nSize: {tier}. Documents: {}. More numbers are in `report.json`.\n", results.documents);
    let _ =
        writeln!(out, "## Records\n\nSchema `{}`, direction `{}`.\n", options.schema.name(), options.direction.name());
    if let Some(example) = results.examples.first() {
        // A fence longer than any in the example.
        let _ = writeln!(out, "````````json\n{example}\n````````\n");
    }
    out.push_str("Load them:\n\n```python\nfrom datasets import load_dataset\n\ndata = load_dataset(\"path/to/this/folder\")\n```\n\n");
    let _ = writeln!(out, "Train a LoRA: `{}` (see `training/README.md`).\n", kit::COMMAND);
    out.push_str("## Settings\n\n");
    settings(&plan.settings, out);
    out.push_str("\n## Provenance\n\nDictionaries:\n\n");
    for dictionary in &plan.job.dictionaries {
        let (name, entries, links) = (one_line(&dictionary.name), dictionary.entries.len(), dictionary.links.len());
        let _ = writeln!(out, "- {name}: {entries} entries, {links} links");
    }
    out.push_str("\nSources (first 20; all with their hashes are in `manifest.json`):\n\n");
    for source in results.sources.iter().take(20) {
        let _ = writeln!(out, "- {}, {} bytes of text", one_line(&source.name), source.bytes);
    }
    out.push_str(
        "\nThe texts keep the rights of their authors: check that you may use them. `sha256sum -c SHA256SUMS` ",
    );
    out.push_str("checks the files, `hyperlex verify` the records too.\n");
}

fn settings(settings: &Settings, out: &mut String) {
    let unit = match settings.unit {
        UnitKind::Line => "line",
        UnitKind::Sentence => "sentence",
        UnitKind::Paragraph => "paragraph",
        UnitKind::Chunk => "chunk",
    };
    let density = settings.density;
    let styles: Vec<String> =
        settings.styles.iter().map(|(style, _)| format!("`` {} ``", one_line(style.source()))).collect();
    let palettes: Vec<String> = settings.palettes.iter().map(|(palette, _)| one_line(palette)).collect();
    let climbs: Vec<String> = (settings.climbs.iter())
        .map(|(climb, _)| match climb {
            Climb::Up(levels) => levels.to_string(),
            Climb::Top => "top".to_owned(),
        })
        .collect();
    let _ = writeln!(out, "- unit: {unit}");
    match density.low.total_cmp(&density.high) {
        std::cmp::Ordering::Equal => writeln!(out, "- density: {}", density.low),
        _ => writeln!(out, "- density: {} to {}", density.low, density.high),
    }
    .unwrap_or_default();
    let _ = writeln!(out, "- styles: {}", styles.join(", "));
    let _ = writeln!(out, "- palettes: {}", palettes.join(", "));
    let _ = writeln!(out, "- climb: {}", climbs.join(", "));
    let _ = writeln!(out, "- seed: {}, variants: {}", settings.seed, settings.variants);
}

/// Text that may stand in a line of Markdown.
fn one_line(text: &str) -> String {
    crate::text::display::printable(text).replace(['\n', '\r'], " ")
}
