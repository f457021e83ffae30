//! The command line, by cases: each folder of `tests/fixtures` is one.
//!
//! A case holds `cmd` (command lines, run in order), `in/` (the files of the folder they run in), `stdin`, and
//! `expected/` with `stdout`, `stderr`, `code` (where they are not empty or 0) and the files that the commands make.
//! With `UPDATE_FIXTURES=1` in the environment the expected files are written anew; read the difference before you
//! commit it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_hyperlex");

#[test]
fn fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let problems: Vec<String> =
        cases.iter().filter(|case| case.join("cmd").is_file()).flat_map(|case| run_case(case, update)).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Runs a case; says what differs.
fn run_case(case: &Path, update: bool) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    copy(&case.join("in"), folder.path());
    let stdin = fs::read(case.join("stdin")).unwrap_or_default();
    let (mut stdout, mut stderr, mut code) = (Vec::new(), Vec::new(), 0);
    for line in fs::read_to_string(case.join("cmd")).unwrap().lines().filter(|line| !line.trim().is_empty()) {
        let output = run(folder.path(), &arguments(line), &stdin);
        stdout.extend(output.stdout);
        stderr.extend(output.stderr);
        code = output.status.code().unwrap_or(-1);
    }
    let expected = case.join("expected");
    let code = if code == 0 { Vec::new() } else { format!("{code}\n").into_bytes() };
    let mut found: Vec<(String, Vec<u8>)> =
        vec![("stdout".into(), stdout), ("stderr".into(), stderr), ("code".into(), code)];
    for name in files(&expected).into_iter().filter(|name| !["stdout", "stderr", "code"].contains(&name.as_str())) {
        let made = fs::read(folder.path().join(&name)).unwrap_or_else(|error| error.to_string().into_bytes());
        found.push((name, made));
    }
    let mut problems = Vec::new();
    for (name, bytes) in found {
        let path = expected.join(&name);
        let wanted = fs::read(&path).unwrap_or_default();
        if bytes == wanted {
            continue;
        }
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        } else {
            let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let case = case.file_name().unwrap().to_string_lossy();
            problems.push(format!("{case}: {name}\n--- expected\n{}\n--- found\n{}", show(&wanted), show(&bytes)));
        }
    }
    problems
}

fn run(folder: &Path, arguments: &[String], stdin: &[u8]) -> Output {
    let mut child = start(folder, arguments);
    let mut input = child.stdin.take().unwrap();
    // A command that does not read its input closes the pipe; that is its right.
    let _ = input.write_all(stdin);
    drop(input);
    child.wait_with_output().unwrap()
}

fn start(folder: &Path, arguments: &[String]) -> std::process::Child {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The words of a command line after the program's name; '…' holds spaces.
fn arguments(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(words.remove(0), "hyperlex", "a command line starts with the program's name");
    words
}

fn copy(from: &Path, to: &Path) {
    for name in files(from) {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&name), target).unwrap();
    }
}

/// Names of all files below `folder`, sorted; none when it is not there.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return names };
    for entry in entries {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            names.extend(files(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

fn map_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("map.json"), "{\"любовь\": \"❤\", \"свет\": \"☀{радость}\"}").unwrap();
    folder
}

#[test]
fn without_a_display_there_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &[], b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().count() == 1 && said.contains("use the command line"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn help_and_version_are_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in ["hyperlex --help", "hyperlex --version", "hyperlex transform --help", "hyperlex export --help"] {
        let output = run(folder.path(), &super::cli::arguments(arguments), b"");
        assert!(output.status.success() && !output.stdout.is_empty() && output.stderr.is_empty(), "{arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_sentence() {
    let folder = map_folder();
    fs::write(folder.path().join("a.txt"), "любовь").unwrap();
    for line in [
        "hyperlex transform -d map.json a.txt",
        "hyperlex glossary -d map.json --lines 2",
        "hyperlex explain -d map.json любовь",
        "hyperlex explain -d map.json --json любовь",
        "hyperlex size a.txt --json",
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(PROGRAM);
        let output =
            command.args(arguments(line)).current_dir(folder.path()).stdin(Stdio::null()).stdout(full).output();
        let output = output.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {said}");
        assert!(said.starts_with("error: standard output: cannot write: No space left"), "{line}: {said}");
        assert_eq!(said.lines().count(), 1, "{line}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_replaced() {
    let folder = map_folder();
    for line in [
        "hyperlex transform -d map.json -o /dev/null",
        "hyperlex glossary -d map.json -o /dev/null",
        "hyperlex transform -d map.json -o .",
    ] {
        let output = run(folder.path(), &arguments(line), "любовь".as_bytes());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {said}");
        assert!(said.contains("not a regular file"), "{line}: {said}");
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = map_folder();
    fs::write(folder.path().join("a.txt"), "любовь и свет ".repeat(100_000)).unwrap();
    let mut child = start(folder.path(), &arguments("hyperlex transform -d map.json a.txt"));
    let mut first = [0_u8; 10];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
