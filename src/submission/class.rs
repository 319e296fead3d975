//! A class: a folder of submissions.

use super::tree::{Folder, Found};
use super::{Submission, SubmissionError, take_folder};
use crate::model::{Course, Refused, WhyRefused, tamed_name, tamed_text, unique_name};
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
                    reason,
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

/// Takes in one entry of a class, or says why that cannot be.
fn take_one(
    course: &Course,
    class: &Folder,
    name: &OsStr,
    path: &Path,
) -> Result<Submission, WhyRefused> {
    let below = Path::new(name);
    // A name that is shown with replacement characters may be shown like another one.
    let wrong = if name.to_str().is_none() {
        Some(WhyRefused::NameNotText)
    } else {
        match class.what_is(below) {
            Found::Link => Some(WhyRefused::Link),
            Found::Folder => None,
            _ => Some(WhyRefused::NotAFolder),
        }
    };
    if let Some(wrong) = wrong {
        return Err(wrong);
    }
    let top = class
        .folder(below)
        .map_err(|error| WhyRefused::NotOpened(tamed(&error)))?;
    let taken = take_folder(course, &top, path, unique_name(name), None);
    taken.map_err(|error| WhyRefused::Unfit(tamed(&error)))
}

fn tamed(error: &dyn std::error::Error) -> String {
    tamed_text(&error.to_string()).replace('\n', "\u{fffd}")
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
