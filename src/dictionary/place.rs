//! Lines and columns of byte offsets, quick for files of any shape.

/// How many bytes stand between two counts of characters: a column costs at most one such stretch, however long a
/// line is.
const BLOCK: usize = 4096;

/// Where the lines of a text begin, and how many characters stand before each block.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    line_starts: Vec<usize>,
    chars_before: Vec<usize>,
}

impl LineIndex {
    /// Reads a text once.
    pub fn new(text: &str) -> Self {
        let mut line_starts = vec![0];
        let mut chars_before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut chars = 0;
        for (start, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            chars_before.push(chars);
            for (at, byte) in block.iter().enumerate() {
                chars += usize::from(is_char_start(*byte));
                if *byte == b'\n' {
                    line_starts.push(start * BLOCK + at + 1);
                }
            }
        }
        Self { line_starts, chars_before }
    }

    /// Line and column, both from 1, the column in characters.
    pub fn place(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        (line, self.chars(text, offset) - self.chars(text, start) + 1)
    }

    /// The offset of a line and column.
    pub fn offset(&self, text: &str, line: usize, column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let rest = &text[start..];
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }

    /// Characters before an offset.
    fn chars(&self, text: &str, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.chars_before.len().saturating_sub(1));
        let before = self.chars_before.get(block).copied().unwrap_or(0);
        before + text.as_bytes()[block * BLOCK..offset].iter().filter(|byte| is_char_start(**byte)).count()
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters() {
        let text = "один\n  два ☔🫧 три\n";
        let index = LineIndex::new(text);
        let at = text.find("три").unwrap();
        assert_eq!(index.place(text, at), (2, 10));
        assert_eq!(index.place(text, text.len()), (3, 1));
        assert_eq!(index.place("", 0), (1, 1));
    }

    proptest! {
        #[test]
        fn offset_takes_place_back(text in "([a-яё☔\n]|(абв){2000}){0,6}") {
            let index = LineIndex::new(&text);
            for (at, _) in text.char_indices().step_by(97) {
                let (line, column) = index.place(&text, at);
                prop_assert_eq!(index.offset(&text, line, column), at);
            }
        }
    }
}
