//! From sources to files, in a stable order.

use crate::corpus::format::sniffed;
use crate::corpus::{CorpusError, EXTENSIONS, Format, Source, SourceFile, format_of};
use crate::text::display::printable;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::io::Read;
use std::path::Path;
use walkdir::WalkDir;

/// The files of `sources`, each source's sorted by name (bytes). A source without a readable file is an error.
pub fn files(sources: &[Source]) -> Result<Vec<SourceFile>, CorpusError> {
    let mut files = Vec::new();
    for source in sources {
        let before = files.len();
        let meta = std::fs::metadata(&source.path).map_err(|error| CorpusError::Io {
            path: source.path.clone(),
            action: "cannot read",
            source: error,
        })?;
        if meta.is_dir() {
            folder(source, &mut files)?;
            files[before..].sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        } else {
            files.push(single(source, meta.is_file())?);
        }
        if files.len() == before {
            let reason = format!("no text found in this folder; it may hold {}", kinds());
            return Err(CorpusError::Empty { path: source.path.clone(), reason });
        }
    }
    Ok(files)
}

/// The endings of what is read, for sentences.
fn kinds() -> String {
    let endings = EXTENSIONS.map(|extension| format!(".{extension}")).join(", ");
    format!("{endings}, or these as .gz, .bz2 or .zst")
}

fn single(source: &Source, regular: bool) -> Result<SourceFile, CorpusError> {
    let refuse = |reason: &str| CorpusError::Empty { path: source.path.clone(), reason: reason.into() };
    if !regular {
        return Err(refuse("not a regular file"));
    }
    let format = format_of(&source.path).or_else(|| first_bytes_say(&source.path));
    let format = format.ok_or_else(|| refuse(&format!("this kind of file is not read; take {}", kinds())))?;
    let name = source.path.file_name().map(|name| printable(&name.to_string_lossy())).unwrap_or_default();
    Ok(SourceFile {
        path: source.path.clone(),
        name,
        bytes: len(&source.path)?,
        format,
        field: source.field.clone(),
        encoding: source.encoding,
    })
}

/// The format of a file whose name says none.
fn first_bytes_say(path: &Path) -> Option<Format> {
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(16).read_to_end(&mut head).ok()?;
    sniffed(&head)
}

fn folder(source: &Source, files: &mut Vec<SourceFile>) -> Result<(), CorpusError> {
    let (include, exclude) = (globs(source, &source.include)?, globs(source, &source.exclude)?);
    for entry in WalkDir::new(&source.path).follow_links(true).min_depth(1) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link that leads back to a folder above it: its files are read where they are.
            Err(error) if error.loop_ancestor().is_some() => continue,
            Err(error) if error.path().is_some_and(Path::is_symlink) => {
                broken_link(source, error.path().unwrap_or(&source.path), (&include, &exclude), files);
                continue;
            }
            Err(error) => {
                let path = error.path().unwrap_or(&source.path).to_owned();
                let reason = error.into_io_error().unwrap_or_else(|| std::io::Error::other("cannot be walked"));
                return Err(CorpusError::Io { path, action: "cannot read", source: reason });
            }
        };
        let Some(format) = format_of(entry.path()) else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        if is_wanted(source, entry.path(), (&include, &exclude)) {
            let bytes = len(entry.path())?;
            files.push(found(source, entry.path(), format, bytes));
        }
    }
    Ok(())
}

/// A link to nowhere is listed when its name is a text's: reading it says what is wrong, and only that file is lost.
fn broken_link(source: &Source, path: &Path, globs: (&GlobSet, &GlobSet), files: &mut Vec<SourceFile>) {
    if let Some(format) = format_of(path).filter(|_| is_wanted(source, path, globs)) {
        files.push(found(source, path, format, 0));
    }
}

fn is_wanted(source: &Source, path: &Path, (include, exclude): (&GlobSet, &GlobSet)) -> bool {
    let relative = path.strip_prefix(&source.path).unwrap_or(path);
    (source.include.is_empty() || matches(include, relative)) && !matches(exclude, relative)
}

fn found(source: &Source, path: &Path, format: Format, bytes: u64) -> SourceFile {
    let relative = path.strip_prefix(&source.path).unwrap_or(path);
    let name = printable(&relative.to_string_lossy().replace('\\', "/"));
    SourceFile { bytes, path: path.to_owned(), name, format, field: source.field.clone(), encoding: source.encoding }
}

/// A glob speaks of the path inside the folder, or of the name alone.
fn matches(globs: &GlobSet, relative: &Path) -> bool {
    globs.is_match(relative) || relative.file_name().is_some_and(|name| globs.is_match(Path::new(name)))
}

fn globs(source: &Source, patterns: &[String]) -> Result<GlobSet, CorpusError> {
    let refuse = |error: globset::Error| CorpusError::Empty {
        path: source.path.clone(),
        reason: format!("file pattern {}", error.to_string().trim_start_matches("error parsing ")),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).case_insensitive(true).build().map_err(refuse)?);
    }
    set.build().map_err(refuse)
}

fn len(path: &Path) -> Result<u64, CorpusError> {
    let meta = std::fs::metadata(path);
    let error = |source| CorpusError::Io { path: path.to_owned(), action: "cannot read", source };
    Ok(meta.map_err(error)?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &Source) -> Vec<String> {
        files(std::slice::from_ref(source)).unwrap().into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn a_folder_gives_its_texts_in_order() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.md", "a/draft-1.txt", "c.FB2", "picture.png"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        let mut source = Source { path: dir.path().to_owned(), ..Source::default() };
        assert_eq!(names(&source), ["a/draft-1.txt", "a/z.md", "b.txt", "c.FB2"]);
        source.exclude = vec!["draft*".into()];
        source.include = vec!["*.txt".into(), "a/*".into()];
        assert_eq!(names(&source), ["a/z.md", "b.txt"]);
        source.include = vec!["[".into()];
        assert!(files(&[source]).unwrap_err().to_string().contains("file pattern"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_costs_only_itself() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.txt"), "text").unwrap();
        for name in ["lost.txt", "lost"] {
            std::os::unix::fs::symlink(dir.path().join("nowhere"), dir.path().join(name)).unwrap();
        }
        let source = Source { path: dir.path().to_owned(), ..Source::default() };
        assert_eq!(names(&source), ["a.txt", "lost.txt"]);
        let lost = &files(&[source]).unwrap()[1];
        assert!(crate::corpus::read::beginning(lost, 1).unwrap_err().to_string().contains("lost.txt: cannot read"));
    }

    #[test]
    fn missing_and_foreign_files_are_refused_in_a_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let refused =
            |name: &str| files(&[Source { path: dir.path().join(name), ..Source::default() }]).unwrap_err().to_string();
        std::fs::write(dir.path().join("a.png"), "x").unwrap();
        std::fs::write(dir.path().join("book"), "%PDF-1.4").unwrap();
        let book = Source { path: dir.path().join("book"), ..Source::default() };
        assert_eq!(files(&[book]).unwrap()[0].format, Format::Pdf);
        assert!(refused("missing").contains("cannot read"));
        assert!(refused("a.png").contains("not read"));
        assert!(refused(".").contains("no text found"));
    }
}
