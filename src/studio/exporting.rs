//! The export as the window drives it: sources, forecast, start, end.

use crate::corpus::{self, Source};
use crate::engine::{Lexicon, Rendered, Settings};
use crate::estimate::{self, Size, Tier};
use crate::export::{self, ExportError, ExportJob, ExportOptions, Outcome};
use crate::hash::{self, Purpose};
use crate::progress::Progress;
use crate::record::Direction;
use crate::studio::files::file_name;
use crate::studio::jobs::{Ended, JobState};
use crate::studio::preview::{Text, unwrapped, worker};
use crate::studio::{ExportAction, Shown, Studio};
use crate::text::Markup;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The forecast transforms at most so many bytes of the sources: some tenths of a second.
const FORECAST_BYTES: usize = 1 << 20;

/// What there is to export.
#[derive(Clone, PartialEq)]
pub(crate) struct Material {
    sources: Vec<Source>,
    texts: Vec<(String, String)>,
}

/// Material, measured; with some of its text, to forecast records from.
pub(crate) struct Measured {
    size: Size,
    sample: Vec<Text>,
    sample_bytes: usize,
}

/// What the forecast of records depends on.
pub(crate) struct ForecastRequest {
    measured: Arc<Measured>,
    lexicon: Arc<Lexicon>,
    settings: Arc<Settings>,
    options: ExportOptions,
}

/// Measures sources; `None` when cancelled.
pub(crate) fn measure(material: &Material, progress: &Progress) -> Option<Result<Measured, String>> {
    let measured = try_measure(material, progress);
    (!progress.is_cancelled()).then_some(measured)
}

fn try_measure(material: &Material, progress: &Progress) -> Result<Measured, String> {
    let mut sample = Vec::new();
    let mut sample_bytes = 0;
    let mut take = |text: String, markup: Markup| {
        let text = if sample_bytes + text.len() > FORECAST_BYTES {
            let end = text.floor_char_boundary(FORECAST_BYTES - sample_bytes);
            text[..end].to_owned()
        } else {
            text
        };
        sample_bytes += text.len();
        sample.push(Text { text, markup, rows: Vec::new() });
        sample_bytes < FORECAST_BYTES
    };
    if material.sources.is_empty() {
        let all = material.texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        let mut size = estimate::measure_text(&all, Markup::Plain);
        size.documents = material.texts.len() as u64;
        let _ = material.texts.iter().all(|(_, text)| take(text.clone(), Markup::Plain));
        return Ok(Measured { size, sample, sample_bytes });
    }
    let files = corpus::walk::files(&material.sources).map_err(|error| error.to_string())?;
    for file in &files {
        // A broken file is the export's to report; here it only gives no sample.
        let Ok(document) = corpus::read::document(file) else { continue };
        let markup = if document.markdown { Markup::Markdown } else { Markup::Plain };
        if progress.is_cancelled() || !take(document.text, markup) {
            break;
        }
    }
    let size = estimate::measure(&files, progress).map_err(|error| error.to_string())?;
    Ok(Measured { size, sample, sample_bytes })
}

/// Records that an export gives, scaled from the sample; `None` when cancelled.
pub(crate) fn expected_records(request: &ForecastRequest, progress: &Progress) -> Option<u64> {
    let ForecastRequest { measured, lexicon, settings, options } = request;
    let mut worker = worker(lexicon, settings)?;
    let mut rendered = Rendered::default();
    let mut seen = HashSet::new();
    let mut kept = 0_u64;
    for text in &measured.sample {
        for unit in worker.units(&text.text, text.markup).iter().filter(|unit| !unit.verbatim) {
            if progress.is_cancelled() {
                return None;
            }
            let source = unwrapped(unit.span.of(&text.text), unit.hard_wrapped);
            if options.dedupe && !seen.insert(hash::hash(0, Purpose::Id, 0, 0, source.as_bytes())) {
                continue;
            }
            worker.transform_unit(&source, text.markup, 0, &mut rendered);
            let sites = rendered.sites.iter().filter(|site| site.counts());
            let replaced = sites.clone().filter(|site| site.replaced).count();
            let plain = hash::draw(settings.seed, Purpose::Site, 0, 0, source.as_bytes()) < options.plain_share;
            let keeps =
                if replaced == 0 { plain || options.min_sites == 0 } else { replaced as u32 >= options.min_sites };
            kept += u64::from(keeps);
        }
    }
    let scale =
        if measured.sample_bytes == 0 { 0.0 } else { measured.size.bytes as f64 / measured.sample_bytes as f64 };
    let units = if scale <= 1.0 { kept } else { (kept as f64 * scale) as u64 };
    let ways = if options.direction == Direction::Both { 2 } else { 1 };
    Some(units * u64::from(settings.variants) * ways + options.glossary)
}

impl Studio {
    pub(crate) fn apply_export(&mut self, action: ExportAction) {
        let (options, sources) = (self.export.clone(), self.sources.clone());
        match action {
            ExportAction::AddSources(paths) => self.add_sources(paths),
            ExportAction::RemoveSource(index) if index < self.sources.len() => drop(self.sources.remove(index)),
            ExportAction::RemoveSource(_) => {}
            ExportAction::Schema(schema) => self.export.schema = schema,
            ExportAction::Direction(direction) => self.export.direction = direction,
            ExportAction::Format(format) => self.export.format = format,
            ExportAction::Split(split) => self.export.split = split,
            ExportAction::Sites(sites) => self.export.sites = sites,
            ExportAction::Dedupe(dedupe) => self.export.dedupe = dedupe,
            ExportAction::Folder(folder) => self.preferences.export_folder = Some(folder),
            ExportAction::Start => self.start_export(),
            ExportAction::Cancel => {
                if let Some(job) = &self.job.running {
                    job.progress.cancel();
                }
            }
            ExportAction::DismissResult => {
                self.job.result = None;
                self.job.failure = None;
            }
        }
        if options != self.export || sources != self.sources {
            self.project_dirty = true;
            self.forecast();
        }
    }

    fn add_sources(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            if !self.sources.iter().any(|source| source.path == path) {
                self.sources.push(Source { path, ..Source::default() });
            }
        }
    }

    /// What is exported: the sources; without one, what the preview shows (all texts of the built-in sample).
    fn material(&self) -> Material {
        let mut sources = self.sources.clone();
        if let (true, Some(Shown::File(path))) = (sources.is_empty(), &self.preview.shown) {
            sources.push(Source { path: path.clone(), ..Source::default() });
        }
        Material { sources, texts: self.texts() }
    }

    /// Measures the material where it has changed, and forecasts records.
    pub(crate) fn forecast(&mut self) {
        let material = self.material();
        if self.measured_material.as_ref() != Some(&material) {
            self.measured_material = Some(material.clone());
            self.measured = None;
            self.job.size = None;
            self.job.expected_records = None;
            self.job.tier = None;
            self.work.expect.cancel();
            self.work.measure.request(material);
        } else if let Some(measured) = &self.measured {
            self.work.expect.request(ForecastRequest {
                measured: Arc::clone(measured),
                lexicon: Arc::clone(&self.lexicon),
                settings: Arc::clone(&self.shared_settings),
                options: self.export.clone(),
            });
        }
    }

    /// Takes in sizes and forecasts.
    pub(crate) fn poll_export(&mut self) -> bool {
        let mut changed = false;
        if let Some(ended) = self.work.measure.take() {
            changed = true;
            match self.answer(ended) {
                Some(Ok(measured)) => {
                    self.job.size = Some(measured.size.clone());
                    self.measured = Some(Arc::new(measured));
                    self.forecast();
                }
                Some(Err(sentence)) => self.fail(sentence),
                None => {}
            }
        }
        if let Some(ended) = self.work.expect.take() {
            changed = true;
            if let Some(records) = self.answer(ended) {
                self.job.expected_records = Some(records);
                self.job.tier = Some(Tier::reached(records));
            }
        }
        if let Some(ended) = self.work.export.take() {
            changed = true;
            self.end_export(ended);
        }
        changed
    }

    /// Where the next export goes: NAME-001, -002 … under the chosen folder.
    pub fn next_export_folder(&self) -> PathBuf {
        let parent = self.preferences.export_folder.as_ref().unwrap_or(&self.folders.documents);
        next_folder(parent, &file_name(&self.project_name, "hyperlex"))
    }

    fn start_export(&mut self) {
        if self.job.running.is_some() {
            return;
        }
        let Material { sources, texts } = self.material();
        let out = self.next_export_folder();
        let enabled = self.layers.iter().filter(|layer| layer.enabled);
        let job = ExportJob {
            name: if self.project_name.is_empty() { "hyperlex".into() } else { self.project_name.clone() },
            dictionaries: enabled.map(|layer| layer.dictionary().clone()).collect(),
            sources,
            texts,
            settings: self.settings.clone(),
            options: self.export.clone(),
            out: out.clone(),
            fresh: false,
        };
        self.job.result = None;
        self.job.failure = None;
        let progress = self.work.export.request(job);
        self.job.running = Some(JobState { progress, out, started: std::time::Instant::now() });
    }

    fn end_export(&mut self, ended: Ended<Result<Outcome, ExportError>>) {
        let Some(job) = self.job.running.take() else { return };
        match ended {
            Ended::Answer(Ok(outcome)) => self.job.result = Some((job.out, outcome)),
            Ended::Answer(Err(ExportError::Cancelled)) => {}
            Ended::Answer(Err(error)) => self.job.failure = Some(error.to_string()),
            Ended::Panicked(sentence) => self.job.failure = Some(sentence),
        }
    }

    /// Whether an export is running: closing would stop it.
    pub fn has_running_job(&self) -> bool {
        self.job.running.is_some()
    }
}

/// Runs an export on its thread.
pub(crate) fn run(job: &ExportJob, progress: &Progress) -> Result<Outcome, ExportError> {
    export::run(job, progress)
}

fn next_folder(parent: &Path, name: &str) -> PathBuf {
    let folder = |number: u32| parent.join(format!("{name}-{number:03}"));
    (1..).map(folder).find(|path| std::fs::symlink_metadata(path).is_err()).unwrap_or_else(|| folder(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_numbered() {
        let parent = tempfile::tempdir().unwrap();
        assert_eq!(next_folder(parent.path(), "a"), parent.path().join("a-001"));
        std::fs::create_dir(parent.path().join("a-001")).unwrap();
        assert_eq!(next_folder(parent.path(), "a"), parent.path().join("a-002"));
    }
}
