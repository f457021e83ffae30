//! The words of the window: both languages have the same keys, and nothing shown is written in the code.
