//! The source back from a target and its sites.

use crate::engine::{Lexicon, Rendered};

/// A replaced stretch as records hold it: byte offsets into source and target, and the source's words.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct SiteRow {
    /// In the source.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// In the target.
    pub target_start: usize,
    /// One past.
    pub target_end: usize,
    /// The source's bytes `start..end`.
    pub word: String,
    /// The symbol; empty for a folded member.
    pub symbol: String,
    /// Headword, or members joined by ` + `.
    pub entry: String,
}

/// Why rows do not fit a target.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("site {row}: {message}")]
pub struct RestoreError {
    /// Which row, from 0.
    pub row: usize,
    /// What does not fit.
    pub message: &'static str,
}

impl Rendered {
    /// The rows a record holds: one for each replaced stretch, in order.
    pub fn rows(&self, source: &str, lexicon: &Lexicon) -> Vec<SiteRow> {
        let replaced = self.sites.iter().filter(|site| site.replaced);
        replaced
            .map(|site| SiteRow {
                start: site.start,
                end: site.end,
                target_start: site.target_start,
                target_end: site.target_end,
                word: source[site.start..site.end].to_owned(),
                symbol: site.symbol.clone(),
                entry: lexicon.headword(site.of).to_owned(),
            })
            .collect()
    }
}

/// Puts the words back: `restore(target, sites) == source`.
pub fn restore(target: &str, sites: &[SiteRow]) -> Result<String, RestoreError> {
    let mut source = String::with_capacity(target.len() * 2);
    let mut copied = 0;
    for (row, site) in sites.iter().enumerate() {
        let fail = |message| Err(RestoreError { row, message });
        if site.target_start < copied || site.target_end < site.target_start {
            return fail("its place in the target overlaps the site before it or ends before it starts");
        }
        let Some(kept) = target.get(copied..site.target_start) else {
            return fail("its place is not inside the target or cuts a character");
        };
        if target.get(site.target_start..site.target_end).is_none() {
            return fail("its place is not inside the target or cuts a character");
        }
        source.push_str(kept);
        if source.len() != site.start {
            return fail("its start in the source does not follow from the sites before it");
        }
        source.push_str(&site.word);
        if source.len() != site.end {
            return fail("its end in the source is not its start plus the length of its word");
        }
        copied = site.target_end;
    }
    source.push_str(&target[copied..]);
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(start: usize, end: usize, target_start: usize, target_end: usize, word: &str) -> SiteRow {
        SiteRow { start, end, target_start, target_end, word: word.into(), ..SiteRow::default() }
    }

    #[test]
    fn puts_words_back() {
        let rows = [row(2, 6, 2, 5, "love"), row(7, 12, 6, 6, " hope")];
        assert_eq!(restore("a ❤!.", &rows).unwrap(), "a love! hope.");
        assert_eq!(restore("as it is", &[]).unwrap(), "as it is");
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        for rows in [
            vec![row(0, 4, 1, 0, "love")],
            vec![row(0, 4, 0, 1, "love")],
            vec![row(0, 4, 0, 90, "love")],
            vec![row(1, 5, 0, 3, "love")],
            vec![row(0, 5, 0, 3, "love")],
            vec![row(0, 4, 0, 3, "love"), row(4, 8, 2, 3, "love")],
        ] {
            assert!(restore("❤", &rows).is_err(), "{rows:?}");
        }
    }
}
