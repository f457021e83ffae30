//! Forms of phrases (DESIGN 2.6): in Russian the head noun and the words agreeing with it inflect, in English the last
//! noun or the first verb; the rest stays as written. A phrase without such a head has no forms but itself.

use crate::language::data::{self, Lexeme};
use crate::language::grammar::{Part, Tag};
use crate::language::{Standing, english, guess, russian};
use crate::text::{folding, words};

/// A headword of several words: the words, and what stands between them.
pub struct Phrase<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
}

struct Word<'t> {
    text: &'t str,
    key: String,
    start: usize,
    is_capitalised: bool,
}

/// Other spellings of some words of a phrase, by their index.
type Spelled = Vec<(usize, String)>;

impl<'t> Phrase<'t> {
    /// `None` when the text is a single word.
    pub fn parse(text: &'t str) -> Option<Self> {
        let word = |span: crate::text::Span| {
            let text = span.of(text);
            let is_capitalised = text.chars().next().is_some_and(char::is_uppercase);
            Word { text, key: folding::key(text), start: span.start, is_capitalised }
        };
        let words: Vec<Word<'t>> = words::words(text).map(word).collect();
        (words.len() > 1).then_some(Self { text, words })
    }

    /// Calls `found` with each form but the phrase itself, each once.
    pub fn for_each_form(&self, language: &str, mut found: impl FnMut(&str, Standing)) {
        let (spellings, standing) = match language {
            "ru" => (self.russian(), Standing::Known),
            "en" => self.english(),
            _ => return,
        };
        let mut seen: Vec<String> = vec![self.text.to_owned()];
        for spelled in &spellings {
            let form = self.spell(spelled);
            if !seen.contains(&form) {
                found(&form, standing);
                seen.push(form);
            }
        }
    }

    fn spell(&self, spelled: &Spelled) -> String {
        let mut form = String::with_capacity(self.text.len() + 8);
        let mut end = 0;
        for (index, word) in self.words.iter().enumerate() {
            form.push_str(&self.text[end..word.start]);
            end = word.start + word.text.len();
            match spelled.iter().find(|(at, _)| *at == index) {
                Some((_, text)) if word.is_capitalised => push_capitalised(&mut form, text),
                Some((_, text)) => form.push_str(text),
                None => form.push_str(word.text),
            }
        }
        form.push_str(&self.text[end..]);
        form
    }

    fn is_hyphen_before(&self, index: usize) -> bool {
        self.text[..self.words[index].start].ends_with(['-', '\u{2010}', '\u{2011}'])
    }
}

fn push_capitalised(form: &mut String, text: &str) {
    let mut chars = text.chars();
    form.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    form.push_str(chars.as_str());
}

/// A word of a Russian phrase as one of its lexemes in one of its forms.
#[derive(Clone)]
struct Inflected {
    index: usize,
    lexeme: Lexeme,
    tag: Tag,
}

/// In what a noun and its adjective agree, besides gender in the singular.
const CASES: &str = "nominative genitive partitive dative accusative instrumental prepositional locative";
const GENDERS: &str = "masculine feminine neuter common";
/// First parts of hyphenated nouns that stay: иван-чая, жар-птицы, плащ-палатки, премьер-министра.
const FIXED: &[&str] = &[
    "альфа",
    "арт",
    "бизнес",
    "бой",
    "вакуум",
    "веб",
    "вице",
    "генерал",
    "горе",
    "дизель",
    "жар",
    "иван",
    "интернет",
    "камер",
    "кран",
    "лейб",
    "медиа",
    "мини",
    "макси",
    "онлайн",
    "пай",
    "плащ",
    "поп",
    "пресс",
    "премьер",
    "рок",
    "секс",
    "стоп",
    "топ",
    "унтер",
    "фото",
    "царь",
    "чудо",
    "шоу",
    "штаб",
    "экс",
    "эконом",
    "яхт",
    "гей",
    "тест",
    "блок",
    "бета",
    "гамма",
    "ди",
];

impl Phrase<'_> {
    fn russian(&self) -> Vec<Spelled> {
        if let Some(verb) = self.words.iter().position(|word| self.infinitive(word).is_some())
            && self.words[..verb].iter().all(|word| self.readings(word, Part::Adverb).next().is_some())
        {
            let mut spelled = Vec::new();
            russian::for_each_form(&self.words[verb].key, |form| spelled.push(vec![(verb, form.to_owned())]));
            return spelled;
        }
        let Some((head, others)) = self.head() else { return Vec::new() };
        let mut spellings = Vec::new();
        for form in head.lexeme.forms() {
            for tag in form.tags() {
                if !self.has_form(&head, &form.text(), tag) {
                    continue;
                }
                let mut agreeing: Vec<Spelled> = vec![vec![(head.index, form.text())]];
                for other in &others {
                    let texts = agreeing_forms(other, tag);
                    let longer = agreeing.iter().flat_map(|spelled| {
                        texts.iter().map(|text| [spelled.as_slice(), &[(other.index, text.clone())]].concat())
                    });
                    agreeing = longer.collect();
                }
                spellings.extend(agreeing);
            }
        }
        spellings
    }

    /// Whether a form of the head stands in forms of the phrase: none in the singular where the phrase is plural (белые
    /// ночи), and no plural of names.
    fn has_form(&self, head: &Inflected, text: &str, tag: Tag) -> bool {
        if tag.has("vocative") || head.lexeme.name_kind().is_some() && !head.tag.has("plural") && tag.has("plural") {
            return false;
        }
        let key = &self.words[head.index].key;
        let is_as_written = *text == **key || folding::without_yo(text) == *key;
        !head.tag.has("plural") || tag.has("plural") && (!tag.has("nominative") || is_as_written)
    }

    fn infinitive(&self, word: &Word<'_>) -> Option<Inflected> {
        self.readings(word, Part::Infinitive).next()
    }

    /// The head noun and the words that agree with it.
    fn head(&self) -> Option<(Inflected, Vec<Inflected>)> {
        let mut before = 0;
        while before < self.words.len() {
            let nouns = self.nominatives(before, is_noun);
            // Красная площадь: a word that is both agrees with the noun after it rather than being the head.
            let next = (before + 1..self.words.len()).find(|index| !self.is_adjective(*index));
            let with_next = next.filter(|_| self.is_adjective(before)).and_then(|noun| self.agreement(before, noun));
            if with_next.is_some() {
                return with_next;
            }
            if let Some(noun) = nouns.into_iter().next() {
                return Some(self.with_neighbours(noun));
            }
            if !self.is_adjective(before) {
                return None;
            }
            before += 1;
        }
        None
    }

    /// The adjectives from `first` on with the noun that they all agree with.
    fn agreement(&self, first: usize, noun: usize) -> Option<(Inflected, Vec<Inflected>)> {
        self.nominatives(noun, is_noun).into_iter().find_map(|noun| {
            let adjectives: Option<Vec<Inflected>> = (first..noun.index)
                .map(|index| self.nominatives(index, is_adjective).into_iter().find(|it| agree(it.tag, noun.tag)))
                .collect();
            let (noun, mut others) = self.with_neighbours(noun);
            others.extend(adjectives?);
            Some((noun, others))
        })
    }

    /// The noun, with what follows and agrees: adjectives (часы настенные), a second name (Лев Толстой), the second
    /// half of a compound (человек-паук).
    fn with_neighbours(&self, noun: Inflected) -> (Inflected, Vec<Inflected>) {
        let mut others = Vec::new();
        for index in noun.index + 1..self.words.len() {
            let is_compound = self.is_hyphen_before(index);
            if is_compound
                && index == noun.index + 1
                && FIXED.contains(&self.words[noun.index].key.as_str())
                && let Some(last) = self.nominatives(index, is_noun).into_iter().next()
            {
                return (last, Vec::new());
            }
            let are_names = noun.lexeme.name_kind().is_some() && self.words[index].is_capitalised;
            let wanted: fn(Tag) -> bool = if is_compound || are_names { is_nominal } else { is_adjective };
            let candidates = self.nominatives(index, wanted).into_iter().find(|it| {
                let same_number = it.tag.has("plural") == noun.tag.has("plural");
                if is_noun(it.tag) {
                    same_number && (is_compound || agree(it.tag, noun.tag))
                } else {
                    agree(it.tag, noun.tag)
                }
            });
            match candidates {
                Some(it) => others.push(it),
                None => break,
            }
        }
        (noun, others)
    }

    fn is_adjective(&self, index: usize) -> bool {
        !self.nominatives(index, is_adjective).is_empty()
    }

    /// What a word is in the nominative, the likelier first.
    fn nominatives(&self, index: usize, wanted: fn(Tag) -> bool) -> Vec<Inflected> {
        let word = &self.words[index];
        let mut found: Vec<(bool, bool, bool, u16, Inflected)> = Vec::new();
        for (lexeme, form) in data::russian().matches(&word.key) {
            let tags: Vec<Tag> = lexeme.form(form).tags().filter(|tag| wanted(*tag) && tag.has("nominative")).collect();
            for tag in tags {
                let is_name = lexeme.name_kind().is_some() == word.is_capitalised;
                let exact = lexeme.form(form).text() == word.key;
                let inflected = Inflected { index, lexeme: lexeme.clone(), tag };
                found.push((is_name, !lexeme.is_rare(), exact && tag.has("singular"), lexeme.frequency(), inflected));
            }
        }
        found.sort_by_key(|(is_name, common, exact, frequency, _)| {
            std::cmp::Reverse((*is_name, *common, *exact, *frequency))
        });
        found.into_iter().map(|(.., inflected)| inflected).collect()
    }

    fn readings<'w>(&self, word: &'w Word<'_>, part: Part) -> impl Iterator<Item = Inflected> + use<'w> {
        data::russian().matches(&word.key).into_iter().filter_map(move |(lexeme, form)| {
            let tag = lexeme.form(form).tags().find(|tag| tag.part == part)?;
            Some(Inflected { index: 0, lexeme, tag })
        })
    }
}

fn is_noun(tag: Tag) -> bool {
    tag.part == Part::Noun
}

fn is_adjective(tag: Tag) -> bool {
    matches!(tag.part, Part::Adjective | Part::Participle) || tag.part == Part::Pronoun && tag.has("attributive")
}

fn is_nominal(tag: Tag) -> bool {
    is_noun(tag) || is_adjective(tag)
}

/// Whether an adjective or a second noun fits a noun in number, and in the singular in gender.
fn agree(other: Tag, noun: Tag) -> bool {
    if noun.has("plural") != other.has("plural") {
        return false;
    }
    let (own, wanted) = (other.only(GENDERS), noun.only(GENDERS));
    noun.has("plural") || own.has_same_grammemes(wanted) || noun.has("common") || other.has("common")
}

/// The forms that agree with a noun's form: железной and железною.
fn agreeing_forms(other: &Inflected, noun: Tag) -> Vec<String> {
    let case = match () {
        () if noun.has("partitive") => "genitive",
        () if noun.has("locative") => "prepositional",
        () => CASES.split(' ').find(|case| noun.has(case)).unwrap_or("nominative"),
    };
    let wanted_gender = if noun.has("common") { other.tag } else { noun };
    let fits = |tag: &Tag| {
        let is_same_kind = tag.part == other.tag.part
            && tag
                .only("active passive past present superlative")
                .has_same_grammemes(other.tag.only("active passive past present superlative"));
        let animacy = case != "accusative"
            || is_noun(*tag)
            || !(tag.has("animate") || tag.has("inanimate"))
            || tag.has("animate") == noun.has("animate");
        let number = tag.has("plural") == noun.has("plural");
        let is_free = is_noun(*tag) && other.lexeme.name_kind().is_none();
        let gender = is_free || noun.has("plural") || tag.only(GENDERS).has_same_grammemes(wanted_gender.only(GENDERS));
        is_same_kind && tag.has(case) && number && gender && animacy
    };
    other.lexeme.forms().filter(|form| form.tags().any(|tag| fits(&tag))).map(|form| form.text()).collect()
}

/// Prepositions after which an English phrase has its head before them.
const PREPOSITIONS: &[&str] = &[
    "of", "in", "at", "by", "for", "from", "on", "to", "with", "without", "under", "over", "between", "behind", "above",
];
/// What may follow a verb in a phrase and tells that it is one.
const AFTER_VERB: &[&str] = &[
    "a",
    "about",
    "across",
    "after",
    "against",
    "ahead",
    "along",
    "an",
    "apart",
    "around",
    "aside",
    "at",
    "away",
    "back",
    "by",
    "down",
    "for",
    "forth",
    "forward",
    "from",
    "her",
    "him",
    "his",
    "in",
    "into",
    "it",
    "its",
    "like",
    "me",
    "my",
    "off",
    "on",
    "one's",
    "oneself",
    "out",
    "over",
    "round",
    "somebody",
    "someone",
    "something",
    "the",
    "their",
    "them",
    "through",
    "to",
    "together",
    "under",
    "up",
    "upon",
    "us",
    "with",
    "without",
    "you",
    "your",
    "yourself",
];
/// Verbs that begin a phrase although they are nouns too.
const VERBS: &[&str] = &[
    "add", "back", "blow", "break", "build", "burn", "call", "care", "carry", "catch", "check", "clean", "come", "cry",
    "cut", "dance", "deal", "do", "draw", "dream", "dress", "drink", "drive", "drop", "eat", "fall", "feel", "fight",
    "fill", "find", "fly", "get", "give", "go", "grow", "hang", "have", "help", "hold", "jump", "keep", "kick", "kill",
    "laugh", "lay", "lead", "leave", "let", "lie", "live", "lock", "log", "long", "look", "make", "mix", "move",
    "pass", "pay", "pick", "play", "pull", "push", "put", "reach", "rest", "ride", "rise", "run", "say", "see", "set",
    "shake", "show", "shut", "sign", "sit", "sleep", "slow", "smile", "speak", "stand", "start", "stay", "step",
    "stick", "stop", "switch", "take", "talk", "tear", "tell", "think", "throw", "try", "turn", "wait", "wake", "walk",
    "warm", "wash", "watch", "wear", "wind", "wipe", "wish", "work", "write",
];
/// Verbs that take an object without an article in fixed phrases: make love, take care, have fun.
const LIGHT_VERBS: &[&str] =
    &["take", "make", "give", "have", "do", "get", "pay", "keep", "lose", "tell", "say", "go", "become", "catch"];

impl Phrase<'_> {
    fn english(&self) -> (Vec<Spelled>, Standing) {
        let (first, second) = (&self.words[0].key, &self.words[1].key);
        let has = |lexeme: &Lexeme, part: Part| {
            lexeme.forms().next().is_some_and(|form| form.tags().any(|tag| tag.part == part))
        };
        let lexemes = english::meanings(first);
        let is_verb = lexemes.iter().any(|lexeme| has(lexeme, Part::Verb));
        let only_verb = lexemes.iter().all(|lexeme| has(lexeme, Part::Verb));
        let begins_with_verb = is_verb
            && !self.is_hyphen_before(1)
            && (only_verb
                || LIGHT_VERBS.contains(&first.as_str())
                || AFTER_VERB.contains(&second.as_str()) && second != "of" && VERBS.contains(&first.as_str()));
        if begins_with_verb {
            let verbs = lexemes.into_iter().filter(|lexeme| has(lexeme, Part::Verb));
            return (forms_at(0, verbs), Standing::Known);
        }
        let preposition =
            (1..self.words.len() - 1).find(|index| PREPOSITIONS.contains(&self.words[*index].key.as_str()));
        let is_place = |index: &usize| PREPOSITIONS.contains(&self.words[*index].key.as_str());
        let last_is_particle =
            is_place(&(self.words.len() - 1)) || AFTER_VERB.contains(&self.words[self.words.len() - 1].key.as_str());
        let head = match preposition {
            Some(at) => at - 1,
            None if last_is_particle => self.words.len() - 2,
            None => self.words.len() - 1,
        };
        let word = &self.words[head];
        if word.is_capitalised {
            return (Vec::new(), Standing::Known);
        }
        let lexemes = english::meanings(&word.key);
        if lexemes.is_empty() && !english::is_known(&word.key) {
            let mut spelled = Vec::new();
            guess::for_each_form(&word.key, "en", |form| spelled.push(vec![(head, form.to_owned())]));
            spelled.truncate(1);
            return (spelled, Standing::Guessed);
        }
        (forms_at(head, lexemes.into_iter().filter(|lexeme| has(lexeme, Part::Noun))), Standing::Known)
    }
}

fn forms_at(index: usize, lexemes: impl Iterator<Item = Lexeme>) -> Vec<Spelled> {
    let mut spelled = Vec::new();
    for lexeme in lexemes {
        spelled.extend(lexeme.forms().map(|form| vec![(index, form.text())]));
    }
    spelled
}
