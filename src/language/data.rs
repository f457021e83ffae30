//! The language data: which words there are, how each inflects, how often its forms were read.
//!
//! A language is one file made by `assets/lang/build.sh` and unpacked on first use. A word is a stem and a paradigm,
//! a paradigm is a list of prefixes and suffixes with what they mean. One walk along the letters of a word meets all
//! stems it may begin with; a stem whose paradigm has the rest of the word as a suffix is a reading. So the same
//! table answers both "which forms has this word" and "which words has this form", without an index of all forms.

use crate::language::grammar::Tag;
use crate::text::folding::without_yo;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The words of one language.
#[derive(Default)]
pub struct Data {
    /// Prefixes and suffixes.
    affixes: Vec<&'static str>,
    /// The same with ё written as е: sorted.
    plain_affixes: Vec<Cow<'static, str>>,
    /// The numbers of those that stand before a stem.
    prefixes: Vec<u16>,
    tags: Vec<Tag>,
    /// The forms of all paradigms, one paradigm after the other.
    forms: Vec<Suffixed>,
    /// Where each paradigm's forms begin, and after the last the end.
    paradigms: Vec<u32>,
    /// The tags of all forms, one form after the other.
    form_tags: Vec<u16>,
    stems: Lists,
    readings: Lists,
}

/// A form of a paradigm.
#[derive(Clone, Copy)]
struct Suffixed {
    prefix: u16,
    suffix: u16,
    tags_start: u32,
    n_tags: u16,
}

/// An fst whose values are offsets of lists of number pairs.
#[derive(Default)]
struct Lists {
    numbers: &'static [u8],
    fst: Option<fst::raw::Fst<&'static [u8]>>,
}

/// What kind of name a lexeme is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameKind {
    /// Вера, Grace.
    FirstName,
    /// Сергеевна.
    Patronymic,
    /// Толстой.
    Surname,
    /// Москва.
    Place,
}

/// A word with one way to inflect: лев the animal and лев the coin are two.
#[derive(Clone)]
pub struct Lexeme {
    data: &'static Data,
    stem: String,
    paradigm: u16,
    flags: u16,
}

/// One form of a lexeme: prefix, stem and suffix, joined.
#[derive(Clone, Copy)]
pub struct LexemeForm<'l> {
    lexeme: &'l Lexeme,
    form: Suffixed,
}

/// The Russian data.
pub fn russian() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| Data::unpack(include_bytes!("../../assets/lang/ru.bin.zst")))
}

/// The English data.
pub fn english() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| Data::unpack(include_bytes!("../../assets/lang/en.bin.zst")))
}

impl Data {
    /// Unpacks a file of the builder. A file that is not one gives data without words (a test sees to it that the
    /// embedded ones are whole).
    fn unpack(packed: &[u8]) -> Self {
        let raw = zstd::decode_all(packed).unwrap_or_default();
        Self::parse(Box::leak(raw.into_boxed_slice())).unwrap_or_default()
    }

    fn parse(mut raw: &'static [u8]) -> Option<Self> {
        let affixes: Vec<&'static str> = std::str::from_utf8(section(&mut raw)?).ok()?.split('\n').collect();
        let plain_affixes = affixes.iter().map(|affix| without_yo(affix)).collect();
        let tags = std::str::from_utf8(section(&mut raw)?).ok()?.split('\n').map(Tag::parse).collect();
        let mut data = Self { affixes, plain_affixes, tags, ..Self::default() };
        data.parse_paradigms(section(&mut raw)?)?;
        data.stems = Lists::parse(section(&mut raw)?)?;
        data.readings = Lists::parse(section(&mut raw)?)?;
        Some(data)
    }

    fn parse_paradigms(&mut self, numbers: &[u8]) -> Option<()> {
        let mut numbers = numbers.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        while let Some(n_forms) = numbers.next() {
            self.paradigms.push(u32::try_from(self.forms.len()).ok()?);
            for _ in 0..n_forms {
                let (prefix, suffix, n_tags) = (numbers.next()?, numbers.next()?, numbers.next()?);
                self.affixes.get(usize::from(prefix)).and(self.affixes.get(usize::from(suffix)))?;
                let tags_start = u32::try_from(self.form_tags.len()).ok()?;
                for _ in 0..n_tags {
                    let tag = numbers.next()?;
                    self.tags.get(usize::from(tag))?;
                    self.form_tags.push(tag);
                }
                self.forms.push(Suffixed { prefix, suffix, tags_start, n_tags });
                if !self.prefixes.contains(&prefix) {
                    self.prefixes.push(prefix);
                }
            }
        }
        self.paradigms.push(u32::try_from(self.forms.len()).ok()?);
        Some(())
    }

    /// The lexemes whose lemma is this word in lower case, the commoner first. е in it also stands for ё.
    pub fn lexemes(&'static self, word: &str) -> Vec<Lexeme> {
        let mut found = Vec::new();
        self.walk(word, &mut |lexeme, prefix, rest| {
            let first = self.paradigm(lexeme.paradigm).first().copied();
            if first.is_some_and(|form| form.prefix == prefix && spelled(rest, self.affix(form.suffix))) {
                found.push(lexeme.clone());
            }
        });
        found.sort_by_key(|lexeme| std::cmp::Reverse(lexeme.frequency()));
        found
    }

    /// The lexemes that have this word in lower case as a form, each with that form. е in it also stands for ё.
    pub fn matches(&'static self, word: &str) -> Vec<(Lexeme, usize)> {
        let mut found = Vec::new();
        self.walk(word, &mut |lexeme, prefix, rest| {
            let suffixes = self.suffixes(rest);
            if suffixes.is_empty() {
                return;
            }
            for (index, form) in self.paradigm(lexeme.paradigm).iter().enumerate() {
                if form.prefix == prefix && suffixes.contains(&form.suffix) && spelled(rest, self.affix(form.suffix)) {
                    found.push((lexeme.clone(), index));
                }
            }
        });
        found
    }

    /// How often the word in lower case, spelled with its ё, was read as a form of each paradigm, in tenths; empty
    /// where there is nothing to tell apart.
    pub fn counts(&'static self, word: &str) -> impl Iterator<Item = (u16, u16)> {
        let offset = self.readings.fst.as_ref().and_then(|fst| fst.get(word.as_bytes()));
        offset.into_iter().flat_map(|offset| self.readings.list(offset.value()))
    }

    /// Calls `found` with every lexeme whose stem the word begins with, after each prefix that it may have: the
    /// lexeme, the prefix and the rest of the word.
    fn walk<'w>(&'static self, word: &'w str, found: &mut impl FnMut(&Lexeme, u16, &'w str)) {
        let Some(fst) = &self.stems.fst else { return };
        let mut lexeme = Lexeme { data: self, stem: String::with_capacity(word.len()), paradigm: 0, flags: 0 };
        for &prefix in &self.prefixes {
            if let Some(rest) = word.strip_prefix(self.affix(prefix)) {
                lexeme.stem.clear();
                self.descend(fst, (fst.root(), fst::raw::Output::zero()), rest, &mut lexeme, &mut |lexeme, rest| {
                    found(lexeme, prefix, rest);
                });
            }
        }
    }

    fn descend<'w>(
        &'static self,
        fst: &'static fst::raw::Fst<&'static [u8]>,
        (mut node, mut output): (fst::raw::Node<'static>, fst::raw::Output),
        mut rest: &'w str,
        lexeme: &mut Lexeme,
        found: &mut impl FnMut(&Lexeme, &'w str),
    ) {
        let length = lexeme.stem.len();
        loop {
            if node.is_final() {
                for (paradigm, flags) in self.stems.list(output.cat(node.final_output()).value()) {
                    (lexeme.paradigm, lexeme.flags) = (paradigm, flags);
                    found(lexeme, rest);
                }
            }
            let Some(c) = rest.chars().next() else { break };
            rest = &rest[c.len_utf8()..];
            if c == 'е'
                && let Some(next) = step(fst, (node, output), 'ё')
            {
                let length = lexeme.stem.len();
                lexeme.stem.push('ё');
                self.descend(fst, next, rest, lexeme, found);
                lexeme.stem.truncate(length);
            }
            let Some(next) = step(fst, (node, output), c) else { break };
            lexeme.stem.push(c);
            (node, output) = next;
        }
        lexeme.stem.truncate(length);
    }

    fn affix(&self, number: u16) -> &'static str {
        self.affixes.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// The numbers of the affixes that are spelled so when ё is taken for е.
    fn suffixes(&self, text: &str) -> std::ops::Range<u16> {
        let text = &*without_yo(text);
        let start = self.plain_affixes.partition_point(|affix| **affix < *text);
        let n = self.plain_affixes[start..].iter().take_while(|affix| **affix == *text).count();
        let number = |index| u16::try_from(index).unwrap_or(u16::MAX);
        number(start)..number(start + n)
    }

    fn paradigm(&self, number: u16) -> &[Suffixed] {
        let bound = |index: usize| self.paradigms.get(index).map_or(self.forms.len(), |&start| start as usize);
        &self.forms[bound(usize::from(number))..bound(usize::from(number) + 1)]
    }
}

impl Lexeme {
    /// Its main form, in lower case.
    pub fn lemma(&self) -> String {
        self.form(0).text()
    }

    /// Its forms, each once, the lemma first.
    pub fn forms(&self) -> impl Iterator<Item = LexemeForm<'_>> {
        self.data.paradigm(self.paradigm).iter().map(|form| LexemeForm { lexeme: self, form: *form })
    }

    /// Its form with that index; the lemma where there is none.
    pub fn form(&self, index: usize) -> LexemeForm<'_> {
        let forms = self.data.paradigm(self.paradigm);
        let form = forms.get(index).or(forms.first()).copied();
        LexemeForm { lexeme: self, form: form.unwrap_or(Suffixed { prefix: 0, suffix: 0, tags_start: 0, n_tags: 0 }) }
    }

    /// Whether it is a name, and of what.
    pub fn name_kind(&self) -> Option<NameKind> {
        match self.flags & 7 {
            1 => Some(NameKind::FirstName),
            2 => Some(NameKind::Patronymic),
            3 => Some(NameKind::Surname),
            4 => Some(NameKind::Place),
            _ => None,
        }
    }

    /// Whether its lemma far more often is another lexeme of the same lemma: no one who writes the lemma means it.
    pub fn is_rare(&self) -> bool {
        self.flags >> 3 & 1 == 1
    }

    /// How often its forms were read in texts: the binary logarithm of the count.
    pub fn frequency(&self) -> u16 {
        self.flags >> 4 & 15
    }

    /// Whether a noun nearly always stands in the singular.
    pub fn is_singular(&self) -> bool {
        self.flags >> 8 & 1 == 1
    }

    /// Whether both are the same lexeme.
    pub fn is(&self, other: &Self) -> bool {
        (self.paradigm, &self.stem) == (other.paradigm, &other.stem)
    }

    /// The number of its paradigm, as in [`Data::counts`].
    pub fn paradigm(&self) -> u16 {
        self.paradigm
    }
}

impl<'l> LexemeForm<'l> {
    /// As written in lower case.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }

    /// Appends its text.
    pub fn push_to(&self, out: &mut String) {
        out.push_str(self.lexeme.data.affix(self.form.prefix));
        out.push_str(&self.lexeme.stem);
        out.push_str(self.lexeme.data.affix(self.form.suffix));
    }

    /// What it is; several where forms coincide.
    pub fn tags(self) -> impl Iterator<Item = Tag> + use<'l> {
        let start = self.form.tags_start as usize;
        let data = self.lexeme.data;
        let tags = data.form_tags.get(start..start + usize::from(self.form.n_tags)).unwrap_or_default();
        tags.iter().filter_map(|&tag| data.tags.get(usize::from(tag)).copied())
    }
}

impl NameKind {
    /// Its grammeme.
    pub fn grammeme(self) -> &'static str {
        match self {
            Self::FirstName => "first-name",
            Self::Patronymic => "patronymic",
            Self::Surname => "surname",
            Self::Place => "place",
        }
    }
}

impl Lists {
    fn parse(mut raw: &'static [u8]) -> Option<Self> {
        let numbers = section(&mut raw)?;
        Some(Self { numbers, fst: Some(fst::raw::Fst::new(raw).ok()?) })
    }

    /// The pairs of the list at an offset.
    fn list(&self, offset: u64) -> impl Iterator<Item = (u16, u16)> + use<> {
        let numbers =
            usize::try_from(offset).ok().and_then(|offset| self.numbers.get(2 * offset..)).unwrap_or_default();
        let mut numbers = numbers.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let n = numbers.next().unwrap_or(0);
        (0..n).map_while(move |_| Some((numbers.next()?, numbers.next()?)))
    }
}

/// The node after a letter, and the value gathered on the way.
fn step(
    fst: &'static fst::raw::Fst<&'static [u8]>,
    (mut node, mut output): (fst::raw::Node<'static>, fst::raw::Output),
    c: char,
) -> Option<(fst::raw::Node<'static>, fst::raw::Output)> {
    for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
        let transition = node.transition(node.find_input(byte)?);
        output = output.cat(transition.out);
        node = fst.node(transition.addr);
    }
    Some((node, output))
}

/// Cuts a length and so many bytes off the front.
fn section(raw: &mut &'static [u8]) -> Option<&'static [u8]> {
    let (length, rest) = raw.split_first_chunk::<4>()?;
    let (section, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *raw = rest;
    Some(section)
}

/// Whether `text` spells `known`: letter by letter, but е may stand for ё.
fn spelled(text: &str, known: &str) -> bool {
    text.len() == known.len() && text.chars().zip(known.chars()).all(|(a, b)| a == b || a == 'е' && b == 'ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_are_whole() {
        assert!(russian().affixes.len() > 10_000);
        assert!(russian().paradigms.len() > 2_000);
    }

    #[test]
    fn a_broken_file_has_no_words() {
        let whole = zstd::decode_all(&include_bytes!("../../assets/lang/ru.bin.zst")[..]).unwrap();
        for end in (0..whole.len()).step_by(whole.len() / 50) {
            let broken = Box::leak(whole[..end].to_vec().into_boxed_slice());
            let data: &'static Data = Box::leak(Box::new(Data::parse(broken).unwrap_or_default()));
            assert!(data.lexemes("любовь").len() <= 2);
        }
        assert!(Data::unpack(b"nothing").affixes.is_empty());
    }

    #[test]
    fn every_form_finds_its_lexeme_again() {
        for word in ["любовь", "идти", "хороший", "человек", "я", "два", "ёлка", "стечь", "прийти", "москва"]
        {
            let lexemes = russian().lexemes(word);
            assert!(!lexemes.is_empty(), "{word}");
            for lexeme in &lexemes {
                assert_eq!(lexeme.lemma(), word);
                for form in lexeme.forms() {
                    let text = form.text();
                    let owners = russian().matches(&text);
                    assert!(owners.iter().any(|(owner, _)| owner.lemma() == word), "{word}: {text}");
                }
            }
        }
    }

    #[test]
    fn e_stands_for_yo_and_not_the_other_way() {
        let lemmas = |word| russian().matches(word).into_iter().map(|(lexeme, _)| lexeme.lemma()).collect::<Vec<_>>();
        assert!(lemmas("елками").contains(&"ёлка".to_owned()));
        assert!(lemmas("звезды").contains(&"звезда".to_owned()));
        assert!(lemmas("шел").contains(&"идти".to_owned()));
        assert!(lemmas("нёба").contains(&"нёбо".to_owned()) && !lemmas("нёба").contains(&"небо".to_owned()));
    }

    #[test]
    fn odd_words_have_no_readings() {
        for word in ["", " ", "a", "🫧", "ёёёёё", "\u{301}", "ъъъ", "пополюбил"] {
            assert!(russian().matches(word).is_empty(), "{word}");
        }
    }
}
