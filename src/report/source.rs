//! The student's own lines.

use super::blocks::{Block, Code, Mark};
use crate::model::{ExerciseGrade, Location};
use std::collections::BTreeSet;

/// The text of a submitted line.
pub(super) fn text<'a>(grade: &'a ExerciseGrade, file: &str, line: u32) -> Option<&'a str> {
    let source = grade.sources.iter().find(|source| source.path == file)?;
    source.text.lines().nth((line as usize).checked_sub(1)?)
}

/// One line of the submission; nothing if it is not the student's.
pub(super) fn line(grade: &ExerciseGrade, location: Option<&Location>) -> Vec<Block> {
    let Some(at) = location else {
        return Vec::new();
    };
    let mark = Mark {
        line: at.line,
        column: at.column,
        label: String::new(),
        is_main: true,
    };
    lines(grade, &at.file, &BTreeSet::from([at.line]), vec![mark])
}

/// Lines of a submitted file by their numbers, with what there is to say about places in them; numbers that the file does
/// not have are left out.
pub(super) fn lines(
    grade: &ExerciseGrade,
    file: &str,
    wanted: &BTreeSet<u32>,
    marks: Vec<Mark>,
) -> Vec<Block> {
    let is_there = |line: &&u32| text(grade, file, **line).is_some();
    let shown: BTreeSet<u32> = wanted.iter().filter(is_there).copied().collect();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return Vec::new();
    };
    let source = grade.sources.iter().find(|source| source.path == file);
    let all = source
        .map(|source| source.text.lines())
        .into_iter()
        .flatten();
    let code = Code {
        file: file.to_owned(),
        first: *first,
        text: all
            .skip(*first as usize - 1)
            .take((*last - *first) as usize + 1)
            .map(str::to_owned)
            .collect(),
        marks: marks
            .into_iter()
            .filter(|mark| shown.contains(&mark.line))
            .collect(),
        shown,
    };
    vec![Block::Gap, Block::Code(code)]
}
