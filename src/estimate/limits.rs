//! What tools take in one upload, from the dated table in `assets/estimate/limits.tsv`.

use crate::estimate::Size;
use serde::Serialize;

const TABLE: &str = include_str!("../../assets/estimate/limits.tsv");

/// Whether a text fits a tool.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fits {
    /// At once.
    Whole,
    /// In several uploads.
    Parts,
    /// Not at all.
    No,
}

/// What a tool says to a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Limit {
    /// The tool.
    pub tool: &'static str,
    /// Month the limit was looked up.
    pub as_of: &'static str,
    /// Whether the text fits.
    pub fits: Fits,
    /// In how many parts; 0 when it does not fit.
    pub parts: u64,
    /// The figures behind it.
    pub why: String,
}

/// What each tool of the table says to a text of this size.
pub fn limits(size: &Size) -> Vec<Limit> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|line| limit(line, size)).collect()
}

fn limit(line: &'static str, size: &Size) -> Option<Limit> {
    let mut cells = line.split('\t');
    let (tool, as_of, unit) = (cells.next()?, cells.next()?, cells.next()?);
    let most: u64 = cells.next()?.parse().ok()?;
    let allowed: u64 = cells.next()?.parse().ok()?;
    let (have, unit) = match unit {
        "tokens" => (size.tokens.o200k.middle(), "tokens"),
        "words" => (size.words, "words"),
        _ => (size.bytes.div_ceil(1_000_000), "MB"),
    };
    let parts = have.div_ceil(most).max(1);
    let (fits, parts) = match parts {
        1 => (Fits::Whole, 1),
        parts if parts <= allowed => (Fits::Parts, parts),
        _ => (Fits::No, 0),
    };
    let uploads = if allowed == 1 { "one upload at most".to_owned() } else { format!("{allowed} uploads at most") };
    Some(Limit { tool, as_of, fits, parts, why: format!("{have} of {most} {unit} in one upload, {uploads}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_used() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count() - 1;
        let small = limits(&Size::default());
        assert_eq!(small.len(), rows);
        assert!(small.iter().all(|limit| limit.fits == Fits::Whole && limit.parts == 1));
    }

    #[test]
    fn larger_texts_need_parts_or_do_not_fit() {
        let of =
            |words| limits(&Size { words, ..Size::default() }).into_iter().find(|l| l.tool == "NotebookLM").unwrap();
        assert_eq!((of(500_000).fits, of(500_000).parts), (Fits::Whole, 1));
        assert_eq!((of(500_001).fits, of(500_001).parts), (Fits::Parts, 2));
        assert_eq!((of(25_000_001).fits, of(25_000_001).parts), (Fits::No, 0));
    }
}
