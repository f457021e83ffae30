//! Numbers over the whole shown text, counted in the background.

use crate::engine::{Lexicon, Metrics, Rendered, Settings};
use crate::progress::Progress;
use crate::studio::Stats;
use crate::studio::preview::{Text, unwrapped, worker};
use crate::text::{folding, words};
use crate::token::{self, Tokenizer};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Tokens are counted over at most so many bytes, at places spread over the text: counting is far slower than
/// transforming.
const TOKEN_SAMPLE: usize = 256 * 1024;

/// A word is offered as a gap from this many letters on: shorter ones are mostly function words.
const GAP_LETTERS: usize = 4;

/// And from this many occurrences on.
const GAP_COUNT: u32 = 5;

pub(crate) struct StatsRequest {
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) text: Arc<Text>,
    /// What the answer is about: see `Studio::shape`.
    pub(crate) shape: u64,
}

pub(crate) struct StatsAnswer {
    pub(crate) stats: Stats,
    pub(crate) gaps: HashSet<String>,
    pub(crate) text: Arc<Text>,
    pub(crate) shape: u64,
}

/// Transforms the whole text and counts; `None` when cancelled.
pub(crate) fn count(request: StatsRequest, progress: &Progress) -> Option<StatsAnswer> {
    let text = &request.text;
    let mut worker = worker(&request.lexicon, &request.settings)?;
    let units = worker.units(&text.text, text.markup);
    let mut counted = Counted::default();
    let every = text.text.len() / TOKEN_SAMPLE + 1;
    let mut rendered = Rendered::default();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.verbatim) {
        if progress.is_cancelled() {
            return None;
        }
        let source = unit.span.of(&text.text);
        let source = &*unwrapped(source, unit.hard_wrapped);
        worker.transform_unit(source, text.markup, 0, &mut rendered);
        counted.add(source, &rendered);
        if index % every == 0 {
            counted.add_tokens(source, &rendered);
        }
    }
    let (before, after) = counted.tokens();
    let pages = pages(&text.text, counted.metrics.words);
    let gaps = counted.gaps();
    let stats = Stats {
        metrics: counted.metrics,
        tokens_before: before,
        tokens_after: after,
        tokens_sampled: every > 1,
        pages,
    };
    Some(StatsAnswer { stats, gaps, text: request.text, shape: request.shape })
}

/// A4 pages (FACTS, sizes): 350 Russian words, 480 English.
fn pages(text: &str, words: u64) -> f64 {
    let sample = text.get(..text.floor_char_boundary(65_536)).unwrap_or(text);
    let russian = crate::language::of_words(std::iter::once(sample)) == "ru";
    words as f64 / if russian { 350.0 } else { 480.0 }
}

#[derive(Default)]
struct Counted {
    metrics: Metrics,
    /// Occurrences of words outside sites.
    free: HashMap<String, u32>,
    /// Words that have been part of a site.
    matched: HashSet<String>,
    bytes_before: u64,
    bytes_after: u64,
    sample_before: (u64, u64),
    sample_after: (u64, u64),
}

impl Counted {
    fn add(&mut self, source: &str, rendered: &Rendered) {
        self.metrics.add(source, rendered);
        self.bytes_before += source.len() as u64;
        self.bytes_after += rendered.target.len() as u64;
        let mut sites = rendered.sites.iter().peekable();
        for word in words::words(source) {
            while sites.peek().is_some_and(|site| site.end <= word.start) {
                sites.next();
            }
            let inside = sites.peek().is_some_and(|site| site.start < word.end);
            let key = || folding::key(word.of(source));
            if inside {
                self.matched.insert(key());
            } else if word.of(source).chars().filter(|c| c.is_alphabetic()).count() >= GAP_LETTERS {
                *self.free.entry(key()).or_default() += 1;
            }
        }
    }

    fn add_tokens(&mut self, source: &str, rendered: &Rendered) {
        self.sample_before.0 += source.len() as u64;
        self.sample_before.1 += token::count(Tokenizer::O200k, source) as u64;
        self.sample_after.0 += rendered.target.len() as u64;
        self.sample_after.1 += token::count(Tokenizer::O200k, &rendered.target) as u64;
    }

    /// Tokens before and after, scaled from the sample's bytes.
    fn tokens(&self) -> (u64, u64) {
        let scaled = |(bytes, tokens): (u64, u64), all: u64| {
            if bytes == all || bytes == 0 { tokens } else { (tokens as f64 * all as f64 / bytes as f64) as u64 }
        };
        (scaled(self.sample_before, self.bytes_before), scaled(self.sample_after, self.bytes_after))
    }

    fn gaps(&mut self) -> HashSet<String> {
        let matched = &self.matched;
        let frequent = |(word, count): (String, u32)| (count >= GAP_COUNT && !matched.contains(&word)).then_some(word);
        std::mem::take(&mut self.free).into_iter().filter_map(frequent).filter(|word| !is_function_word(word)).collect()
    }
}

/// Whether a word (as a key) only ties others together.
fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.split_whitespace().any(|function| function == word)
}

/// Function words of four letters and more, with common pronouns and auxiliaries; shorter ones are no gaps anyway.
const FUNCTION_WORDS: &str = "\
    более будет будто были было быть вами ваша ваше ваши вдруг ведь весь всегда всего всей всем всеми всех всякий \
    даже другая другие другой других если есть ещё еще зачем здесь иногда итак какая какие какой какую когда которая \
    которого которое которой котором которому которую которые который которым которыми которых кого куда либо лишь \
    между меня много мной может можно мочь моего моей моем моему моих наконец нами начал него неё нее ней нельзя нему \
    нибудь никогда ними ничего ничто однако одна одни одно однажды около опять отчего очень перед под после потом \
    потому почему почти притом просто против разве раньше самая сама сами само самого самой самом самый сверх свое \
    своего своей своем своему своё свои своим своими своих свой свою себе себя сейчас сказал сказала совсем среди стал \
    также такая такие такое такого такой таким таких там твой тебе тебя тем теперь того тоже той только тому тот точно \
    тогда тому туда тут уж уже хотя чего чей чем через что чтоб чтобы чуть эта эти этим этими этих это этого этой этом \
    этому этот эту кроме вместо вслед ради сквозь поскольку пока покуда пусть пускай \
    about above after again against also although always among another anything around because been before being \
    below between both cannot could does doing down during each either else enough even ever every everything from \
    further have having here hers herself himself however indeed into itself just least less like made make many might \
    mine more most much must myself neither never none nothing once only other others ought ours ourselves over own \
    perhaps quite rather said same shall should since some something soon still such than that their theirs them \
    themselves then there these they thing this those though through thus till together upon under until very were what \
    whatever when where whether which while whom whose will with within without would your yours yourself";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_no_gaps() {
        assert!(is_function_word("который") && is_function_word("would"));
        assert!(!is_function_word("крыльцо") && !is_function_word("house"));
    }
}
