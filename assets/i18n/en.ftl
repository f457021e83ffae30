# What the window says, in English. The keys are the same as in ru.ftl; a test compares them.

## Units
unit-bytes = { $value } B
unit-kb = { $value } KB
unit-mb = { $value } MB
unit-gb = { $value } GB
per-second = { $value }/s

## Commands
command-new-project = New project
command-open = Open…
command-open-sample = Open the sample project
command-save = Save
command-save-as = Save as…
command-quit = Quit
command-undo = Undo
command-redo = Redo
command-new-entry = New word
command-new-link = New link
command-new-pattern = New pattern
command-find = Find in the dictionaries
command-duplicate-entry = Duplicate
command-delete-entry = Delete
command-toggle-entry = Switch on or off
command-pick-symbol = Pick a symbol…
command-new-dictionary = New dictionary
command-add-dictionary = Add a dictionary…
command-add-sources = Add source files…
command-add-source-folder = Add a source folder…
command-choose-export-folder = Choose the folder for exports…
command-export = Export
command-cancel-export = Cancel the export
command-reroll = Reroll the seed
command-commands = Commands
command-toggle-dictionary = Show or fold the dictionary panel
command-toggle-export = Show or fold the export panel
command-zoom-in = Larger
command-zoom-out = Smaller
command-zoom-reset = Normal size
command-issues = Show issues
command-russian = Русский
command-english = English
command-light = Light
command-dark = Dark
command-system-theme = As the system
command-about = About and licences

## Top bar
untitled = Untitled
project-menu = Project
menu-language = Language
menu-theme = Theme
undo-of = { $command }: { $step }
export = Export
search-hint = Search commands
resize-left = Width of the dictionary panel
resize-right = Width of the export panel

## Rails
rail-show-export = Show the export panel
rail-show-dictionary = Show the dictionary panel
sources = Sources
dataset = Dataset
size = Size
dictionaries = Dictionaries

## Status bar
status-tokens = Tokens: { $name }
status-ready = Ready
status-issues = { $count ->
    [one] { $count } issue
   *[other] { $count } issues
}
status-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
status-saved = Saved
status-unsaved = Not saved
status-sample = Sample project
status-scanning = Measuring
status-exporting = Exporting
status-finishing = Finishing
status-records = { $count } records
status-left = { $time } left

## Steps of undo
step-other = change{ $about ->
    [''] {""}
   *[other] {" "}of “{ $about }”
}
step-enabled = switch “{ $about }”

## Notices
notice-sample-copied = The sample was copied to { $path }; your changes live there
notice-saved = Saved { $name }
notice-imported = Added { $added }, changed { $changed }, skipped { $skipped }, rejected { $rejected }

## Dialogs
dialog-open = Open a project or a dictionary
dialog-save = Save the project
dialog-add-dictionary = Add a dictionary
dialog-add-sources = Add source files
dialog-add-folder = Add a source folder
dialog-show-file = Show a text
dialog-export-folder = Folder for exports
dialog-filter-projects = Projects and dictionaries
dialog-filter-dictionaries = Dictionaries
dialog-filter-texts = Texts
dialog-project-file = { $name }.hyperlex
drop-hint = Drop texts, dictionaries or a project
new-dictionary-name = New dictionary
