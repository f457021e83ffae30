//! The forms of an entry, with who else claims them in the open dictionaries.

use crate::check::forms::{EntryForm, of_entry};
use crate::dictionary::{ProblemKind, Subject};
use crate::engine::{Settings, Target, Worker};
use crate::studio::{LayerState, RowKind, Selection, Studio};
use crate::text::Markup;
use crate::text::folding::key;
use std::collections::HashMap;
use std::sync::Arc;

/// Another entry that claims a form.
#[derive(Clone, PartialEq, Debug)]
pub struct Rival {
    /// Its headword.
    pub word: String,
    /// Whether it stands before, and takes the form.
    pub wins: bool,
}

/// A form of an entry.
#[derive(Clone, PartialEq, Debug)]
pub struct FormRow {
    /// The form and what is known of it.
    pub form: EntryForm,
    /// Another entry that claims it.
    pub rival: Option<Rival>,
}

impl Studio {
    /// All forms of an entry, in order; none for links and patterns.
    pub fn forms(&self, selection: Selection) -> Vec<FormRow> {
        let RowKind::Entry(index) = selection.row else { return Vec::new() };
        let Some(layer) = self.layers.get(selection.layer) else { return Vec::new() };
        let Some(entry) = layer.entry(index) else { return Vec::new() };
        let own = u32::try_from(selection.layer).ok().zip(u32::try_from(index).ok());
        let own = own.map(|(dictionary, index)| Target::Entry { dictionary, index });
        let settings = Settings { names: true, ..Settings::default() };
        let mut worker = Worker::new(Arc::clone(&self.lexicon), Arc::new(settings)).ok();
        let losers = self.losers(selection);
        let row = |form: EntryForm| {
            let winner = worker.as_mut().and_then(|worker| winner(worker, &form.text));
            let rival = match winner {
                Some(winner) if Some(winner) != own => Some((self.lexicon.headword(winner).to_owned(), true)),
                _ => losers.get(&key(&form.text)).map(|word| (word.clone(), false)),
            };
            let rival = rival.filter(|_| !form.is_excepted && layer.enabled && entry.enabled);
            FormRow { form, rival: rival.map(|(word, wins)| Rival { word, wins }) }
        };
        of_entry(entry, layer.dictionary().language_code()).into_iter().map(row).collect()
    }

    /// Forms that other entries of the same dictionary lost, by key.
    fn losers(&self, selection: Selection) -> HashMap<String, String> {
        let of_layer = self.problems.iter().filter(|(layer, _)| *layer == selection.layer);
        let mut losers = HashMap::new();
        for (layer, problem) in of_layer {
            let Some(Subject::Entry(index)) = problem.subject else { continue };
            let is_other = RowKind::Entry(index) != selection.row;
            if is_other && matches!(problem.kind, ProblemKind::SharedForm | ProblemKind::Shadowed) {
                let word = self.layers.get(*layer).and_then(|layer: &LayerState| layer.entry(index));
                let Some(word) = word.map(|entry| entry.word.clone()) else { continue };
                losers.extend(problem.forms.iter().map(|form| (key(form), word.clone())));
            }
        }
        losers
    }
}

/// Who takes a form that stands alone.
fn winner(worker: &mut Worker, form: &str) -> Option<Target> {
    let rendered = worker.transform(form, Markup::Plain, 0);
    let site = rendered.sites.first()?;
    (site.start == 0 && site.end == form.len()).then_some(site.of)
}
