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

## Text and hyperwords
preview-text = Text and hyperwords
preview-source = Source
preview-target = Hyperwords
preview-nothing = The text will stand here beside its hyperwords. Open a file or paste a passage from the menu above this page.
preview-scroll = Place in the text
preview-copy = Copy the hyperwords
preview-show-gaps = Show frequent words without an entry
preview-hide-gaps = Hide frequent words without an entry
preview-shown = Which text is shown
preview-choose = Choose a text
preview-samples = Samples
preview-open = Open text…
preview-paste = Paste from the clipboard

## The card of a word
hover-card = Why so: { $word }
hover-origin = from “{ $name }”
hover-form-label = Form
hover-draw-label = Draw
hover-written-label = Written
hover-written = { $palette } · { $style } style
hover-drawn = { $draw } < { $density }, replaced
hover-above-density = { $draw } ≥ { $density }, stays
hover-over-max = Over the limit for a sentence
hover-pinned = Pinned: always replaced
hover-vetoed = You forbade it here
hover-link-member = Part of a link: its symbol stands at another word.
hover-no-entry = No dictionary has an entry with this word.
hover-excepted = The entry excepts this form.
hover-name = A name inside a sentence is left alone. The entry or the settings can change that.
hover-protected = A protected place: an address, code or markup.
hover-function-word = A function word without an entry.
hover-shadowed = A longer or earlier entry has this place.
hover-entry-off = The entry is switched off.
hover-dictionary-off = The dictionary with this entry is switched off.
hover-open-entry = Open entry
hover-except-form = Except this form
hover-add = Add to dictionary

## Numbers below the text
stat-coverage = Coverage
stat-coverage-tip = Share of words that became symbols
stat-sites = Sites
stat-sites-tip = Sites replaced of all that the dictionary matches
stat-of = / { $all }
stat-tokens-before = Tokens before
stat-tokens-before-tip = Tokens of the source, o200k
stat-tokens-after = Tokens after
stat-tokens-after-tip = Tokens of the hyperwords, o200k: replacing mostly makes text longer
stat-pages = A4 pages
stat-pages-tip = 350 Russian or 480 English words a page

## How it is written
density = Density
density-both = { $sites } of sites · { $words } of words
density-of-words = · { $words } of words
style = Style
style-mix = Mix
style-symbol = Symbol
style-emotion = Emotion
style-after = After word
style-gloss = Gloss
style-node = Node
style-path = Path
style-own = Your own template
style-template = Style template
style-error = Wrong at character { $position }: check brackets and field names
style-example-word = rain
style-example-emotion = sorrow
palette = Palette
palette-emoji = Emoji
palette-glyph = Glyphs
palette-ascii = ASCII
seed = Seed
seed-reroll = Reroll the seed: { $seed }
seed-tip = Click rerolls, the right button opens the number
settings-more = More settings
settings-unit = What is transformed as one
unit-sentence = Sentence
unit-sentence-example = the usual
unit-line = Line
unit-line-example = verse, lists
unit-paragraph = Paragraph
unit-paragraph-example = flowing text
unit-chunk = Chunk
unit-chunk-example = about 200 words
settings-climb = Climb the hierarchy
climb-top = Top
settings-per-sentence = At most in a sentence
settings-any = All
settings-variants = Variants a unit
settings-names = Replace names too

## Export
close = Close
source-add = Add a source
source-remove = Remove: { $name }
source-drop = Drop text files here
source-measuring = Counting…
source-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
source-pages = { $pages } p.
dataset-schema = Schema
dataset-schema-txt = plain text
dataset-direction = Direction
direction-encode = To hyperwords
direction-decode = From hyperwords
direction-both = Both ways
dataset-format = Format
dataset-split = Split
dataset-split-train = Share of training
dataset-split-validation = Edge of validation and test
split-train = train
split-validation = validation
split-val-short = val.
split-test = test
split-count = { $name } { $count }
size-pages = A4 pages
size-empty = The size appears with the first source
size-measuring = Counting records…
size-enough = Enough for a full corpus
size-missing = { $count ->
    [one] { $count } more record makes { $tier }
   *[other] { $count } more records make { $tier }
}
size-times = { $times } times as much { $plural ->
   *[other] makes { $tier }
}
tier-none = Not enough yet
tier-demonstration = Demo
tier-lora-test = LoRA test
tier-full-corpus = Full corpus
tier-demonstration-to = a demonstration
tier-lora-test-to = a LoRA test
tier-full-corpus-to = a full corpus
tier-range = { $name }: { $from }–{ $to } records
tokens-units = { $count } tokens
tokens-thousands = { $count } k tokens
tokens-millions = { $count } M tokens
tokens-billions = { $count } B tokens
export-dedupe = Remove duplicates
export-dedupe-tip = Equal records go into the set once
export-sites = Sites beside records
export-sites-tip = With them the source text can be restored to the byte
export-start = Export
export-records = { $count ->
    [one] Export { $count } record
   *[other] Export { $count } records
}
export-texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
}
export-folder = into { $name }
export-scanning = Measuring sources
export-running = Written: { $count }
export-finishing = Checksums
export-pace = { $speed }/s · { $time } left
export-cancel = Cancel the export
export-failed = The export failed
done-title = { $count ->
    [one] { $count } record is ready
   *[other] { $count } records are ready
}
done-close = Close the card
done-pages = A4 pages
done-bytes = files
done-quarantined = quarantine
done-first = { $count ->
    [one] First record
   *[other] First records
}
done-open = Open folder
done-copy = Copy the training command

## First page
welcome-title = Words become symbols
welcome-about = Build a dictionary, watch the text change, export a training set.
welcome-text = Text
welcome-hyper = Hyper
welcome-example = Rain fell all night, and a light burned in the window.
welcome-example-word-1 = rain
welcome-example-emotion-1 = sorrow
welcome-example-word-2 = light
welcome-example-emotion-2 = joy
welcome-sample = Open the sample project
welcome-sample-about = Dictionaries all set up, pages of Turgenev and Austen
welcome-dictionary = Start a dictionary
welcome-dictionary-about = Type a word, pick a symbol, see the text answer
welcome-open = Open a project…
welcome-open-about = A .hyperlex file or a .ron dictionary
welcome-drop = or drop texts and dictionaries anywhere
key-enter = Enter
