//! Dictionaries, project and settings that a command works with.

use crate::check::guessed_words;
use crate::cli::Stop;
use crate::cli::options::TransformArgs;
use crate::cli::output::{say, shown};
use crate::dictionary::{Document, Level, Problem};
use crate::engine::{Forms, Layer, Lexicon, Settings, Worker};
use crate::project::Project;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many words with guessed forms are named.
const MOST_GUESSES: usize = 5;

/// So many errors of a dictionary are listed; `check` lists all.
const MOST_ERRORS: usize = 20;

/// What the arguments and the project give together.
pub struct Setup {
    /// The project, where one is named.
    pub project: Option<Project>,
    /// The dictionaries in order, and whether each takes part.
    pub dictionaries: Vec<(Document, bool)>,
    /// How to transform.
    pub settings: Settings,
}

impl Setup {
    /// Reads what `args` name. A dictionary with errors is refused: what is wrong is said, each with its place.
    pub fn load(args: &TransformArgs) -> anyhow::Result<Self> {
        if args.dictionaries.is_empty() && args.project.is_none() {
            return Err(Stop::Usage("name a dictionary with -d DICT, or a project with -p PROJECT".into()).into());
        }
        let project = args.project.as_deref().map(Project::load).transpose()?;
        let paths: Vec<(PathBuf, bool)> = match &project {
            Some(project) if args.dictionaries.is_empty() => project.dictionaries.clone(),
            _ => args.dictionaries.iter().map(|path| (path.clone(), true)).collect(),
        };
        let mut dictionaries = Vec::with_capacity(paths.len());
        for (path, enabled) in paths {
            dictionaries.push((dictionary(&path)?, enabled));
        }
        let settings = args.applied(project.as_ref().map(|project| project.settings.clone()).unwrap_or_default());
        let setup = Self { project, dictionaries, settings };
        setup.tell_guesses();
        Ok(setup)
    }

    /// Says whose forms are guesses that nobody has approved: they are matched like others.
    fn tell_guesses(&self) {
        if self.settings.forms == Forms::Exact {
            return;
        }
        let enabled = self.dictionaries.iter().filter(|(_, enabled)| *enabled);
        let words: Vec<String> = enabled.flat_map(|(document, _)| guessed_words(&document.dictionary)).collect();
        let Some((first, rest)) = words.split_first() else { return };
        let named =
            rest.iter().take(MOST_GUESSES - 1).fold(format!("«{first}»"), |all, word| format!("{all}, «{word}»"));
        let more = match words.len().saturating_sub(MOST_GUESSES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        say(&format!(
            "warning: forms of {named}{more} are guessed by their endings; `hyperlex check` lists them, \
             `allow: [GuessedForms]` approves them"
        ));
    }

    /// A worker with the compiled dictionaries.
    pub fn worker(&self) -> anyhow::Result<Worker> {
        let layers: Vec<Layer<'_>> = self
            .dictionaries
            .iter()
            .map(|(document, enabled)| Layer { dictionary: &document.dictionary, enabled: *enabled })
            .collect();
        let (lexicon, _) = Lexicon::compile(&layers, self.settings.forms);
        Ok(Worker::new(Arc::new(lexicon), Arc::new(self.settings.clone()))?)
    }
}

/// A dictionary without errors.
pub fn dictionary(path: &Path) -> anyhow::Result<Document> {
    let (document, problems) = Document::load(path)?;
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.level == Level::Error).collect();
    if errors.is_empty() {
        return Ok(document);
    }
    for problem in errors.iter().take(MOST_ERRORS) {
        say(&line(path, problem));
    }
    if errors.len() > MOST_ERRORS {
        say(&format!("{}: {} more errors; `hyperlex check` lists them", shown(path), errors.len() - MOST_ERRORS));
    }
    Err(Stop::Said.into())
}

/// `file:line:column: error: sentence`.
pub fn line(path: &Path, problem: &Problem) -> String {
    let level = match problem.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    format!("{}:{}:{}: {level}: {}", shown(path), problem.line, problem.column, problem.message)
}
