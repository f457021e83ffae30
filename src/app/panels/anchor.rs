//! Where a long column of rows is scrolled to: a row and a part of it, so that neither the number of rows nor their
//! unknown heights matter, and a change of width keeps the text that is being read.

/// The row at the upper edge, and how much of it is above the edge, in 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Anchor {
    /// Row at the upper edge.
    pub row: usize,
    /// Part of it above the edge.
    pub part: f32,
}

impl Anchor {
    /// Moves `by` points down the column of `len` rows. Only the rows on the way are measured.
    pub fn scroll(&mut self, by: f32, len: usize, mut height: impl FnMut(usize) -> f32) {
        if len == 0 {
            *self = Self::default();
            return;
        }
        if self.row >= len {
            *self = Self { row: len - 1, part: 1.0 };
        }
        let mut offset = self.part * height(self.row).max(1.0) + by;
        while offset < 0.0 && self.row > 0 {
            self.row -= 1;
            offset += height(self.row).max(1.0);
        }
        let mut here = height(self.row).max(1.0);
        while offset >= here && self.row + 1 < len {
            offset -= here;
            self.row += 1;
            here = height(self.row).max(1.0);
        }
        self.part = (offset / here).clamp(0.0, 1.0);
    }

    /// Moves up so far that nothing empty shows below the last row in a view of `view` points.
    pub fn settle(&mut self, view: f32, len: usize, mut height: impl FnMut(usize) -> f32) {
        self.scroll(0.0, len, &mut height);
        if len == 0 {
            return;
        }
        let mut filled = -self.part * height(self.row).max(1.0);
        for row in self.row..len {
            filled += height(row).max(1.0);
            if filled >= view {
                return;
            }
        }
        self.scroll(filled - view, len, height);
    }

    /// Place in the whole, in 0 to 1, as the scroll bar shows it.
    pub fn place(&self, len: usize) -> f64 {
        if len == 0 { 0.0 } else { (self.row as f64 + f64::from(self.part)) / len as f64 }
    }

    /// The anchor at a place in 0 to 1.
    pub fn at_place(place: f64, len: usize) -> Self {
        let at = place.clamp(0.0, 1.0) * len as f64;
        let row = (at as usize).min(len.saturating_sub(1));
        Self { row, part: (at - row as f64).clamp(0.0, 1.0) as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::Anchor;
    use proptest::prelude::*;

    fn top(anchor: Anchor, heights: &[f32]) -> f32 {
        heights[..anchor.row].iter().sum::<f32>() + anchor.part * heights[anchor.row]
    }

    proptest! {
        #[test]
        fn scrolls_like_one_long_sheet(
            heights in prop::collection::vec(8.0_f32..200.0, 1..40),
            steps in prop::collection::vec(-300.0_f32..300.0, 1..20),
            view in 20.0_f32..400.0,
        ) {
            let whole: f32 = heights.iter().sum();
            let (mut anchor, mut expected) = (Anchor::default(), 0.0_f32);
            for step in steps {
                anchor.scroll(step, heights.len(), |row| heights[row]);
                anchor.settle(view, heights.len(), |row| heights[row]);
                expected = (expected + step).min(whole - view).max(0.0);
                prop_assert!((top(anchor, &heights) - expected).abs() < 0.5, "{anchor:?} {expected}");
            }
        }
    }

    #[test]
    fn far_rows_keep_their_precision() {
        let mut anchor = Anchor { row: 50_000_000, part: 0.5 };
        anchor.scroll(1.0, 100_000_000, |_| 40.0);
        assert_eq!(anchor, Anchor { row: 50_000_000, part: 0.525 });
        assert_eq!(Anchor::at_place(anchor.place(100_000_000), 100_000_000).row, 50_000_000);
    }

    #[test]
    fn a_shorter_text_pulls_the_anchor_back() {
        let mut anchor = Anchor { row: 90, part: 0.3 };
        anchor.settle(100.0, 10, |_| 40.0);
        assert_eq!(anchor, Anchor { row: 7, part: 0.5 });
        anchor.settle(100.0, 0, |_| 40.0);
        assert_eq!(anchor, Anchor::default());
    }
}
