//! What students read: the message of every wrong submission of the course, word for word.

use crate::common::*;
use grader::{
    catalog,
    model::{Course, Evidence, Exercise, ExerciseGrade, Outcome},
    report, submission, verify,
};
use std::{fmt::Write, fs, path::Path, sync::Arc};

/// Set to a part of an exercise's name to look at its messages only.
const ONLY: &str = "MESSAGES_OF";

/// The grades of an exercise's wrong submissions, each with its file's name and first line.
fn grades_of_wrong_ones(course: &Course, exercise: &Arc<Exercise>) -> Vec<(String, ExerciseGrade)> {
    let wrong = verify::wrong_submissions(course, exercise).unwrap();
    let handed_in = wrong
        .iter()
        .map(|(path, _)| submission::take_for(path, &shown(path), exercise).unwrap());
    let mut grades: Vec<_> = graded(course, handed_in.collect())
        .into_iter()
        .map(|mut grade| (grade.submission, grade.exercises.remove(0)))
        .collect();
    grades.sort_by(|a, b| a.0.cmp(&b.0));
    grades
}

fn shown(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let first = text.lines().next().unwrap_or_default();
    let file = path.file_name().unwrap().to_string_lossy();
    format!("{file}: {}", first.trim_start_matches(['/', '#', ' ']))
}

/// Whether a failure gives the student something to hold on to: a place, an input, what the compiler said, a trace.
fn is_tangible(grade: &ExerciseGrade) -> bool {
    let mut failed = grade.checks.iter().map(|check| &check.finding);
    let Some(finding) = failed.find(|finding| finding.outcome == Outcome::Fail) else {
        return false;
    };
    // Where only the signature is wrong there may be no line to show, but the compiler's words.
    let has_words = finding.message.contains("The compiler says: ");
    finding.location.is_some() || has_words || !matches!(finding.evidence, Evidence::None)
}

#[test]
#[ignore = "grades all wrong submissions, which takes ten minutes; .ci/run looks at two exercises"]
fn every_wrong_submission_is_answered_as_the_snapshots_say() {
    let course = catalog::read(root()).unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/messages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"/rustc/[0-9a-f]{40}", "/rustc/HASH");
    settings.add_filter(r"library/[a-z/_]+\.rs:\d+:\d+", "library/PLACE");
    let mut vague = Vec::new();
    let only = std::env::var(ONLY).unwrap_or_default();
    let is_asked_for = |exercise: &&Arc<Exercise>| exercise.id.to_string().contains(&only);
    for exercise in course.exercises.iter().filter(is_asked_for) {
        let mut text = String::new();
        for (name, grade) in grades_of_wrong_ones(&course, exercise) {
            let messages = report::failures(report::Style::default(), &grade);
            let plain = anstream::adapter::strip_str(&messages);
            let _ = writeln!(text, "== {name}\n\n{plain}");
            if !is_tangible(&grade) {
                vague.push(format!("{}: {name}", exercise.id));
            }
        }
        settings.bind(|| insta::assert_snapshot!(exercise.id.short(), text));
    }
    assert!(
        vague.is_empty(),
        "no line, input or trace:\n{}",
        vague.join("\n")
    );
}
