//! A class: a folder of submissions.

use super::{Submission, SubmissionError, take};
use crate::model::Course;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Entries of a class's folder that cannot be graded: name and reason.
pub type Unusable = Vec<(String, String)>;

/// Takes in a class: every folder of `folder` is a submission, in order of names, except hidden ones and `reports`,
/// the folder that reports are written to. Names are distinct, so a report named after one is nobody else's.
pub fn take_class(
    course: &Course,
    folder: &Path,
    reports: &Path,
) -> Result<(Vec<Submission>, Unusable), SubmissionError> {
    let reports = reports.canonicalize().ok();
    let mut submissions = Vec::new();
    let mut unusable = Vec::new();
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default();
        let shown = name.to_string_lossy().into_owned();
        if shown.starts_with('.') || (reports.is_some() && path.canonicalize().ok() == reports) {
            continue;
        }
        // A name that is shown with replacement characters may be shown like another one.
        let taken = if name.to_str().is_none() {
            Err("has a name that is not UTF-8; give the folder another one".to_owned())
        } else if path.is_symlink() {
            Err("is a symbolic link; links are never followed".to_owned())
        } else if !path.is_dir() {
            Err("is not a folder".to_owned())
        } else {
            take(course, &path, None).map_err(|error| error.to_string())
        };
        match taken {
            Ok(submission) => submissions.push(submission),
            Err(reason) => unusable.push((shown, reason)),
        }
    }
    if submissions.is_empty() && unusable.is_empty() {
        return Err(SubmissionError::EmptyClass {
            path: folder.to_owned(),
        });
    }
    Ok((submissions, unusable))
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
