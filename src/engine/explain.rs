//! Why a word was replaced, or why not.

use crate::engine::forms::{FormId, FormTable};
use crate::engine::lexicon::{Claim, Power};
use crate::engine::matcher::{Found, What};
use crate::engine::reading::{Fit, Reading};
use crate::engine::tokens::{Tokens, touches};
use crate::engine::worker::Scratch;
use crate::engine::write::Writing;
use crate::engine::{Rendered, Target, Worker};
use crate::language;
use crate::text::{Markup, Span, folding, words};
use serde::Serialize;

/// What became of a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Written anew.
    Replaced,
    /// A site that stayed as it was.
    Kept,
    /// No site.
    None,
}

/// Why.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the documentation, and stand in DESIGN section 4")]
pub enum Reason {
    Drawn,
    NoEntry,
    Excepted,
    Name,
    Protected,
    FunctionWord,
    Shadowed,
    LinkMember,
    AboveDensity,
    OverMax,
    EntryOff,
    DictionaryOff,
    Pinned,
    Vetoed,
}

/// One word of a unit.
#[derive(Clone, PartialEq, Debug)]
pub struct WordReport {
    /// Byte range in the text.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The form that matched or would have.
    pub form: Option<String>,
    /// Headword or synonym it is a form of.
    pub lemma: Option<String>,
    /// The entry or link.
    pub target: Option<Target>,
    /// Its draw.
    pub draw: Option<f64>,
    /// The density it was held against.
    pub density: Option<f64>,
    /// The symbol.
    pub symbol: Option<String>,
    /// The palette drawn.
    pub palette: Option<String>,
    /// The style drawn.
    pub style: Option<String>,
}

impl Worker {
    /// Explains every word of a document: a report a word, and one for a site that holds no word.
    pub fn explain(&mut self, text: &str, markup: Markup, variant: u32) -> Vec<WordReport> {
        let mut reports = Vec::new();
        for unit in self.units(text, markup) {
            let (base, unit_text) = (unit.span.start, unit.span.of(text));
            let first = reports.len();
            if unit.verbatim {
                reports.extend(words::words(unit_text).map(|word| WordReport::none(word, Reason::Protected)));
            } else {
                self.explain_unit(unit_text, markup, variant, &mut reports);
            }
            for report in &mut reports[first..] {
                report.start += base;
                report.end += base;
            }
        }
        reports
    }

    /// Explains every word of one unit; offsets are relative to the unit.
    pub fn explain_unit(&mut self, unit: &str, markup: Markup, variant: u32, out: &mut Vec<WordReport>) {
        let mut scratch = std::mem::take(&mut self.scratch);
        self.judge_unit(unit, markup, variant, &mut scratch);
        let mut rendered = Rendered::default();
        let writing = self.writing(unit, variant, &scratch.protected);
        writing.write(&scratch.finds, &scratch.verdicts, 0, &mut rendered);
        let lexicon = &**self.lexicon();
        let reading = Reading {
            text: unit,
            protected: &scratch.protected,
            table: &lexicon.table,
            lexicon,
            names_match: self.settings().names,
        };
        let palette = self.settings().palettes.get(writing.palette).map(|(palette, _)| palette.clone());
        let explainer = Explainer { reading, scratch: &scratch, rendered: &rendered, writing, palette };
        explainer.reports(out);
        self.scratch = scratch;
    }
}

impl WordReport {
    fn none(word: Span, reason: Reason) -> Self {
        Self {
            start: word.start,
            end: word.end,
            outcome: Outcome::None,
            reason,
            form: None,
            lemma: None,
            target: None,
            draw: None,
            density: None,
            symbol: None,
            palette: None,
            style: None,
        }
    }
}

struct Explainer<'a> {
    reading: Reading<'a>,
    scratch: &'a Scratch,
    rendered: &'a Rendered,
    writing: Writing<'a>,
    palette: Option<String>,
}

impl Explainer<'_> {
    fn reports(&self, out: &mut Vec<WordReport>) {
        let idle = self.idle_words();
        let mut fits = Vec::new();
        let mut site = 0;
        let mut has_word = false;
        for (index, token) in self.scratch.tokens.list().iter().enumerate() {
            while let Some(found) = self.scratch.finds.list.get(site).filter(|found| found.span.end <= token.span.start)
            {
                if !std::mem::take(&mut has_word) {
                    out.push(self.at_site(site, found.span));
                }
                site += 1;
            }
            let found = self.scratch.finds.list.get(site).filter(|found| found.span.start < token.span.end);
            out.push(match found {
                Some(found) => {
                    let report = self.word_of_site(site, found, index, has_word, &mut fits);
                    has_word = true;
                    report
                }
                None => self.no_site(index, idle.get(index).copied().flatten(), &mut fits),
            });
        }
        for index in site..self.scratch.finds.list.len() {
            if !std::mem::take(&mut has_word) {
                out.push(self.at_site(index, self.scratch.finds.list[index].span));
            }
        }
    }

    /// A word inside a site: the site's report, unless an entry of the word's own stood back or a link claims it.
    fn word_of_site(
        &self,
        site: usize,
        found: &Found,
        index: usize,
        is_later: bool,
        fits: &mut Vec<Fit>,
    ) -> WordReport {
        let token = self.scratch.tokens.list()[index];
        let mut report = self.at_site(site, token.span);
        match &found.what {
            What::Word { .. } | What::Pattern { .. } => {
                let own = is_later.then(|| self.reading.candidate(&self.scratch.tokens, index, fits)).flatten();
                if let Some(own) = own {
                    let mut shadowed = WordReport::none(token.span, Reason::Shadowed);
                    self.name(&mut shadowed, own.claim, own.fit.form, self.reading.table);
                    if shadowed.target != report.target {
                        return shadowed;
                    }
                }
            }
            What::Link { number } => {
                if index >= self.scratch.finds.links[*number].members[0].end {
                    report.reason = Reason::LinkMember;
                }
            }
            What::Rest { .. } => report.reason = Reason::LinkMember,
        }
        report
    }

    fn at_site(&self, index: usize, span: Span) -> WordReport {
        let (found, verdict, site) =
            (&self.scratch.finds.list[index], self.scratch.verdicts[index], &self.rendered.sites[index]);
        let lexicon = self.reading.lexicon;
        let (form, lemma) = match &found.what {
            What::Word { entry, lemma, form } => {
                (lexicon.table.key(*form).to_owned(), lexicon.entries[*entry as usize].lemma(*lemma))
            }
            What::Pattern { .. } | What::Link { .. } | What::Rest { .. } => {
                (found.span.of(self.reading.text).trim().to_owned(), lexicon.headword(site.of))
            }
        };
        WordReport {
            outcome: if site.replaced { Outcome::Replaced } else { Outcome::Kept },
            form: Some(form),
            lemma: Some(lemma.to_owned()),
            target: Some(site.of),
            draw: Some(verdict.draw),
            density: Some(self.writing.density),
            symbol: (!site.symbol.is_empty()).then(|| site.symbol.clone()),
            palette: self.palette.clone(),
            style: Some(self.writing.style.source().to_owned()),
            ..WordReport::none(span, verdict.reason)
        }
    }

    /// Why nothing matched at a word.
    fn no_site(&self, index: usize, idle: Option<Claim>, fits: &mut Vec<Fit>) -> WordReport {
        let token = self.scratch.tokens.list()[index];
        let lexicon = self.reading.lexicon;
        let mut report = WordReport::none(token.span, Reason::NoEntry);
        if touches(self.reading.protected, token.span) {
            report.reason = Reason::Protected;
            return report;
        }
        self.reading.fits(&self.scratch.tokens, index, fits);
        // What fits and is no site is a name, or a spelling with е that is excepted.
        if let Some((claim, form)) = self.longest(&lexicon.table, fits) {
            report.reason = if claim.minds_names { Reason::Name } else { Reason::Excepted };
            self.name(&mut report, claim, form, &lexicon.table);
            return report;
        }
        let barred = Reading { table: &lexicon.barred, ..self.reading };
        barred.fits(&self.scratch.tokens, index, fits);
        if let Some((claim, form)) = self.longest(&lexicon.barred, fits) {
            report.reason = if claim.is_function_word { Reason::FunctionWord } else { Reason::Excepted };
            self.name(&mut report, claim, form, &lexicon.barred);
            return report;
        }
        let key = folding::key(token.span.of(self.reading.text));
        if let Some(claim) = idle {
            let entry = &lexicon.entries[claim.entry as usize];
            report.reason = match entry.power {
                Power::On => Reason::NoEntry,
                Power::Off => Reason::EntryOff,
                Power::DictionaryOff => Reason::DictionaryOff,
            };
            report.form = Some(key);
            report.lemma = Some(entry.lemma(claim.lemma).to_owned());
            report.target = Some(entry.target);
        } else if language::is_function_word(&key) {
            report.reason = Reason::FunctionWord;
        }
        report
    }

    fn name(&self, report: &mut WordReport, claim: Claim, form: FormId, table: &FormTable) {
        let lexicon = self.reading.lexicon;
        let entry = &lexicon.entries[claim.entry as usize];
        report.form = Some(table.key(form).to_owned());
        report.lemma = Some(entry.lemma(claim.lemma).to_owned());
        report.target = Some(entry.target);
    }

    /// The first entry in order that claims the longest of some forms of a table that anyone claims.
    fn longest(&self, table: &FormTable, fits: &[Fit]) -> Option<(Claim, FormId)> {
        fits.iter().rev().find_map(|fit| {
            let first = self.reading.lexicon.claims(table.marks(fit.form)).min_by_key(|claim| claim.entry)?;
            Some((first, fit.form))
        })
    }

    /// For each word, the entry that would match if it were on, or had a symbol.
    fn idle_words(&self) -> Vec<Option<Claim>> {
        let table = &self.reading.lexicon.idle;
        if table.form_count() == 0 {
            return Vec::new();
        }
        // Anew: what links have closed is open here.
        let mut tokens = Tokens::default();
        tokens.fill(self.reading.text, self.reading.protected);
        let reading = Reading { table, ..self.reading };
        let mut idle = vec![None; tokens.list().len()];
        let mut fits = Vec::new();
        for index in 0..idle.len() {
            if let Some(found) = reading.candidate(&tokens, index, &mut fits) {
                for word in &mut idle[index..index + found.fit.words] {
                    word.get_or_insert(found.claim);
                }
            }
        }
        idle
    }
}
