//! The arguments of `export` that leave something out, stop it, or cut it into parts.

use crate::export::{ExportOptions, Unwrap};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

/// What is left out, where the export stops, how large its files are.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Filters and limits")]
pub struct LimitArgs {
    /// Leave out units with fewer characters
    #[arg(long, value_name = "N")]
    min_chars: Option<u64>,
    /// Leave out units with more characters
    #[arg(long, value_name = "N")]
    max_chars: Option<u64>,
    /// Leave out units of which a smaller share of characters is letters, 0 to 1
    #[arg(long, value_name = "R", value_parser = share)]
    min_letters: Option<f64>,
    /// Leave out records of which a larger share of words was replaced, 0 to 1
    #[arg(long, value_name = "R", value_parser = share)]
    max_replaced: Option<f64>,
    /// Leave out units in another language, told by their letters
    #[arg(long, value_name = "L", value_parser = ["ru", "en"])]
    language: Option<String>,
    /// Whether line ends inside a unit become spaces: where lines look wrapped, always, never [default: auto]
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(["auto", "on", "off"]).map(|name| unwrap(&name)))]
    unwrap: Option<Unwrap>,
    /// Stop after so many records
    #[arg(long, value_name = "N", value_parser = positive)]
    limit_lines: Option<u64>,
    /// Stop after so many A4 pages of source
    #[arg(long, value_name = "N", value_parser = positive)]
    limit_pages: Option<u64>,
    /// Stop before there are more tokens (o200k) in the records
    #[arg(long, value_name = "N", value_parser = positive)]
    limit_tokens: Option<u64>,
    /// Stop before the records are larger, in MB before compression
    #[arg(long, value_name = "N", value_parser = positive)]
    limit_mb: Option<u64>,
    /// A record file holds at most so many tokens (o200k), for tools with upload limits
    #[arg(long, value_name = "N", value_parser = positive)]
    parts_tokens: Option<u64>,
    /// A record file is at most so large, in MB before compression, for tools with upload limits
    #[arg(long, value_name = "N", value_parser = positive, conflicts_with = "shard_size")]
    parts_mb: Option<u64>,
}

impl LimitArgs {
    /// `options` with what is given here.
    pub fn apply(&self, options: &mut ExportOptions) {
        let filters = &mut options.filters;
        filters.min_chars = self.min_chars.unwrap_or(filters.min_chars);
        filters.max_chars = self.max_chars.or(filters.max_chars);
        filters.min_letters = self.min_letters.unwrap_or(filters.min_letters);
        filters.max_replaced = self.max_replaced.unwrap_or(filters.max_replaced);
        if self.language.is_some() {
            filters.language.clone_from(&self.language);
        }
        let limits = &mut options.limits;
        let bytes = |mb: u64| mb.saturating_mul(1_000_000);
        limits.lines = self.limit_lines.or(limits.lines);
        limits.pages = self.limit_pages.or(limits.pages);
        limits.tokens = self.limit_tokens.or(limits.tokens);
        limits.bytes = self.limit_mb.map(bytes).or(limits.bytes);
        options.shard_tokens = self.parts_tokens.or(options.shard_tokens);
        options.shard_bytes = self.parts_mb.map_or(options.shard_bytes, bytes);
        options.unwrap = self.unwrap.unwrap_or(options.unwrap);
    }
}

fn positive(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "use a whole number of at least 1".into())
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "use a number from 0 to 1".into())
}

fn unwrap(name: &str) -> Unwrap {
    match name {
        "on" => Unwrap::On,
        "off" => Unwrap::Off,
        _ => Unwrap::Auto,
    }
}
