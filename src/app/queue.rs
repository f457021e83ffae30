//! What panels ask for while they draw; carried out at the end of the frame.

use crate::app::commands::Command;
use crate::app::dialogs::Purpose;
use crate::studio::{Action, ExportAction, SettingsAction};

/// One wish.
#[derive(Clone, PartialEq, Debug)]
pub enum Wish {
    /// To be applied to the studio.
    Act(Action),
    /// To be run by the window.
    Run(Command),
    /// A dialog to be opened.
    Ask(Purpose),
}

/// Wishes in the order they were made.
#[derive(Default)]
pub struct Queue(Vec<Wish>);

impl Queue {
    /// Asks for an action.
    pub fn act(&mut self, action: Action) {
        self.0.push(Wish::Act(action));
    }

    /// Asks for a change of the settings.
    pub fn settings(&mut self, action: SettingsAction) {
        self.act(Action::Settings(action));
    }

    /// Asks for something about the export.
    pub fn export(&mut self, action: ExportAction) {
        self.act(Action::Export(action));
    }

    /// Asks for a command.
    pub fn run(&mut self, command: Command) {
        self.0.push(Wish::Run(command));
    }

    /// Asks for a file dialog.
    pub fn ask(&mut self, purpose: Purpose) {
        self.0.push(Wish::Ask(purpose));
    }

    /// Takes all wishes out.
    pub fn take(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.0)
    }
}
