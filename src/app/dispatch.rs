//! Carrying out what was asked for: keys, commands, dialogs, dropped files, the wish to close.

use crate::app::Window;
use crate::app::commands::Command;
use crate::app::dialogs::{Purpose, Wording};
use crate::app::i18n::{tr, tr_with};
use crate::app::panels::confirm::{Answer, Confirm, Then};
use crate::app::panels::{command_search, edits, picker};
use crate::app::queue::Wish;
use crate::studio::{Action, ExportAction, Language, Panels, RowKind, SettingsAction, ThemeChoice};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};

impl Window {
    /// Queues the commands whose keys were pressed.
    pub(crate) fn shortcuts(&mut self, ctx: &Context) {
        if self.drafts.confirm.is_some() {
            return;
        }
        let typing = self.drafts.form.typing.as_ref().is_some_and(|typing| typing.changed)
            || self.drafts.dictionary.is_typing(ctx);
        for command in Command::ALL {
            // While a text is being typed, undo is about its letters.
            if typing && matches!(command, Command::Undo | Command::Redo) {
                continue;
            }
            let Some(shortcut) = command.spec().shortcut else { continue };
            if command.is_enabled(&self.studio) && ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                self.queue.run(command);
            }
        }
    }

    /// Takes in what happened outside the window's own drawing.
    pub(crate) fn outside(&mut self, ctx: &Context) {
        if let Some((purpose, paths)) = self.dialogs.poll() {
            self.answered(purpose, paths);
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.dropped(dropped);
        }
        let title = self.title_text(ctx);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close && self.has_unfinished() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.drafts.confirm = Some(Confirm::new(Then::Quit, self.studio.job.running.is_some()));
        }
    }

    fn title_text(&self, ctx: &Context) -> String {
        let name = crate::app::words::project_name(ctx, &self.studio);
        let mark = if self.is_dirty() { "• " } else { "" };
        format!("{mark}{name} — hyperlex")
    }

    /// Whether something is not saved.
    pub(crate) fn is_dirty(&self) -> bool {
        self.studio.project_dirty || self.studio.layers.iter().any(|layer| layer.dirty)
    }

    fn has_unfinished(&self) -> bool {
        self.is_dirty() || self.studio.job.running.is_some()
    }

    /// Carries out the queue. What one wish asks for further is carried out in the same frame.
    pub(crate) fn dispatch(&mut self, ctx: &Context) {
        let mut acted = false;
        for _ in 0..4 {
            let wishes = self.queue.take();
            if wishes.is_empty() {
                break;
            }
            acted = true;
            for wish in wishes {
                match wish {
                    Wish::Act(action) => self.act(action),
                    Wish::Run(command) => self.run_command(ctx, command),
                    Wish::Ask(purpose) => self.ask(ctx, purpose),
                }
            }
        }
        if acted {
            ctx.request_repaint();
        }
    }

    /// Applies an action; what would lose unsaved work is asked about first.
    fn act(&mut self, action: Action) {
        let leaves = matches!(action, Action::NewProject | Action::OpenSample | Action::Open(_));
        let adds_only = matches!(&action, Action::Open(path) if !is_project(path));
        if leaves && !adds_only && self.is_dirty() {
            self.drafts.confirm = Some(Confirm::new(Then::Act(action), false));
            return;
        }
        self.studio.apply(action);
    }

    /// Runs a command.
    pub(crate) fn run_command(&mut self, ctx: &Context, command: Command) {
        if !command.is_enabled(&self.studio) {
            return;
        }
        match command {
            Command::NewProject => self.act(Action::NewProject),
            Command::OpenSample => self.act(Action::OpenSample),
            Command::Open => self.ask(ctx, Purpose::Open),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask(ctx, Purpose::SaveProject),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo => self.studio.apply(Action::Undo),
            Command::Redo => self.studio.apply(Action::Redo),
            Command::NewEntry | Command::Find => self.focus_add_box(ctx),
            Command::NewLink | Command::NewPattern => {
                self.unfold_left(ctx);
                edits::add_blank(ctx, &self.studio, command == Command::NewLink, &mut self.queue);
            }
            Command::PickSymbol => self.drafts.picker = picker::PickerDraft::open(ctx, &self.studio),
            Command::DuplicateEntry | Command::DeleteEntry | Command::ToggleEntry => self.selected_entry(command),
            Command::NewDictionary => {
                let name = tr(ctx, "new-dictionary-name");
                self.studio.apply(Action::NewLayer(name));
                self.focus_add_box(ctx);
            }
            Command::AddDictionary => self.ask(ctx, Purpose::AddDictionary),
            Command::AddSources => self.ask(ctx, Purpose::AddSources),
            Command::AddSourceFolder => self.ask(ctx, Purpose::AddSourceFolder),
            Command::ChooseExportFolder => self.ask(ctx, Purpose::ExportFolder),
            Command::Export => self.studio.apply(Action::Export(ExportAction::Start)),
            Command::CancelExport => self.studio.apply(Action::Export(ExportAction::Cancel)),
            Command::Reroll => self.studio.apply(Action::Settings(SettingsAction::Reroll)),
            Command::Commands => self.drafts.search = command_search::SearchDraft::toggle(&self.drafts.search),
            Command::Issues => self.drafts.issues_open = true,
            Command::About => self.drafts.about_open = true,
            _ => self.run_look(ctx, command),
        }
    }

    /// Language, theme, zoom, folding.
    fn run_look(&mut self, ctx: &Context, command: Command) {
        let panels = self.studio.preferences.panels;
        let (left, right) = crate::app::layout::folded(&panels, ctx.content_rect().width());
        match command {
            Command::Russian => self.studio.apply(Action::SetLanguage(Language::Russian)),
            Command::English => self.studio.apply(Action::SetLanguage(Language::English)),
            Command::Light => self.studio.apply(Action::SetTheme(ThemeChoice::Light)),
            Command::Dark => self.studio.apply(Action::SetTheme(ThemeChoice::Dark)),
            Command::SystemTheme => self.studio.apply(Action::SetTheme(ThemeChoice::System)),
            Command::ToggleDictionary => {
                self.studio.apply(Action::SetPanels(Panels { left_folded: Some(!left), ..panels }));
            }
            Command::ToggleExport => {
                self.studio.apply(Action::SetPanels(Panels { right_folded: Some(!right), ..panels }));
            }
            Command::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            Command::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            Command::ZoomReset => ctx.set_zoom_factor(1.0),
            _ => {}
        }
    }

    fn unfold_left(&mut self, ctx: &Context) {
        let panels = self.studio.preferences.panels;
        if crate::app::layout::folded(&panels, ctx.content_rect().width()).0 {
            self.studio.apply(Action::SetPanels(Panels { left_folded: Some(false), ..panels }));
        }
    }

    fn focus_add_box(&mut self, ctx: &Context) {
        self.unfold_left(ctx);
        self.drafts.dictionary.focus_add_box(ctx);
    }

    fn selected_entry(&mut self, command: Command) {
        let Some(selection) = self.studio.selection else { return };
        match command {
            Command::DeleteEntry => self.studio.apply(Action::DeleteSelected),
            Command::DuplicateEntry => {
                if let Some(action) = edits::duplicate(&self.studio, selection) {
                    self.studio.apply(action);
                }
            }
            _ => {
                let edit = match selection.row {
                    RowKind::Entry(_) => edits::edit_entry(&self.studio, selection, "step-enabled", |entry| {
                        entry.enabled = !entry.enabled;
                    }),
                    RowKind::Link(_) => edits::edit_link(&self.studio, selection, "step-enabled", |link| {
                        link.enabled = !link.enabled;
                    }),
                };
                if let Some(action) = edit {
                    self.studio.apply(action);
                }
            }
        }
    }

    fn save(&mut self, ctx: &Context) {
        if self.studio.project_path.is_none() && !self.studio.is_sample {
            self.ask(ctx, Purpose::SaveProject);
        } else {
            self.studio.apply(Action::Save);
        }
    }

    fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        let title = match purpose {
            Purpose::Open => "dialog-open",
            Purpose::SaveProject => "dialog-save",
            Purpose::AddDictionary => "dialog-add-dictionary",
            Purpose::AddSources => "dialog-add-sources",
            Purpose::AddSourceFolder => "dialog-add-folder",
            Purpose::ShowFile => "dialog-show-file",
            Purpose::ExportFolder => "dialog-export-folder",
        };
        let filter = match purpose {
            Purpose::Open | Purpose::SaveProject => "dialog-filter-projects",
            Purpose::AddDictionary => "dialog-filter-dictionaries",
            _ => "dialog-filter-texts",
        };
        let name = crate::app::words::project_name(ctx, &self.studio);
        let file_name = tr_with(ctx, "dialog-project-file", [("name", name.into())]);
        let wording = Wording { title: tr(ctx, title), filter: tr(ctx, filter), file_name };
        let folder = self.studio.project_path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
        self.dialogs.ask(ctx, purpose, wording, folder);
    }

    /// What the user chose in a dialog.
    pub fn answered(&mut self, purpose: Purpose, mut paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        if matches!(purpose, Purpose::AddSources | Purpose::AddSourceFolder) {
            return self.studio.apply(Action::Export(ExportAction::AddSources(paths)));
        }
        let path = paths.swap_remove(0);
        match purpose {
            Purpose::Open => self.act(Action::Open(path)),
            Purpose::SaveProject => {
                let path = if path.extension().is_some() { path } else { path.with_extension("hyperlex") };
                self.studio.apply(Action::SaveProjectAs(path));
            }
            Purpose::AddDictionary => self.studio.apply(Action::AddLayer(path)),
            Purpose::ShowFile => self.studio.apply(Action::ShowFile(path)),
            Purpose::ExportFolder => self.studio.apply(Action::Export(ExportAction::Folder(path))),
            Purpose::AddSources | Purpose::AddSourceFolder => {}
        }
    }

    /// Files dropped on the window: projects open, dictionaries become layers, texts and folders become sources.
    pub fn dropped(&mut self, paths: Vec<PathBuf>) {
        let mut sources = Vec::new();
        for path in paths {
            match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
                "hyperlex" => self.act(Action::Open(path)),
                "ron" | "json" | "csv" | "tsv" => self.studio.apply(Action::AddLayer(path)),
                _ => sources.push(path),
            }
        }
        if let Some(first) = sources.first().filter(|path| path.extension().is_some()).cloned() {
            self.studio.apply(Action::ShowFile(first));
        }
        if !sources.is_empty() {
            self.studio.apply(Action::Export(ExportAction::AddSources(sources)));
        }
    }

    /// What the user said about unsaved work.
    pub(crate) fn confirmed(&mut self, ctx: &Context, answer: Answer) {
        let Some(confirm) = self.drafts.confirm.take() else { return };
        match answer {
            Answer::Stay => return,
            Answer::Save => {
                self.save(ctx);
                if self.is_dirty() {
                    // The dialog for its name is open now, or saving failed and a notice says why.
                    return;
                }
            }
            Answer::Discard => {}
        }
        match confirm.then {
            Then::Quit => {
                self.may_close = true;
                if self.studio.job.running.is_some() {
                    self.studio.apply(Action::Export(ExportAction::Cancel));
                }
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::Act(action) => self.studio.apply(action),
        }
    }
}

fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "hyperlex")
}
