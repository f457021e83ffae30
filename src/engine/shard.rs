//! A part of the table of forms: small enough to be made anew when an edit touches it, packed to cost few bytes a form.
//!
//! A form stands at the node of its last word; each node before it on the way knows that a form goes on through it.
//! Nodes are told apart by 32 bits of their hash only, so whoever finds a form here compares its words.

use std::cmp::Ordering;

/// Who matches a form: an entry by its slot, or a member of links by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// The slot or number.
    pub of: u32,
    bits: u32,
}

impl Mark {
    const MEMBER: u32 = 1 << 31;
    const MINDS_NAMES: u32 = 1 << 30;
    const EXACT_ONLY: u32 = 1 << 29;
    const FUNCTION_WORD: u32 = 1 << 28;
    const LEMMA: u32 = (1 << 28) - 1;

    /// The mark of an entry, by headword (0) or synonym.
    pub fn of_entry(slot: u32, lemma: u32) -> Self {
        Self { of: slot, bits: lemma.min(Self::LEMMA) }
    }

    /// The mark of a link member.
    pub fn of_member(number: u32) -> Self {
        Self { of: number, bits: Self::MEMBER }
    }

    /// With what it asks of the text.
    pub fn asking(self, minds_names: bool, exact_only: bool) -> Self {
        let names = if minds_names { Self::MINDS_NAMES } else { 0 };
        let exact = if exact_only { Self::EXACT_ONLY } else { 0 };
        Self { bits: self.bits | names | exact, ..self }
    }

    /// As a form that is left to a function word.
    pub fn as_function_word(self) -> Self {
        Self { bits: self.bits | Self::FUNCTION_WORD, ..self }
    }

    /// Whether it is a link member.
    pub fn is_member(self) -> bool {
        self.bits & Self::MEMBER != 0
    }

    /// Whether a capital letter in mid-sentence is looked at (DESIGN 2.7).
    pub fn minds_names(self) -> bool {
        self.bits & Self::MINDS_NAMES != 0
    }

    /// Whether text with е does not match ё here: the е-spelling stands in `except`.
    pub fn exact_only(self) -> bool {
        self.bits & Self::EXACT_ONLY != 0
    }

    /// Whether the form is left to a function word.
    pub fn is_function_word(self) -> bool {
        self.bits & Self::FUNCTION_WORD != 0
    }

    /// 0 the headword, from 1 `also`.
    pub fn lemma(self) -> u32 {
        self.bits & Self::LEMMA
    }

    /// What it belongs to: marks alike in this are one on a form.
    fn owner(self) -> (bool, u32) {
        (self.is_member(), self.of)
    }
}

/// One thing to put in or take out: a mark on a form, or, with an empty key, the forms that go on through a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// Which node.
    pub tag: u32,
    /// The form, as a key with ё.
    pub key: &'a str,
    /// Who matches it; of those that go on, how many.
    pub mark: Mark,
}

impl<'a> Item<'a> {
    /// A form that goes on through a node.
    pub fn through(tag: u32) -> Self {
        Self::passing(tag, 1)
    }

    fn passing(tag: u32, count: u32) -> Item<'a> {
        Item { tag, key: "", mark: Mark { of: count, bits: 0 } }
    }

    fn is_passing(&self) -> bool {
        self.key.is_empty()
    }

    /// Node, form, owner; the lowest lemma of an owner first.
    fn order(&self, other: &Item<'_>) -> Ordering {
        let lemma = self.mark.lemma().cmp(&other.mark.lemma());
        self.place(other).then(lemma).then(self.mark.bits.cmp(&other.mark.bits))
    }

    fn place(&self, other: &Item<'_>) -> Ordering {
        (self.tag.cmp(&other.tag))
            .then_with(|| self.key.cmp(other.key))
            .then(self.mark.owner().cmp(&other.mark.owner()))
    }
}

/// What stands at a node.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Node {
    /// Its forms are neighbours: the first, and how many.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// How many longer forms go on through it.
    pub through: u32,
}

/// Where a form's text and marks end; they begin where those of the form before it end.
#[derive(Clone, Copy, Debug)]
struct Form {
    text_end: u32,
    marks_end: u32,
}

/// A hash table with open addressing over packed forms. Equal contents make equal shards.
#[derive(Debug, Default)]
pub(crate) struct Shard {
    /// A power of two of places; 0 is an empty one.
    tags: Box<[u32]>,
    /// The nodes at these places.
    nodes: Box<[Node]>,
    forms: Box<[Form]>,
    marks: Box<[Mark]>,
    text: Box<str>,
}

/// The tag of a node's hash: never 0.
pub(crate) fn tag(hash: u64) -> u32 {
    (hash as u32).max(1)
}

impl Shard {
    /// Packs items, in any order.
    pub fn new(mut items: Vec<Item<'_>>) -> Self {
        items.sort_unstable_by(Item::order);
        let nodes = items.chunk_by(|a, b| a.tag == b.tag).count();
        let forms = items.chunk_by(|a, b| (a.tag, a.key) == (b.tag, b.key)).filter(|form| !form[0].is_passing());
        let (form_count, text_len) = forms.fold((0, 0), |(count, text), form| (count + 1, text + form[0].key.len()));
        let mark_count = items.chunk_by(|a, b| a.place(b).is_eq()).filter(|mark| !mark[0].is_passing()).count();
        let places = if nodes == 0 { 0 } else { (nodes + nodes / 4 + 1).next_power_of_two() };
        let mut tags = vec![0; places].into_boxed_slice();
        let mut table = vec![Node::default(); places].into_boxed_slice();
        let mut forms: Vec<Form> = Vec::with_capacity(form_count);
        let mut marks: Vec<Mark> = Vec::with_capacity(mark_count);
        let mut text = String::with_capacity(text_len);
        for items in items.chunk_by(|a, b| a.tag == b.tag) {
            let mut node = Node { first: forms.len() as u32, ..Node::default() };
            for form in items.chunk_by(|a, b| a.key == b.key) {
                if form[0].is_passing() {
                    node.through = form.iter().map(|item| item.mark.of).sum();
                    continue;
                }
                marks.extend(form.chunk_by(|a, b| a.place(b).is_eq()).map(|same| same[0].mark));
                text.push_str(form[0].key);
                forms.push(Form { text_end: text.len() as u32, marks_end: marks.len() as u32 });
                node.count += 1;
            }
            let place = free_place(&tags, items[0].tag);
            (tags[place], table[place]) = (items[0].tag, node);
        }
        Self {
            tags,
            nodes: table,
            forms: forms.into_boxed_slice(),
            marks: marks.into_boxed_slice(),
            text: text.into_boxed_str(),
        }
    }

    /// The shard without some items and with others.
    pub fn changed(&self, mut removed: Vec<Item<'_>>, added: Vec<Item<'_>>) -> Self {
        removed.sort_unstable_by(Item::order);
        let gone = |item: &Item<'_>| removed.binary_search_by(|other| other.place(item)).is_ok();
        let mut items: Vec<Item<'_>> = Vec::with_capacity(self.marks.len() + self.forms.len() / 4 + added.len());
        for (tag, node) in self.tags.iter().zip(&self.nodes).filter(|(tag, _)| **tag != 0) {
            let fewer = removed.iter().filter(|item| item.is_passing() && item.tag == *tag).count() as u32;
            if node.through > fewer {
                items.push(Item::passing(*tag, node.through - fewer));
            }
            for form in node.first..node.first + node.count {
                let key = self.key(form);
                items.extend(
                    self.marks(form).iter().map(|mark| Item { tag: *tag, key, mark: *mark }).filter(|item| !gone(item)),
                );
            }
        }
        items.extend(added);
        Self::new(items)
    }

    /// The node with a tag.
    pub fn find(&self, tag: u32) -> Option<Node> {
        let last = self.tags.len().checked_sub(1)?;
        let mut place = tag as usize & last;
        loop {
            match self.tags[place] {
                found if found == tag => return Some(self.nodes[place]),
                0 => return None,
                _ => place = (place + 1) & last,
            }
        }
    }

    /// Number of forms.
    pub fn form_count(&self) -> usize {
        self.forms.len()
    }

    /// A form by its number, as a key with ё.
    pub fn key(&self, form: u32) -> &str {
        let start = form.checked_sub(1).map_or(0, |before| self.forms[before as usize].text_end);
        &self.text[start as usize..self.forms[form as usize].text_end as usize]
    }

    /// Who matches a form, each once.
    pub fn marks(&self, form: u32) -> &[Mark] {
        let start = form.checked_sub(1).map_or(0, |before| self.forms[before as usize].marks_end);
        &self.marks[start as usize..self.forms[form as usize].marks_end as usize]
    }
}

fn free_place(tags: &[u32], tag: u32) -> usize {
    let last = tags.len() - 1;
    let mut place = tag as usize & last;
    while tags[place] != 0 {
        place = (place + 1) & last;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item((tag, key, of, member): &(u32, String, u32, bool)) -> Item<'_> {
        let mark = if *member { Mark::of_member(*of) } else { Mark::of_entry(*of, 0) };
        if key.is_empty() { Item::through(*tag) } else { Item { tag: *tag, key, mark } }
    }

    fn items() -> impl Strategy<Value = Vec<(u32, String, u32, bool)>> {
        prop::collection::vec((1..20_u32, "[аб]{0,2}", 0..4_u32, any::<bool>()), 0..60)
    }

    proptest! {
        /// Putting in and taking out gives what packing at once gives, down to the bytes.
        #[test]
        fn a_changed_shard_is_as_a_new_one(before in items(), added in items()) {
            let old = Shard::new(before.iter().map(item).collect());
            let both = old.changed(Vec::new(), added.iter().map(item).collect());
            let fresh = Shard::new(before.iter().chain(&added).map(item).collect());
            prop_assert_eq!(format!("{both:?}"), format!("{fresh:?}"));
            let kept: Vec<_> = added.iter().filter(|new| new.1.is_empty() || !before.iter().any(|old| old == *new)).collect();
            let back = both.changed(before.iter().map(item).collect(), Vec::new());
            let fresh = Shard::new(kept.into_iter().map(item).collect());
            prop_assert_eq!(format!("{back:?}"), format!("{fresh:?}"));
        }
    }

    #[test]
    fn a_node_has_its_forms_and_those_that_go_on() {
        let mark = Mark::of_entry(7, 2).asking(true, false);
        let shard = Shard::new(vec![
            Item::through(5),
            Item { tag: 5, key: "свет", mark },
            Item { tag: 5, key: "свет", mark: Mark::of_entry(7, 3) },
            Item::through(5),
            Item { tag: 5 + 64, key: "дождь", mark: Mark::of_member(7) },
        ]);
        let node = shard.find(5).unwrap();
        assert_eq!((node.count, node.through), (1, 2));
        assert_eq!((shard.key(node.first), shard.marks(node.first)), ("свет", &[mark][..]));
        assert!(mark.minds_names() && !mark.exact_only() && mark.lemma() == 2);
        let other = shard.find(5 + 64).unwrap();
        assert!(shard.marks(other.first)[0].is_member());
        assert_eq!(shard.find(6), None);
        assert_eq!(Shard::default().find(1), None);
    }
}
