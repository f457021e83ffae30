//! Links of three and more members with a limit between neighbours: which occurrences follow each other in reach.

use crate::dictionary::Reach;
use crate::engine::links::{Occurrence, Search, is_adjacent, is_closed};
use crate::engine::reading::Reading;
use crate::engine::tokens::Tokens;
use std::collections::HashMap;

/// More partial chains than this from one first member are given up: only a text made for it has so many.
const MOST_STATES: usize = 20_000;

/// A chain begun: which members it has, its last occurrence, and the chain it goes on from.
struct State {
    members: u64,
    last: Occurrence,
    before: Option<usize>,
}

/// The chain from `first` through all members, each neighbour in reach of the next, that ends first.
pub(crate) fn complete(
    search: &mut Search<'_>,
    first: Occurrence,
    reading: &Reading<'_>,
    tokens: &Tokens,
) -> Option<Vec<Occurrence>> {
    let count = search.slots.len();
    if count > 64 {
        return None;
    }
    let reach = reading.lexicon.links[search.link as usize].link.reach;
    let most_between = if let Reach::Words(most) = reach { most as usize } else { 1 };
    let mut merged: Vec<usize> = vec![usize::MAX; count];
    let longest = search.slots.iter().flat_map(|list| list.first()).map(|o| o.end - o.first).max().unwrap_or(1) + 8;
    let horizon = first.end.saturating_add((count - 1).saturating_mul(most_between.saturating_add(longest)));
    for slot in (0..count).filter(|slot| *slot != first.slot) {
        let next = search.skip_behind(slot, &first, tokens);
        if search.slots[slot].get(next)?.first > horizon {
            return None;
        }
        merged[slot] = next;
    }
    let full = u64::MAX >> (64 - count);
    let mut states = vec![State { members: 1 << first.slot, last: first, before: None }];
    // States by their members, those out of reach dropped from the front.
    let mut open: HashMap<u64, Vec<usize>> = HashMap::from([(states[0].members, vec![0])]);
    let mut furthest = first.end;
    loop {
        let nearest = (0..count).filter_map(|slot| Some((search.slots[slot].get(merged[slot])?.first, slot))).min();
        let (_, slot) = nearest?;
        let occurrence = Occurrence { slot, ..search.slots[slot][merged[slot]] };
        merged[slot] += 1;
        if is_closed(tokens, &occurrence) {
            continue;
        }
        if occurrence.first > furthest.saturating_add(most_between) || states.len() > MOST_STATES {
            return None;
        }
        let in_reach = |state: &State| match reach {
            Reach::Adjacent => is_adjacent(reading, &state.last, &occurrence),
            Reach::Words(_) | Reach::Sentence => occurrence.first - state.last.end <= most_between,
        };
        let mut begun = Vec::new();
        for (members, list) in &mut open {
            if members & (1 << slot) != 0 {
                continue;
            }
            let gone = list.iter().take_while(|s| occurrence.first > states[**s].last.end + most_between).count();
            list.drain(..gone);
            let before = list.iter().copied().find(|state| {
                let state = &states[*state];
                state.last.end <= occurrence.first && in_reach(state)
            });
            begun.extend(before.map(|before| (members | (1 << slot), before)));
        }
        begun.sort_unstable();
        begun.dedup_by_key(|(members, _)| *members);
        for (members, before) in begun {
            states.push(State { members, last: occurrence, before: Some(before) });
            furthest = furthest.max(occurrence.end);
            if members == full {
                return Some(trace(&states));
            }
            open.entry(members).or_default().push(states.len() - 1);
        }
    }
}

/// The occurrences of the chain that the last state ends, in order of the text.
fn trace(states: &[State]) -> Vec<Occurrence> {
    let mut chain = Vec::new();
    let mut at = states.last();
    while let Some(state) = at {
        chain.push(state.last);
        at = state.before.and_then(|before| states.get(before));
    }
    chain.reverse();
    chain
}
