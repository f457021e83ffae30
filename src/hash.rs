//! The one hash of the project and its purposes (DESIGN 2.9): every random choice is one of these.

use xxhash_rust::xxh3::Xxh3;

/// What a hash is drawn for. The numbers are part of the format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Purpose {
    /// Whether a site or a plain unit is taken.
    Site = 1,
    /// Which of several symbols.
    Symbol = 2,
    /// Which density out of a range.
    Density = 3,
    /// Which style of a mix.
    Style = 4,
    /// Which palette of a mix.
    Palette = 5,
    /// Which climb of a mix.
    Climb = 6,
    /// Which instruction.
    Instruction = 7,
    /// Which split.
    Split = 8,
    /// A record's identity.
    Id = 9,
}

/// XXH3-64 seeded with `seed` over purpose (u8), variant (u32 LE), offset (u64 LE), then `text`.
pub fn hash(seed: u64, purpose: Purpose, variant: u32, offset: u64, text: &[u8]) -> u64 {
    let mut head = [0_u8; 13];
    head[0] = purpose as u8;
    head[1..5].copy_from_slice(&variant.to_le_bytes());
    head[5..].copy_from_slice(&offset.to_le_bytes());
    let mut state = Xxh3::with_seed(seed);
    state.update(&head);
    state.update(text);
    state.digest()
}

/// A number in [0, 1) from the upper 53 bits of a hash.
pub fn fraction(hash: u64) -> f64 {
    (hash >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
}

/// [`hash`] as a number in [0, 1).
pub fn draw(seed: u64, purpose: Purpose, variant: u32, offset: u64, text: &[u8]) -> f64 {
    fraction(hash(seed, purpose, variant, offset, text))
}

/// The index chosen by `draw` in [0, 1) among `weights`; 0 when none is positive.
pub fn choose(draw: f64, weights: impl Iterator<Item = f64> + Clone) -> usize {
    let total: f64 = weights.clone().filter(|weight| *weight > 0.0).sum();
    let mut left = draw * total;
    let mut last = 0;
    for (index, weight) in weights.enumerate() {
        if weight <= 0.0 {
            continue;
        }
        last = index;
        if left < weight {
            return index;
        }
        left -= weight;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_layout_is_the_format() {
        let mut bytes = vec![3, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
        bytes.extend("текст".as_bytes());
        let whole = xxhash_rust::xxh3::xxh3_64_with_seed(&bytes, 7);
        assert_eq!(hash(7, Purpose::Density, 1, 2, "текст".as_bytes()), whole);
    }

    #[test]
    fn choosing_by_weight() {
        for (draw, weights, wanted) in [
            (0.0, vec![1.0, 1.0], 0),
            (0.49, vec![1.0, 1.0], 0),
            (0.5, vec![1.0, 1.0], 1),
            (0.99, vec![3.0, 1.0], 1),
            (0.74, vec![3.0, 1.0], 0),
            (0.0, vec![0.0, 1.0], 1),
            (0.9, vec![1.0, 0.0], 0),
            (0.5, vec![0.0, 0.0], 0),
            (0.5, vec![], 0),
        ] {
            assert_eq!(choose(draw, weights.iter().copied()), wanted, "{draw} {weights:?}");
        }
    }

    proptest! {
        #[test]
        fn fractions_lie_in_their_range(hash: u64) {
            prop_assert!((0.0..1.0).contains(&fraction(hash)));
        }
    }
}
