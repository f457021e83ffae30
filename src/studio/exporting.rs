//! The export as the window drives it: sources, forecast, start, end.

use crate::corpus::{self, Source};
use crate::dictionary::Document;
use crate::engine::Settings;
use crate::estimate::{self, Size, Tier};
use crate::export::{self, ExportError, ExportJob, ExportOptions, Outcome};
use crate::progress::Progress;
use crate::studio::files::file_name;
use crate::studio::jobs::{Ended, JobState};
use crate::studio::preview::Text;
use crate::studio::{ExportAction, Shown, Studio, sample};
use crate::text::Markup;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What there is to export.
#[derive(Clone)]
pub(crate) struct Material {
    sources: Vec<Source>,
    texts: Texts,
}

/// Texts in memory, copied only on a worker's thread.
#[derive(Clone)]
enum Texts {
    None,
    /// All built-in ones.
    Sample,
    /// A built-in one.
    One(usize),
    Pasted(Arc<Text>),
}

impl PartialEq for Material {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.texts, &other.texts) {
            (Texts::None, Texts::None) | (Texts::Sample, Texts::Sample) => true,
            (Texts::One(a), Texts::One(b)) => a == b,
            (Texts::Pasted(a), Texts::Pasted(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        same && self.sources == other.sources
    }
}

impl Material {
    /// Name and text of each text in memory.
    fn texts(&self) -> Vec<(String, String)> {
        let sample = |(name, _, text): &(&str, &str, &str)| ((*name).to_owned(), (*text).to_owned());
        match &self.texts {
            Texts::None => Vec::new(),
            Texts::Sample => sample::TEXTS.iter().map(sample).collect(),
            Texts::One(index) => sample::TEXTS.get(*index).map(sample).into_iter().collect(),
            Texts::Pasted(text) => vec![("text.txt".into(), text.text.clone())],
        }
    }
}

/// An export to forecast or run: cloned into a job on the worker's thread.
pub(crate) struct ToExport {
    name: String,
    dictionaries: Vec<Arc<Document>>,
    material: Material,
    settings: Arc<Settings>,
    options: ExportOptions,
    out: PathBuf,
    size: Option<Size>,
}

impl ToExport {
    fn job(self) -> ExportJob {
        let dictionary = |document: Arc<Document>| match Arc::try_unwrap(document) {
            Ok(document) => document.dictionary,
            Err(document) => document.dictionary.clone(),
        };
        ExportJob {
            name: self.name,
            dictionaries: self.dictionaries.into_iter().map(dictionary).collect(),
            texts: self.material.texts(),
            sources: self.material.sources,
            settings: Arc::unwrap_or_clone(self.settings),
            options: self.options,
            out: self.out,
            fresh: false,
        }
    }

    /// Records to expect; `None` when that cannot be told before the export itself is started.
    pub(crate) fn expected_records(mut self) -> Option<u64> {
        let size = self.size.take();
        export::forecast(&self.job(), size.as_ref()).ok()
    }

    /// Exports.
    pub(crate) fn run(self, progress: &Progress) -> Result<Outcome, ExportError> {
        export::run(&self.job(), progress)
    }
}

/// Measures what there is to export; `None` when cancelled.
pub(crate) fn measure(material: &Material, progress: &Progress) -> Option<Result<Size, String>> {
    let measured = if material.sources.is_empty() {
        let texts = material.texts();
        let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        Ok(estimate::measure_texts(&texts, Markup::Plain))
    } else {
        let files = corpus::walk::files(&material.sources);
        files
            .and_then(|files| estimate::measure(&files, progress))
            .map(|found| found.size)
            .map_err(|error| error.to_string())
    };
    (!progress.is_cancelled()).then_some(measured)
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
        let texts = match &self.preview.shown {
            _ if !sources.is_empty() => Texts::None,
            _ if self.is_sample => Texts::Sample,
            Some(Shown::Sample(index)) => Texts::One(*index),
            Some(Shown::Pasted) => Texts::Pasted(Arc::clone(&self.preview.text)),
            Some(Shown::File(path)) => {
                sources.push(Source { path: path.clone(), ..Source::default() });
                Texts::None
            }
            None => Texts::None,
        };
        Material { sources, texts }
    }

    /// Whether the records to expect are told from a sample, and may be others.
    pub fn is_forecast_sampled(&self) -> bool {
        self.job.size.as_ref().is_none_or(|size| !export::is_forecast_exact(size))
    }

    /// Measures the material where it has changed, and forecasts records.
    pub(crate) fn forecast(&mut self) {
        let material = self.material();
        if self.measured_material.as_ref() != Some(&material) {
            self.measured_material = Some(material.clone());
            self.job.size = None;
            self.job.expected_records = None;
            self.job.tier = None;
            self.work.expect.cancel();
            self.work.measure.request(material);
        } else if self.job.size.is_some() {
            self.work.expect.request(self.to_export(material));
        }
    }

    fn to_export(&self, material: Material) -> ToExport {
        let enabled = self.layers.iter().filter(|layer| layer.enabled);
        ToExport {
            name: if self.project_name.is_empty() { "hyperlex".into() } else { self.project_name.clone() },
            dictionaries: enabled.map(|layer| Arc::clone(&layer.document)).collect(),
            material,
            settings: Arc::clone(&self.shared_settings),
            options: self.export.clone(),
            out: self.next_export_folder(),
            size: self.job.size.clone(),
        }
    }

    /// Takes in sizes and forecasts.
    pub(crate) fn poll_export(&mut self) -> bool {
        let mut changed = false;
        if let Some(ended) = self.work.measure.take() {
            changed = true;
            match self.answer(ended) {
                Some(Ok(size)) => {
                    self.job.size = Some(size);
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
        let request = self.to_export(self.material());
        let out = request.out.clone();
        self.job.result = None;
        self.job.failure = None;
        let progress = self.work.export.request(request);
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
