//! The export folder: claimed, filled, and finished by its manifest. One that is not finished can be continued by the
//! same plan, or be taken back as if nothing had been.

use crate::file::{FileError, Lock};
use crate::writer::WriteError;
use crate::writer::journal::{self, Checkpoint, Fingerprint, Header, Journal};
use crate::writer::part::{Finished, Part, hash_of, io_error, part_path, sha256_hex};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// The checksums.
pub const SUMS: &str = "SHA256SUMS";
/// Written last; a folder without it is not finished.
pub const MANIFEST: &str = "manifest.json";
/// Names in the folder's root that are not records but always ours to write.
const ROOT_FILES: [&str; 5] = ["README.md", "report.json", "quarantine.jsonl", SUMS, MANIFEST];
/// Folders we write into.
const SUBFOLDERS: [&str; 2] = ["training", "tokens"];
/// What a file manager leaves without being asked, and locks.
const STRAY: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", ".hyperlex.lock"];

/// A folder that this process alone writes into. Dropped unfinished it stays as it is, to be continued.
pub struct Folder {
    root: PathBuf,
    _lock: Lock,
    journal: Journal,
    /// How many folders were made for it, itself counted.
    made_folders: usize,
    /// Hash and size of the finished files, by name.
    files: BTreeMap<String, Finished>,
}

/// What a claim gives.
pub enum Claim {
    /// A folder to fill; with a checkpoint, from there on.
    Fill(Folder, Option<Box<Checkpoint>>),
    /// The same plan was finished here before: there is nothing to do.
    Finished,
}

impl Folder {
    /// Takes `root` for an export by the plan `fingerprint`. It must be new, empty, or hold an unfinished export by the
    /// same plan, which is continued; with `fresh`, files that any export made are removed first, and no others.
    /// `plan` is the hash of the plan as manifests name it.
    pub fn claim(root: &Path, fresh: bool, fingerprint: &Fingerprint, plan: &str) -> Result<Claim, WriteError> {
        if root.exists() && !root.is_dir() {
            return Err(refused(root, "not a folder; choose another name"));
        }
        let made_folders = create_folders(root)?;
        let result = claim_existing(root, fresh, fingerprint, plan, made_folders.len());
        if result.is_err() {
            remove_folders(&made_folders);
        }
        result
    }

    /// Starts a file; `name` has `/` between folders.
    pub fn begin(&mut self, name: &str) -> Result<Part, FileError> {
        let path = self.root.join(name);
        if let Some(folder) = path.parent().filter(|folder| *folder != self.root && !folder.exists()) {
            fs::create_dir(folder).map_err(|source| io_error(folder, "cannot create", source))?;
        }
        self.journal.note(name)?;
        Part::create(path)
    }

    /// Finishes a file and takes its hash down.
    pub fn end(&mut self, name: &str, part: Part) -> Result<Finished, FileError> {
        let finished = part.finish()?;
        self.files.insert(name.to_owned(), finished.clone());
        Ok(finished)
    }

    /// A whole small file.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let mut part = self.begin(name)?;
        part.write_all(bytes).map_err(|source| io_error(&self.root.join(name), "cannot write", source))?;
        self.end(name, part).map(drop)
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What keeps it so that it can be continued.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Hashes of the finished files.
    pub fn sums(&self) -> BTreeMap<String, String> {
        self.files.iter().map(|(name, finished)| (name.clone(), finished.sha256.clone())).collect()
    }

    /// Writes the checksums, then the manifest, which is made from the checksums' hash. The folder is then finished.
    pub fn finish(mut self, manifest: impl FnOnce(&str) -> Vec<u8>) -> Result<(), FileError> {
        for (name, finished) in &self.files {
            let path = self.root.join(name);
            let is_there = fs::metadata(&path).is_ok_and(|metadata| metadata.len() == finished.bytes);
            if !is_there {
                let reason = std::io::Error::other("somebody removed or changed it; export again");
                return Err(io_error(&path, "no longer as it was written", reason));
            }
        }
        let sums: String = self.files.iter().map(|(name, file)| format!("{}  {name}\n", file.sha256)).collect();
        self.write(SUMS, sums.as_bytes())?;
        let manifest = manifest(&sha256_hex(sums.as_bytes()));
        self.write(MANIFEST, &manifest)?;
        journal::remove(&self.root)
    }

    /// Removes all that was made, as if nothing had been.
    pub fn take_back(self) {
        // What cannot be removed is no reason for a second error; the journal tells of it until it is gone itself.
        let _ = remove_files(&self.root, &made_by_exports(&self.root));
        let _ = journal::remove(&self.root);
        for folder in self.root.ancestors().take(self.made_folders) {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn refused(path: &Path, reason: &str) -> WriteError {
    WriteError::Refused { path: path.to_owned(), reason: reason.to_owned() }
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

/// Locks `root`, looks at what it holds and makes it ready.
fn claim_existing(
    root: &Path,
    fresh: bool,
    fingerprint: &Fingerprint,
    plan: &str,
    made_folders: usize,
) -> Result<Claim, WriteError> {
    let lock = Lock::try_acquire(root).map_err(|source| io_error(root, "cannot write into the folder", source))?;
    let Some(lock) = lock else {
        let reason = "another export is writing into this folder; wait for it or choose another folder";
        return Err(refused(root, reason));
    };
    let manifest = our_manifest(&root.join(MANIFEST));
    if let Some(manifest) = manifest.filter(|_| !fresh) {
        return match manifest["plan"] == plan && is_whole(root)? {
            true => {
                journal::remove(root)?;
                Ok(Claim::Finished)
            }
            false => Err(refused(
                root,
                "the folder already holds an export; choose another, or start over with --fresh (it removes only files \
                 that an export made)",
            )),
        };
    }
    let old = journal::header(root);
    if let Some(header) = old.as_ref().filter(|_| !fresh) {
        let differences = header.fingerprint.differences(fingerprint);
        if !differences.is_empty() {
            let differences = differences.join(" and ");
            return Err(refused(
                root,
                &format!(
                    "the folder holds an unfinished export of another plan (other {differences}); repeat that one to \
                     continue it, start over with --fresh, or choose another folder"
                ),
            ));
        }
        if let Some((journal, checkpoint, files)) = continued(root)? {
            let made_folders = header.made_folders;
            let folder = Folder { root: root.to_owned(), _lock: lock, journal, made_folders, files };
            return Ok(Claim::Fill(folder, Some(Box::new(checkpoint))));
        }
    }
    make_room(root, fresh || old.is_some())?;
    let made_folders = old.map_or(made_folders, |header| header.made_folders.max(made_folders));
    let journal = Journal::create(root, &Header::new(fingerprint.clone(), made_folders))?;
    let folder = Folder { root: root.to_owned(), _lock: lock, journal, made_folders, files: BTreeMap::new() };
    Ok(Claim::Fill(folder, None))
}

/// What there is to go on with.
type Continued = (Journal, Checkpoint, BTreeMap<String, Finished>);

/// The last checkpoint, when all that it tells of is as it was written; other files that were made are removed.
fn continued(root: &Path) -> Result<Option<Continued>, WriteError> {
    let Some(checkpoint) = journal::checkpoint(root) else { return Ok(None) };
    let mut files = BTreeMap::new();
    for (name, sha256) in &checkpoint.sums {
        match hash_of(&root.join(name)) {
            Ok(finished) if finished.sha256 == *sha256 => drop(files.insert(name.clone(), finished)),
            _ => return Ok(None),
        }
    }
    let mut stale = made_by_exports(root);
    stale.retain(|name| !files.contains_key(name));
    remove_files(root, &stale)?;
    Ok(Some((Journal::reopen(root)?, checkpoint, files)))
}

/// Whether the files of a finished export are as they were written.
fn is_whole(root: &Path) -> Result<bool, FileError> {
    let path = root.join(SUMS);
    let sums = fs::read_to_string(&path).map_err(|source| io_error(&path, "cannot read", source))?;
    let is_right = |line: &str| {
        line.split_once("  ").is_some_and(|(hash, name)| {
            stays_inside(name) && hash_of(&root.join(name)).is_ok_and(|finished| finished.sha256 == hash)
        })
    };
    Ok(sums.lines().all(is_right))
}

/// Removes what exports made, where that is allowed; else the folder must hold nothing.
fn make_room(root: &Path, may_remove: bool) -> Result<(), WriteError> {
    let present = names_in(root)?;
    if present.iter().all(|name| STRAY.contains(&name.as_str())) {
        return Ok(());
    }
    let ours = made_by_exports(root);
    let is_journal = |name: &String| name == journal::JOURNAL || STRAY.contains(&name.as_str());
    if !may_remove && !present.iter().all(is_journal) {
        return Err(refused(
            root,
            match ours.is_empty() {
                true => "the folder is not empty; choose a new or an empty one",
                false => {
                    "the folder holds an export that was not finished and cannot be continued; choose another, or start \
                     over with --fresh (it removes only files that an export made)"
                }
            },
        ));
    }
    let in_the_way =
        |name: &&String| is_name_of_export(name) && !ours.contains(name.strip_suffix(".part").unwrap_or(name));
    if let Some(name) = names_to_depth_two(root, &present)?.iter().find(in_the_way) {
        return Err(refused(
            &root.join(name),
            "no export made this file, so it is not overwritten; move it or choose another folder",
        ));
    }
    Ok(remove_files(root, &ours)?)
}

/// Removes files that exports made, finished or not, and our folders where they are empty then.
fn remove_files(root: &Path, names: &BTreeSet<String>) -> Result<(), FileError> {
    // The manifest and what it vouches for go last: they tell of the others until these are gone.
    let mut names: Vec<&String> = names.iter().collect();
    names.sort_by_key(|name| (*name == MANIFEST, *name == SUMS));
    for name in names {
        for path in [root.join(name), part_path(&root.join(name))] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(io_error(&path, "cannot remove", error));
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
    let mut names = journal::made(root);
    if our_manifest(&root.join(MANIFEST)).is_some() {
        names.extend([SUMS, MANIFEST].map(str::to_owned));
        let sums = fs::read_to_string(root.join(SUMS)).unwrap_or_default();
        names.extend(sums.lines().filter_map(|line| Some(line.split_once("  ")?.1.to_owned())));
    }
    names.retain(|name| stays_inside(name) && is_name_of_export(name));
    names
}

fn stays_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

fn our_manifest(path: &Path) -> Option<Value> {
    let manifest: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    (manifest["tool"] == "hyperlex").then_some(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path) -> Vec<String> {
        let mut names = names_in(root).unwrap();
        for folder in SUBFOLDERS.iter().filter(|folder| root.join(folder).is_dir()) {
            names.extend(names_in(&root.join(folder)).unwrap().into_iter().map(|name| format!("{folder}/{name}")));
        }
        names.sort();
        names
    }

    fn fingerprint(plan: &str) -> Fingerprint {
        Fingerprint([("settings".to_owned(), plan.to_owned())].into())
    }

    /// A folder to fill, and whether there is a checkpoint.
    fn claim(root: &Path, fresh: bool, plan: &str) -> Result<(Folder, bool), WriteError> {
        match Folder::claim(root, fresh, &fingerprint(plan), plan)? {
            Claim::Fill(folder, checkpoint) => Ok((folder, checkpoint.is_some())),
            Claim::Finished => panic!("finished before"),
        }
    }

    fn manifest(plan: &str, sums: &str) -> Vec<u8> {
        serde_json::json!({"tool": "hyperlex", "plan": plan, "sha256sums": sums}).to_string().into_bytes()
    }

    fn export_into(root: &Path, fresh: bool) -> Result<(), WriteError> {
        let (mut folder, _) = claim(root, fresh, "a")?;
        folder.write("train-00000.jsonl", b"{}\n")?;
        folder.write("training/README.md", b"read me")?;
        Ok(folder.finish(|sums| manifest("a", sums))?)
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
    fn an_unfinished_folder_stays_or_is_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("new/out");
        let begin = || {
            let (mut folder, _) = claim(&root, false, "a").unwrap();
            folder.write("training/README.md", b"x").unwrap();
            folder.begin("train-00000.jsonl").unwrap().write_all(b"half").unwrap();
            folder
        };
        drop(begin());
        assert_eq!(names(&root), [".hyperlex-journal", "train-00000.jsonl.part", "training", "training/README.md"]);
        begin().take_back();
        assert_eq!(names_in(dir.path()).unwrap(), Vec::<String>::new());

        fs::create_dir_all(&root).unwrap();
        begin().take_back();
        assert_eq!(names_in(&root).unwrap(), Vec::<String>::new(), "a folder that was there before stays");
    }

    #[test]
    fn an_unfinished_folder_is_continued_by_the_same_plan_only() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let (mut folder, _) = claim(root, false, "a").unwrap();
        folder.write("train-00000.jsonl", b"{}\n").unwrap();
        folder.journal().save(&Checkpoint { sums: folder.sums(), ..Checkpoint::default() }).unwrap();
        folder.write("train-00001.jsonl", b"later\n").unwrap();
        drop(folder);
        let error = claim(root, false, "b").err().unwrap().to_string();
        assert!(error.contains("another plan (other settings)") && error.contains("--fresh"), "{error}");
        let (folder, has_checkpoint) = claim(root, false, "a").unwrap();
        assert!(has_checkpoint && folder.sums().len() == 1);
        assert_eq!(names(root), [".hyperlex-journal", "train-00000.jsonl"]);
        drop(folder);
        // What the checkpoint tells of is not as it was: the export begins anew.
        fs::write(root.join("train-00000.jsonl"), "[]\n").unwrap();
        assert!(!claim(root, false, "a").unwrap().1);
        assert_eq!(names(root), [".hyperlex-journal"]);
        drop(claim(root, true, "b").unwrap());
        assert_eq!(names(root), [".hyperlex-journal"]);
    }

    #[test]
    fn a_finished_folder_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        export_into(root, false).unwrap();
        let finished = |plan| matches!(Folder::claim(root, false, &fingerprint(plan), plan), Ok(Claim::Finished));
        assert!(finished("a") && !finished("b"));
        // Killed between the manifest and the end of the journal.
        fs::create_dir(root.join(journal::JOURNAL)).unwrap();
        assert!(finished("a") && !root.join(journal::JOURNAL).exists());
        fs::write(root.join("train-00000.jsonl"), "[]\n").unwrap();
        assert!(!finished("a"));
    }

    #[test]
    fn what_somebody_removed_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let (mut folder, _) = claim(dir.path(), false, "a").unwrap();
        folder.write("train-00000.jsonl", b"{}\n").unwrap();
        fs::remove_file(dir.path().join("train-00000.jsonl")).unwrap();
        let error = folder.finish(|sums| manifest("a", sums)).unwrap_err().to_string();
        assert!(error.contains("train-00000.jsonl: no longer as it was written"), "{error}");
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
        let error = claim(dir.path(), false, "b").err().unwrap().to_string();
        assert!(error.contains("already holds an export") && error.contains("--fresh"), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("notes.txt")).unwrap(), "mine");

        let file = dir.path().join("notes.txt");
        assert!(claim(&file, true, "a").err().unwrap().to_string().contains("not a folder"));
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
        claim(root, true, "a").unwrap().0.take_back();
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
    fn two_exports_do_not_share_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let first = claim(dir.path(), false, "a").unwrap();
        let error = claim(dir.path(), true, "a").err().unwrap().to_string();
        assert!(error.contains("another export is writing"), "{error}");
        drop(first);
        claim(dir.path(), false, "a").unwrap();
    }
}
