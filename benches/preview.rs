//! From a dictionary edit to the preview.

fn main() {}
