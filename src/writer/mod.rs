//! Records to bytes on disk: splits, shards, checksums. Knows nothing above a record.
//!
//! A [`Folder`] is claimed once, takes files that appear under their names only when they are whole, and is finished by
//! its checksums and manifest. One that is dropped before that can be continued by the same plan.

pub mod batch;
pub mod folder;
pub mod journal;
pub mod packing;
mod parquet;
pub mod part;
pub mod read;
pub mod shard;
pub mod split;

pub use batch::Batch;
pub use folder::{Claim, Folder};
pub use journal::{Checkpoint, Fingerprint};
pub use packing::{Compression, Pool};
pub use shard::{Packing, Shard, ShardSize, ShardWriter};
pub use split::{Split, Splitter};

use crate::file::FileError;
use std::path::PathBuf;

/// Why a folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is not ours to write into.
    #[error("{}: {reason}", crate::text::display::printable(&path.display().to_string()))]
    Refused {
        /// The folder or a file in it.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
}
