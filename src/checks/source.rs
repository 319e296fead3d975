//! What a kind of check is read from: its key in `exercise.toml`, and the files that it names.

use crate::course_file::{CourseError, CourseFile, Value, read_text};
use crate::model::{CheckFile, Overlay};
use serde::{Deserialize, de::DeserializeOwned};
use std::{path::Path, sync::Arc};

/// What a kind is read from: the value of its key, and the files of the exercise.
#[derive(Debug)]
pub struct KindSource<'a> {
    /// The `exercise.toml` that names it.
    pub file: &'a CourseFile,
    /// The exercise's folder.
    pub folder: &'a Path,
    /// The key's value.
    pub value: Value<'a>,
}

impl<'a> KindSource<'a> {
    /// Reads the value as a type; gives the means to read files that it names.
    pub(super) fn read<T: DeserializeOwned>(self) -> Result<(T, Files<'a>), CourseError> {
        let files = Files {
            file: self.file,
            folder: self.folder,
            at: self.value.span(),
        };
        Ok((self.file.value_as(self.value)?, files))
    }
}

/// Reads the files that a check names; an error points at the check.
pub(super) struct Files<'a> {
    /// The `exercise.toml`.
    pub(super) file: &'a CourseFile,
    /// The exercise's folder.
    pub(super) folder: &'a Path,
    at: std::ops::Range<usize>,
}

impl Files<'_> {
    /// The file `checks/<name>`.
    pub(super) fn check_file(&self, name: &str) -> Result<CheckFile, CourseError> {
        self.file(&format!("checks/{name}"))
    }

    /// A file relative to the exercise's folder.
    pub(super) fn file(&self, path: &str) -> Result<CheckFile, CourseError> {
        match read_text(&self.folder.join(path)) {
            Ok(text) => Ok(CheckFile {
                path: path.to_owned(),
                text: Arc::from(text),
            }),
            Err(error) => Err(self.error(format!("cannot read {path}: {error}"))),
        }
    }

    /// An error that points at the check.
    pub(super) fn error(&self, message: String) -> CourseError {
        self.file.error_at(self.at.clone(), message)
    }
}

impl CheckFile {
    /// Laid out as it is.
    pub(super) fn overlay(&self) -> Overlay {
        Overlay {
            to: self.path.clone(),
            text: Arc::clone(&self.text),
            is_model_root: false,
        }
    }

    /// The file's name without folder and ending.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

/// The keys of a kind that runs functions of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileKeys {
    pub(super) file: String,
    #[serde(default)]
    pub(super) run: Vec<toml::Spanned<String>>,
}
