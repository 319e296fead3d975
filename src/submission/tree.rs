//! A folder of a submission, held open. All that is read of a submission is reached from such a descriptor, and never
//! by a link: whoever swaps a folder for a link while the grader reads leads it nowhere.

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, openat, statat};
use rustix::io::Errno;
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    os::{fd::OwnedFd, unix::ffi::OsStrExt},
    path::{Path, PathBuf},
};

/// So many entries of a submission's folders are looked at in all. No submission of a person has as many.
const MOST_ENTRIES: usize = 5_000;

/// How many entries of a submission may still be looked at.
pub(super) struct Budget(usize);

impl Budget {
    /// For one submission.
    pub(super) fn full() -> Budget {
        Budget(MOST_ENTRIES)
    }

    fn take_one(&mut self) -> Result<(), Unlisted> {
        self.0 = self.0.checked_sub(1).ok_or(Unlisted)?;
        Ok(())
    }
}

/// A folder cannot be listed, or holds more than anybody would hand in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unlisted;

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Folder,
    /// A symbolic link, or the way there leads through one.
    Link,
    /// A file, a socket or the like.
    Other,
    /// The way there is closed.
    Closed,
}

/// An open folder.
pub(super) struct Folder(OwnedFd);

/// Opening waits for nobody, and what is opened is nobody's terminal.
fn flags(is_folder: bool) -> OFlags {
    let plain = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    if is_folder {
        plain | OFlags::DIRECTORY
    } else {
        plain | OFlags::NONBLOCK | OFlags::NOCTTY
    }
}

impl Folder {
    /// Opens a folder that the grader's user names; the way there may lead through links.
    pub(super) fn open(path: &Path) -> io::Result<Folder> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Folder(openat(CWD, path, flags, Mode::empty())?))
    }

    /// Opens a folder below this one.
    pub(super) fn folder(&self, below: &Path) -> io::Result<Folder> {
        let is_here = below.as_os_str().is_empty();
        let below = if is_here { Path::new(".") } else { below };
        Ok(Folder(self.open_below(below, flags(true))?))
    }

    /// Opens a file below this folder.
    pub(super) fn file(&self, below: &Path) -> io::Result<File> {
        Ok(self.open_below(below, flags(false))?.into())
    }

    /// The kernel refuses links and ways out in one step. Kernels before 5.6 cannot, and some containers do not let them;
    /// and of a link that should be a folder it says only that it is none, where `walk` tells why.
    #[cfg(target_os = "linux")]
    fn open_below(&self, below: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
        use rustix::fs::{ResolveFlags, openat2};
        let resolve = ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
        match openat2(&self.0, below, flags, Mode::empty(), resolve) {
            Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN | Errno::NOTDIR) => {
                self.walk(below, flags)
            }
            opened => opened,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open_below(&self, below: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
        self.walk(below, flags)
    }

    /// Opens each folder on the way for itself, so that none of them can be a link.
    fn walk(&self, below: &Path, last: OFlags) -> Result<OwnedFd, Errno> {
        let mut parts = below.iter().peekable();
        let mut walked = self.0.try_clone().map_err(|_| Errno::MFILE)?;
        while let Some(part) = parts.next() {
            if part.as_bytes() == b".." || part.as_bytes().starts_with(b"/") {
                return Err(Errno::XDEV);
            }
            let wanted = if parts.peek().is_some() {
                flags(true)
            } else {
                last
            };
            walked =
                openat(&walked, part, wanted, Mode::empty()).map_err(|error| {
                    match kind_at(&walked, part) {
                        Ok(FileType::Symlink) => Errno::LOOP,
                        _ => error,
                    }
                })?;
        }
        Ok(walked)
    }

    /// What lies at a path below this folder.
    pub(super) fn what_is(&self, below: &Path) -> Found {
        let Some(name) = below.file_name() else {
            return Found::Folder;
        };
        let kind = self
            .open_below(above(below), flags(true))
            .and_then(|parent| kind_at(&parent, name));
        match kind {
            Ok(FileType::Directory) => Found::Folder,
            Ok(FileType::Symlink) | Err(Errno::LOOP) => Found::Link,
            Ok(_) => Found::Other,
            Err(Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG) => Found::Nothing,
            Err(_) => Found::Closed,
        }
    }

    /// The first link on the way down to a path, for the sentence that refuses it.
    pub(super) fn first_link(&self, below: &Path) -> Option<PathBuf> {
        let mut ways: Vec<_> = below.ancestors().collect();
        ways.reverse();
        let link = ways
            .into_iter()
            .find(|way| self.what_is(way) == Found::Link)?;
        Some(link.to_owned())
    }

    /// The names of what lies here, in order, and whether each is a folder (a link is none).
    pub(super) fn entries(&self, budget: &mut Budget) -> Result<Vec<(OsString, bool)>, Unlisted> {
        let mut found = Vec::new();
        for entry in Dir::read_from(&self.0).map_err(|_| Unlisted)? {
            let entry = entry.map_err(|_| Unlisted)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes()).to_owned();
            if name == "." || name == ".." {
                continue;
            }
            budget.take_one()?;
            let kind = match entry.file_type() {
                FileType::Unknown => kind_at(&self.0, &name).unwrap_or(FileType::Unknown),
                kind => kind,
            };
            found.push((name, kind == FileType::Directory));
        }
        found.sort();
        Ok(found)
    }

    /// The folders in a folder below this one, in order; none if it cannot be listed.
    pub(super) fn folders_in(&self, below: &Path, budget: &mut Budget) -> Vec<OsString> {
        let entries = self.folder(below).map(|folder| folder.entries(budget));
        let entries = entries.into_iter().flatten().flatten();
        let folders = entries.filter(|(_, is_folder)| *is_folder);
        folders.map(|(name, _)| name).collect()
    }
}

/// The folder that a path lies in.
fn above(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn kind_at(folder: &OwnedFd, name: &OsStr) -> Result<FileType, Errno> {
    let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
    Ok(FileType::from_raw_mode(found.st_mode))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink};

    /// A folder with a file, a link to a file and a link to a folder, and beside it what must not be read.
    fn with_links() -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        let inside = place.path().join("inside");
        fs::create_dir_all(inside.join("a/b")).unwrap();
        fs::write(inside.join("a/b/file"), "mine").unwrap();
        fs::create_dir(place.path().join("outside")).unwrap();
        fs::write(place.path().join("outside/file"), "secret").unwrap();
        symlink("../../outside", inside.join("a/out")).unwrap();
        symlink("b/file", inside.join("a/link")).unwrap();
        let folder = Folder::open(&inside).unwrap();
        (place, folder)
    }

    /// What both ways of opening say about a path: the kernel's own, and ours where the kernel has none.
    #[track_caller]
    fn both(folder: &Folder, path: &str) -> Result<(), Errno> {
        let one = folder.open_below(Path::new(path), flags(false)).map(drop);
        let other = folder.walk(Path::new(path), flags(false)).map(drop);
        assert_eq!(one, other, "{path}");
        one
    }

    #[test]
    fn links_and_ways_out_are_refused_with_and_without_the_kernels_help() {
        let (_place, folder) = with_links();
        assert_eq!(both(&folder, "a/b/file"), Ok(()));
        assert_eq!(both(&folder, "a/link"), Err(Errno::LOOP));
        assert_eq!(both(&folder, "a/out/file"), Err(Errno::LOOP));
        assert_eq!(both(&folder, "../outside/file"), Err(Errno::XDEV));
        assert_eq!(both(&folder, "/etc/passwd"), Err(Errno::XDEV));
        assert_eq!(both(&folder, "a/b/none"), Err(Errno::NOENT));
        assert_eq!(both(&folder, "a/b/file/x"), Err(Errno::NOTDIR));
    }

    #[test]
    fn what_lies_at_a_path_is_told_without_following_it() {
        let (_place, folder) = with_links();
        let found = |path| folder.what_is(Path::new(path));
        assert_eq!(found(""), Found::Folder);
        assert_eq!(found("a/b"), Found::Folder);
        assert_eq!(found("a/b/file"), Found::Other);
        assert_eq!(found("a/out"), Found::Link);
        assert_eq!(found("a/out/file"), Found::Link);
        assert_eq!(found("x/y"), Found::Nothing);
        assert_eq!(
            folder.first_link(Path::new("a/out/file")),
            Some("a/out".into())
        );
        assert_eq!(folder.first_link(Path::new("a/b/file")), None);
    }

    #[test]
    fn a_flood_of_entries_is_not_listed() {
        let (_place, folder) = with_links();
        let mut budget = Budget(4);
        let below = folder.folder(Path::new("a")).unwrap();
        let listed = below.entries(&mut budget).unwrap();
        assert_eq!(
            listed,
            [
                ("b".into(), true),
                ("link".into(), false),
                ("out".into(), false)
            ]
        );
        assert_eq!(below.entries(&mut budget), Err(Unlisted));
    }

    /// The folder is a link to the secret half of the time, and the secret is never read.
    #[test]
    fn a_folder_that_becomes_a_link_meanwhile_leads_nowhere_without_the_kernels_help_too() {
        use rustix::fs::{RenameFlags, renameat_with};
        use std::io::Read;
        use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
        let (place, folder) = with_links();
        let done = AtomicBool::new(false);
        let inside = place.path().join("inside/a");
        let swap = || {
            while !done.load(Relaxed) {
                let (b, out) = (inside.join("b"), inside.join("out"));
                renameat_with(CWD, &b, CWD, &out, RenameFlags::EXCHANGE).unwrap();
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(swap);
            for _ in 0..5_000 {
                if let Ok(opened) = folder.walk(Path::new("a/b/file"), flags(false)) {
                    let mut text = String::new();
                    File::from(opened).read_to_string(&mut text).unwrap();
                    assert_eq!(text, "mine");
                }
            }
            done.store(true, Relaxed);
        });
    }
}
