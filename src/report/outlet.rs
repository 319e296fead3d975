//! Where a report goes: a file of its own, or something that is written into.

use std::{
    fs,
    io::{self, Write},
    os::{
        fd::AsFd,
        unix::{ffi::OsStrExt, fs::MetadataExt},
    },
    path::{Path, PathBuf},
};

/// What the name of a report begins with while it is written.
pub(super) const ASIDE: &str = ".grader-new-";

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// What a path that was given for a report stands for.
#[derive(Debug)]
pub enum Outlet {
    /// `-`, or any other name of what stdout is.
    Stdout,
    /// A regular file that is there or will be, with all links followed.
    File(PathBuf),
    /// A device, a pipe, or a file that no path leads to any more.
    Stream(PathBuf),
    /// A folder, or a name that only a folder can have. No report goes there.
    Folder,
    /// A file in a folder that is not there. No report goes there.
    NoFolder(PathBuf),
}

impl Outlet {
    /// Looks at what is there. Nothing is changed.
    pub fn find(path: &Path) -> io::Result<Outlet> {
        if path == Path::new("-") {
            return Ok(Outlet::Stdout);
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Outlet::Folder),
            Ok(found) if stdout_is(&found) => Ok(Outlet::Stdout),
            Ok(found) if found.is_file() => {
                // A link in /proc may lead to a file whose name is gone, or somebody else's now.
                let end = end_of_links(path)?;
                let is_there = fs::symlink_metadata(&end).is_ok_and(|at| are_one(&at, &found));
                Ok(if is_there {
                    Outlet::File(end)
                } else {
                    Outlet::Stream(path.to_owned())
                })
            }
            Ok(_) => Ok(Outlet::Stream(path.to_owned())),
            Err(error) if is_absence(&error) => {
                let end = end_of_links(path)?;
                let folder = folder_of(&end);
                Ok(if !folder.is_dir() {
                    Outlet::NoFolder(folder.to_owned())
                } else if end.as_os_str().as_bytes().ends_with(b"/") {
                    Outlet::Folder
                } else {
                    Outlet::File(end)
                })
            }
            Err(error) => Err(error),
        }
    }
}

impl Outlet {
    /// Whether a report can be written there later, as far as can be told without writing anything.
    pub fn must_be_writable(&self) -> io::Result<()> {
        use rustix::fs::{Access, access};
        match self {
            // It is written aside and renamed.
            Outlet::File(path) => access(folder_of(path), Access::WRITE_OK | Access::EXEC_OK)?,
            Outlet::Stream(path) => access(path, Access::WRITE_OK)?,
            Outlet::Stdout | Outlet::Folder | Outlet::NoFolder(_) => {}
        }
        Ok(())
    }
}

/// Writes a report to what `path` stands for. A file is written in one step: nobody ever sees half of it.
pub(super) fn write_file(path: &Path, text: &str) -> io::Result<()> {
    match Outlet::find(path)? {
        Outlet::Stdout => super::console::print(text),
        Outlet::File(path) => replace(&path, text),
        Outlet::Stream(path) => {
            let mut stream = fs::OpenOptions::new()
                .write(true)
                .truncate(true)
                .open(path)?;
            stream.write_all(text.as_bytes())
        }
        Outlet::Folder => Err(io::ErrorKind::IsADirectory.into()),
        Outlet::NoFolder(_) => Err(io::ErrorKind::NotFound.into()),
    }
}

/// Clears away reports that a killed grader had not finished.
pub fn clear_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(ASIDE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A new file has the mode that the umask leaves it; one that is replaced passes its own on.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // The library adds the name of the temporary file, which means nothing to anybody.
    let plain = |error: io::Error| match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    };
    let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    let mut builder = tempfile::Builder::new();
    builder.prefix(ASIDE).permissions(everybody);
    let mut aside = builder.tempfile_in(folder_of(path)).map_err(plain)?;
    if let Ok(before) = fs::metadata(path) {
        aside.as_file().set_permissions(before.permissions())?;
    }
    aside.write_all(text.as_bytes()).map_err(plain)?;
    // Some file systems tell only now that there was no room.
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|error| plain(error.error))?;
    Ok(())
}

fn stdout_is(found: &fs::Metadata) -> bool {
    let stdout = io::stdout().as_fd().try_clone_to_owned();
    let stdout = stdout.and_then(|stdout| fs::File::from(stdout).metadata());
    stdout.is_ok_and(|stdout| are_one(&stdout, found))
}

fn are_one(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Where a path leads; the last one may not be there yet.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&at) {
            Ok(target) => at = folder_of(&at).join(target),
            Err(_) => return Ok(at),
        }
    }
    Err(io::Error::from_raw_os_error(libc::ELOOP))
}
