//! What runs in the background, and how its answers come in.

use crate::check;
use crate::corpus::{self, Source};

use crate::dictionary::{Document, Problem, Subject};
use crate::engine::{Forms, Layer, Lexicon};
use crate::estimate::Size;
use crate::export::{ExportError, Outcome};
use crate::progress::Progress;
use crate::studio::exporting::{self, Material, ToExport};
use crate::studio::files::{Opened, ToOpen};
use crate::studio::jobs::{Background, Ended, Signal};
use crate::studio::preview::Text;
use crate::studio::stats::{self, StatsAnswer, StatsRequest};
use crate::studio::{LayerState, Notice, Selection, Shown, Studio};
use crate::text::Markup;
use crate::token::{self, Tokenizer};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// With fewer new or changed words a compilation takes some 10 ms and is done at once, so that the preview follows in
/// the same frame,
const COMPILE_AT_ONCE: usize = 512;

/// but not among more entries than this: merely to look which have changed takes as long.
const LOOK_AT_ONCE: usize = 50_000;

/// Texts with fewer bytes are cut into rows at once.
const CUT_AT_ONCE: usize = 256 * 1024;

type Layers = Vec<(Arc<Document>, bool)>;
/// The lexicon before is what the new one is made from; the number tells which change asked.
type ToCompile = (Layers, Forms, Arc<Lexicon>, u64);
/// Documents with what reading them said, and the palettes that symbols are taken from.
type ToCheck = (Vec<(Arc<Document>, Arc<Vec<Problem>>)>, Vec<String>);
type Checked = Vec<(usize, Problem)>;
type Counts = HashMap<String, usize>;
type ReadText = (String, Shown, Text);

/// All kinds of background work, each with its own thread.
pub(crate) struct Work {
    pub(crate) signal: Signal,
    compile: Background<ToCompile, (Lexicon, u64)>,
    stats: Background<StatsRequest, StatsAnswer>,
    check: Background<(ToCheck, u64), (Checked, u64)>,
    tokens: Background<(Layers, Arc<Counts>), Counts>,
    warm: Background<(), ()>,
    read: Background<(ReadFrom, Arc<crate::engine::Settings>), Result<ReadText, String>>,
    open: Background<ToOpen, Result<Opened, String>>,
    pub(crate) measure: Background<Material, Result<Size, String>>,
    pub(crate) expect: Background<ToExport, u64>,
    pub(crate) export: Background<ToExport, Result<Outcome, ExportError>>,
}

/// Where a shown text comes from.
pub(crate) enum ReadFrom {
    File(PathBuf),
    /// The first file of a source.
    Source(Source),
    /// Title, what, text, markup.
    Text(String, Shown, String, Markup),
}

impl Work {
    pub(crate) fn new() -> Self {
        let signal = Signal::default();
        Self {
            compile: Background::new(&signal, |(layers, forms, last, turn), progress| {
                Some((compile(&layers, forms, &last, progress)?, turn))
            }),
            stats: Background::new(&signal, stats::count),
            check: Background::new(&signal, |(documents, shape), progress| check_all(&documents, shape, progress)),
            tokens: Background::new(&signal, |(layers, known), _| Some(count_tokens(&layers, &known))),
            warm: Background::new(&signal, |(), _| {
                crate::symbol::search::prepare();
                None
            }),
            read: Background::new(&signal, |(from, settings), _| Some(read(from, &settings))),
            open: Background::new(&signal, |what, _| Some(what.read())),
            measure: Background::new(&signal, |material, progress| exporting::measure(&material, progress)),
            expect: Background::new(&signal, |request, _| request.expected_records()),
            export: Background::new(&signal, |request, progress| Some(request.run(progress))),
            signal,
        }
    }
}

fn as_layers(layers: &Layers) -> Vec<Layer<'_>> {
    layers.iter().map(|(document, enabled)| Layer { dictionary: &document.dictionary, enabled: *enabled }).collect()
}

fn compile(layers: &Layers, forms: Forms, last: &Lexicon, progress: &Progress) -> Option<Lexicon> {
    last.recompile(&as_layers(layers), forms, &|| progress.is_cancelled())
}

fn check_all((documents, palettes): &ToCheck, shape: u64, progress: &Progress) -> Option<(Checked, u64)> {
    let palettes: Vec<&str> = palettes.iter().map(String::as_str).collect();
    let mut problems = Vec::new();
    for (layer, (document, parsed)) in documents.iter().enumerate() {
        if progress.is_cancelled() {
            return None;
        }
        let missing = check::missing_in_palettes(document, &palettes);
        problems.extend(check::review(document, parsed).into_iter().chain(missing).map(|problem| (layer, problem)));
    }
    Some((problems, shape))
}

/// Tokens of the symbols that are not known yet.
fn count_tokens(layers: &Layers, known: &Counts) -> Counts {
    let mut counts = Counts::new();
    for (document, _) in layers {
        let of_entries = document.dictionary.entries.iter().flat_map(|entry| &entry.symbols);
        let of_links = document.dictionary.links.iter().flat_map(|link| &link.symbols);
        for symbol in of_entries.chain(of_links) {
            if !known.contains_key(&symbol.text) && !counts.contains_key(&symbol.text) {
                counts.insert(symbol.text.clone(), token::count(Tokenizer::O200k, &symbol.text));
            }
        }
    }
    counts
}

/// So much of a file is shown.
const SHOWN_BYTES: usize = 32 << 20;

fn read(from: ReadFrom, settings: &crate::engine::Settings) -> Result<ReadText, String> {
    match from {
        ReadFrom::Text(title, shown, text, markup) => Ok((title, shown, Text::new(text, markup, settings))),
        ReadFrom::File(path) => read(ReadFrom::Source(Source { path, ..Source::default() }), settings),
        ReadFrom::Source(source) => {
            let files = corpus::walk::files(std::slice::from_ref(&source)).map_err(|error| error.to_string())?;
            let file = files.first().ok_or_else(|| format!("{}: no text to show", source.path.display()))?;
            let document = corpus::read::beginning(file, SHOWN_BYTES).map_err(|error| error.to_string())?;
            let markup = if document.markdown { Markup::Markdown } else { Markup::Plain };
            let title = document.title.unwrap_or(document.name);
            Ok((title, Shown::File(file.path.clone()), Text::new(document.text, markup, settings)))
        }
    }
}

impl Studio {
    fn shared_layers(&self) -> Layers {
        self.layers.iter().map(|layer| (Arc::clone(&layer.document), layer.enabled)).collect()
    }

    /// Unpacks in the background what the first search for a symbol needs.
    pub fn warm_up(&self) {
        self.work.warm.request(());
    }

    /// After any change of dictionaries: compiles, checks, counts anew.
    pub(crate) fn recompile(&mut self) {
        let (layers, forms) = (self.shared_layers(), self.settings.forms);
        self.compile_turn += 1;
        // The first time the language data are still packed: the first frame does not wait for them.
        let is_first = std::mem::replace(&mut self.is_starting, false);
        let elements = |layer: &LayerState| layer.dictionary().entries.len() + layer.dictionary().links.len();
        let is_quick = !is_first
            && self.layers.iter().map(elements).sum::<usize>() < LOOK_AT_ONCE
            && self.lexicon.words_to_expand(&as_layers(&layers), forms) < COMPILE_AT_ONCE;
        let lexicon = if is_quick { compile(&layers, forms, &self.lexicon, &Progress::new()) } else { None };
        if let Some(lexicon) = lexicon {
            self.work.compile.cancel();
            self.take_lexicon(lexicon);
        } else {
            self.work.compile.request((layers, forms, Arc::clone(&self.lexicon), self.compile_turn));
        }
        self.recheck();
        self.work.tokens.request((self.shared_layers(), Arc::clone(&self.token_costs)));
    }

    /// Looks for problems anew.
    pub(crate) fn recheck(&mut self) {
        let documents =
            self.layers.iter().map(|layer| (Arc::clone(&layer.document), Arc::clone(&layer.parsed))).collect();
        let palettes = self.settings.palettes.iter().map(|(palette, _)| palette.clone()).collect();
        self.work.check.request(((documents, palettes), self.shape));
    }

    fn take_lexicon(&mut self, lexicon: Lexicon) {
        self.lexicon = Arc::new(lexicon);
        self.preview.forget();
        self.recount();
        self.forecast();
    }

    /// Opens in the background.
    pub(crate) fn request_opening(&mut self, what: ToOpen) {
        self.work.open.request(what);
    }

    /// Counts the shown text anew.
    pub(crate) fn recount(&mut self) {
        self.work.stats.request(StatsRequest {
            lexicon: Arc::clone(&self.lexicon),
            settings: Arc::clone(&self.shared_settings),
            text: Arc::clone(&self.preview.text),
            shape: self.shape,
        });
    }

    /// Shows a text: a small one at once, others when they are read and cut into rows.
    pub(crate) fn show(&mut self, from: ReadFrom) {
        match from {
            ReadFrom::Text(title, shown, text, markup) if text.len() < CUT_AT_ONCE => {
                self.work.read.cancel();
                let text = Text::new(text, markup, &self.settings);
                self.preview.show(title, shown, text);
                self.recount();
                self.forecast();
            }
            from => {
                self.preview.loading = true;
                self.work.read.request((from, Arc::clone(&self.shared_settings)));
            }
        }
    }

    /// Takes in what background work has done; true when something shown has changed.
    pub fn poll(&mut self) -> bool {
        let mut changed = false;
        if let Some(ended) = self.work.compile.take() {
            changed = true;
            // What was asked before the last change comes too late.
            if let Some((lexicon, turn)) = self.answer(ended)
                && turn == self.compile_turn
            {
                self.take_lexicon(lexicon);
            }
        }
        if let Some(ended) = self.work.read.take() {
            changed = true;
            self.preview.loading = false;
            match self.answer(ended) {
                Some(Ok((title, shown, text))) => {
                    self.preview.show(title, shown, text);
                    self.recount();
                    self.forecast();
                }
                Some(Err(sentence)) => self.notices.push(Notice::Failed(sentence)),
                None => {}
            }
        }
        if let Some(ended) = self.work.stats.take() {
            changed = true;
            if let Some(answer) = self.answer(ended) {
                self.take_stats(answer);
            }
        }
        if let Some(ended) = self.work.check.take() {
            changed = true;
            if let Some((problems, shape)) = self.answer(ended)
                && shape == self.shape
            {
                self.take_problems(problems);
            }
        }
        if let Some(ended) = self.work.tokens.take() {
            changed = true;
            if let Some(counts) = self.answer(ended) {
                Arc::make_mut(&mut self.token_costs).extend(counts);
            }
        }
        if let Some(ended) = self.work.open.take() {
            changed = true;
            if let Some(opened) = self.answer(ended) {
                self.take_opened(opened);
                self.remember();
            }
        }
        self.poll_export() || changed
    }

    /// The answer of a job; a panic is told.
    pub(crate) fn answer<A>(&mut self, ended: Ended<A>) -> Option<A> {
        match ended {
            Ended::Answer(answer) => Some(answer),
            Ended::Panicked(sentence) => {
                self.notices.push(Notice::Failed(sentence));
                None
            }
        }
    }

    fn take_stats(&mut self, answer: StatsAnswer) {
        if !Arc::ptr_eq(&answer.text, &self.preview.text) {
            return;
        }
        self.preview.stats = Some(answer.stats);
        self.stats_shape = answer.shape;
        if *self.preview.gaps != answer.gaps {
            self.preview.gaps = Arc::new(answer.gaps);
            self.preview.forget();
        }
    }

    fn take_problems(&mut self, problems: Checked) {
        self.levels.clear();
        for (layer, problem) in &problems {
            let selection = match problem.subject {
                Some(Subject::Entry(index)) => Selection::entry(*layer, index),
                Some(Subject::Link(index)) => Selection::link(*layer, index),
                None => continue,
            };
            let level = self.levels.entry(selection).or_insert(problem.level);
            *level = (*level).max(problem.level);
        }
        self.problems = problems;
        self.problems_shape = self.shape;
    }

    /// Whether background work is under way (the window repaints meanwhile).
    pub fn is_busy(&self) -> bool {
        let work = &self.work;
        work.compile.is_busy()
            || work.stats.is_busy()
            || work.check.is_busy()
            || work.tokens.is_busy()
            || work.read.is_busy()
            || work.open.is_busy()
            || work.measure.is_busy()
            || work.expect.is_busy()
            || work.export.is_busy()
    }

    /// Waits until background work is over: for tests and the end of the program.
    pub fn wait(&mut self) {
        loop {
            self.poll();
            if !self.is_busy() {
                return;
            }
            self.work.signal.wait();
        }
    }
}
