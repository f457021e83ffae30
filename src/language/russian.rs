//! Forms and readings of a single Russian word.

use crate::language::data::{self, Lexeme, LexemeForm};
use crate::language::grammar::{Part, Tag};
use crate::language::likelihood::{self, Weighed};
use crate::language::{Grammar, Reading};
use crate::text::folding;

/// What a headword means: a lexeme, and which of its forms.
pub struct Meaning {
    /// The lexeme.
    pub lexeme: Lexeme,
    share: Share,
}

/// Which forms of a lexeme belong to a headword.
enum Share {
    All,
    /// The plural, and in the nominative and accusative only this form: цветы has no цвета.
    Plural(String),
    /// The declension of one superlative, by the beginning of its forms: лучший is not хороший.
    Superlative(String),
    /// The declension of one participle: влюблённый is not the whole verb.
    Participle(Tag),
    /// Only the form itself.
    Itself,
}

/// The lexemes that a headword means, the commoner first; none when the data do not have the word.
///
/// A word with a capital letter is a name where there is such a name, a word without one a common word where there is
/// such a word. A lemma as typed goes before one with ё instead of е. A plural noun that is no lemma (люди, стёкла) is
/// the plural of its noun, a participle declines by itself, a gerund or comparative stands alone; any other form
/// (любви, иду) stands for all forms of its likeliest lexeme, since nobody lists them one by one.
pub fn meanings(word: &str) -> Vec<Meaning> {
    let key = folding::key(word);
    let lexemes = data::russian().lexemes(&key);
    if lexemes.is_empty() {
        return meanings_of_form(word, &key);
    }
    let is_capitalised = word.chars().next().is_some_and(char::is_uppercase);
    let is_exact = |lexeme: &Lexeme| lexeme.lemma() == key;
    let is_wanted = |lexeme: &Lexeme| lexeme.name_kind().is_some() == is_capitalised;
    let class = |lexeme: &Lexeme| (is_wanted(lexeme), is_exact(lexeme));
    let best = lexemes.iter().map(class).max();
    let same: Vec<Lexeme> = lexemes.into_iter().filter(|lexeme| Some(class(lexeme)) == best).collect();
    if best != Some((true, true)) && is_rather_a_form(&key, &same, is_wanted) {
        return meanings_of_form(word, &key);
    }
    let all_rare = same.iter().all(Lexeme::is_rare);
    let likely = same.into_iter().filter(|lexeme| all_rare || !lexeme.is_rare());
    likely.map(|lexeme| Meaning { lexeme, share: Share::All }).collect()
}

/// Whether a word that is a lemma only with ё for е, or only of a name in lower case, is better known as a form: лет of
/// год goes before лёт, ветров of ветер before Ветров.
fn is_rather_a_form(key: &str, lemmas: &[Lexeme], is_wanted: impl Fn(&Lexeme) -> bool) -> bool {
    let readings = likelihood::weigh(data::russian(), key);
    let is_lemma = |reading: &&Weighed| lemmas.iter().any(|lexeme| lexeme.is(&reading.lexeme));
    let Some(form) = readings.iter().find(|reading| !is_lemma(reading) && is_wanted(&reading.lexeme)) else {
        return false;
    };
    let as_lemma: f32 = readings.iter().filter(is_lemma).map(|reading| reading.likelihood).sum();
    !lemmas.iter().any(is_wanted) || form.likelihood > 4.0 * as_lemma
}

fn meanings_of_form(word: &str, key: &str) -> Vec<Meaning> {
    let is_capitalised = word.chars().next().is_some_and(char::is_uppercase);
    let mut readings = likelihood::weigh(data::russian(), key);
    let is_wanted = |reading: &Weighed| reading.lexeme.name_kind().is_some() == is_capitalised;
    if readings.iter().any(is_wanted) {
        readings.retain(is_wanted);
    }
    let best = readings.first().map_or(0.0, |reading| reading.likelihood);
    readings.retain(|reading| reading.likelihood >= best / 4.0);
    if readings.iter().any(is_plural) {
        readings.retain(is_plural);
    }
    let meanings = readings.into_iter().map(|reading| {
        let form = reading.form();
        let share = match reading.tag.part {
            Part::Noun if is_plural(&reading) => Share::Plural(form.text()),
            Part::Participle if reading.tag.has_all("nominative singular masculine") => {
                Share::Participle(reading.tag.only(PARTICIPLE))
            }
            Part::Adjective if reading.tag.has_all("superlative nominative singular masculine") => {
                Share::Superlative(key.chars().take(key.chars().count().saturating_sub(2)).collect())
            }
            Part::Gerund | Part::Comparative => Share::Itself,
            _ => Share::All,
        };
        Meaning { lexeme: reading.lexeme, share }
    });
    meanings.collect()
}

/// Whether it is the nominative plural of a noun; любви is rather the genitive, but небеса nothing else.
fn is_plural(reading: &Weighed) -> bool {
    let tags = || reading.form().tags().filter(|tag| tag.part == Part::Noun);
    let is_main = tags().any(|tag| tag.has_all("nominative plural"));
    is_main && (!reading.lexeme.is_singular() || tags().all(|tag| tag.has("plural")))
}

/// What distinguishes the participles of a verb.
const PARTICIPLE: &str = "active passive present past";

impl Meaning {
    /// The forms that belong to the headword.
    pub fn forms(&self) -> impl Iterator<Item = LexemeForm<'_>> {
        self.lexeme.forms().enumerate().filter(|(index, form)| self.has(*index, form)).map(|(_, form)| form)
    }

    fn has(&self, index: usize, form: &LexemeForm<'_>) -> bool {
        let is_main_case = |tag: Tag| tag.has("nominative") || tag.has_all("accusative inanimate");
        let is_participle = |tag: Tag| matches!(tag.part, Part::Participle | Part::ShortParticiple);
        match &self.share {
            Share::All => true,
            Share::Itself => false,
            Share::Superlative(stem) => form.text().starts_with(stem) && form.tags().any(|tag| tag.has("superlative")),
            Share::Plural(main) => {
                let mut tags = form.tags().filter(|tag| tag.has("plural"));
                tags.any(|tag| !is_main_case(tag) || form.text() == *main) && (index > 0 || !self.has_other_genitive())
            }
            Share::Participle(kind) => {
                let mut tags = form.tags().filter(|tag| is_participle(*tag));
                tags.any(|tag| tag.only(PARTICIPLE).has_same_grammemes(*kind))
            }
        }
    }

    /// Whether the genitive plural is not only the lemma: людей besides человек (пять человек), where люди does not
    /// mean the latter.
    fn has_other_genitive(&self) -> bool {
        self.lexeme.forms().skip(1).any(|form| form.tags().any(|tag| tag.has_all("genitive plural")))
    }
}

/// Calls `found` with each form of a headword but the headword itself, each once, spelled as in mid-sentence; says
/// whether the data have the word.
pub fn for_each_form(word: &str, mut found: impl FnMut(&str)) -> bool {
    let meanings = meanings(word);
    let mut form_text = String::new();
    let is_capitalised = word.chars().next().is_some_and(char::is_uppercase);
    let key = folding::key(word);
    let mut earlier: Vec<String> = Vec::new();
    for (index, meaning) in meanings.iter().enumerate() {
        for form in meaning.forms() {
            form_text.clear();
            form.push_to(&mut form_text);
            if form_text == key || earlier.contains(&form_text) {
                continue;
            }
            if index + 1 < meanings.len() || index > 0 {
                earlier.push(form_text.clone());
            }
            if is_capitalised {
                capitalise(&mut form_text);
                capitalise_parts(&mut form_text, word);
            }
            found(&form_text);
        }
    }
    !meanings.is_empty()
}

/// What a form of a headword is: each reading of the text within the headword's own lexemes.
pub fn grammars(meanings: &[Meaning], form_text: &str) -> Vec<Grammar> {
    let key = folding::key(form_text);
    let mut grammars: Vec<Grammar> = Vec::new();
    for meaning in meanings {
        for form in meaning.forms().filter(|form| form.text() == key) {
            for tag in form.tags() {
                let grammar = named(&meaning.lexeme, tag).grammar();
                if !grammars.contains(&grammar) {
                    grammars.push(grammar);
                }
            }
        }
    }
    grammars
}

/// The readings of a word of a text, likeliest first.
pub fn readings(word: &str) -> Vec<Reading> {
    let weighed = likelihood::weigh(data::russian(), &folding::key(word));
    let readings = weighed.into_iter().map(|reading| {
        let mut lemma = reading.lexeme.lemma();
        if reading.lexeme.name_kind().is_some() {
            capitalise(&mut lemma);
        }
        Reading {
            lemma,
            grammar: named(&reading.lexeme, reading.tag).grammar(),
            is_name: reading.lexeme.name_kind().is_some(),
            likelihood: reading.likelihood,
        }
    });
    readings.collect()
}

/// Whether the key is a form of a first name, patronymic, surname or place. Plurals of first names and vocatives do
/// not count: «Свет» is no «много Свет».
pub fn is_name(key: &str) -> bool {
    data::russian().matches(key).iter().any(|(lexeme, form)| {
        lexeme.name_kind().is_some() && lexeme.form(*form).tags().any(|tag| tag.has("singular") && !tag.has("vocative"))
    })
}

fn named(lexeme: &Lexeme, tag: Tag) -> Tag {
    lexeme.name_kind().map_or(tag, |kind| tag.with(kind.grammeme()))
}

/// Gives the parts after hyphens the capital letters that they have in the headword: Санкт-Петербурга.
fn capitalise_parts(text: &mut String, headword: &str) {
    let mut start = 0;
    for part in headword.split('-').skip(1) {
        let Some(hyphen) = text[start..].find('-') else { return };
        start += hyphen + 1;
        if part.starts_with(char::is_uppercase) {
            let mut rest = text.split_off(start);
            capitalise(&mut rest);
            text.push_str(&rest);
        }
    }
}

fn capitalise(text: &mut String) {
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().collect::<String>());
    }
}
