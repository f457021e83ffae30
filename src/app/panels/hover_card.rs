//! Why a word is what it is.
