//! The export folder: claimed, filled, and finished by its manifest; or taken back as if nothing had been.

use crate::file::FileError;
use crate::writer::WriteError;
use crate::writer::part::{Finished, Part, io_error, part_path, sha256_hex};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// Locked while an export runs, and lists the files it makes: after a crash it tells which are ours.
const LOCK: &str = ".hyperlex.lock";
/// The checksums.
pub const SUMS: &str = "SHA256SUMS";
/// Written last; a folder without it is not finished.
pub const MANIFEST: &str = "manifest.json";
/// Names in the folder's root that are not records but always ours to write.
const ROOT_FILES: [&str; 5] = ["README.md", "report.json", "quarantine.jsonl", SUMS, MANIFEST];
/// Folders we write into.
const SUBFOLDERS: [&str; 2] = ["training", "tokens"];
/// What a file manager leaves without being asked.
const STRAY: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A folder that this process alone writes into.
pub struct Folder {
    root: PathBuf,
    lock: File,
    /// Folders that were not there before, outermost first.
    made_folders: Vec<PathBuf>,
    /// Files begun, by name.
    made_files: Vec<String>,
    sums: BTreeMap<String, String>,
    is_finished: bool,
}

impl Folder {
    /// Takes `root` for an export. It must be new or empty; with `fresh`, files that an earlier export made are removed
    /// first, and no others.
    pub fn claim(root: &Path, fresh: bool) -> Result<Self, WriteError> {
        let refuse = |reason: &str| Err(WriteError::Refused { path: root.to_owned(), reason: reason.to_owned() });
        if root.exists() && !root.is_dir() {
            return refuse("not a folder; choose another name");
        }
        let made_folders = create_folders(root)?;
        let result = claim_existing(root, fresh);
        if result.is_err() {
            remove_folders(&made_folders);
        }
        let lock = result?;
        Ok(Self {
            root: root.to_owned(),
            lock,
            made_folders,
            made_files: vec![],
            sums: BTreeMap::new(),
            is_finished: false,
        })
    }

    /// Starts a file; `name` has `/` between folders.
    pub fn begin(&mut self, name: &str) -> Result<Part, FileError> {
        let path = self.root.join(name);
        if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
            fs::create_dir(folder).map_err(|source| io_error(folder, "cannot create", source))?;
            self.made_folders.push(folder.to_owned());
        }
        self.note(name)?;
        Part::create(path)
    }

    /// Finishes a file and takes its hash down.
    pub fn end(&mut self, name: &str, part: Part) -> Result<Finished, FileError> {
        let finished = part.finish()?;
        self.sums.insert(name.to_owned(), finished.sha256.clone());
        Ok(finished)
    }

    /// A whole small file.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let mut part = self.begin(name)?;
        part.write_all(bytes).map_err(|source| io_error(&self.root.join(name), "cannot write", source))?;
        self.end(name, part).map(drop)
    }

    /// Writes the checksums, then the manifest, which is made from the checksums' hash. The folder is then finished.
    pub fn finish(mut self, manifest: impl FnOnce(&str) -> Vec<u8>) -> Result<(), FileError> {
        let sums: String = self.sums.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
        self.write(SUMS, sums.as_bytes())?;
        let manifest = manifest(&sha256_hex(sums.as_bytes()));
        self.write(MANIFEST, &manifest)?;
        self.is_finished = true;
        Ok(())
    }

    /// Notes a name before the file is made.
    fn note(&mut self, name: &str) -> Result<(), FileError> {
        self.made_files.push(name.to_owned());
        writeln!(self.lock, "{name}").map_err(|source| io_error(&self.root.join(LOCK), "cannot write", source))
    }
}

impl Drop for Folder {
    /// Unlocks; an unfinished folder loses all that was made in it.
    fn drop(&mut self) {
        if !self.is_finished {
            for name in &self.made_files {
                let path = self.root.join(name);
                let _ = fs::remove_file(part_path(&path));
                let _ = fs::remove_file(path);
            }
        }
        let _ = fs::remove_file(self.root.join(LOCK));
        if !self.is_finished {
            remove_folders(&self.made_folders);
        }
    }
}

/// Makes `root` and what is missing above it; lists what was made, outermost first.
fn create_folders(root: &Path) -> Result<Vec<PathBuf>, FileError> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let mut missing: Vec<PathBuf> = root.ancestors().take_while(is_missing).map(Path::to_owned).collect();
    missing.reverse();
    fs::create_dir_all(root).map_err(|source| io_error(root, "cannot create the folder", source))?;
    Ok(missing)
}

/// Removes folders that are empty, innermost first.
fn remove_folders(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Locks `root` and makes it empty of exports.
fn claim_existing(root: &Path, fresh: bool) -> Result<File, WriteError> {
    let path = root.join(LOCK);
    let had_lock = path.exists();
    let open = File::options().read(true).append(true).create(true).open(&path);
    let lock = open.map_err(|source| io_error(&path, "cannot write into the folder", source))?;
    if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
        let reason = "another export is writing into this folder; wait for it or choose another folder".to_owned();
        return Err(WriteError::Refused { path: root.to_owned(), reason });
    }
    let result = make_room(root, fresh);
    if result.is_err() && !had_lock {
        let _ = fs::remove_file(&path);
    }
    result?;
    lock.set_len(0).map_err(|source| io_error(&path, "cannot write", source))?;
    Ok(lock)
}

fn make_room(root: &Path, fresh: bool) -> Result<(), WriteError> {
    let refuse =
        |path: &Path, reason: &str| Err(WriteError::Refused { path: path.to_owned(), reason: reason.to_owned() });
    let present = names_in(root)?;
    if present.iter().all(|name| name == LOCK || STRAY.contains(&name.as_str())) {
        return Ok(());
    }
    let ours = made_by_exports(root);
    if !fresh {
        return refuse(
            root,
            match ours.is_empty() {
                true => "the folder is not empty; choose a new or an empty one",
                false if root.join(MANIFEST).exists() => {
                    "the folder already holds an export; choose another, or start over with --fresh (it removes only files \
                 that an export made)"
                }
                false => {
                    "the folder holds an export that was not finished; choose another, or start over with --fresh (it \
                 removes only files that an export made)"
                }
            },
        );
    }
    let in_the_way =
        |name: &&String| is_name_of_export(name) && !ours.contains(name.strip_suffix(".part").unwrap_or(name));
    if let Some(name) = names_to_depth_two(root, &present)?.iter().find(in_the_way) {
        return refuse(
            &root.join(name),
            "no export made this file, so it is not overwritten; move it or choose another folder",
        );
    }
    for name in &ours {
        for path in [root.join(name), part_path(&root.join(name))] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(io_error(&path, "cannot remove", error).into());
                }
                _ => {}
            }
        }
    }
    for folder in SUBFOLDERS {
        let _ = fs::remove_dir(root.join(folder));
    }
    Ok(())
}

fn names_in(folder: &Path) -> Result<Vec<String>, FileError> {
    let entries = fs::read_dir(folder).map_err(|source| io_error(folder, "cannot read the folder", source))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| io_error(folder, "cannot read the folder", source))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// `present` and what stands in the folders that an export writes into.
fn names_to_depth_two(root: &Path, present: &[String]) -> Result<Vec<String>, FileError> {
    let mut names = present.to_vec();
    for folder in SUBFOLDERS.iter().filter(|folder| root.join(folder).is_dir()) {
        names.extend(names_in(&root.join(folder))?.into_iter().map(|name| format!("{folder}/{name}")));
    }
    Ok(names)
}

/// Names that an export may want: of records, and of what lies beside them.
fn is_name_of_export(name: &str) -> bool {
    let name = name.strip_suffix(".part").unwrap_or(name);
    let is_shard = |name: &str| {
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let number = stem.strip_prefix("train-").or(stem.strip_prefix("validation-")).or(stem.strip_prefix("test-"));
        let is_number = |digits: &str| digits.len() >= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (format, compression) = extension.split_once('.').unwrap_or((extension, ""));
        number.is_some_and(is_number)
            && ["jsonl", "txt", "parquet"].contains(&format)
            && ["", "gz", "zst"].contains(&compression)
    };
    ROOT_FILES.contains(&name)
        || is_shard(name)
        || SUBFOLDERS.iter().any(|folder| name.starts_with(&format!("{folder}/")))
}

/// Names of files that exports made here: those a finished export lists and those an unfinished one noted.
///
/// A list of checksums alone proves nothing (anybody may have one), so it counts only beside a manifest of ours.
fn made_by_exports(root: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if is_our_manifest(&root.join(MANIFEST)) {
        names.extend([SUMS, MANIFEST].map(str::to_owned));
        let sums = fs::read_to_string(root.join(SUMS)).unwrap_or_default();
        names.extend(sums.lines().filter_map(|line| Some(line.split_once("  ")?.1.to_owned())));
    }
    let noted = fs::read_to_string(root.join(LOCK)).unwrap_or_default();
    names.extend(noted.lines().map(str::to_owned));
    let stays_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    names.retain(|name| stays_inside(name) && is_name_of_export(name));
    names
}

fn is_our_manifest(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    serde_json::from_slice::<Value>(&bytes).is_ok_and(|manifest| manifest["tool"] == "hyperlex")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::part::sha256_hex;

    fn names(root: &Path) -> Vec<String> {
        let mut names = names_in(root).unwrap();
        for folder in SUBFOLDERS.iter().filter(|folder| root.join(folder).is_dir()) {
            names.extend(names_in(&root.join(folder)).unwrap().into_iter().map(|name| format!("{folder}/{name}")));
        }
        names.sort();
        names
    }

    fn export_into(root: &Path, fresh: bool) -> Result<(), WriteError> {
        let mut folder = Folder::claim(root, fresh)?;
        folder.write("train-00000.jsonl", b"{}\n")?;
        folder.write("training/README.md", b"read me")?;
        Ok(folder.finish(|sums| format!("{{\"tool\":\"hyperlex\",\"sha256sums\":\"{sums}\"}}").into_bytes())?)
    }

    #[test]
    fn a_finished_folder_has_sums_and_a_manifest() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("deep/out");
        export_into(&root, false).unwrap();
        assert_eq!(
            names(&root),
            ["SHA256SUMS", "manifest.json", "train-00000.jsonl", "training", "training/README.md"]
        );
        let sums = fs::read_to_string(root.join(SUMS)).unwrap();
        let expected =
            format!("{}  train-00000.jsonl\n{}  training/README.md\n", sha256_hex(b"{}\n"), sha256_hex(b"read me"));
        assert_eq!(sums, expected);
        assert!(fs::read_to_string(root.join(MANIFEST)).unwrap().contains(&sha256_hex(sums.as_bytes())));
    }

    #[test]
    fn an_unfinished_folder_is_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("new/out");
        let mut folder = Folder::claim(&root, false).unwrap();
        folder.write("training/README.md", b"x").unwrap();
        let mut open = folder.begin("train-00000.jsonl").unwrap();
        open.write_all(b"half").unwrap();
        drop(folder);
        assert_eq!(names_in(dir.path()).unwrap(), Vec::<String>::new());

        fs::create_dir_all(&root).unwrap();
        drop(Folder::claim(&root, false).unwrap());
        assert!(root.is_dir(), "a folder that was there before stays");
    }

    #[test]
    fn a_folder_that_is_not_empty_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("notes.txt"), "mine").unwrap();
        for (fresh, part) in [(false, Some("the folder is not empty")), (true, None)] {
            match (export_into(dir.path(), fresh), part) {
                (Err(error), Some(part)) => assert!(error.to_string().contains(part), "{error}"),
                (result, _) => result.unwrap(),
            }
        }
        let error = export_into(dir.path(), false).unwrap_err().to_string();
        assert!(error.contains("already holds an export") && error.contains("--fresh"), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("notes.txt")).unwrap(), "mine");

        let file = dir.path().join("notes.txt");
        assert!(Folder::claim(&file, true).err().unwrap().to_string().contains("not a folder"));
    }

    #[test]
    fn fresh_removes_only_what_exports_made() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        export_into(root, false).unwrap();
        fs::write(root.join("training/mine.txt"), "mine").unwrap();
        fs::write(root.join("train-00001.jsonl.bak"), "mine").unwrap();
        let error = export_into(root, true).unwrap_err().to_string();
        assert!(error.contains("mine.txt: no export made this file"), "{error}");
        assert!(root.join("train-00000.jsonl").exists(), "a refusal removes nothing");
        fs::rename(root.join("training/mine.txt"), root.join("mine.txt")).unwrap();
        drop(Folder::claim(root, true).unwrap());
        assert_eq!(names(root), ["mine.txt", "train-00001.jsonl.bak"]);
    }

    #[test]
    fn a_strangers_checksums_are_not_believed() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("README.md"), "mine").unwrap();
        fs::write(dir.path().join(SUMS), "00  README.md\n00  ../x\n").unwrap();
        for fresh in [false, true] {
            assert!(export_into(dir.path(), fresh).is_err());
        }
        assert_eq!(names(dir.path()), ["README.md", "SHA256SUMS"]);
    }

    #[test]
    fn what_a_crash_left_is_known_by_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::write(root.join(LOCK), "train-00000.jsonl\nREADME.md\n../outside\n").unwrap();
        fs::write(root.join("train-00000.jsonl.part"), "half").unwrap();
        fs::write(root.join("README.md"), "card").unwrap();
        let error = export_into(root, false).unwrap_err().to_string();
        assert!(error.contains("not finished"), "{error}");
        export_into(root, true).unwrap();
        assert!(!root.join("train-00000.jsonl.part").exists() && !root.join("README.md").exists());
    }

    #[test]
    fn two_exports_do_not_share_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let first = Folder::claim(dir.path(), false).unwrap();
        let error = Folder::claim(dir.path(), true).err().unwrap().to_string();
        assert!(error.contains("another export is writing"), "{error}");
        drop(first);
        Folder::claim(dir.path(), false).unwrap();
    }
}
