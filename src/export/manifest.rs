//! `manifest.json`: everything needed to make the same bytes again.

use crate::dictionary::{Dictionary, FileFormat, store};
use crate::engine::{Climb, Forms, Settings};
use crate::export::plan::Plan;
use crate::export::report::{Results, pretty};
use crate::export::{ExportOptions, SplitBy};
use crate::writer::part::sha256_hex;
use serde_json::{Value, json};

impl Plan {
    /// The manifest's text. `plan` is the hash of the plan, `sums` that of `SHA256SUMS`.
    pub fn manifest(&self, results: &Results, plan: &str, sums: &str) -> Vec<u8> {
        let manifest = json!({
            "format": 1,
            "tool": "hyperlex",
            "version": env!("CARGO_PKG_VERSION"),
            "name": self.job.name,
            "settings": settings(&self.settings),
            "export": self.options(&self.job.options),
            "dictionaries": self.dictionaries(),
            "sources": results.sources,
            "plan": plan,
            "sha256sums": sums,
        });
        pretty(&manifest).into_bytes()
    }

    /// The dictionaries by name, size and hash.
    pub fn dictionaries(&self) -> Vec<Value> {
        let row = |dictionary: &Dictionary| {
            let (text, _) = store::export(dictionary, FileFormat::Ron);
            json!({
                "name": dictionary.name,
                "language": dictionary.language,
                "entries": dictionary.entries.len(),
                "links": dictionary.links.len(),
                "sha256": sha256_hex(text.as_bytes()),
            })
        };
        self.job.dictionaries.iter().map(row).collect()
    }

    /// The options as JSON, without those that change no byte.
    pub fn options(&self, options: &ExportOptions) -> Value {
        let split_by = if self.splitter.by_block { SplitBy::Block } else { SplitBy::Document };
        json!({
            "format": options.format,
            "schema": options.schema.name(),
            "direction": options.direction.name(),
            "compress": options.compress.name(),
            "split": options.split,
            "split_by": split_by,
            "sites": options.sites,
            "dedupe": options.dedupe,
            "min_sites": options.min_sites,
            "plain_share": options.plain_share,
            "shard_bytes": options.shard_bytes,
            "shard_records": options.shard_records,
            "shard_tokens": options.shard_tokens,
            "filters": options.filters,
            "limits": options.limits,
            "unwrap": options.unwrap,
            "instructions_sha256": self.instructions_sha256,
            "system": options.system,
            "strict": options.strict,
            "txt_pairs": options.txt_pairs,
            "glossary": options.glossary,
        })
    }
}

/// The settings as JSON.
pub fn settings(settings: &Settings) -> Value {
    let styles: Vec<Value> = settings.styles.iter().map(|(style, weight)| json!([style.source(), weight])).collect();
    let climbs: Vec<Value> =
        settings.climbs.iter().map(|(climb, weight)| json!([climb_name(*climb), weight])).collect();
    let pins: Vec<Value> = (settings.pins.iter())
        .map(|pin| json!({"unit": format!("{:016x}", pin.unit), "offset": pin.offset, "keep": pin.keep}))
        .collect();
    json!({
        "unit": settings.unit,
        "chunk_words": settings.chunk_words,
        "chunk_tokens": settings.chunk_tokens,
        "density": [settings.density.low, settings.density.high],
        "styles": styles,
        "palettes": settings.palettes,
        "climbs": climbs,
        "seed": settings.seed,
        "variants": settings.variants,
        "max_per_sentence": settings.max_per_sentence,
        "names": settings.names,
        "forms": match settings.forms { Forms::Inflected => "inflected", Forms::Exact => "exact" },
        "protect": settings.protect,
        "pins": pins,
    })
}

fn climb_name(climb: Climb) -> Value {
    match climb {
        Climb::Up(levels) => json!(levels),
        Climb::Top => json!("top"),
    }
}
