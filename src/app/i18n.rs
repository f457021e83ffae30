//! What the window says, in Russian and English: Fluent messages, numbers, plural forms. Switchable at run time.

use crate::studio::{Language, Preferences};
use egui::Context;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// The narrow no-break space between thousands.
const THIN: char = '\u{202f}';

/// The messages of a language, as they stand in the source tree.
pub fn source(language: Language) -> &'static str {
    match language {
        Language::Russian => include_str!("../../assets/i18n/ru.ftl"),
        Language::English => include_str!("../../assets/i18n/en.ftl"),
    }
}

static RUSSIAN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::Russian));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::English));

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let id = match language {
        Language::Russian => unic_langid::langid!("ru"),
        Language::English => unic_langid::langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Russian => |value, _| format_value(Language::Russian, value),
        Language::English => |value, _| format_value(Language::English, value),
    }));
    // A broken line is a bug that the tests find; the other messages still work.
    let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

fn format_value(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format_number(language, number)),
        _ => None,
    }
}

fn format_number(language: Language, number: &FluentNumber) -> String {
    let digits = number.options.maximum_fraction_digits.unwrap_or(2);
    decimal_in(language, number.value, digits)
}

/// What knows the language to speak: a context, a `Ui` in it, or the language itself.
pub trait Speaker {
    /// The language.
    fn language(&self) -> Language;
}

impl Speaker for Language {
    fn language(&self) -> Language {
        *self
    }
}

impl Speaker for Context {
    fn language(&self) -> Language {
        self.data(|data| data.get_temp(egui::Id::unique("language"))).unwrap_or(Language::English)
    }
}

impl Speaker for egui::Ui {
    fn language(&self) -> Language {
        self.ctx().language()
    }
}

/// Switches the language of `ctx`.
pub fn set_language(ctx: &Context, language: Language) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("language"), language));
}

/// The system's language: Russian where its locale says so, else English.
pub fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_lowercase().starts_with("ru") => Language::Russian,
        _ => Language::English,
    }
}

/// The user's choice, or the system's language.
pub fn language_of(preferences: &Preferences) -> Language {
    preferences.language.unwrap_or_else(system_language)
}

/// The message `key` in the language of `ui`.
pub fn tr(ui: &impl Speaker, key: &str) -> String {
    translate(ui.language(), key, None)
}

/// The message `key` with values for its `{ $names }`.
pub fn tr_with<const N: usize>(ui: &impl Speaker, key: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
    translate(ui.language(), key, Some(&FluentArgs::from_iter(args)))
}

/// A value for [`tr_with`].
pub fn arg<'a>(value: impl Into<FluentValue<'a>>) -> FluentValue<'a> {
    value.into()
}

/// The message `key` in `language`.
pub fn translate(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = match language {
        Language::Russian => &RUSSIAN,
        Language::English => &ENGLISH,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
    bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
}

/// Whether there is a message `key`.
pub fn has(ui: &impl Speaker, key: &str) -> bool {
    match ui.language() {
        Language::Russian => RUSSIAN.has_message(key),
        Language::English => ENGLISH.has_message(key),
    }
}

/// A whole number with thin spaces between thousands: 1 204.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * THIN.len_utf8());
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    out
}

/// A number with at most `digits` decimals, in the language of `ui`: 18,4 or 18.4.
pub fn decimal(ui: &impl Speaker, value: f64, digits: usize) -> String {
    decimal_in(ui.language(), value, digits)
}

fn decimal_in(language: Language, value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && (whole != "0" || !fraction.is_empty()) {
        out.push('−');
    }
    out.push_str(&number(whole.parse().unwrap_or(u64::MAX)));
    if !fraction.is_empty() {
        out.push(if language == Language::Russian { ',' } else { '.' });
        out.push_str(fraction);
    }
    out
}

/// A share in 0 to 1 as `62 %`, with a no-break space.
pub fn percent(ui: &impl Speaker, part: f64, digits: usize) -> String {
    format!("{}\u{a0}%", decimal(ui, part * 100.0, digits))
}

/// A size in bytes in the unit a person would take (10⁶ bytes are a megabyte).
pub fn bytes(ui: &impl Speaker, bytes: u64) -> String {
    let (key, unit, digits) = match bytes {
        0..1_000 => ("unit-bytes", 1.0, 0),
        1_000..1_000_000 => ("unit-kb", 1e3, 0),
        1_000_000..10_000_000 => ("unit-mb", 1e6, 1),
        10_000_000..1_000_000_000 => ("unit-mb", 1e6, 0),
        _ => ("unit-gb", 1e9, 1),
    };
    let value = decimal(ui, bytes as f64 / unit, digits);
    tr_with(ui, key, [("value", value.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let ctx = Context::default();
        for (language, value, digits, expected) in [
            (Language::Russian, 18.44, 1, "18,4"),
            (Language::English, 18.44, 1, "18.4"),
            (Language::English, 12.0, 1, "12"),
            (Language::Russian, 1_234_567.5, 1, "1\u{202f}234\u{202f}567,5"),
            (Language::English, -0.25, 2, "−0.25"),
            (Language::English, -0.001, 2, "0"),
        ] {
            set_language(&ctx, language);
            assert_eq!(decimal(&ctx, value, digits), expected);
        }
        assert_eq!(number(999), "999");
        assert_eq!(number(1204), "1\u{202f}204");
    }

    #[test]
    fn both_files_are_whole_fluent() {
        for language in [Language::Russian, Language::English] {
            if let Err((_, errors)) = FluentResource::try_new(source(language).to_owned()) {
                panic!("{language:?}: {errors:?}");
            }
        }
    }

    #[test]
    fn plural_forms() {
        for (count, expected) in
            [(1u64, "1 замечание"), (3, "3 замечания"), (11, "11 замечаний"), (1200, "1\u{202f}200 замечаний")]
        {
            let args = FluentArgs::from_iter([("count", FluentValue::from(count))]);
            assert_eq!(translate(Language::Russian, "status-issues", Some(&args)), expected);
        }
    }
}
