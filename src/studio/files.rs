//! Opening and saving projects and dictionaries; the copy of the sample.

use crate::corpus::Source;
use crate::dictionary::{Document, FileFormat, Level, ProblemKind};
use crate::project::{self, Project};
use crate::studio::background::ReadFrom;
use crate::studio::{LayerState, Notice, Studio, sample};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Files with fewer bytes together are opened at once, others in the background.
const OPEN_AT_ONCE: u64 = 1 << 20;

/// What opening a file gives.
pub(crate) enum Opened {
    /// A project with its dictionaries.
    Project(PathBuf, Box<Project>, Vec<LayerState>),
    /// A dictionary alone.
    Dictionary(Box<LayerState>),
    /// A dictionary for the open project.
    Layer(Box<LayerState>),
}

/// What to open.
#[derive(Clone)]
pub(crate) enum ToOpen {
    Any(PathBuf),
    Layer(PathBuf),
}

impl ToOpen {
    fn path(&self) -> &Path {
        match self {
            Self::Any(path) | Self::Layer(path) => path,
        }
    }

    /// Bytes to read, as far as a look tells.
    fn bytes(&self) -> u64 {
        let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        let own = size(self.path());
        if !is_project(self.path()) || own >= OPEN_AT_ONCE {
            return own;
        }
        let project = Project::load(self.path());
        own + project.map_or(0, |project| project.dictionaries.iter().map(|(path, _)| size(path)).sum())
    }

    /// Reads all of it.
    pub(crate) fn read(&self) -> Result<Opened, String> {
        match self {
            Self::Layer(path) => Ok(Opened::Layer(Box::new(imported_layer(path)?))),
            Self::Any(path) if is_project(path) => {
                let project = Project::load(path).map_err(|error| error.to_string())?;
                let mut layers = Vec::new();
                for (path, enabled) in &project.dictionaries {
                    layers.push(LayerState { enabled: *enabled, ..layer(path)? });
                }
                Ok(Opened::Project(path.clone(), Box::new(project), layers))
            }
            Self::Any(path) => Ok(Opened::Dictionary(Box::new(imported_layer(path)?))),
        }
    }
}

fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(project::EXTENSION))
}

/// A dictionary of any format.
fn layer(path: &Path) -> Result<LayerState, String> {
    let (document, problems) = Document::load(path).map_err(|error| error.to_string())?;
    if let Some(newer) = problems.iter().find(|problem| problem.kind == ProblemKind::NewerFormat) {
        return Err(format!("{}: {}", path.display(), newer.message));
    }
    Ok(LayerState::new(document, problems, Some(path.to_owned())))
}

/// A dictionary; one that is not RON is written to a new file beside it.
fn imported_layer(path: &Path) -> Result<LayerState, String> {
    let mut state = layer(path)?;
    if FileFormat::of(path) != Some(FileFormat::Ron) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if state.dictionary().name.is_empty() {
            std::sync::Arc::make_mut(&mut state.document).dictionary.name.clone_from(&stem);
        }
        let new = free_file(path.parent().unwrap_or(Path::new("")), &stem, "ron");
        state.document.save(&new).map_err(|error| error.to_string())?;
        state.path = Some(new);
    }
    Ok(state)
}

/// `folder/stem.extension`, or with -2, -3 … when that is taken.
fn free_file(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let name = |number: u32| match number {
        1 => folder.join(format!("{stem}.{extension}")),
        number => folder.join(format!("{stem}-{number}.{extension}")),
    };
    (1..).map(name).find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| name(1))
}

impl Studio {
    /// Opens a project or dictionary: small ones at once.
    pub(crate) fn open(&mut self, what: ToOpen) {
        if what.bytes() < OPEN_AT_ONCE {
            let opened = what.read();
            self.take_opened(opened);
        } else {
            self.request_opening(what);
        }
    }

    /// Shows what was opened; what was open before stays when that failed.
    pub(crate) fn take_opened(&mut self, opened: Result<Opened, String>) {
        match opened {
            Err(sentence) => self.fail(sentence),
            Ok(Opened::Layer(layer)) => match self.layers.iter().position(|open| open.path == layer.path) {
                Some(open) => self.active_layer = open,
                None => self.add_layer(*layer),
            },
            Ok(Opened::Dictionary(layer)) => {
                self.close_project();
                self.project_name.clone_from(&layer.dictionary().name);
                self.preferences.last_project.clone_from(&layer.path);
                self.layers.push(*layer);
                self.after_opening();
                self.show_something();
            }
            Ok(Opened::Project(path, project, layers)) => {
                self.close_project();
                self.take_project(*project);
                self.layers = layers;
                self.preferences.last_project = Some(path.clone());
                self.project_path = Some(path);
                self.after_opening();
                self.show_something();
            }
        }
    }

    fn take_project(&mut self, project: Project) {
        self.project_name = project.name;
        self.sources = project.sources;
        self.settings = project.settings;
        self.export = project.export;
        self.presets = project.presets;
    }

    /// Shows the first source, else a text of the built-in sample in the dictionary's language.
    fn show_something(&mut self) {
        match self.sources.first() {
            Some(source) => self.show(ReadFrom::Source(source.clone())),
            None => self.show_sample(usize::from(self.dictionary_language() == crate::studio::Language::English)),
        }
    }

    /// The project as it is saved.
    pub fn project(&self) -> Project {
        let dictionary = |layer: &LayerState| Some((layer.path.clone()?, layer.enabled));
        Project {
            name: self.project_name.clone(),
            dictionaries: self.layers.iter().filter_map(dictionary).collect(),
            sources: self.sources.clone(),
            settings: self.settings.clone(),
            export: self.export.clone(),
            presets: self.presets.clone(),
        }
    }

    /// Whether saving has to ask for a path first.
    pub fn needs_path(&self) -> bool {
        let pathless = self.layers.iter().any(|layer| layer.path.is_none());
        !self.is_sample && self.project_path.is_none() && (self.project_dirty || pathless)
    }

    /// Saves all that is not saved and has a place.
    pub(crate) fn save(&mut self) {
        self.history_closed();
        self.keep_sample();
        let project_path = self.project_path.clone();
        let mut saved = None;
        for index in 0..self.layers.len() {
            match self.save_layer(index, project_path.as_deref()) {
                Ok(Some(path)) => saved = Some(path),
                Ok(None) => {}
                Err(sentence) => return self.fail(sentence),
            }
        }
        if let Some(path) = project_path.filter(|_| self.project_dirty) {
            if let Err(error) = self.project().save(&path) {
                return self.fail(error);
            }
            self.project_dirty = false;
            saved = Some(path);
        }
        if let Some(path) = saved {
            self.notices.push(Notice::Saved(path));
            self.say_errors();
        }
    }

    /// Saves a layer that has changes; where it was saved.
    fn save_layer(&mut self, index: usize, project: Option<&Path>) -> Result<Option<PathBuf>, String> {
        let Some(layer) = self.layers.get_mut(index).filter(|layer| layer.dirty) else { return Ok(None) };
        let path = match (&layer.path, project) {
            (Some(path), _) => path.clone(),
            (None, None) => return Ok(None),
            (None, Some(project)) => {
                let folder = project.parent().unwrap_or(Path::new("")).join("dictionaries");
                fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
                free_file(&folder, &file_name(&layer.dictionary().name, "dictionary"), "ron")
            }
        };
        layer.document.save(&path).map_err(|error| error.to_string())?;
        layer.saved = layer.version;
        layer.dirty = false;
        if layer.path.is_none() {
            layer.path = Some(path.clone());
            self.project_dirty = true;
        }
        Ok(Some(path))
    }

    /// Says that a saved dictionary has errors.
    fn say_errors(&mut self) {
        let errors = self.problems.iter().filter(|(_, problem)| problem.level == Level::Error).count();
        if errors > 0 {
            self.fail(format!("saved with {errors} errors; see the list of problems"));
        }
    }

    /// Saves the project at another path.
    pub(crate) fn save_project_as(&mut self, path: PathBuf) {
        self.keep_sample();
        let path = if is_project(&path) { path } else { path.with_extension(project::EXTENSION) };
        if self.project_name.is_empty() || self.project_path.is_none() {
            self.project_name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        let before = self.project_path.replace(path.clone());
        let dirty = std::mem::replace(&mut self.project_dirty, true);
        self.save();
        if self.project_dirty {
            // It could not be saved there, and that has been said.
            self.project_path = before;
            self.project_dirty = dirty;
        } else {
            self.preferences.last_project = Some(path);
        }
    }

    /// Copies the built-in sample to the user's documents before its first edit, and says so.
    pub(crate) fn keep_sample(&mut self) {
        if !std::mem::replace(&mut self.is_sample, false) {
            return;
        }
        match self.copy_sample() {
            Ok(folder) => self.notices.push(Notice::SampleCopied(folder)),
            Err(sentence) => {
                self.project_dirty = true;
                self.fail(format!("the sample could not be copied, so it has no file yet: {sentence}"));
            }
        }
    }

    fn copy_sample(&mut self) -> Result<PathBuf, String> {
        let folder = new_folder(&self.folders.documents, sample::NAME)?;
        let write = |path: PathBuf, text: &str| {
            crate::file::replace(&path, text.as_bytes()).map(|()| path).map_err(|error| error.to_string())
        };
        let dictionaries = folder.join("dictionaries");
        fs::create_dir(&dictionaries).map_err(|error| format!("{}: {error}", dictionaries.display()))?;
        for (name, text) in sample::DICTIONARIES {
            write(dictionaries.join(name), text)?;
        }
        let mut sources = Vec::new();
        for (name, _, text) in sample::TEXTS {
            sources.push(Source { path: write(folder.join(name), text)?, ..Source::default() });
        }
        for layer in &mut self.layers {
            layer.path = layer.sample.map(|name| dictionaries.join(name)).or(layer.path.take());
        }
        if self.sources.is_empty() {
            self.sources = sources;
        }
        let path = folder.join(format!("{}.{}", sample::NAME, project::EXTENSION));
        self.project().save(&path).map_err(|error| error.to_string())?;
        self.preferences.last_project = Some(path.clone());
        self.project_path = Some(path);
        self.forecast();
        Ok(folder)
    }
}

/// Makes `parent/name`, or with -2, -3 … when that is there.
fn new_folder(parent: &Path, name: &str) -> Result<PathBuf, String> {
    fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
    let mut number = 1_u32;
    loop {
        let folder = parent.join(if number == 1 { name.to_owned() } else { format!("{name}-{number}") });
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(format!("{}: {error}", folder.display())),
        }
    }
}

/// A name that every system takes for a file.
pub(crate) fn file_name(name: &str, otherwise: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { ' ' };
    let name: String = name.chars().map(safe).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join("-");
    let name: String = name.trim_matches(['.', '-']).chars().take(60).collect();
    if name.is_empty() { otherwise.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        for (name, expected) in [
            ("Чехов", "Чехов"),
            ("a/b: c?", "a-b-c"),
            ("..", "x"),
            ("", "x"),
            ("  my   words ", "my-words"),
            ("../../etc", "etc"),
        ] {
            assert_eq!(file_name(name, "x"), expected, "{name}");
        }
    }

    #[test]
    fn a_taken_name_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(free_file(folder.path(), "a", "ron"), folder.path().join("a.ron"));
        fs::write(folder.path().join("a.ron"), "").unwrap();
        assert_eq!(free_file(folder.path(), "a", "ron"), folder.path().join("a-2.ron"));
        assert_eq!(new_folder(folder.path(), "s").unwrap(), folder.path().join("s"));
        assert_eq!(new_folder(folder.path(), "s").unwrap(), folder.path().join("s-2"));
    }
}
