//! A class: a folder of submissions.

use super::tree::{Folder, Found};
use super::{Submission, SubmissionError, take_folder};
use crate::model::{Course, Refused, tamed_name, tamed_text, unique_name};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

/// Takes in a class: every folder of `folder` is a submission, in order of names, except hidden ones and `reports`,
/// the folder that reports are written to; entries that cannot be graded come second. Names are distinct, so a report named after one is nobody else's.
pub fn take_class(
    course: &Course,
    folder: &Path,
    reports: &Path,
) -> Result<(Vec<Submission>, Vec<Refused>), SubmissionError> {
    let reports = reports.canonicalize().ok();
    let class = Folder::open(folder).map_err(|source| SubmissionError::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut submissions = Vec::new();
    let mut unusable = Vec::new();
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if is_hidden || (reports.is_some() && path.canonicalize().ok() == reports) {
            continue;
        }
        match take_one(course, &class, name, &path) {
            Ok(submission) => submissions.push(submission),
            Err(reason) => {
                unusable.push(Refused {
                    name: tamed_name(&name.to_string_lossy()),
                    reason: tamed_text(&reason).replace('\n', "\u{fffd}"),
                });
            }
        }
    }
    if submissions.is_empty() && unusable.is_empty() {
        return Err(SubmissionError::EmptyClass {
            path: folder.to_owned(),
        });
    }
    Ok((submissions, unusable))
}

/// Takes in one entry of a class, or says why that cannot be; the reason completes a sentence that begins with its name.
fn take_one(
    course: &Course,
    class: &Folder,
    name: &OsStr,
    path: &Path,
) -> Result<Submission, String> {
    let below = Path::new(name);
    // A name that is shown with replacement characters may be shown like another one.
    let wrong = if name.to_str().is_none() {
        Some("has a name that is not UTF-8; give the folder another one")
    } else {
        match class.what_is(below) {
            Found::Link => Some("is a symbolic link; links are never followed"),
            Found::Folder => None,
            _ => Some("is not a folder"),
        }
    };
    if let Some(wrong) = wrong {
        return Err(wrong.to_owned());
    }
    let top = class
        .folder(below)
        .map_err(|error| format!("cannot be opened: {error}"))?;
    let taken = take_folder(course, &top, path, unique_name(name), None);
    taken.map_err(|error| error.to_string())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, SubmissionError> {
    let read = |source| SubmissionError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        paths.push(entry.map_err(read)?.path());
    }
    paths.sort();
    Ok(paths)
}
