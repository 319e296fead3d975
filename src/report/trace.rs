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

/// So many of the last steps are shown; JSON has them all.
const MOST_STEPS: usize = 40;

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
        out.push('\n');
        out.push_str(&compared(expected, got));
    }
    out.push_str(&waiting(failure));
    out.push_str(&race(failure));
    out.push_str(&timing::show(style, &failure.intervals, None));
    out.push_str(&student_lines(grade, failure));
    out.push_str(&table(grade, failure));
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

/// The lines of the submission that the shown steps ran.
fn student_lines(grade: &ExerciseGrade, failure: &ModelFailure) -> String {
    let steps = failure.trace.iter().rev().take(MOST_STEPS);
    let places = steps
        .filter_map(|step| step.place.as_ref())
        .chain(&failure.place);
    let mut out = String::new();
    for (file, _) in &grade.sources {
        let lines: BTreeSet<u32> = places
            .clone()
            .filter(|place| place.file == *file)
            .map(|place| place.line)
            .take(MOST_LINES)
            .collect();
        out.push_str(&source::lines(grade, file, &lines));
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
    let hidden = failure.trace.len().saturating_sub(MOST_STEPS);
    if hidden > 0 {
        let _ = writeln!(
            out,
            "        {}",
            paint(&format!("… {hidden} earlier steps"), DIM)
        );
    }
    for (index, step) in failure.trace.iter().enumerate().skip(hidden) {
        out.push_str(&row(grade, index + 1, step, width));
    }
    out
}

fn row(grade: &ExerciseGrade, number: usize, step: &Step, width: usize) -> String {
    let indent = " ".repeat(step.thread * width);
    let text = cell(grade, step);
    let line = format!("      {number:>4} {indent}{text}");
    let mut out = if step.failing {
        format!("{}\n", paint(&line, RED))
    } else {
        format!("{line}\n")
    };
    let marker = if step.failing { "<-" } else { "  " };
    match (&step.note, step.failing) {
        (Some(note), _) if line.width() + note.width() + 6 <= WIDTH => {
            out.truncate(out.len() - 1);
            let _ = writeln!(out, "   {marker} {note}");
        }
        (Some(note), _) => {
            let indent = " ".repeat(FIRST_COLUMN + 2);
            out.push_str(&paragraph(&indent, &format!("{marker} {note}")));
        }
        (None, true) => {
            out.truncate(out.len() - 1);
            out.push_str("   <-\n");
        }
        (None, false) => {}
    }
    out
}

/// What one step did: operation, object, ordering, line.
fn cell(grade: &ExerciseGrade, step: &Step) -> String {
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
    if let Some(object) = &step.object {
        let _ = write!(out, " {}", short(object));
    }
    if let Some(place) = &step.place {
        let is_root = grade
            .sources
            .first()
            .is_some_and(|(file, _)| *file == place.file);
        let file = if is_root {
            ""
        } else {
            place.file.rsplit('/').next().unwrap_or_default()
        };
        let _ = write!(out, "  {file}:{}", place.line);
    }
    out
}

/// `Mutex src/lib.rs:7` as `Mutex:7`: the table has little room.
fn short(object: &str) -> String {
    match object.split_once(' ') {
        Some((kind, place)) if place.contains(':') => {
            format!("{kind}:{}", place.rsplit(':').next().unwrap_or_default())
        }
        _ => object.to_owned(),
    }
}
