//! Undo and redo: steps with names.
