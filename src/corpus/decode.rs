//! Bytes to text: detection and decoding.

use serde::{Deserialize, Serialize};

/// A text encoding we read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without BOM.
    #[default]
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// windows-1251.
    Windows1251,
    /// KOI8-R.
    Koi8R,
    /// windows-1252.
    Windows1252,
    /// IBM866 (DOS Cyrillic).
    Ibm866,
    /// Mac Cyrillic.
    MacCyrillic,
}
