//! Where results and messages go: standard output, standard error, or a file.

use crate::cli::Stop;
use crate::file;
use crate::text::display::printable;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

/// Hands standard output to `write`, flushes it, and turns what fails into a sentence.
pub fn stdout(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out).and_then(|()| Ok(out.flush()?)).and_then(|()| Ok(out.get_mut().flush()?)).map_err(named)
}

/// [`stdout`], or the file `path` replaced in one step.
pub fn stdout_or_file(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = path else { return stdout(write) };
    let mut failure = None;
    let result = file::replace_with(path, |out| {
        write(out).map_err(|error| {
            let kind = error.downcast_ref::<io::Error>().map_or(ErrorKind::Other, io::Error::kind);
            let sentence = io::Error::new(kind, error.to_string());
            failure = error.downcast::<io::Error>().err();
            sentence
        })
    });
    // What failed while making the text, not while writing it, says so itself.
    match failure {
        Some(error) => Err(error),
        None => Ok(result?),
    }
}

/// Prints `value` as JSON with a line end.
pub fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    stdout(|out| {
        let text = serde_json::to_string_pretty(value)?;
        Ok(writeln!(out, "{text}")?)
    })
}

/// Writes a line to standard error, made safe to show; nobody can be told when that fails.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(line));
}

/// A path made safe to show.
pub fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// An error and its causes as one sentence, each part said once; safe to show, whatever a file's name holds.
pub fn one_line(error: &anyhow::Error) -> String {
    let mut sentence = String::new();
    for cause in error.chain() {
        let part = cause.to_string();
        if !sentence.contains(&part) {
            if !sentence.is_empty() {
                sentence += ": ";
            }
            sentence += &part;
        }
    }
    printable(&sentence.replace("\r\n", " ").replace(['\n', '\r'], " "))
}

/// An error of the system that no file is named in can only come from standard output.
fn named(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<io::Error>() {
        Ok(error) if error.kind() == ErrorKind::BrokenPipe => Stop::BrokenPipe.into(),
        Ok(error) => anyhow::anyhow!("standard output: cannot write: {error}"),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_one_sentence() {
        let error = anyhow::anyhow!("disk\nfull").context("a.txt: cannot write");
        assert_eq!(one_line(&error), "a.txt: cannot write: disk full");
        assert_eq!(one_line(&anyhow::anyhow!("b").context("a: b")), "a: b");
    }

    #[test]
    fn a_failure_to_make_the_text_leaves_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        stdout_or_file(Some(&path), |out| Ok(out.write_all(b"old")?)).unwrap();
        let error = stdout_or_file(Some(&path), |_| Err(anyhow::anyhow!("line 3: bad"))).unwrap_err();
        assert_eq!(error.to_string(), "line 3: bad");
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }
}
