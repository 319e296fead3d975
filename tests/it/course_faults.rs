//! The course's own mistakes cost no student anything, are told with file and line, and by `verify` once. What a student's
//! code brings about stays the student's.

use crate::common::*;
use serde_json::Value;

const EXERCISE: &str = r#"title = "One"
slide = "One"
submit = ["src/lib.rs"]
[[check]]
name = "compiles"
points = 1
build = {}
why = "It must."
[[check]]
name = "is one"
points = 1
tests = { file = "tests.rs", run = ["is_one"] }
why = "It must."
[[check]]
name = "always"
points = 1
model = { file = "model.rs", run = ["always_one"] }
why = "It must."
[[check]]
name = "is used"
points = 1
compile_pass = { cases = ["uses.rs"] }
why = "It must."
"#;

const TESTS: &str = "use kit::prelude::*;
kit::act! { fn call() -> u32 { one::one() } }
kit::judge! {
    fn is_one() { expect_eq!(call(), 1, \"one()\"); }
}
";

const MODEL: &str = "use kit::prelude::*;
use one::one;
kit::model! {
    fn always_one() {
        let found = one();
        expect_eq!(found, 1, \"one()\");
    }
}
";

const USES: &str = "fn main() {
    let found = one::one();
    assert_eq!(found, 1);
}
";

const RIGHT: &str = "pub fn one() -> u32 { 1 }";

fn with(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let wrong = format!("// fails: is one - two\n{}", RIGHT.replace('1', "2"));
    let mut files = vec![
        ("grader.toml", SETTINGS.to_owned()),
        ("exercises/01_a/01_one/exercise.toml", EXERCISE.to_owned()),
        ("exercises/01_a/01_one/checks/tests.rs", TESTS.to_owned()),
        ("exercises/01_a/01_one/checks/model.rs", MODEL.to_owned()),
        ("exercises/01_a/01_one/checks/uses.rs", USES.to_owned()),
        (
            "exercises/01_a/01_one/src/lib.rs",
            "pub fn one() -> u32 { todo!() }".to_owned(),
        ),
        ("solutions/01_a/01_one/src/lib.rs", RIGHT.to_owned()),
        ("solutions/01_a/01_one/also/other.rs", RIGHT.to_owned()),
        ("solutions/01_a/01_one/wrong/a.rs", wrong),
    ];
    for (path, text) in changes {
        let path = format!("exercises/01_a/01_one/{path}");
        let known = files.iter_mut().find(|(known, _)| *known == path);
        known.unwrap().1 = (*text).to_owned();
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    course(&files)
}

/// Status and message of each check of a submission.
fn graded(course: &tempfile::TempDir, submission: &str) -> Vec<(String, String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    std::fs::write(&file, submission).unwrap();
    let course = course.path().to_str().unwrap();
    let file = file.to_str().unwrap();
    let (_, report) = json(&["grade", file, "--exercise", "one", "--course", course]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let checks = report["exercises"][0]["checks"].as_array().unwrap();
    checks
        .iter()
        .map(|check| {
            (
                text(&check["name"]),
                text(&check["status"]),
                text(&check["message"]),
            )
        })
        .collect()
}

/// This change of the course makes one check ungraded, for a right submission as for one that misses the contract there, names
/// the place, and `verify` names it once.
#[track_caller]
fn is_the_courses(path: &str, text: &str, check: &str, place: &str, what: &str) {
    let course = with(&[(path, text)]);
    for (name, status, message) in graded(&course, RIGHT) {
        let expected = if name == check { "ungraded" } else { "pass" };
        assert_eq!(status, expected, "{name}: {message}");
        if name == check {
            assert!(message.contains("not your fault"), "{message}");
            assert!(
                message.contains(place) && message.contains(what),
                "{message}"
            );
        }
    }
    let verified = run(&mut grader(&[
        "verify",
        "--course",
        course.path().to_str().unwrap(),
    ]));
    assert_eq!(verified.code, 1, "{verified:?}");
    let text = verified
        .stdout
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(text.matches(what).count(), 1, "{text}");
    assert!(text.contains(&format!("{place}: ")), "{text}");
    assert!(!text.contains("solution"), "{text}");
}

/// Without a mistake in the course this submission fails the check.
#[track_caller]
fn is_the_students(changes: &[(&str, &str)], submission: &str, check: &str) {
    let course = with(changes);
    let checks = graded(&course, submission);
    let (_, status, message) = checks.iter().find(|(name, ..)| name == check).unwrap();
    assert_eq!(status, "fail", "{message}");
}

#[test]
fn a_missing_semicolon_in_a_model() {
    let text = MODEL.replace("one();", "one()");
    is_the_courses(
        "checks/model.rs",
        &text,
        "always",
        "checks/model.rs:5:26",
        "expected `;`",
    );
}

#[test]
fn a_function_that_is_nowhere() {
    let text = MODEL.replace("expect_eq!(found", "look_at(found); expect_eq!(found");
    let place = "checks/model.rs:6:9";
    is_the_courses("checks/model.rs", &text, "always", place, "`look_at`");
}

#[test]
fn a_missing_semicolon_in_a_program() {
    let text = USES.replace("one();", "one()");
    is_the_courses(
        "checks/uses.rs",
        &text,
        "is used",
        "checks/uses.rs:2:27",
        "expected `;`",
    );
}

#[test]
fn a_judge_that_does_not_compile() {
    let text = TESTS.replace("call(), 1,", "call(), true,");
    let place = "checks/tests.rs:4:19";
    is_the_courses(
        "checks/tests.rs",
        &text,
        "is one",
        place,
        "mismatched types",
    );
}

#[test]
fn a_missing_semicolon_in_both_halves_of_a_check() {
    let text = TESTS.replace("prelude::*;", "prelude::*");
    is_the_courses(
        "checks/tests.rs",
        &text,
        "is one",
        "checks/tests.rs:1:20",
        "expected",
    );
}

#[test]
fn a_judge_that_panics() {
    let text = TESTS.replace(
        "expect_eq!(",
        "if call() > 0 { panic!(\"oh\") } expect_eq!(",
    );
    is_the_courses("checks/tests.rs", &text, "is one", "checks/tests.rs", "oh");
}

#[test]
fn a_misspelt_name_in_run() {
    let text = EXERCISE.replace("\"always_one\"", "\"allways_one\"");
    let what = "checks/model.rs has no function `allways_one`; did you mean `always_one`?";
    is_the_courses(
        "exercise.toml",
        &text,
        "always",
        "exercise.toml:17:37",
        what,
    );
    let text = EXERCISE.replace("\"is_one\"", "\"is_two\"");
    let what = "checks/tests.rs has no function `is_two`";
    is_the_courses(
        "exercise.toml",
        &text,
        "is one",
        "exercise.toml:12:37",
        what,
    );
}

#[test]
fn a_model_without_functions() {
    let text = "fn main() {}";
    let course = EXERCISE.replace(", run = [\"always_one\"]", "");
    let course = with(&[("checks/model.rs", text), ("exercise.toml", &course)]);
    let checks = graded(&course, RIGHT);
    assert_eq!(checks[2].1, "ungraded", "{checks:?}");
    assert!(checks[2].2.contains("checks/model.rs"), "{checks:?}");
}

#[test]
fn a_contract_that_is_missed_is_the_students() {
    is_the_students(&[], "pub fn uno() -> u32 { 1 }", "always");
    is_the_students(&[], "pub fn one() -> bool { true }", "is one");
    is_the_students(&[], "pub fn one(_: u32) -> u32 { 1 }", "is used");
}

/// With a glob, what is missing in the submission is said in the same words as if there were none.
#[test]
fn a_macro_that_a_glob_should_have_brought_is_the_students() {
    let glob = MODEL
        .replace("use one::one;", "use one::*;")
        .replace("= one();", "= single!();");
    is_the_students(&[("checks/model.rs", &glob)], RIGHT, "always");
}

/// A trait of the student's decides which methods a number has.
#[test]
fn a_method_that_a_trait_of_the_submission_should_have_brought_is_the_students() {
    let text = MODEL
        .replace("use one::one;", "use one::One;")
        .replace("= one();", "= 1u32.once();");
    let course = [("checks/model.rs", &*text)];
    let other = "pub trait One { fn once(self) -> u32; } pub fn one() -> u32 { 1 }";
    is_the_students(&course, other, "always");
}

/// A submission that does not compile is its own fault first.
#[test]
fn a_submission_that_does_not_compile_is_told_before_the_course() {
    let text = TESTS.replace("call(), 1,", "call(), true,");
    let course = with(&[("checks/tests.rs", &text)]);
    let statuses: Vec<_> = graded(&course, "pub fn one() -> u32 { true }")
        .into_iter()
        .map(|(_, status, _)| status)
        .collect();
    assert_eq!(statuses, ["fail", "skipped", "skipped", "skipped"]);
}
