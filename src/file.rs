//! Writing files so that nothing is lost: atomic replace, locks, a sweep of what a crash left.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a file could not be written; the sentence names the file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The target exists and is a device, pipe or folder.
    #[error("{}: not a regular file, so nothing was written; choose another name", path.display())]
    NotRegular {
        /// The file asked for.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {action}: {source}", path.display())]
    Io {
        /// The file it was about.
        path: PathBuf,
        /// What was tried, like "cannot write".
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// Replaces `path` by `bytes` in one step: after a crash the old or the new file is there, whole.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    replace_with(path, |out| out.write_all(bytes))
}

/// As [`replace`], for what is written piece by piece.
///
/// A link is followed, so that the file it points to is replaced and the link stays; mode and, where the system lets
/// us, owner of the old file are kept. When anything fails the old file is as it was.
pub fn replace_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), FileError> {
    let fail = |action| move |source| FileError::Io { path: path.to_owned(), action, source };
    let target = resolved(path).map_err(fail("cannot follow the link"))?;
    let old = match fs::metadata(&target) {
        Ok(metadata) if metadata.is_file() => Some(metadata),
        Ok(_) => return Err(FileError::NotRegular { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(fail("cannot write")(error)),
    };
    let folder = folder_of(&target);
    let temporary = Temporary::create(folder).map_err(fail("cannot write into its folder"))?;
    temporary.fill(old.as_ref(), write).map_err(fail("cannot write"))?;
    temporary.rename_to(&target).map_err(fail("cannot replace"))?;
    sync_folder(folder).map_err(fail("cannot make sure that it is on the disk"))
}

/// Whether `path` is there and is no regular file: a device, a pipe, a folder.
pub fn is_irregular(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// Makes what was renamed in a folder last through a loss of power.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        // Other systems cannot open a folder; their rename is as durable as it gets.
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network file systems know no fsync of folders.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

/// Removes what a crash left of [`replace`] in `folder`, and says how many. Files being written just now are locked by
/// their writers and stay.
pub fn sweep(folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if !is_ours || !entry.file_type()?.is_file() {
            continue;
        }
        let is_stale = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_stale && fs::remove_file(entry.path()).is_ok() {
            removed += 1;
        }
    }
    Ok(removed)
}

/// An advisory lock on a folder, released when dropped or when the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    own: Option<PathBuf>,
}

impl Lock {
    /// Locks `folder`; `None` when another process (or another lock of this one) holds it. Where the file system knows
    /// no locks, the folder counts as locked by us.
    pub fn try_acquire(folder: &Path) -> io::Result<Option<Lock>> {
        let (file, own) = lock_file(folder)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Lock { _file: file, own })),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = &self.own {
            // A lock file left behind does no harm: it is not locked.
            let _ = fs::remove_file(path);
        }
    }
}

/// What is locked for a folder: itself where the system can, so that nothing is added to it.
fn lock_file(folder: &Path) -> io::Result<(File, Option<PathBuf>)> {
    if cfg!(unix) {
        return Ok((File::open(folder)?, None));
    }
    let path = folder.join(".hyperlex.lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
    Ok((file, Some(path)))
}

const PREFIX: &str = ".hyperlex-";
const SUFFIX: &str = ".tmp";

/// A file being written, removed when it is dropped before it was renamed.
struct Temporary {
    file: File,
    path: PathBuf,
}

impl Temporary {
    fn create(folder: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{PREFIX}{}-{count}{SUFFIX}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    // Only a courtesy to `sweep`: a file system without locks must not stop us.
                    let _ = file.try_lock();
                    return Ok(Self { file, path });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn fill(&self, old: Option<&Metadata>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if let Some(old) = old {
            copy_owner(old, &self.file);
            self.file.set_permissions(old.permissions())?;
        }
        let mut out = BufWriter::new(&self.file);
        write(&mut out)?;
        out.flush()?;
        self.file.sync_all()
    }

    fn rename_to(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing to remove. What cannot be removed now is swept at the next start.
        let _ = fs::remove_file(&self.path);
    }
}

/// Gives `file` the owner of the old one. Only a privileged user may; for others the file is theirs anyway.
#[cfg(unix)]
fn copy_owner(old: &Metadata, file: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if file.metadata().is_ok_and(|new| new.uid() != old.uid() || new.gid() != old.gid()) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn copy_owner(_old: &Metadata, _file: &File) {}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a chain of links leads, also when nothing is there yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("the links go round in a circle"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn writes_and_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("словарь.ron");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["словарь.ron"]);
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"old").unwrap();
        let error = replace_with(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no space"))
        })
        .unwrap_err();
        assert!(error.to_string().ends_with("a: cannot write: no space"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn refuses_what_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(replace(folder.path(), b""), Err(FileError::NotRegular { .. })));
        assert!(matches!(replace(&folder.path().join("no/a"), b""), Err(FileError::Io { .. })));
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_modes() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).unwrap();
        symlink("real/a", at("link")).unwrap();
        symlink(at("link"), at("link2")).unwrap();
        replace(&at("link2"), b"one").unwrap();
        fs::set_permissions(at("real/a"), fs::Permissions::from_mode(0o640)).unwrap();
        replace(&at("link2"), b"two").unwrap();
        assert_eq!(fs::read(at("real/a")).unwrap(), b"two");
        assert_eq!(fs::metadata(at("real/a")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert!(matches!(replace(Path::new("/dev/null"), b""), Err(FileError::NotRegular { .. })));
        symlink("round", at("round")).unwrap();
        assert!(replace(&at("round"), b"").is_err());
    }

    #[test]
    fn sweep_takes_only_what_nobody_writes() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".hyperlex-1-1.tmp"), "stale").unwrap();
        fs::write(folder.path().join("mine.tmp"), "kept").unwrap();
        let busy = Temporary::create(folder.path()).unwrap();
        assert_eq!(sweep(folder.path()).unwrap(), 1);
        assert_eq!(names(folder.path()).len(), 2);
        drop(busy);
        assert_eq!(names(folder.path()), ["mine.tmp"]);
    }

    #[test]
    fn one_lock_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::try_acquire(folder.path()).unwrap();
        assert!(lock.is_some());
        assert!(Lock::try_acquire(folder.path()).unwrap().is_none());
        drop(lock);
        assert!(Lock::try_acquire(folder.path()).unwrap().is_some());
        assert!(names(folder.path()).is_empty());
    }
}
