//! Names and live examples of styles and palettes.

use crate::app::i18n::{has, tr, tr_with};
use crate::engine::template::{Fields, PRESETS, Template};
use crate::studio::{RowKind, Studio};
use egui::Context;

/// The name of a style: a preset's in the language of the interface, else the template itself.
pub fn style_name(ui: &Context, source: &str) -> String {
    let preset = PRESETS.iter().any(|(name, _)| *name == source);
    if preset { tr(ui, &format!("style-{}", source.to_lowercase())) } else { source.to_owned() }
}

/// The name of a palette: a shipped one's in the language of the interface, else its own.
pub fn palette_name(ui: &Context, palette: &str) -> String {
    let key = format!("palette-{palette}");
    if has(ui, &key) { tr(ui, &key) } else { palette.to_owned() }
}

/// Palettes that the open dictionaries have symbols in, with the first symbol of each; the chosen ones stay listed.
pub fn palettes(studio: &Studio) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = vec![("emoji".into(), "🙂".into())];
    for layer in &studio.layers {
        let dictionary = layer.dictionary();
        let symbols = dictionary.entries.iter().flat_map(|entry| &entry.symbols);
        for symbol in symbols.chain(dictionary.links.iter().flat_map(|link| &link.symbols)) {
            if !found.iter().any(|(name, _)| name == symbol.palette()) {
                found.push((symbol.palette().to_owned(), symbol.text.clone()));
            }
        }
    }
    for (chosen, _) in &studio.settings.palettes {
        if !found.iter().any(|(name, _)| name == chosen) {
            found.push((chosen.clone(), String::new()));
        }
    }
    found
}

/// What a style makes of the selected entry, or of the first one with a symbol and an emotion.
pub fn example(ui: &Context, studio: &Studio, template: &Template) -> String {
    let selected = studio.selection.and_then(|selection| match selection.row {
        RowKind::Entry(index) => studio.layers.get(selection.layer)?.entry(index),
        RowKind::Link(_) => None,
    });
    let entries = || studio.layers.iter().flat_map(|layer| layer.dictionary().entries.iter().map(AsRef::as_ref));
    let shown = selected.filter(|entry| !entry.symbols.is_empty());
    let shown = shown.or_else(|| entries().find(|entry| !entry.symbols.is_empty() && entry.emotion.is_some()));
    let (word, emotion) = (tr(ui, "style-example-word"), tr(ui, "style-example-emotion"));
    let mut path = String::new();
    let fields = match shown {
        Some(entry) => {
            let parent = entry.parent.as_deref().unwrap_or_default();
            let above = entries().find(|other| other.word == parent && !other.symbols.is_empty());
            path.extend(above.map(|other| other.symbols[0].text.as_str()));
            path.push_str(&entry.symbols[0].text);
            Fields {
                word: &entry.word,
                lemma: &entry.word,
                entry: &entry.word,
                symbol: &entry.symbols[0].text,
                emotion: entry.emotion.as_deref().unwrap_or_default(),
                parent,
                path: &path,
            }
        }
        None => Fields {
            word: &word,
            lemma: &word,
            entry: &word,
            symbol: "☔",
            emotion: &emotion,
            parent: "",
            path: "🌍🌦☔",
        },
    };
    let mut out = String::new();
    template.render(&fields, &mut out);
    out
}

/// What is wrong with a template, in the language of the interface.
pub fn template_error(ui: &Context, position: usize) -> String {
    tr_with(ui, "style-error", [("position", (position as u64).into())])
}
