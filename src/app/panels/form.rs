//! The form of an entry or link.
/// Draft.
#[derive(Default)]
pub struct FormDraft {}
