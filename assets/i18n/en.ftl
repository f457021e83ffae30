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
hover-function-form = Far more often a function word: it does not count as a form of the entry.
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
export-records-about = Export ≈ { $count } records
export-records = { $count ->
    [one] Export { $count } record
   *[other] Export { $count } records
}
export-texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
}
export-folder = Folder: { $name }
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
welcome-example = Rain all night, and a light in the window.
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

## Dictionary panel
add-menu = Add
more = More
import = Import…
no-dictionary = Your words and their symbols will live here. Start a dictionary, or bring one: JSON, CSV, TXT.
resize-form = Height of the form
layer-switch = Use “{ $name }”
layer-active = New words go here
layer-activate = Add new words here
layer-name = Name of the dictionary
layer-switch-off = Switch off
layer-switch-on = Switch on
layer-rename = Rename
layer-remove = Take out of the project
filter = Filter and add
filter-hint = Word, symbol or tag
filter-clear = Clear the filter
add-key = ↵ add
offer-take = Take { $symbol } for “{ $word }”
offer-more = More symbols…
offer-none = No suggestion; pick one
blank-member = rain
blank-member-2 = sorrow

## Table
table = Entries
columns = Columns
column-word = Word
column-emotion = Emotion
column-hits = Sites
column-tokens = Tokens
column-tokens-short = Tok.
table-empty = This dictionary has no words yet. Type one above and press Enter.
table-nothing-found = Nothing found. Enter adds it as a new word.
table-notation = In one line too: light ☀ joy, or rain + sorrow = ☔🫧

## Form
form-tile = Pick another symbol
form-more = More about the entry
form-word = Word
form-symbols = Symbols
form-emotion = Emotion
form-parent = Parent
form-also = Also
form-forms = Forms
form-except = Except
form-example = Example
form-example-more = {""}
form-example-expected = expected
form-finds = Finds
form-matching = Match
form-description = Meaning
form-members = Members
form-reach = Reach
form-rest = The others
form-names = Match names too
form-enabled = Replace in the text
description-hint = For the glossary
symbol-chip = { $symbol }: weight and palette
symbol-remove = Remove the symbol
symbol-add = Add a symbol
symbol-weight = Weight
symbol-palette = Palette
symbol-first = Show first
parent-chip = Parent: { $name }
parent-remove = Remove the parent
word-remove = Remove the form
also-add = Add a synonym or spelling
except-add = Add an exception
forms-more = { $count ->
    [one] { $count } more form
   *[other] { $count } more forms
}
member-add = Add a member
member-remove = Remove the member
matching-inflected = All forms
matching-exact = Exact
matching-pattern = Pattern
pattern-finds = { $count ->
    [0] nothing in the shown text
   *[other] { $count } in the text: { $first }
}
reach-sentence = In one sentence
reach-adjacent = Side by side
reach-words = { $count ->
    [one] At most one word between
   *[other] At most { $count } words between
}
rest-auto = By themselves: fold or stay
rest-fold = Fold into the symbol
rest-keep = Stay as text
rest-own = Their own symbols
fix-selector = Use the shorter form
fix-except = Except the form
fix-except-all = Except the forms
fix-accept = Accept
fix-merge = Join the entries
fix-mend = Fix

## Forms of the entry
forms-count = { $count ->
    [one] { $count } form
   *[other] { $count } forms
}
forms-fold = Fold the forms
form-chip = { $form }: { $what }
form-chip-guess = { $form }: guess, { $what }
form-chip-guessed = { $form }: guess
form-guess = A guess by the ending: the language data do not have the word
form-guess-approved = A guess that you approved
form-share = { $word }, { $part }, { $share }
form-shares = In texts: { $words }
form-rival-wins = The entry “{ $name }” takes this form: it stands before
form-rival-loses = The entry “{ $name }” claims this form too
form-on = A click excepts the form
form-off = Excepted: not replaced. A click takes it back
form-exact = Replaced only as it is written
form-never = Far more often a function word, so this form is never replaced
guesses = { $count ->
    [one] { $count } guess
   *[other] { $count } guesses
}
guesses-approve = Approve

## Grammar
grammar-cases = { $cases } cases
group-infinitive = infinitive
group-present = present
group-past = past
group-future = future
group-imperative = imperative
group-gerund = gerund
group-participle = participle
group-short-participle = short part.
group-masculine = masculine
group-feminine = feminine
group-neuter = neuter
group-plural = plural
group-short = short
group-comparative = comparative
group-superlative = superlative
case-nominative = nom.
case-genitive = gen.
case-partitive = part.
case-dative = dat.
case-accusative = acc.
case-instrumental = instr.
case-prepositional = prep.
case-locative = loc.
case-vocative = voc.
part-noun = noun
part-adjective = adjective
part-short-adjective = short adjective
part-comparative = comparative
part-verb = verb
part-infinitive = infinitive
part-participle = participle
part-short-participle = short participle
part-gerund = gerund
part-numeral = numeral
part-adverb = adverb
part-pronoun = pronoun
part-predicative = predicative
part-preposition = preposition
part-conjunction = conjunction
part-particle = particle
part-interjection = interjection
part-other = other
grammeme-nominative = nominative
grammeme-genitive = genitive
grammeme-partitive = partitive
grammeme-dative = dative
grammeme-accusative = accusative
grammeme-instrumental = instrumental
grammeme-prepositional = prepositional
grammeme-locative = locative
grammeme-vocative = vocative
grammeme-singular = singular
grammeme-plural = plural
grammeme-masculine = masculine
grammeme-feminine = feminine
grammeme-neuter = neuter
grammeme-common = common gender
grammeme-animate = animate
grammeme-inanimate = inanimate
grammeme-present = present tense
grammeme-past = past tense
grammeme-future = future tense
grammeme-first-person = first person
grammeme-second-person = second person
grammeme-third-person = third person
grammeme-imperative = imperative
grammeme-perfective = perfective
grammeme-imperfective = imperfective
grammeme-active = active
grammeme-passive = passive
grammeme-comparative = comparative
grammeme-superlative = superlative
grammeme-first-name = first name
grammeme-patronymic = patronymic
grammeme-surname = surname
grammeme-place = place
grammeme-ordinal = ordinal
grammeme-attributive = with a noun
grammeme-possessive = possessive
grammeme-abbreviation = abbreviation
grammeme-indeclinable = indeclinable
grammeme-impersonal = impersonal
grammeme-plural-only = plural only
grammeme-archaic = archaic
grammeme-colloquial = colloquial

## Emoji picker
picker-search = Search symbols
picker-hint = In English или по-русски
picker-for-word = For “{ $word }”
picker-found = Found for “{ $query }”
picker-nothing = Nothing found for “{ $query }”
picker-as-written = As it is written
picker-own-symbol = your own symbol
picker-suggested = Suggestions
picker-recent = Recent
picker-people = People
picker-nature = Nature
picker-food = Food
picker-travel = Places
picker-objects = Activities and objects
picker-symbols = Signs
picker-flags = Flags
token-cost = { $count ->
    [one] { $count } token
   *[other] { $count } tokens
}
tone-none = No skin tone
tone-1 = Light skin
tone-2 = Medium-light skin
tone-3 = Medium skin
tone-4 = Medium-dark skin
tone-5 = Dark skin

## Steps of undo
step-add = new word “{ $about }”
step-add-link = new link “{ $about }”
step-import = added lines
step-delete = deleted “{ $about }”
step-edit = change of “{ $about }”
step-duplicate = copy of “{ $about }”
step-rename = name of the dictionary
step-word = word “{ $about }”
step-symbol = symbol of “{ $about }”
step-emotion = emotion of “{ $about }”
step-parent = parent of “{ $about }”
step-also = synonyms of “{ $about }”
step-except = exceptions of “{ $about }”
step-approve = approved guesses of “{ $about }”
step-accept = accepted issue of “{ $about }”
step-description = meaning of “{ $about }”
step-matching = matching of “{ $about }”
step-names = names of “{ $about }”
step-members = members of “{ $about }”
step-reach = reach of “{ $about }”
step-rest = rest of “{ $about }”
step-other = change of “{ $about }”

## Cards
close = Close
notice-dismiss = Dismiss
search-nothing = Nothing found
confirm-unsaved = Save the changes?
confirm-unsaved-text = The dictionaries or the project have changes that are not saved.
confirm-save = Save
confirm-discard = Don’t save
confirm-stay = Cancel
confirm-export = Stop the export?
confirm-export-text = An export is running. What is not finished will be left out.
confirm-stop = Stop and leave
about-version = Version { $version }
about-text = A studio for hyperlexical corpora: dictionaries that turn words into symbols, and the training files made with them. It opens no network connection. Licensed under MIT or Apache-2.0.
about-licences = Made with
about-link-russian = OpenCorpora
about-link-terms = CC BY-SA 3.0
about-link-english = LemmInflect
about-licence-list =
    Russian forms: OpenCorpora (opencorpora.org) from the package pymorphy3-dicts-ru, converted; CC BY-SA 3.0
    English forms: lemminflect (github.com/bjascob/LemmInflect), converted; MIT
    Inter 4.1, JetBrains Mono, Noto Sans Math, Noto Color Emoji: SIL Open Font License 1.1
    Lucide icons: ISC License
    emojibase: MIT; Unicode CLDR names and keywords: Unicode License v3
    egui, eframe, epaint: MIT or Apache-2.0
    Fluent: Apache-2.0; regex, serde, rayon: MIT or Apache-2.0
    tiktoken-rs: MIT

## Problems
quoted = “{ $name }”
problem-syntax = The file cannot be read here: { $names }
problem-unknown-field = An unknown field: { $names }
problem-duplicate-headword = This word is there twice: { $names }
problem-duplicate-key = This key is there twice: { $names }
problem-empty-symbol = A symbol is empty: { $names }
problem-forbidden-character = A control character is inside: { $names }
problem-unknown-parent = The parent has no entry: { $names }
problem-cycle = Parents go in a circle: { $names }
problem-bad-pattern = This is no regular expression: { $names }
problem-newer-format = The file was made by a newer version
problem-empty-word = An entry without a word
problem-bad-weight = A weight must be above zero: { $names }
problem-too-few-members = A link needs two members: { $names }
problem-failing-example = The example gives something else: { $names }
problem-shared-form = Claimed by several entries: { $names }
problem-likely-other = { $count ->
    [one] A form may be another word: { $forms }
   *[other] Forms may be other words: { $forms }
}
problem-guessed-forms = Forms guessed by the ending: { $forms }
problem-forms-more = and { $count } more
problem-shadowed = A longer or earlier entry hides it: { $names }
problem-same-symbol = The same symbol for several entries: { $names }
problem-member-without-entry = A member without an entry, it matches as an inflected word: { $names }
problem-unknown-capture = The pattern has no such capture: { $names }
problem-missing-in-palette = No symbol in the chosen palette, another is written: { $names }
problem-look-alike = These symbols look alike: { $names }
problem-needless-selector = A needless invisible character costs a token: { $names }
problem-false-friend = This word often means something else: { $names }
problem-never-matches = It never matches: { $names }
problem-no-symbol = There is no symbol: { $names }
