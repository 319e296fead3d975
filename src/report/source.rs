//! The student's own lines.

use super::terminal::{DIM, paint};
use crate::model::{ExerciseGrade, Location};
use std::{collections::BTreeSet, fmt::Write};

/// The text of a submitted line, without its indentation.
pub(super) fn text<'a>(grade: &'a ExerciseGrade, file: &str, line: u32) -> Option<&'a str> {
    let source = grade.sources.iter().find(|source| source.path == file)?;
    source.text.lines().nth((line as usize).checked_sub(1)?)
}

/// One line of the submission, under its file's name; nothing if it is not the student's.
pub(super) fn line(grade: &ExerciseGrade, location: Option<&Location>) -> String {
    match location {
        Some(at) => lines(grade, &at.file, &BTreeSet::from([at.line])),
        None => String::new(),
    }
}

/// Lines of a submitted file with their numbers; a gap between them is shown as one.
pub(super) fn lines(grade: &ExerciseGrade, file: &str, wanted: &BTreeSet<u32>) -> String {
    let mut out = String::new();
    let mut before = None;
    for number in wanted {
        let Some(text) = text(grade, file, *number) else {
            continue;
        };
        if out.is_empty() {
            let _ = writeln!(out, "\n      {}", paint(file, DIM));
        } else if before.is_some_and(|before| before + 1 < *number) {
            let _ = writeln!(out, "           {}", paint("…", DIM));
        }
        let _ = writeln!(out, "      {number:>4} |  {}", text.trim_end());
        before = Some(*number);
    }
    out
}
