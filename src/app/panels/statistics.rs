//! Numbers over the shown text, below the columns.
