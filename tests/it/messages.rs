//! What students read: the message of every wrong submission of the course, word for word.

use crate::common::*;
use grader::{
    catalog,
    model::{Course, Exercise},
    verify,
};
use serde_json::Value;
use std::{fmt::Write, fs, path::Path, sync::Arc};

/// Set to a part of an exercise's name to look at its messages only.
const ONLY: &str = "MESSAGES_OF";

/// Set to a folder that `grader verify --out` has written, so that nothing is graded once more.
const WRITTEN: &str = "MESSAGES_IN";

fn shown(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let first = text.lines().next().unwrap_or_default();
    let file = path.file_name().unwrap().to_string_lossy();
    format!("{file}: {}", first.trim_start_matches(['/', '#', ' ']))
}

/// Whether a failure gives the student something to hold on to: a place, an input, what the compiler said, a trace.
fn is_tangible(report: &Value) -> bool {
    let mut checks = report["exercises"][0]["checks"].as_array().unwrap().iter();
    let Some(failed) = checks.find(|check| check["status"] == "fail") else {
        return false;
    };
    // Where only the signature is wrong there may be no line to show, but the compiler's words.
    let message = failed["message"].as_str().unwrap();
    let has_words = message.contains("The compiler says: ");
    !failed["location"].is_null() || has_words || !failed["evidence"].is_null()
}

/// Looks at what was written about the wrong submissions of an exercise; gives what is read about all of them, and those
/// about which nothing tangible is said.
fn read(course: &Course, exercise: &Exercise, written: &Path) -> (String, Vec<String>) {
    let wrong = verify::wrong_submissions(course, exercise).unwrap();
    let mut wrong: Vec<_> = wrong
        .into_iter()
        .map(|(path, _)| (shown(&path), path))
        .collect();
    wrong.sort();
    let (mut text, mut vague) = (String::new(), Vec::new());
    for (name, path) in wrong {
        let file = path.file_name().unwrap().to_str().unwrap();
        let folder = written.join(exercise.id.to_string()).join("wrong");
        let read = |ending: &str| {
            let path = folder.join(format!("{file}.{ending}"));
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let _ = writeln!(text, "== {name}\n\n{}", read("txt"));
        if !is_tangible(&serde_json::from_str(&read("json")).unwrap()) {
            vague.push(format!("{}: {name}", exercise.id));
        }
    }
    (text, vague)
}

#[test]
#[ignore = "grades all wrong submissions, which takes minutes; .ci/run looks at what `grader verify` has written about them"]
fn every_wrong_submission_is_answered_as_the_snapshots_say() {
    let course = catalog::read(root()).unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/messages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"/rustc/[0-9a-f]{40}", "/rustc/HASH");
    settings.add_filter(r"library/[a-z/_]+\.rs:\d+:\d+", "library/PLACE");
    let only = std::env::var(ONLY).unwrap_or_default();
    let is_asked_for = |exercise: &&Arc<Exercise>| exercise.id.to_string().contains(&only);
    let exercises: Vec<_> = course.exercises.iter().filter(is_asked_for).collect();
    let own = tempfile::tempdir().unwrap();
    let written = std::env::var_os(WRITTEN).map(|written| root().join(written));
    let written = written.unwrap_or_else(|| {
        let mut command = grader(&["verify", "--out", own.path().to_str().unwrap()]);
        let ran = run(command.args(exercises.iter().map(|exercise| exercise.id.to_string())));
        assert_eq!(ran.code, 0, "{ran:?}");
        own.path().to_owned()
    });
    let mut vague = Vec::new();
    for exercise in exercises {
        let (text, of_this) = read(&course, exercise, &written);
        settings.bind(|| insta::assert_snapshot!(exercise.id.short(), text));
        vague.extend(of_this);
    }
    assert!(
        vague.is_empty(),
        "no line, input or trace:\n{}",
        vague.join("\n")
    );
}
