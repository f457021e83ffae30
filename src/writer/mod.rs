//! Records to bytes on disk: formats, splits, shards, checksums, manifest.
