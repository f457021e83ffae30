//! Warnings about forms: those that are likely other words, and those that are guesses.

use crate::check::Findings;
use crate::check::forms::{Share, except, guessed, shared, written};
use crate::dictionary::rules::shown;
use crate::dictionary::{Accept, Dictionary, Entry, Level, Matching, ProblemKind, Subject};
use crate::text::folding::{key, without_yo};
use std::collections::HashSet;

/// So many forms are named in a sentence.
const NAMED: usize = 3;

/// Adds the warnings: one of each kind an entry.
pub fn check(findings: &mut Findings<'_>) {
    let dictionary = &findings.document.dictionary;
    let language = dictionary.language_code();
    let inflected = || dictionary.entries.iter().filter(|entry| is_inflected(entry));
    let plain = |word: &str| without_yo(&key(word)).into_owned();
    let known: HashSet<String> = inflected().flat_map(|entry| written(entry)).map(plain).collect();
    for (at, entry) in dictionary.entries.iter().enumerate().filter(|(_, entry)| is_inflected(entry)) {
        let subject = Subject::Entry(at);
        let shared = shared(entry, language, &known);
        if !shared.is_empty() {
            let message = shared_message(&entry.word, &shared);
            let level = accepted(&entry.allow, Accept::SharedForm);
            let forms = shared.into_iter().map(|(form, _)| form).collect();
            findings.add_forms(level, ProblemKind::SharedForm, subject, ("word", None), message, forms);
        }
    }
    for (subject, word, forms) in guesses(dictionary, |_| true) {
        let allow = findings.allow(subject);
        let level = accepted(allow, Accept::GuessedForms);
        let cure = match subject {
            Subject::Entry(_) => "approve them with `allow: [GuessedForms]`, or name the wrong ones in `except`",
            Subject::Link(_) => "approve them with `allow: [GuessedForms]`, or give the member an entry",
        };
        let message = format!("forms of {} are guessed by its ending: {}; {cure}", shown(&word), named(&forms));
        let field = if matches!(subject, Subject::Entry(_)) { "word" } else { "of" };
        findings.add_forms(level, ProblemKind::GuessedForms, subject, (field, None), message, forms);
    }
}

/// The words of a dictionary whose guessed forms match and nobody has approved.
pub fn guessed_words(dictionary: &Dictionary) -> Vec<String> {
    let unapproved = |allow: &[Accept]| !allow.contains(&Accept::GuessedForms);
    guesses(dictionary, unapproved).into_iter().map(|(_, word, _)| word).collect()
}

/// Entries and links with guessed forms: the first word that has them, and the forms of all. Only those whose `allow`
/// is `wanted` are looked at.
fn guesses(dictionary: &Dictionary, wanted: impl Fn(&[Accept]) -> bool) -> Vec<(Subject, String, Vec<String>)> {
    let language = dictionary.language_code();
    let mut found = Vec::new();
    let mut add = |subject, words: &mut dyn Iterator<Item = &str>, except: &HashSet<String>| {
        let mut first = None;
        let mut forms = Vec::new();
        for word in words {
            let of_word = guessed(word, language, except);
            if !of_word.is_empty() {
                first.get_or_insert_with(|| word.to_owned());
                forms.extend(of_word);
            }
        }
        found.extend(first.map(|word| (subject, word, forms)));
    };
    for (at, entry) in dictionary.entries.iter().enumerate() {
        if is_inflected(entry) && wanted(&entry.allow) {
            add(Subject::Entry(at), &mut written(entry), &except(entry));
        }
    }
    let links = || dictionary.links.iter().enumerate().filter(|(_, link)| link.enabled && wanted(&link.allow));
    if links().next().is_some() {
        let headwords: HashSet<String> = dictionary.entries.iter().map(|entry| key(&entry.word)).collect();
        for (at, link) in links() {
            let mut loose = link.of.iter().map(String::as_str).filter(|member| !headwords.contains(&key(member)));
            add(Subject::Link(at), &mut loose, &HashSet::new());
        }
    }
    found
}

fn is_inflected(entry: &Entry) -> bool {
    entry.enabled && entry.matching == Matching::Inflected && !entry.symbols.is_empty()
}

fn accepted(allow: &[Accept], accept: Accept) -> Level {
    if allow.contains(&accept) { Level::Note } else { Level::Warning }
}

/// The first forms in quotation marks, and how many more there are.
pub fn named<S: AsRef<str>>(forms: &[S]) -> String {
    let named: Vec<String> = forms.iter().take(NAMED).map(|form| shown(form.as_ref())).collect();
    let more = if forms.len() > NAMED { format!(" and {} more", forms.len() - NAMED) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn shared_message(word: &str, shared: &[(String, Vec<Share>)]) -> String {
    let one = |(form, shares): &(String, Vec<Share>)| {
        let words = shares.iter().map(|share| format!("{:.0} % {}", 100.0 * share.likelihood, share.lemma));
        format!("{} ({})", shown(form), words.collect::<Vec<_>>().join(", "))
    };
    let listed = shared.iter().take(NAMED).map(one).collect::<Vec<_>>().join(", ");
    let more = if shared.len() > NAMED { format!(" and {} more", shared.len() - NAMED) } else { String::new() };
    format!(
        "{} may be met where another word is meant: {listed}{more}; name the wrong forms in `except`, or accept them with \
         `allow: [SharedForm]`",
        shown(word)
    )
}
