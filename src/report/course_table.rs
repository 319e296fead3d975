//! The course as a table: what `docs/course.md` says.

use crate::model::{Course, Evidence, Exercise, ExerciseGrade, Grade, Trust};
use std::fmt::Write;

/// The table of a course, in Markdown. `solutions` is the grade of its reference solutions, `wrong` tells how many wrong
/// submissions an exercise has.
pub fn course_table(
    course: &Course,
    solutions: &Grade,
    wrong: impl Fn(&Exercise) -> usize,
) -> String {
    let mut out = String::from(
        "| exercise | slide | kinds of check | points | judged / sealed / compiler | wrong submissions | model executions | complete |\n\
         | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for exercise in &course.exercises {
        let id = exercise.id.to_string();
        let graded = solutions.exercises.iter().find(|grade| grade.id == id);
        let (executions, complete) = graded.and_then(models).unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{id}` | {} | {} | {} | {} | {} | {executions} | {complete} |",
            exercise.slide,
            kinds(exercise).join(", "),
            exercise.max_points(),
            points_by_trust(exercise),
            wrong(exercise),
        );
    }
    out
}

/// The kinds of an exercise's checks, each once, in order.
fn kinds(exercise: &Exercise) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for check in &exercise.checks {
        if !kinds.contains(&check.kind.name()) {
            kinds.push(check.kind.name());
        }
    }
    kinds
}

/// How many points rest on what.
fn points_by_trust(exercise: &Exercise) -> String {
    let sum = |wanted: &[Trust]| -> u32 {
        let fitting = exercise.checks.iter();
        fitting
            .filter(|check| wanted.contains(&check.kind.trust()))
            .map(|check| check.points)
            .sum()
    };
    format!(
        "{} / {} / {}",
        sum(&[Trust::Judged, Trust::Outside]),
        sum(&[Trust::Sealed]),
        sum(&[Trust::Compiler]),
    )
}

/// All executions of an exercise's models, and of how many of them every order was tried. `None`: it has no models.
fn models(graded: &ExerciseGrade) -> Option<(String, String)> {
    let reports = graded
        .checks
        .iter()
        .filter_map(|check| match &check.finding.evidence {
            Evidence::Models(models) => Some(models),
            _ => None,
        });
    let reports: Vec<_> = reports.flatten().map(|(_, report)| report).collect();
    if reports.is_empty() {
        return None;
    }
    let sum: u64 = reports.iter().map(|report| report.executions).sum();
    let whole = reports
        .iter()
        .filter(|report| report.complete && report.rounds.is_none());
    Some((
        sum.to_string(),
        format!("{} of {}", whole.count(), reports.len()),
    ))
}
