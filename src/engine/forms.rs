//! Which forms a lexicon knows: a tree of words in shards, so that a phrase costs one look-up a word and an edit makes
//! only the shards of its own forms anew. The others are shared with the lexicon before.

use crate::engine::phrase::Joint;
use crate::engine::shard::{Item, Mark, Node, Shard, tag};
use crate::text::folding;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// A word's hash, by its key without ё.
pub(crate) type WordHash = u64;

/// About so many forms a shard: what an edit of one form makes anew.
const FORMS_A_SHARD: usize = 64;

/// Shards of a table; a larger table has larger shards.
const MOST_SHARDS: usize = 4096;

/// The hash of a word.
pub(crate) fn word_hash(plain_key: &str) -> WordHash {
    xxhash_rust::xxh3::xxh3_64(plain_key.as_bytes())
}

/// A way down the tree: the hash of the words so far.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Path(u64);

impl Path {
    /// One word further.
    pub fn step(self, word: WordHash) -> Self {
        let mixed = (self.0.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed ^ (mixed >> 32))
    }
}

/// Where a form stands in its table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FormId {
    shard: u32,
    form: u32,
}

/// What a way down leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    shard: u32,
    node: Node,
}

impl Found {
    /// Whether longer forms may go on from here.
    pub fn goes_on(self) -> bool {
        self.node.through > 0
    }

    /// The forms that may end here: to be held against the text.
    pub fn forms(self) -> impl Iterator<Item = FormId> {
        let shard = self.shard;
        (self.node.first..self.node.first + self.node.count).map(move |form| FormId { shard, form })
    }
}

/// All forms.
#[derive(Clone, Debug)]
pub(crate) struct FormTable {
    /// A power of two.
    shards: Vec<Arc<Shard>>,
    form_count: usize,
}

impl Default for FormTable {
    fn default() -> Self {
        Self { shards: vec![Arc::default()], form_count: 0 }
    }
}

impl FormTable {
    /// The table of a batch; `None` when cancelled.
    pub fn new(batch: &mut Batch, is_cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let shards = (batch.records.len() / FORMS_A_SHARD).next_power_of_two().min(MOST_SHARDS);
        let empty = Self { shards: vec![Arc::default(); shards], form_count: 0 };
        empty.changed(&mut Batch::default(), batch, is_cancelled)
    }

    /// The table without one batch and with another; `None` when cancelled.
    pub fn changed(&self, removed: &mut Batch, added: &mut Batch, is_cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let mut table = self.clone();
        removed.sort(self.shards.len());
        added.sort(self.shards.len());
        let (mut removed, mut added) = (removed.chunks(self.shards.len()), added.chunks(self.shards.len()));
        let (mut gone, mut new) = (removed.next(), added.next());
        let mut count = 0_usize;
        loop {
            let shard = match (&gone, &new) {
                (Some((gone, _)), Some((new, _))) => *gone.min(new),
                (Some((shard, _)), None) | (None, Some((shard, _))) => *shard,
                (None, None) => return Some(table),
            };
            let old = &self.shards[shard];
            let take =
                |next: &mut Option<(usize, Vec<_>)>| next.take_if(|(at, _)| *at == shard).map(|(_, items)| items);
            let (gone_items, new_items) = (take(&mut gone), take(&mut new));
            let changed = old.changed(gone_items.unwrap_or_default(), new_items.unwrap_or_default());
            table.form_count = table.form_count + changed.form_count() - old.form_count();
            table.shards[shard] = Arc::new(changed);
            gone = gone.or_else(|| removed.next());
            new = new.or_else(|| added.next());
            count += 1;
            if count.is_multiple_of(64) && is_cancelled() {
                return None;
            }
        }
    }

    /// Whether it has grown so much that an edit would cost too much.
    pub fn is_crowded(&self) -> bool {
        self.shards.len() < MOST_SHARDS && self.form_count > self.shards.len() * FORMS_A_SHARD * 8
    }

    /// Number of forms.
    pub fn form_count(&self) -> usize {
        self.form_count
    }

    /// What a way down leads to; what it finds may be of other words with the same hash.
    pub fn find(&self, path: Path) -> Option<Found> {
        let shard = shard_of(path, self.shards.len());
        let node = self.shards[shard].find(tag(path.0))?;
        Some(Found { shard: shard as u32, node })
    }

    /// A form, as a key with ё.
    pub fn key(&self, form: FormId) -> &str {
        self.shards[form.shard as usize].key(form.form)
    }

    /// Who matches a form, in no order.
    pub fn marks(&self, form: FormId) -> &[Mark] {
        self.shards[form.shard as usize].marks(form.form)
    }

    /// All forms, in no order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Mark])> {
        let of_shard = |shard: &Shard| 0..shard.form_count() as u32;
        self.shards.iter().flat_map(move |shard| of_shard(shard).map(|form| (shard.key(form), shard.marks(form))))
    }

    /// How many shards differ from those of another table of the same size.
    #[cfg(test)]
    pub fn shards_apart(&self, other: &Self) -> usize {
        self.shards.iter().zip(&other.shards).filter(|(own, other)| !Arc::ptr_eq(own, other)).count()
    }

    /// Whether a form is what stands in the text, as to words, joints and ё: `Some(true)` when spelled exactly so.
    /// `text` gives the keys of the text's words.
    pub fn fits<'k>(&self, form: FormId, joints: &[Joint], text: impl Fn(usize) -> &'k str) -> Option<bool> {
        let mut rest = self.key(form);
        let mut is_exact = true;
        for (index, joint) in joints.iter().enumerate() {
            let (word, after) = rest.split_at(rest.find([' ', '-'])?);
            // A space of the form matches a hyphen too.
            if *joint == Joint::Space && after.starts_with('-') {
                return None;
            }
            is_exact &= is_spelled(word, text(index))?;
            rest = &after[1..];
        }
        is_exact &= is_spelled(rest, text(joints.len()))?;
        Some(is_exact)
    }
}

/// Whether a word of the text is the form's, е of the text for ё of the form counting: `Some(true)` when without.
fn is_spelled(form: &str, text: &str) -> Option<bool> {
    if form == text {
        return Some(true);
    }
    let is_alike = |(own, text): (char, char)| own == text || (own == 'ё' && text == 'е');
    (form.len() == text.len() && form.chars().zip(text.chars()).all(is_alike)).then_some(false)
}

fn shard_of(path: Path, shards: usize) -> usize {
    // Other bits than those that tell nodes of one shard apart.
    (path.0 >> 40) as usize & (shards - 1)
}

/// Forms to put in or take out.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    text: String,
    records: Vec<Record>,
}

#[derive(Clone, Copy, Debug)]
struct Record {
    path: Path,
    start: usize,
    /// 0: a form that goes on.
    len: u32,
    mark: Mark,
}

impl Batch {
    /// Adds a form by its key (with ё).
    pub fn push(&mut self, key: &str, mark: Mark) {
        let plain = folding::without_yo(key);
        let mut words = plain.split([' ', '-']).peekable();
        let mut path = Path::default();
        while let Some(word) = words.next() {
            path = path.step(word_hash(word));
            if words.peek().is_some() {
                self.records.push(Record { path, start: 0, len: 0, mark });
            }
        }
        self.records.push(Record { path, start: self.text.len(), len: key.len() as u32, mark });
        self.text.push_str(key);
    }

    fn sort(&mut self, shards: usize) {
        if shards > 1 {
            self.records.sort_unstable_by_key(|record| shard_of(record.path, shards));
        }
    }

    /// The items of each shard, once sorted.
    fn chunks(&self, shards: usize) -> impl Iterator<Item = (usize, Vec<Item<'_>>)> {
        let item = |record: &Record| match record.len {
            0 => Item::through(tag(record.path.0)),
            len => {
                let key = &self.text[record.start..record.start + len as usize];
                Item { tag: tag(record.path.0), key, mark: record.mark }
            }
        };
        let chunks = self.records.chunk_by(move |a, b| shard_of(a.path, shards) == shard_of(b.path, shards));
        chunks.map(move |chunk| (shard_of(chunk[0].path, shards), chunk.iter().map(item).collect()))
    }
}

/// A map with a fast hash: the keys come from dictionaries, not from strangers.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// A multiplication for numbers, XXH3 for all else.
#[derive(Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0.rotate_left(29) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::phrase::Phrase;

    fn table(forms: &[&str]) -> FormTable {
        let mut batch = Batch::default();
        for (slot, form) in forms.iter().enumerate() {
            batch.push(&Phrase::parse(form).unwrap().key(), Mark::of_entry(slot as u32, 0));
        }
        FormTable::new(&mut batch, &|| false).unwrap()
    }

    fn fits(form: &str, text: &str) -> Option<bool> {
        let table = table(&[form]);
        let text = Phrase::parse(text).unwrap();
        let plain = |word: &String| word_hash(&folding::without_yo(word));
        let path = text.words.iter().fold(Path::default(), |path, word| path.step(plain(word)));
        let form = table.find(path)?.forms().next()?;
        table.fits(form, &text.joints, |index| &text.words[index])
    }

    #[test]
    fn yo_and_joints() {
        for (form, text, expected) in [
            ("ёлка", "ёлка", Some(true)),
            ("ёлка", "Елка", Some(false)),
            ("елка", "ёлка", None),
            ("елка", "елка", Some(true)),
            ("ещё ёлка", "ещё елка", Some(false)),
            ("ещё елка", "ещё ёлка", None),
            ("кое что", "кое-что", Some(true)),
            ("кое-что", "кое что", None),
            ("кое-что", "кое-что", Some(true)),
            ("кое что", "кое", None),
            ("кое", "кое что", None),
        ] {
            assert_eq!(fits(form, text), expected, "{form} / {text}");
        }
    }

    /// Two words of one hash cannot be had, so the comparison itself is asked.
    #[test]
    fn a_form_is_told_by_its_bytes() {
        let table = table(&["свет мой"]);
        let path = ["свет", "мой"].iter().fold(Path::default(), |path, word| path.step(word_hash(word)));
        let form = table.find(path).unwrap().forms().next().unwrap();
        let with = |words: &'static [&'static str]| {
            table.fits(form, &vec![Joint::Space; words.len() - 1], |index| words[index])
        };
        assert_eq!(with(&["свет", "мой"]), Some(true));
        assert_eq!(with(&["свет", "моё"]), None);
        assert_eq!(with(&["свет"]), None);
        assert_eq!(with(&["свет мой", "мой"]), None);
        assert_eq!(with(&["свет", "мой", "мой"]), None);
        // Only е of the text stands for ё of the form.
        for (form, text) in [("ёлка", "алка"), ("олка", "елка"), ("елка", "ёлка"), ("ёлка", "елки")]
        {
            assert_eq!(is_spelled(form, text), None, "{form} / {text}");
        }
    }

    #[test]
    fn a_cancelled_table_is_none() {
        let mut batch = Batch::default();
        for number in 0..50_000 {
            batch.push(&format!("слово{number}"), Mark::of_entry(number, 0));
        }
        assert!(FormTable::new(&mut batch, &|| true).is_none());
        let table = FormTable::new(&mut batch, &|| false).unwrap();
        assert_eq!((table.form_count(), table.all().count()), (50_000, 50_000));
    }
}
