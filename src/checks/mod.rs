//! The kinds of check: one file each, and the one registry.

mod build;
mod compile;
mod diagnostics;
mod explain;
mod judged;
mod linking;
mod lint;
mod machine;
mod model;
mod output;
mod predict;
mod programs;
mod sealed;
mod sources;
mod timing;
mod trybuild;

pub use trybuild::{CHILD as TRYBUILD_CHILD, child as trybuild_child};

use crate::course_file::{CourseError, CourseFile, Value, read_text};
use crate::model::{Access, Action, Bench, CheckFile, Kind, Observation, Overlay, Step};
use crate::tokens::{self, tokens};
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

/// Whether a check must not go on after a step that compiled, because of what it compiled. The check's own `judge` then
/// says why.
pub fn is_refused(bench: &Bench<'_>, step: &Step, seen: &Observation) -> bool {
    !runs_student_code(step) && sources::refused(bench, seen).is_some()
}

/// Whether a step runs a program with student code in it.
pub fn runs_student_code(step: &Step) -> bool {
    match &step.action {
        Action::Run(program) => program.called.as_deref() == Some(STUDENT),
        Action::Sealed { .. } | Action::Judged(_) => true,
    }
}

/// What every process with student code is called: its name must not tell what is being checked.
const STUDENT: &str = "submission";

/// What a program with student code in it gets to see: nothing but what the exercise asks for.
fn runs(bench: &Bench<'_>) -> Access {
    Access {
        network: bench.exercise.network,
        ..Access::default()
    }
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

    /// The functions of the file's macro of this name (`model! { fn a() {} fn b() {} }`), in order.
    fn functions_of(&self, macro_name: &str) -> Vec<String> {
        let tokens = tokens(&self.text);
        let texts: Vec<_> = tokens.iter().map(|token| token.text).collect();
        let is_opened = |window: &[&str]| window == [macro_name, "!", "{"];
        let Some(begin) = texts.windows(3).position(is_opened) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut depth = 0;
        for pair in tokens[begin + 2..].windows(2) {
            match pair[0].text {
                "{" if pair[0].kind == tokens::Kind::Sign => depth += 1,
                "}" if pair[0].kind == tokens::Kind::Sign => depth -= 1,
                "fn" if depth == 1 => found.push(pair[1].text.to_owned()),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        found
    }

    /// The file's name without folder and ending.
    fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

/// The functions that a sealed check runs: those that it names, else all of its file. The record must name the same.
fn planned(file: &CheckFile, macro_name: &str, named: Vec<String>) -> Vec<String> {
    if named.is_empty() {
        file.functions_of(macro_name)
    } else {
        named
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
    run: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_of_a_check_file_are_those_of_its_macro() {
        let text = "fn helper() {}\nkit::model! {\n/// fn no()\nfn a() { fn inner() {} let _ = \"}\"; }\n\
                    // fn not_this()\nfn b() {}\n}\nfn after() {}";
        let file = CheckFile {
            path: "checks/model.rs".to_owned(),
            text: Arc::from(text),
        };
        assert_eq!(file.functions_of("model"), ["a", "b"]);
        assert_eq!(file.functions_of("timing"), Vec::<String>::new());
    }
}
