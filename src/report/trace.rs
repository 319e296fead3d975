//! A failing execution: what there is to see of it.

use super::blocks::{self, Block, Level, Table, compared};
use super::marks::{marks, name_of};
use super::style::Style;
use super::{source, timing};
use crate::model::{
    ExerciseGrade,
    trace::{ModelFailure, Step, Waiting},
};
use kit_wire::Place;
use std::{collections::BTreeSet, fmt::Write};

/// So many of the last rows are shown; JSON has every step.
const MOST_ROWS: usize = 36;

/// So many operations are named in one row.
const MOST_IN_A_ROW: usize = 5;

/// So many of the student's lines are shown above the table.
const MOST_LINES: usize = 12;

/// The story of a failing execution.
pub(super) fn blocks(
    style: Style,
    grade: &ExerciseGrade,
    title: &str,
    failure: &ModelFailure,
) -> Vec<Block> {
    let mut out = Vec::new();
    if let (Some(expected), Some(got)) = (&failure.expected, &failure.got) {
        out.extend(compared(&failure.message, expected, got));
    }
    out.extend(waiting(failure));
    out.extend(race(failure));
    out.extend(timing::blocks(&failure.intervals, None));
    if style.is_replay {
        out.extend(step_by_step(grade, failure));
    } else {
        out.extend(student_lines(grade, failure));
        out.extend(table(grade, failure));
    }
    out.push(Block::Gap);
    let switches = match failure.preemptions {
        0 => "no thread had to be interrupted for it".to_owned(),
        1 => "one thread had to be interrupted for it".to_owned(),
        more => format!("{more} interruptions of a thread are needed for it"),
    };
    out.push(Block::text(
        Level::Check,
        format!("Found in execution {}; {switches}.", failure.execution),
    ));
    if let Some(token) = failure.replay.as_ref().filter(|_| !style.is_replay) {
        let name = grade.id.rsplit('/').next().unwrap_or(&grade.id);
        out.push(Block::line(
            Level::Check,
            format!("Again, step by step:  grader check {name} --replay {token}"),
        ));
    }
    if !title.is_empty() {
        out.push(Block::text(
            Level::Check,
            format!("What was tested: {title}"),
        ));
    }
    out
}

fn waiting(failure: &ModelFailure) -> Vec<Block> {
    let mut out = Vec::new();
    for Waiting {
        thread,
        what,
        place,
        holds,
    } in &failure.waiting
    {
        if out.is_empty() {
            out.push(Block::Gap);
        }
        let mut line = String::new();
        for (held, at) in holds {
            let _ = write!(
                line,
                "holds {held}{}, ",
                located(" (taken at ", at.as_ref(), ")")
            );
        }
        let _ = write!(
            line,
            "waits for {what}{}",
            located(" at ", place.as_ref(), "")
        );
        out.push(Block::text(
            Level::Evidence,
            format!("{}  {line}", name_of(failure, *thread)),
        ));
    }
    out
}

fn race(failure: &ModelFailure) -> Vec<Block> {
    let Some(race) = &failure.race else {
        return Vec::new();
    };
    let accesses = [&race.first, &race.second].map(|(what, thread, place)| {
        format!(
            "{}: {what}{}",
            name_of(failure, *thread),
            located(" at ", place.as_ref(), "")
        )
    });
    let mut out = vec![
        Block::Gap,
        Block::Lines {
            level: Level::Evidence,
            lines: accesses.to_vec(),
        },
    ];
    if !race.missing.is_empty() {
        out.push(Block::text(Level::Evidence, race.missing.as_str()));
    }
    out
}

fn located(before: &str, place: Option<&Place>, after: &str) -> String {
    place
        .map(|place| format!("{before}{}:{}{after}", place.file, place.line))
        .unwrap_or_default()
}

/// The lines of the submission that the last steps ran.
fn student_lines(grade: &ExerciseGrade, failure: &ModelFailure) -> Vec<Block> {
    let steps = failure.trace.iter().rev().take(3 * MOST_ROWS);
    let places = steps
        .filter_map(|step| step.place.as_ref())
        .chain(&failure.place);
    let mut out = Vec::new();
    for submitted in &grade.sources {
        let lines: BTreeSet<u32> = places
            .clone()
            .filter(|place| place.file == submitted.path)
            .map(|place| place.line)
            .take(MOST_LINES)
            .collect();
        let marks = marks(failure, &submitted.path);
        out.extend(source::lines(grade, &submitted.path, &lines, marks));
    }
    out
}

/// Every step of the schedule with the line of code that took it.
fn step_by_step(grade: &ExerciseGrade, failure: &ModelFailure) -> Vec<Block> {
    let objects = Objects::of(&failure.trace);
    let rows = rows(&failure.trace);
    let steps = rows.iter().filter_map(|row| {
        let last = row.steps.last()?;
        // Where a thread ends there is no line to show: its place is that of its `spawn`.
        let place = last.place.as_ref().filter(|_| last.kind != "end");
        let code = place.and_then(|place| source::text(grade, &place.file, place.line));
        Some(blocks::Step {
            number: row.number,
            thread: name_of(failure, last.thread).to_owned(),
            text: cell(grade, &objects, row),
            code: code.map(|code| code.trim().to_owned()),
            note: last.note.clone(),
            is_failing: last.failing,
        })
    });
    vec![Block::Gap, Block::Steps(steps.collect())]
}

fn table(grade: &ExerciseGrade, failure: &ModelFailure) -> Vec<Block> {
    if failure.trace.is_empty() {
        return Vec::new();
    }
    let rows = rows(&failure.trace);
    let hidden = rows.len().saturating_sub(MOST_ROWS);
    let objects = Objects::of(&failure.trace);
    let shown = rows[hidden..].iter().filter_map(|row| {
        let last = row.steps.last()?;
        Some(blocks::Row {
            number: row.number,
            thread: last.thread,
            text: cell(grade, &objects, row),
            note: last.note.clone(),
            is_failing: last.failing,
        })
    });
    let table = Table {
        threads: failure.threads.clone(),
        hidden,
        rows: shown.collect(),
    };
    vec![Block::Gap, Block::Table(table)]
}

/// Steps that one thread took in a row on one line of code, with nobody in between.
struct Row<'a> {
    /// The number of its first step in the trace, as JSON and notes count them.
    number: usize,
    steps: Vec<&'a Step>,
}

/// Puts steps together that one line did in one go: lock, read, unlock.
fn rows(trace: &[Step]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (index, step) in trace.iter().enumerate() {
        let joins = rows
            .last()
            .and_then(|row| row.steps.last())
            .is_some_and(|last| {
                last.thread == step.thread
                    && last.object == step.object
                    && last.object.is_some()
                    && line_of(last) == line_of(step)
                    && last.note.is_none()
                    && !last.failing
            });
        match rows.last_mut() {
            Some(row) if joins => row.steps.push(step),
            _ => rows.push(Row {
                number: index + 1,
                steps: vec![step],
            }),
        }
    }
    rows
}

fn line_of(step: &Step) -> Option<(&str, u32)> {
    step.place
        .as_ref()
        .map(|place| (place.file.as_str(), place.line))
}

/// The objects of a trace: each is named in the table only where there is another to take it for.
struct Objects(BTreeSet<String>);

impl Objects {
    fn of(trace: &[Step]) -> Objects {
        Objects(
            trace
                .iter()
                .filter_map(|step| step.object.clone())
                .collect(),
        )
    }

    fn shown(&self, object: &str) -> Option<String> {
        (self.0.len() > 1).then(|| short(object))
    }
}

/// What a row did: operations with values and orderings, the object, the line.
fn cell(grade: &ExerciseGrade, objects: &Objects, row: &Row<'_>) -> String {
    let mut out = match row.steps.as_slice() {
        [first, .., last] if row.steps.len() > MOST_IN_A_ROW => {
            format!(
                "{}, … {} more, {}",
                operation(first),
                row.steps.len() - 2,
                operation(last)
            )
        }
        steps => steps
            .iter()
            .map(|step| operation(step))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let Some(first) = row.steps.first() else {
        return out;
    };
    if let Some(object) = first
        .object
        .as_ref()
        .and_then(|object| objects.shown(object))
    {
        let _ = write!(out, "  {object}");
    }
    if let Some(place) = &first.place {
        let is_root = grade
            .sources
            .first()
            .is_some_and(|source| source.path == place.file);
        let file = if is_root {
            ""
        } else {
            place.file.rsplit('/').next().unwrap_or_default()
        };
        let _ = write!(out, "  {file}:{}", place.line);
    }
    out
}

fn operation(step: &Step) -> String {
    let mut out = step.operation.clone();
    if let Some(value) = step
        .value
        .as_ref()
        .filter(|value| !out.contains(value.as_str()))
    {
        let _ = write!(out, " {value}");
    }
    if let Some(ordering) = &step.ordering {
        let _ = write!(out, " {ordering}");
    }
    out
}

/// `Mutex<usize> src/lib.rs:7` as `Mutex:7`: the table has little room.
fn short(object: &str) -> String {
    let (kind, place) = object.split_once(' ').unwrap_or((object, ""));
    let kind = kind.split('<').next().unwrap_or(kind);
    match place.rsplit_once(':') {
        Some((_, line)) => format!("{kind}:{line}"),
        None if place.is_empty() => kind.to_owned(),
        None => format!("{kind} {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(thread: usize, operation: &str, line: u32) -> Step {
        Step {
            thread,
            operation: operation.to_owned(),
            kind: operation.to_owned(),
            about: None,
            object_id: Some(1),
            object: Some("Mutex<usize> src/lib.rs:7".to_owned()),
            ordering: None,
            value: None,
            read: None,
            wrote: None,
            read_from: None,
            place: Some(Place {
                file: "src/lib.rs".to_owned(),
                line,
                column: 1,
            }),
            note: None,
            failing: false,
        }
    }

    #[test]
    fn what_one_line_does_in_one_go_is_one_row() {
        let trace = [
            step(1, "lock", 3),
            step(1, "unlock", 3),
            step(2, "lock", 3),
            step(1, "lock", 3),
            step(1, "unlock", 4),
        ];
        let shown: Vec<_> = rows(&trace)
            .iter()
            .map(|row| (row.number, row.steps.len()))
            .collect();
        assert_eq!(shown, [(1, 2), (3, 1), (4, 1), (5, 1)]);
    }

    #[test]
    fn objects_are_named_shortly() {
        assert_eq!(short("Mutex<Vec<u8>> src/lib.rs:7"), "Mutex:7");
        assert_eq!(short("AtomicBool src/lib.rs:9 #2"), "AtomicBool:9 #2");
        assert_eq!(short("Condvar"), "Condvar");
    }
}
