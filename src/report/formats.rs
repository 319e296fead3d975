//! The formats of reports: one file each, and the one registry.

use super::blocks::Block;
use super::style::{Origin, Style};
use super::{csv, grade, json, markdown, terminal};
use crate::model::{Course, ExerciseGrade, Grade, Summary};
use std::io;

/// A format by the name that `--report` takes.
#[derive(Debug)]
pub struct Format {
    /// The name.
    pub name: &'static str,
    /// What a file in it ends with.
    pub ending: &'static str,
    /// What it is made from, and how.
    pub made: Made,
}

/// What a format is made from.
#[derive(Debug)]
pub enum Made {
    /// From blocks: exercise by exercise, as soon as each is done.
    Blocks(fn(Style, &[Block]) -> String),
    /// From a whole submission.
    Submission(fn(Origin<'_>, &Grade) -> String),
    /// From a class.
    Class(fn(&Course, &[Summary]) -> io::Result<String>),
}

/// All formats. Adding one is adding a file and a line here.
#[rustfmt::skip]
static REGISTRY: &[Format] = &[
    Format { name: "terminal", ending: "txt", made: Made::Blocks(terminal::render) },
    Format { name: "json", ending: "json", made: Made::Submission(json::json) },
    Format { name: "markdown", ending: "md", made: Made::Blocks(markdown::render) },
    Format { name: "csv", ending: "csv", made: Made::Class(csv::class_csv) },
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    REGISTRY.iter().find(|format| format.name == name)
}

/// The formats that tell of one submission.
pub fn of_a_submission() -> impl Iterator<Item = &'static Format> {
    let is_of_one = |format: &&Format| !matches!(format.made, Made::Class(_));
    REGISTRY.iter().filter(is_of_one)
}

/// A whole submission as people read it at a terminal: each exercise that was handed in, then what was reached over all.
pub fn submission(style: Style, grade: &Grade) -> String {
    terminal::render(style, &grade::submission(style, grade))
}

/// What a student reads about the checks of an exercise that did not pass, without those that were skipped.
pub fn failures(style: Style, grade: &ExerciseGrade) -> String {
    terminal::render(style, &grade::failures(style, grade))
}
