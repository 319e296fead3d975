//! The folder in which the toolbox and judges are kept: where it is, and whether what lies there can be trusted and read.
//!
//! Who can change it decides on verdicts, so nothing in it is used before owner and mode of every folder on the way and
//! of everything inside were looked at.

use super::error::{CACHE_VARIABLE, ToolboxError};
use std::{
    collections::BTreeSet,
    env, fs, io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

/// Everybody may read and enter, only the owner may write: a jail's program is another user.
const FOLDER_FOR_ALL: u32 = 0o755;

/// What a file needs to be read in a jail.
const READ_BY_ALL: u32 = 0o444;

/// What a folder needs to be read in a jail.
const ENTERED_BY_ALL: u32 = 0o555;

/// Where the cache is.
pub(super) fn folder() -> Result<PathBuf, ToolboxError> {
    if let Some(folder) = env::var_os(CACHE_VARIABLE).filter(|folder| !folder.is_empty()) {
        let path = PathBuf::from(folder);
        return std::path::absolute(&path).map_err(|source| ToolboxError::Cache { path, source });
    }
    match directories::ProjectDirs::from("", "", "grader") {
        Some(folders) => Ok(folders.cache_dir().to_owned()),
        None => Err(ToolboxError::Cache {
            path: PathBuf::from("~/.cache"),
            source: io::Error::new(io::ErrorKind::NotFound, "there is no home folder"),
        }),
    }
}

/// Makes the cache if it is not there. Refuses one that another ordinary user can change, or put another in place of.
pub(super) fn open(cache: &Path) -> Result<(), ToolboxError> {
    way_is_safe(cache)?;
    make_folder(cache).map_err(failed(cache))?;
    is_ours(cache).map(drop)
}

/// Looks at a cache without making it.
pub(super) fn look(cache: &Path) -> Result<(), ToolboxError> {
    way_is_safe(cache)?;
    if cache.exists() {
        is_ours(cache)?;
    }
    Ok(())
}

/// Makes a folder that a jail can read, whatever umask the grader was started with.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(FOLDER_FOR_ALL).create(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(FOLDER_FOR_ALL))
}

/// Everybody may read this file, and nobody may write to it.
pub(super) fn read_only(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(READ_BY_ALL))
}

/// Everything in a folder of the cache is the user's own, or root's, and can be read in a jail. What an earlier grader made
/// unreadable, under another umask, is mended.
pub(super) fn inspect(path: &Path) -> Result<(), ToolboxError> {
    let found = is_ours(path)?;
    if found.is_symlink() {
        return Ok(());
    }
    let needed = if found.is_dir() {
        ENTERED_BY_ALL
    } else {
        READ_BY_ALL
    };
    let mode = found.mode() & 0o777;
    if mode & needed != needed {
        let better = fs::Permissions::from_mode(mode | needed);
        fs::set_permissions(path, better).map_err(|_| ToolboxError::Unreadable {
            path: path.to_owned(),
            mode,
        })?;
    }
    if found.is_dir() {
        for entry in fs::read_dir(path).map_err(failed(path))?.flatten() {
            // Another grader may be writing a judge, which gets its name when it is whole.
            if !entry.file_name().to_string_lossy().starts_with('.') {
                inspect(&entry.path())?;
            }
        }
    }
    Ok(())
}

/// The folders in which the cache lies, by both its names if there are links on the way. Of the root of all there is no
/// other.
fn way_is_safe(cache: &Path) -> Result<(), ToolboxError> {
    let real = cache.ancestors().find_map(|path| path.canonicalize().ok());
    let ways = cache
        .ancestors()
        .chain(real.iter().flat_map(|real| real.ancestors()));
    let folders: BTreeSet<&Path> = ways.filter(|path| path.parent().is_some()).collect();
    for folder in folders.into_iter().filter(|folder| *folder != cache) {
        match is_ours(folder) {
            Err(ToolboxError::Cache { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            }
            other => {
                other?;
            }
        }
    }
    Ok(())
}

/// What a path is, if no other ordinary user can change it.
fn is_ours(path: &Path) -> Result<fs::Metadata, ToolboxError> {
    let found = fs::symlink_metadata(path).map_err(failed(path))?;
    let me = rustix::process::geteuid().as_raw();
    if found.uid() != me && found.uid() != 0 {
        return Err(ToolboxError::Foreign {
            path: path.to_owned(),
            owner: found.uid(),
            me,
        });
    }
    // The mode of a link means nothing. In a folder with the sticky bit, only owners rename and remove.
    let is_open = !found.is_symlink() && others_write(&found) && found.mode() & 0o1000 == 0;
    if is_open {
        return Err(ToolboxError::Open {
            path: path.to_owned(),
            mode: found.mode() & 0o7777,
        });
    }
    Ok(found)
}

/// A group of one's own has nobody else in it, on the systems whose umask lets it write.
fn others_write(found: &fs::Metadata) -> bool {
    let is_my_group = found.gid() == rustix::process::getegid().as_raw() || found.gid() == 0;
    let by_group = found.mode() & 0o020 != 0 && !is_my_group;
    by_group || found.mode() & 0o002 != 0
}

/// Where compiled judges are kept, if the cache can be written. No folder that others may have made will do instead:
/// who plants a judge there decides on verdicts.
pub(super) fn judges(cache: &Path, key: &str) -> Result<Option<PathBuf>, ToolboxError> {
    let folder = cache.join(format!("judges-{key}"));
    let is_writable = make_folder(&folder).is_ok() && tempfile::tempfile_in(&folder).is_ok();
    if !is_writable {
        return Ok(None);
    }
    clear_unfinished(&folder);
    inspect(&folder)?;
    Ok(Some(folder))
}

/// No copy of a judge takes so long.
const UNFINISHED_FOR: Duration = Duration::from_secs(3600);

/// Clears away copies that a killed grader had not finished.
fn clear_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = || {
            let modified = entry.metadata().and_then(|found| found.modified()).ok();
            modified.is_some_and(|at| at.elapsed().is_ok_and(|age| age > UNFINISHED_FOR))
        };
        if entry.file_name().to_string_lossy().starts_with(".new-") && is_old() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Says which file or folder of the cache the system refused.
pub(super) fn failed(path: &Path) -> impl FnOnce(io::Error) -> ToolboxError + use<> {
    let path = path.to_owned();
    move |source| ToolboxError::Cache { path, source }
}
