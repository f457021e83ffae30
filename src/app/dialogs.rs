//! The system's file dialogs: on a thread of their own, one at a time.

use crossbeam_channel::{Receiver, TryRecvError};
use std::path::PathBuf;

/// What a dialog is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A project or dictionary to open.
    Open,
    /// Where to save the project.
    SaveProject,
    /// A dictionary to add as a layer.
    AddDictionary,
    /// Files to export.
    AddSources,
    /// A folder to export.
    AddSourceFolder,
    /// A text to look at.
    ShowFile,
    /// Where exports are made.
    ExportFolder,
}

/// What is written in a dialog.
pub struct Wording {
    /// Its title.
    pub title: String,
    /// Name of the list of fitting files.
    pub filter: String,
    /// Proposed file name.
    pub file_name: String,
}

/// The one dialog that may be open.
#[derive(Default)]
pub struct Dialogs {
    open: Option<(Purpose, Receiver<Vec<PathBuf>>)>,
}

impl Dialogs {
    /// Opens a dialog, unless one is open.
    pub fn ask(&mut self, ctx: &egui::Context, purpose: Purpose, wording: Wording, folder: Option<PathBuf>) {
        if self.open.is_some() {
            return;
        }
        let (sender, receiver) = crossbeam_channel::bounded(1);
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let answer = show(purpose, &wording, folder);
            // Nobody listens when the window is gone.
            let _ = sender.send(answer);
            ctx.request_repaint();
        });
        self.open = Some((purpose, receiver));
    }

    /// What the user chose, once; an empty list is a cancelled dialog.
    pub fn poll(&mut self) -> Option<(Purpose, Vec<PathBuf>)> {
        let (purpose, receiver) = self.open.as_ref()?;
        let purpose = *purpose;
        let answer = match receiver.try_recv() {
            Ok(paths) => Some((purpose, paths)),
            Err(TryRecvError::Disconnected) => Some((purpose, Vec::new())),
            Err(TryRecvError::Empty) => None,
        };
        if answer.is_some() {
            self.open = None;
        }
        answer
    }

    /// Whether a dialog is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

fn show(purpose: Purpose, wording: &Wording, folder: Option<PathBuf>) -> Vec<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(&wording.title);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let endings: &[&str] = match purpose {
        Purpose::Open => &["hyperlex", "ron", "json", "csv", "tsv", "txt"],
        Purpose::SaveProject => &["hyperlex"],
        Purpose::AddDictionary => &["ron", "json", "csv", "tsv", "txt"],
        Purpose::AddSources | Purpose::ShowFile => &crate::corpus::EXTENSIONS_WITH_PACKED,
        Purpose::AddSourceFolder | Purpose::ExportFolder => &[],
    };
    if !endings.is_empty() {
        dialog = dialog.add_filter(&wording.filter, endings);
    }
    let one = |path: Option<PathBuf>| path.into_iter().collect();
    match purpose {
        Purpose::Open | Purpose::AddDictionary | Purpose::ShowFile => one(dialog.pick_file()),
        Purpose::SaveProject => one(dialog.set_file_name(&wording.file_name).save_file()),
        Purpose::AddSources => dialog.pick_files().unwrap_or_default(),
        Purpose::AddSourceFolder | Purpose::ExportFolder => one(dialog.pick_folder()),
    }
}
