//! CSV and TSV: a header that names the columns, one entry or link a row.

use crate::dictionary::notation::{Line, members};
use crate::dictionary::place::LineIndex;
use crate::dictionary::record::unknown_field;
use crate::dictionary::rules::shown;
use crate::dictionary::source::{Report, Source, normalised};
use crate::dictionary::{Entry, Link, Matching, Problem, ProblemKind, Symbol};

/// The columns, in the order they are written.
pub const COLUMNS: [&str; 12] = [
    "word",
    "also",
    "symbols",
    "palette",
    "emotion",
    "parent",
    "matching",
    "except",
    "tags",
    "description",
    "note",
    "enabled",
];

/// What stands between the values of one cell.
const JOIN: char = '|';

/// What stands between cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delimiter {
    /// CSV. A semicolon is understood too: spreadsheets write it where the comma is the decimal sign.
    Comma,
    /// TSV.
    Tab,
}

/// The cells of a row, by the columns of [`COLUMNS`]; empty where the file has no such column.
pub type Cells = [String; COLUMNS.len()];

/// Reads a table.
pub fn read(text: &str, delimiter: Delimiter) -> (Source, Vec<Problem>) {
    let text = normalised(text);
    let lines = LineIndex::new(&text);
    let mut source = Source::default();
    let mut report = Report::new(&text, &lines);
    read_rows(&text, delimiter, &mut source, &mut report);
    let problems = report.problems;
    source.finish(text, lines, !problems.is_empty());
    (source, problems)
}

fn read_rows(text: &str, delimiter: Delimiter, source: &mut Source, report: &mut Report<'_>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(byte(text, delimiter))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<Option<usize>>> = None;
    for row in reader.records() {
        let Ok(row) = row else {
            report.error(ProblemKind::Syntax, 0, "the table cannot be read");
            return;
        };
        let start = row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let start = text.len() - text.get(start..).unwrap_or_default().trim_start_matches('\n').len();
        let Some(columns) = &columns else {
            columns = header(&row, start, report);
            if columns.is_none() {
                return;
            }
            continue;
        };
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if report.is_full() {
            return;
        }
        if row.len() > columns.len() {
            let message = format!(
                "the row has {} cells and the header {}; put cells with separators in quotation marks",
                row.len(),
                columns.len()
            );
            report.error(ProblemKind::Syntax, start, message);
            continue;
        }
        let mut cells = Cells::default();
        for (column, cell) in columns.iter().zip(&row) {
            if let Some(column) = *column {
                cell.trim().clone_into(&mut cells[column]);
            }
        }
        match line(&cells) {
            Ok(line) => source.push(line, start..start),
            Err(messages) => {
                for message in messages {
                    report.error(ProblemKind::Syntax, start, message);
                }
            }
        }
    }
    if columns.is_none() {
        report.error(ProblemKind::Syntax, 0, "the table is empty; its first line names the columns, `word` among them");
    }
}

fn byte(text: &str, delimiter: Delimiter) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    match delimiter {
        Delimiter::Tab => b'\t',
        Delimiter::Comma if header.contains(';') && !header.contains(',') => b';',
        Delimiter::Comma => b',',
    }
}

/// Which column of ours each column of the file is.
fn header(row: &csv::StringRecord, start: usize, report: &mut Report<'_>) -> Option<Vec<Option<usize>>> {
    let mut columns = Vec::new();
    for cell in row {
        let name = cell.trim().to_lowercase();
        let found = COLUMNS.iter().position(|column| *column == name);
        if found.is_some() && columns.contains(&found) {
            report.error(ProblemKind::DuplicateKey, start, format!("the column `{name}` stands twice; remove one"));
        } else if found.is_none() && !name.is_empty() {
            report.error(ProblemKind::UnknownField, start, unknown_field(&name, &COLUMNS).replace("field", "column"));
        }
        columns.push(found.filter(|_| !columns.contains(&found)));
    }
    if !columns.contains(&Some(0)) {
        report.problems.clear();
        let message = format!("the first line must name the columns, `word` among them: {}", COLUMNS.join(","));
        report.error(ProblemKind::Syntax, start, message);
        return None;
    }
    Some(columns)
}

/// The entry or link of a row; else all that is wrong with its cells.
pub fn line(cells: &Cells) -> Result<Line, Vec<String>> {
    let [word, also, texts, palettes, emotion, parent, matching, except, tags, description, note, enabled] = cells;
    let mut wrong = Vec::new();
    let matching = match matching.to_lowercase().as_str() {
        "" | "inflected" => Matching::Inflected,
        "exact" => Matching::Exact,
        "pattern" => Matching::Pattern,
        _ => {
            wrong.push(format!("matching {} is not known; use Inflected, Exact or Pattern", shown(matching)));
            Matching::Inflected
        }
    };
    let enabled = match enabled.to_lowercase().as_str() {
        "" | "true" | "yes" | "1" => true,
        "false" | "no" | "0" => false,
        _ => {
            wrong.push(format!("enabled {} is not known; use true or false", shown(enabled)));
            true
        }
    };
    let symbols = symbols(texts, palettes).unwrap_or_else(|message| {
        wrong.push(message);
        Vec::new()
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let description = some(description);
    let (emotion, note, tags) = (some(emotion), some(note), split(tags));
    if let Some(of) = members(word).filter(|_| matching != Matching::Pattern) {
        return Ok(Line::Link(Box::new(Link {
            of,
            symbols,
            emotion,
            enabled,
            description,
            tags,
            note,
            ..Link::default()
        })));
    }
    Ok(Line::Entry(Box::new(Entry {
        word: word.clone(),
        also: split(also),
        symbols,
        emotion,
        parent: some(parent),
        matching,
        except: split(except),
        enabled,
        description,
        tags,
        note,
        ..Entry::default()
    })))
}

/// The cells of an entry; what they cannot hold is left out.
pub fn entry_cells(entry: &Entry) -> Cells {
    let matching = match entry.matching {
        Matching::Inflected => "",
        Matching::Exact => "Exact",
        Matching::Pattern => "Pattern",
    };
    let (texts, palettes) = symbol_cells(&entry.symbols);
    [
        entry.word.clone(),
        join(&entry.also),
        texts,
        palettes,
        entry.emotion.clone().unwrap_or_default(),
        entry.parent.clone().unwrap_or_default(),
        matching.into(),
        join(&entry.except),
        join(&entry.tags),
        entry.description.clone().unwrap_or_default(),
        entry.note.clone().unwrap_or_default(),
        enabled_cell(entry.enabled),
    ]
}

/// The cells of a link.
pub fn link_cells(link: &Link) -> Cells {
    let (texts, palettes) = symbol_cells(&link.symbols);
    let mut cells = Cells::default();
    cells[0] = link.title();
    (cells[2], cells[3]) = (texts, palettes);
    cells[4] = link.emotion.clone().unwrap_or_default();
    cells[8] = join(&link.tags);
    cells[9] = link.description.clone().unwrap_or_default();
    cells[10] = link.note.clone().unwrap_or_default();
    cells[11] = enabled_cell(link.enabled);
    cells
}

fn enabled_cell(enabled: bool) -> String {
    if enabled { String::new() } else { "false".into() }
}

/// Writes a table with all columns.
pub fn write(rows: &[Cells], delimiter: Delimiter) -> String {
    let byte = if delimiter == Delimiter::Tab { b'\t' } else { b',' };
    let mut writer = csv::WriterBuilder::new().delimiter(byte).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Symbols with their palettes: one palette for all, or one for each.
fn symbols(texts: &str, palettes: &str) -> Result<Vec<Symbol>, String> {
    let texts = split(texts);
    let palettes: Vec<&str> = palettes.split(JOIN).map(str::trim).collect();
    if palettes.len() != 1 && palettes.len() != texts.len() {
        return Err(format!(
            "{} palettes stand beside {} symbols; name one, or one for each",
            palettes.len(),
            texts.len()
        ));
    }
    let palette = |at: usize| some(palettes.get(at).or(palettes.first()).copied().unwrap_or_default());
    let symbol = |(at, text): (usize, String)| Symbol { text, weight: 1.0, palette: palette(at) };
    Ok(texts.into_iter().enumerate().map(symbol).collect())
}

fn symbol_cells(symbols: &[Symbol]) -> (String, String) {
    let texts: Vec<&str> = symbols.iter().map(|symbol| symbol.text.as_str()).collect();
    let mut palettes: Vec<&str> = symbols.iter().map(|symbol| symbol.palette.as_deref().unwrap_or_default()).collect();
    if palettes.windows(2).all(|pair| pair[0] == pair[1]) {
        palettes.truncate(1);
    }
    (texts.join("|"), palettes.join("|"))
}

fn split(cell: &str) -> Vec<String> {
    cell.split(JOIN).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn join(values: &[String]) -> String {
    values.join("|")
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_any_columns() {
        let text = "\u{FEFF}Word; symbols;palette;emotion\r\nсвет;☀|♃;|glyph;радость\r\nдождь + грусть;☔🫧\r\n;;\r\n\"a;b\";x;glyph;\r\n";
        let (source, problems) = read(text, Delimiter::Comma);
        assert_eq!(problems, []);
        let entries = &source.dictionary.entries;
        assert_eq!(entries[0].symbols[1].palette.as_deref(), Some("glyph"));
        assert_eq!(entries[0].symbols[0].palette, None);
        assert_eq!(entries[1].word, "a;b");
        assert_eq!(entries[1].symbols[0].palette.as_deref(), Some("glyph"));
        assert_eq!(source.dictionary.links[0].of, ["дождь", "грусть"]);
    }

    #[test]
    fn each_problem_has_its_line() {
        let check = |text: &str, kind: ProblemKind, line: usize| {
            let (_, problems) = read(text, Delimiter::Comma);
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert_eq!((problems[0].kind, problems[0].line), (kind, line), "{text}: {problems:?}");
        };
        check("", ProblemKind::Syntax, 1);
        check("a,b\n1,2\n", ProblemKind::Syntax, 1);
        check("word,symbl\n", ProblemKind::UnknownField, 1);
        check("word,word\n", ProblemKind::DuplicateKey, 1);
        check("word,symbols\n\n\"a\nb\",x\nc,x,y\n", ProblemKind::Syntax, 5);
        check("word,matching\na,fuzzy\n", ProblemKind::Syntax, 2);
        check("word,symbols,palette\na,x|y|z,p|q\n", ProblemKind::Syntax, 2);
        let (_, problems) = read("word,matching,enabled\na,fuzzy,maybe\n", Delimiter::Comma);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
