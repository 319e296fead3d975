//! The kinds of check: one file each, and the one registry.

mod build;
mod functions;
mod judged;
mod lint;
mod model;
mod output;
mod predict;
mod programs;
mod sealed;
mod timing;
mod trybuild;

pub use trybuild::{CHILD as TRYBUILD_CHILD, child as trybuild_child, rejections};

use crate::course_file::{CourseError, CourseFile, Value, read_text};
use crate::model::{CheckFile, Kind, Overlay};
use serde::{Deserialize, de::DeserializeOwned};
use std::{path::Path, sync::Arc};

/// A kind of check by the key that names it in `exercise.toml`.
#[derive(Debug)]
pub struct Entry {
    /// The key.
    pub name: &'static str,
    /// Reads the key's value.
    pub parse: fn(KindSource<'_>) -> Result<Box<dyn Kind>, CourseError>,
}

/// All kinds. Adding one is adding a file and a line here.
const REGISTRY: [Entry; 10] = [
    Entry {
        name: "build",
        parse: build::parse,
    },
    Entry {
        name: "tests",
        parse: judged::parse_tests,
    },
    Entry {
        name: "property",
        parse: judged::parse_property,
    },
    Entry {
        name: "model",
        parse: model::parse,
    },
    Entry {
        name: "timing",
        parse: timing::parse,
    },
    Entry {
        name: "compile_fail",
        parse: trybuild::parse,
    },
    Entry {
        name: "compile_pass",
        parse: programs::parse,
    },
    Entry {
        name: "lint",
        parse: lint::parse,
    },
    Entry {
        name: "output",
        parse: output::parse,
    },
    Entry {
        name: "predict",
        parse: predict::parse,
    },
];

/// The kind that a key names.
pub fn registered(name: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.name == name)
}

/// The names of all kinds.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRY.iter().map(|entry| entry.name)
}

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
    fn read<T: DeserializeOwned>(self) -> Result<(T, Files<'a>), CourseError> {
        let files = Files {
            file: self.file,
            folder: self.folder,
            at: self.value.span(),
        };
        Ok((self.file.value_as(self.value)?, files))
    }
}

/// Reads the files that a check names; an error points at the check.
struct Files<'a> {
    file: &'a CourseFile,
    folder: &'a Path,
    at: std::ops::Range<usize>,
}

impl Files<'_> {
    /// The file `checks/<name>`.
    fn check_file(&self, name: &str) -> Result<CheckFile, CourseError> {
        self.file(&format!("checks/{name}"))
    }

    /// A file relative to the exercise's folder.
    fn file(&self, path: &str) -> Result<CheckFile, CourseError> {
        match read_text(&self.folder.join(path)) {
            Ok(text) => Ok(CheckFile {
                path: path.to_owned(),
                text: Arc::from(text),
            }),
            Err(error) => Err(self.error(format!("cannot read {path}: {error}"))),
        }
    }

    fn error(&self, message: String) -> CourseError {
        self.file.error_at(self.at.clone(), message)
    }
}

impl CheckFile {
    /// Laid out as it is.
    fn overlay(&self) -> Overlay {
        Overlay {
            to: self.path.clone(),
            text: Arc::clone(&self.text),
            is_model_root: false,
        }
    }

    /// The file's name without folder and ending.
    fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

/// How many programs of the course a check is about.
fn counted(programs: usize) -> String {
    match programs {
        1 => "1 program".to_owned(),
        more => format!("{more} programs"),
    }
}

/// The keys of a kind that runs functions of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    file: String,
    #[serde(default)]
    run: Vec<toml::Spanned<String>>,
}
