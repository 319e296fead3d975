//! What else lies in a submission's folder.

use super::text::LARGEST_FILE;
use super::tree::{Budget, Folder, Unlisted};
use crate::model::Exercise;
use std::{
    fs::{self, File},
    io::Read,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// So many files that were not taken are named.
pub(super) const MOST_REFUSED: usize = 50;

/// Folders deeper than this are named and not looked into.
const DEEPEST: usize = 8;

/// The files of an exercise's folder that the exercise does not ask for and the course did not put there itself, in
/// order of their names. There may be too many to look at.
pub(super) fn not_asked_for(
    folder: &Folder,
    exercise: &Exercise,
    budget: &mut Budget,
) -> Result<Vec<PathBuf>, Unlisted> {
    let mut found = Vec::new();
    list(folder, Path::new(""), &mut found, budget)?;
    found.retain(|file| {
        !exercise
            .submit
            .iter()
            .any(|wanted| file == Path::new(wanted))
            && !same_contents(folder, file, &exercise.folder.join(file))
    });
    found.sort();
    Ok(found)
}

/// All files below a folder, relative to the top; links are named and not followed.
fn list(
    folder: &Folder,
    below: &Path,
    found: &mut Vec<PathBuf>,
    budget: &mut Budget,
) -> Result<(), Unlisted> {
    for (name, is_folder) in folder.entries(budget)? {
        if matches!(name.to_str(), Some("target" | ".git" | ".gitkeep")) {
            continue;
        }
        let path = below.join(&name);
        if is_folder && path.components().count() <= DEEPEST {
            // What cannot be opened, or was something else a moment ago, is named as it is.
            match folder.folder(Path::new(&name)) {
                Ok(inner) => list(&inner, &path, found, budget)?,
                Err(_) => found.push(path),
            }
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file is the course's own: it came with the exercise and was handed back.
fn same_contents(folder: &Folder, file: &Path, ours: &Path) -> bool {
    let is_small = |found: &fs::Metadata| found.is_file() && found.len() <= LARGEST_FILE;
    let Some(known) = fs::symlink_metadata(ours).ok().filter(is_small) else {
        return false;
    };
    let Ok(theirs) = folder.file(file) else {
        return false;
    };
    match theirs.metadata() {
        Ok(found) if found.is_file() && found.len() == known.len() => {
            let is_itself = (found.dev(), found.ino()) == (known.dev(), known.ino());
            is_itself || contents(theirs).is_some_and(|text| fs::read(ours).ok() == Some(text))
        }
        _ => false,
    }
}

fn contents(file: File) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
