//! What else lies in a submission's folder.

use super::text::LARGEST_FILE;
use crate::model::Exercise;
use std::{fs, path::Path};

/// So many files that were not taken are named; a flood of them is counted.
pub(super) const MOST_REFUSED: usize = 50;

/// The files of an exercise's folder that the exercise does not ask for and the course did not put there itself.
pub(super) fn not_asked_for(folder: &Path, exercise: &Exercise) -> Vec<String> {
    let mut found = Vec::new();
    list(folder, folder, &mut found, 0);
    found.retain(|file| {
        !exercise.submit.contains(file)
            && !same_contents(&folder.join(file), &exercise.folder.join(file))
    });
    found.sort();
    found
}

/// All files below a folder, relative to it; links are named and not followed.
fn list(top: &Path, folder: &Path, found: &mut Vec<String>, depth: usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if depth > 8
            || found.len() > MOST_REFUSED
            || matches!(name.to_str(), Some("target" | ".git" | ".gitkeep"))
        {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(top, &path, found, depth + 1);
        } else if let Ok(relative) = path.strip_prefix(top) {
            found.push(relative.display().to_string());
        }
    }
}

fn same_contents(theirs: &Path, ours: &Path) -> bool {
    let length = |path: &Path| {
        fs::symlink_metadata(path)
            .ok()
            .filter(fs::Metadata::is_file)
            .map(|file| file.len())
    };
    match (length(theirs), length(ours)) {
        (Some(a), Some(b)) if a == b && a <= LARGEST_FILE => {
            theirs == ours || fs::read(theirs).ok() == fs::read(ours).ok()
        }
        _ => false,
    }
}
