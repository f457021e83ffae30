//! Which item of a file belongs to which entry after edits: by headword, then by position.

use std::collections::HashMap;
use std::hash::Hash;

/// For each of `now` the index in `before` it came from. `key` names an element; equal elements are paired first.
pub fn align<'a, T: PartialEq, K: Hash + Eq>(
    before: &'a [T],
    now: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<Option<usize>> {
    let mut pairs = vec![None; now.len()];
    let mut is_taken = vec![false; before.len()];
    let head = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let most = before.len().min(now.len()) - head;
    let tail = before.iter().rev().zip(now.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut pair = |at: usize, from: usize| {
        pairs[at] = Some(from);
        is_taken[from] = true;
    };
    (0..head).for_each(|at| pair(at, at));
    (1..=tail).for_each(|back| pair(now.len() - back, before.len() - back));

    let changed = head..now.len() - tail;
    let mut by_key: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, element) in before.iter().enumerate().take(before.len() - tail).skip(head) {
        by_key.entry(key(element)).or_default().push(at);
    }
    for must_be_equal in [true, false] {
        for at in changed.clone() {
            if pairs[at].is_some() {
                continue;
            }
            let Some(candidates) = by_key.get_mut(&key(&now[at])) else { continue };
            let equal = |from: &usize| !must_be_equal || before[*from] == now[at];
            // Few entries share a key, so that this stays quick.
            if let Some(found) = candidates.iter().take(16).position(equal) {
                let from = candidates.remove(found);
                pairs[at] = Some(from);
                is_taken[from] = true;
            }
        }
    }
    by_position(&mut pairs, &is_taken);
    pairs
}

/// Pairs what is left between two pairs that are neighbours, in order: a renamed entry keeps its place.
fn by_position(pairs: &mut [Option<usize>], is_taken: &[bool]) {
    let mut at = 0;
    let mut previous: Option<usize> = None;
    while at < pairs.len() {
        if pairs[at].is_some() {
            previous = pairs[at];
            at += 1;
            continue;
        }
        let end = pairs[at..].iter().position(Option::is_some).map_or(pairs.len(), |found| at + found);
        let next = pairs.get(end).copied().flatten().unwrap_or(is_taken.len());
        let mut free = previous.map_or(0, |previous| previous + 1);
        while at < end && free < next && !is_taken[free] {
            pairs[at] = Some(free);
            (at, free) = (at + 1, free + 1);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let check = |before: &[(&str, u8)], now: &[(&str, u8)], wanted: &[Option<usize>]| {
            assert_eq!(align(before, now, |element| element.0), wanted, "{before:?} {now:?}");
        };
        let abc = &[("a", 1), ("b", 1), ("c", 1)];
        check(abc, abc, &[Some(0), Some(1), Some(2)]);
        check(abc, &[("a", 1), ("b", 2), ("c", 1)], &[Some(0), Some(1), Some(2)]);
        check(abc, &[("a", 1), ("x", 1), ("c", 1)], &[Some(0), Some(1), Some(2)]);
        check(abc, &[("a", 1), ("c", 1)], &[Some(0), Some(2)]);
        check(abc, &[("a", 1), ("x", 1), ("b", 1), ("c", 1)], &[Some(0), None, Some(1), Some(2)]);
        check(abc, &[("c", 1), ("a", 2), ("b", 1)], &[Some(2), Some(0), Some(1)]);
        check(&[("a", 1), ("a", 2)], &[("a", 2)], &[Some(1)]);
        check(&[], &[("a", 1)], &[None]);
        check(abc, &[("x", 1)], &[Some(0)]);
    }
}
