//! A failing execution as a table: one column per thread, one row per step.

use super::evidence::compared;
use super::terminal::{DIM, RED, Style, WIDTH, paint, paragraph};
use super::{source, timing};
use crate::model::ExerciseGrade;
use kit_wire::{
    Place,
    trace::{ModelFailure, Step, Waiting},
};
use std::{collections::BTreeSet, fmt::Write};
use unicode_width::UnicodeWidthStr;

/// So many of the last rows are shown; JSON has every step.
const MOST_ROWS: usize = 36;

/// So many operations are named in one row.
const MOST_IN_A_ROW: usize = 5;

/// So many of the student's lines are shown above the table.
const MOST_LINES: usize = 12;

/// Where the first thread's column begins.
const FIRST_COLUMN: usize = 11;

/// The story of a failing execution.
pub(super) fn show(
    style: Style,
    grade: &ExerciseGrade,
    title: &str,
    failure: &ModelFailure,
) -> String {
    let mut out = String::new();
    if let (Some(expected), Some(got)) = (&failure.expected, &failure.got) {
        out.push_str(&compared(&failure.message, expected, got));
    }
    out.push_str(&waiting(failure));
    out.push_str(&race(failure));
    out.push_str(&timing::show(style, &failure.intervals, None));
    if style.is_replay {
        out.push_str(&step_by_step(grade, failure));
    } else {
        out.push_str(&student_lines(grade, failure));
        out.push_str(&table(grade, failure));
    }
    out.push('\n');
    let switches = match failure.preemptions {
        0 => "no thread had to be interrupted for it".to_owned(),
        1 => "one thread had to be interrupted for it".to_owned(),
        more => format!("{more} interruptions of a thread are needed for it"),
    };
    out.push_str(&paragraph(
        "    ",
        &format!("Found in execution {}; {switches}.", failure.execution),
    ));
    if let Some(token) = failure.replay.as_ref().filter(|_| !style.is_replay) {
        let name = grade.id.rsplit('/').next().unwrap_or(&grade.id);
        let _ = writeln!(
            out,
            "    Again, step by step:  grader check {name} --replay {token}"
        );
    }
    if !title.is_empty() {
        out.push_str(&paragraph("    ", &format!("What was tested: {title}")));
    }
    out
}

fn waiting(failure: &ModelFailure) -> String {
    let mut out = String::new();
    for Waiting {
        thread,
        what,
        place,
        holds,
    } in &failure.waiting
    {
        if out.is_empty() {
            out.push('\n');
        }
        let name = failure
            .threads
            .get(*thread)
            .map_or("a thread", String::as_str);
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
        out.push_str(&paragraph("      ", &format!("{name}  {line}")));
    }
    out
}

fn race(failure: &ModelFailure) -> String {
    let Some(race) = &failure.race else {
        return String::new();
    };
    let mut out = String::from("\n");
    for (what, thread, place) in [&race.first, &race.second] {
        let name = failure
            .threads
            .get(*thread)
            .map_or("a thread", String::as_str);
        let _ = writeln!(
            out,
            "      {name}: {what}{}",
            located(" at ", place.as_ref(), "")
        );
    }
    if !race.missing.is_empty() {
        out.push_str(&paragraph("      ", &race.missing));
    }
    out
}

fn located(before: &str, place: Option<&Place>, after: &str) -> String {
    place
        .map(|place| format!("{before}{}:{}{after}", place.file, place.line))
        .unwrap_or_default()
}

/// The lines of the submission that the last steps ran.
fn student_lines(grade: &ExerciseGrade, failure: &ModelFailure) -> String {
    let steps = failure.trace.iter().rev().take(3 * MOST_ROWS);
    let places = steps
        .filter_map(|step| step.place.as_ref())
        .chain(&failure.place);
    let mut out = String::new();
    for submitted in &grade.sources {
        let lines: BTreeSet<u32> = places
            .clone()
            .filter(|place| place.file == submitted.path)
            .map(|place| place.line)
            .take(MOST_LINES)
            .collect();
        out.push_str(&source::lines(grade, &submitted.path, &lines));
    }
    out
}

/// Every step of the schedule with the line of code that took it.
fn step_by_step(grade: &ExerciseGrade, failure: &ModelFailure) -> String {
    let mut out = String::from("\n");
    let objects = Objects::of(&failure.trace);
    for row in rows(&failure.trace) {
        let Some(last) = row.steps.last() else {
            continue;
        };
        let name = failure
            .threads
            .get(last.thread)
            .map_or("a thread", String::as_str);
        let line = format!(
            "      {:>4} {name}: {}",
            row.number,
            cell(grade, &objects, &row)
        );
        let _ = writeln!(
            out,
            "{}",
            if last.failing {
                paint(&format!("{line}   <-"), RED)
            } else {
                line
            }
        );
        // Where a thread ends there is no line to show: its place is that of its `spawn`.
        let place = last.place.as_ref().filter(|_| last.operation != "ends");
        let code = place.and_then(|place| source::text(grade, &place.file, place.line));
        if let Some(code) = code {
            let _ = writeln!(out, "             {}", paint(code.trim(), DIM));
        }
        if let Some(note) = &last.note {
            out.push_str(&paragraph("             ", note));
        }
    }
    out
}

fn table(grade: &ExerciseGrade, failure: &ModelFailure) -> String {
    if failure.trace.is_empty() {
        return String::new();
    }
    let columns = failure.threads.len().max(1);
    let width = ((WIDTH - FIRST_COLUMN) / columns).clamp(12, 24);
    let mut out = String::from("\n      step ");
    for name in &failure.threads {
        let _ = write!(out, "{name:<width$}");
    }
    out = out.trim_end().to_owned();
    out.push('\n');
    let rows = rows(&failure.trace);
    let hidden = rows.len().saturating_sub(MOST_ROWS);
    if hidden > 0 {
        let _ = writeln!(
            out,
            "        {}",
            paint(&format!("… {hidden} earlier rows"), DIM)
        );
    }
    let objects = Objects::of(&failure.trace);
    for row in &rows[hidden..] {
        out.push_str(&show_row(grade, &objects, row, width));
    }
    out
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

fn show_row(grade: &ExerciseGrade, objects: &Objects, row: &Row<'_>, width: usize) -> String {
    let Some(last) = row.steps.last() else {
        return String::new();
    };
    let indent = " ".repeat(last.thread * width);
    let line = format!(
        "      {:>4} {indent}{}",
        row.number,
        cell(grade, objects, row)
    );
    let mut out = if last.failing {
        paint(&line, RED)
    } else {
        line.clone()
    };
    let marker = if last.failing { "<-" } else { "  " };
    match &last.note {
        Some(note) if line.width() + note.width() + 6 <= WIDTH => {
            let _ = writeln!(out, "   {marker} {note}");
        }
        Some(note) => {
            out.push('\n');
            let indent = " ".repeat(FIRST_COLUMN + 2);
            out.push_str(&paragraph(&indent, &format!("{marker} {note}")));
        }
        None if last.failing => out.push_str("   <-\n"),
        None => out.push('\n'),
    }
    out
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
