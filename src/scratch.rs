//! One folder per grader for all that it writes while it grades. It is gone afterwards; if the grader was killed, the
//! next one clears it away.

use crate::model::disk_advice;
use std::{
    fs, io,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// The name of a folder that some grader works in, or worked in until it was killed.
const PREFIX: &str = "grader-work-";

/// Held locked as long as the grader lives. Unlike a process's number, a lock also tells across containers that
/// share a folder for temporary files.
const LOCK: &str = "lock";

/// The folder could not be made, or is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ScratchError {
    /// It could not be made.
    #[error("cannot write to {}: {source}.{}", folder.display(), disk_advice(source))]
    Write {
        /// Where it should have been.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Programs that are compiled there cannot be run.
    #[error(
        "{} lies on a file system that is mounted `noexec`, so no program that is compiled there can run: name another folder in TMPDIR",
        folder.display()
    )]
    NoExec {
        /// Where it is.
        folder: PathBuf,
    },
}

/// A folder that lives as long as this value.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _lock: fs::File,
}

impl Scratch {
    /// Makes one in the system's folder for temporary files, and clears away those of graders that are dead.
    pub fn open() -> Result<Scratch, ScratchError> {
        let folder = std::env::temp_dir();
        match Scratch::open_in(&folder) {
            Ok(scratch) if scratch.runs_programs() => Ok(scratch),
            Ok(_) => Err(ScratchError::NoExec { folder }),
            Err(source) => Err(ScratchError::Write { folder, source }),
        }
    }

    /// Asks the kernel about a file that has every right to be executed. A full disk is found later.
    fn runs_programs(&self) -> bool {
        let file = self.path.join("program");
        let made = fs::File::create(&file)
            .and_then(|_| fs::set_permissions(&file, fs::Permissions::from_mode(0o755)));
        let asked = rustix::fs::access(&file, rustix::fs::Access::EXEC_OK);
        let _ = fs::remove_file(&file);
        made.is_err() || asked != Err(rustix::io::Errno::ACCESS)
    }

    fn open_in(folder: &Path) -> io::Result<Scratch> {
        sweep(folder);
        // Locked before it has the name by which others look for it.
        let aside = tempfile::Builder::new()
            .prefix("grader-new-")
            .tempdir_in(folder)?;
        let lock = fs::File::create(aside.path().join(LOCK))?;
        lock.lock()?;
        let random = aside.path().to_string_lossy();
        let random = random.rsplit('-').next().unwrap_or_default();
        let path = folder.join(format!("{PREFIX}{random}"));
        fs::rename(aside.path(), &path)?;
        drop(aside.keep());
        Ok(Scratch { path, _lock: lock })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Clears away what killed graders of the same user left behind.
fn sweep(folder: &Path) {
    let me = rustix::process::geteuid().as_raw();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let is_mine = entry
            .metadata()
            .is_ok_and(|found| found.is_dir() && found.uid() == me);
        if is_mine && is_abandoned(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_abandoned(path: &Path) -> bool {
    fs::File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_stays_and_one_of_a_dead_grader_goes() {
        let folder = tempfile::tempdir().unwrap();
        let living = Scratch::open_in(folder.path()).unwrap();
        let dead = folder.path().join(format!("{PREFIX}dead"));
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        fs::write(dead.join("half"), "written").unwrap();
        let second = Scratch::open_in(folder.path()).unwrap();
        assert!(living.path().is_dir() && second.path().is_dir());
        assert!(!dead.exists());
        drop((living, second));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn links_and_folders_without_a_lock_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join(format!("{PREFIX}other"));
        fs::create_dir(&other).unwrap();
        let target = folder.path().join("target");
        fs::create_dir(&target).unwrap();
        fs::write(target.join(LOCK), "").unwrap();
        std::os::unix::fs::symlink(&target, folder.path().join(format!("{PREFIX}link"))).unwrap();
        drop(Scratch::open_in(folder.path()).unwrap());
        assert!(other.is_dir() && target.is_dir());
    }
}
