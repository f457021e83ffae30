//! What one training example looks like: schemas, directions, instructions, glossary lines.

use serde::{Deserialize, Serialize};

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

/// Which way.
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
