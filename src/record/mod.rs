//! What one training example looks like: schemas, directions, instructions, glossary lines.
//!
//! A [`Record`] is a view of one example; [`Record::write_json`] and [`Record::write_txt`] append it as one line.

use crate::hash::{self, Purpose};
use serde::{Deserialize, Serialize};

pub mod glossary;
pub mod instructions;
pub mod json;
pub mod read;
pub mod row;
mod schema;

pub use instructions::Instructions;
pub use schema::Record;

/// The shape of a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Schema {
    /// `{"messages": [{role, content}…]}`.
    #[default]
    Messages,
    /// `{source, target}`.
    Pair,
    /// `{prompt, completion}`.
    PromptCompletion,
    /// `{instruction, input, output}`.
    Alpaca,
    /// `{"conversations": [{from, value}…]}`.
    Sharegpt,
    /// `{text}`.
    Text,
}

impl Schema {
    /// All of them, in the order of the documentation.
    pub const ALL: [Schema; 6] =
        [Schema::Messages, Schema::Pair, Schema::PromptCompletion, Schema::Alpaca, Schema::Sharegpt, Schema::Text];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Schema::Messages => "messages",
            Schema::Pair => "pair",
            Schema::PromptCompletion => "prompt-completion",
            Schema::Alpaca => "alpaca",
            Schema::Sharegpt => "sharegpt",
            Schema::Text => "text",
        }
    }

    /// Whether a record says what to do.
    pub fn has_instruction(self) -> bool {
        !matches!(self, Schema::Pair | Schema::Text)
    }
}

/// Which ways are exported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Direction {
    /// Text to hyperwords.
    #[default]
    Encode,
    /// Hyperwords to text.
    Decode,
    /// A record each way.
    Both,
}

impl Direction {
    /// The ways of the records of one unit and variant, in the order they are written.
    pub fn ways(self) -> &'static [Way] {
        match self {
            Direction::Encode => &[Way::Encode],
            Direction::Decode => &[Way::Decode],
            Direction::Both => &[Way::Encode, Way::Decode],
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Encode => "encode",
            Direction::Decode => "decode",
            Direction::Both => "both",
        }
    }
}

/// The way of one record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Way {
    /// The input is text, the answer hyperwords.
    Encode = 0,
    /// The input is hyperwords, the answer text.
    Decode = 1,
}

/// A record's identity: the one hash (purpose id, seed 0) of its variant, the offset of its unit in the document, and
/// the document's hash followed by the way.
pub fn id(document_hash: u64, unit_offset: u64, variant: u32, way: Way) -> u64 {
    let mut text = [0_u8; 9];
    text[..8].copy_from_slice(&document_hash.to_le_bytes());
    text[8] = way as u8;
    hash::hash(0, Purpose::Id, variant, unit_offset, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_document_offset_variant_and_way_apart() {
        let base = id(7, 100, 0, Way::Encode);
        let others = [id(8, 100, 0, Way::Encode), id(7, 101, 0, Way::Encode), id(7, 100, 1, Way::Encode)];
        assert!(others.iter().all(|other| *other != base));
        assert_ne!(id(7, 100, 0, Way::Decode), base);
        assert_eq!(id(7, 100, 0, Way::Encode), base);
    }
}
