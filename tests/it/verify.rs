//! `grader verify` believes nothing that an exercise says about itself.

use crate::common::*;

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
tests = { file = "tests.rs" }
why = "It must."
"#;

const TESTS: &str = r#"
use kit::prelude::*;
kit::act! { fn one() -> u32 { one::one() } }
kit::judge! {
    /// One is one.
    fn is_one() { expect_eq!(one(), 1, "one()"); }
}
"#;

const RIGHT: &str = "pub fn one() -> u32 { 1 }";
const WRONG: &str = "// fails: is one - two\npub fn one() -> u32 { 2 }";

/// Verifies a course whose files are as they should be, except for `changes`.
fn verified(changes: &[(&str, &str)]) -> Ran {
    verified_with(changes, &[])
}

/// The same with more arguments.
fn verified_with(changes: &[(&str, &str)], more: &[&str]) -> Ran {
    let mut files = vec![
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", EXERCISE),
        ("exercises/01_a/01_one/checks/tests.rs", TESTS),
        (
            "exercises/01_a/01_one/src/lib.rs",
            "pub fn one() -> u32 { todo!() }",
        ),
        ("solutions/01_a/01_one/src/lib.rs", RIGHT),
        (
            "solutions/01_a/01_one/also/literal.rs",
            "pub fn one() -> u32 { 0b1 }",
        ),
        ("solutions/01_a/01_one/wrong/a.rs", WRONG),
        ("solutions/01_a/01_one/wrong/b.rs", WRONG),
        ("solutions/01_a/01_one/wrong/c.rs", WRONG),
        ("solutions/01_a/01_one/wrong/d.rs", WRONG),
    ];
    for (path, text) in changes {
        files.retain(|(known, _)| known != path);
        if !text.is_empty() {
            files.push((path, text));
        }
    }
    let folder = course(&files);
    let mut command = grader(&["verify", "--course", folder.path().to_str().unwrap()]);
    run(command.args(more))
}

#[track_caller]
fn complains(changes: &[(&str, &str)], about: &[&str]) {
    let ran = verified(changes);
    assert_eq!(ran.code, 1, "{ran:?}");
    let text = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in about {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn a_good_exercise_is_verified() {
    let ran = verified(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.contains("ok    01_a/01_one  7 submissions"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_starter_that_passes_is_complained_about() {
    complains(
        &[("exercises/01_a/01_one/src/lib.rs", RIGHT)],
        &["starter: passes all checks"],
    );
}

#[test]
fn a_solution_that_fails_is_complained_about() {
    complains(
        &[("solutions/01_a/01_one/src/lib.rs", WRONG)],
        &["solution: fail at \"is one\""],
    );
}

#[test]
fn another_right_way_that_fails_is_complained_about() {
    complains(
        &[("solutions/01_a/01_one/also/literal.rs", WRONG)],
        &["also/literal.rs: fail at \"is one\""],
    );
}

#[test]
fn a_wrong_submission_that_passes_is_complained_about() {
    let passes = format!("// fails: is one - not at all\n{RIGHT}");
    complains(
        &[("solutions/01_a/01_one/wrong/a.rs", &passes)],
        &["wrong/a.rs: passes, and should fail \"is one\""],
    );
}

#[test]
fn a_wrong_submission_that_fails_elsewhere_is_complained_about() {
    complains(
        &[(
            "solutions/01_a/01_one/wrong/a.rs",
            "// fails: is one - does not even compile\npub fn one() -> u32 { true }",
        )],
        &["wrong/a.rs: should fail \"is one\" and nothing else, and fails \"compiles\""],
    );
}

#[test]
fn fewer_than_four_wrong_submissions_are_too_few() {
    complains(
        &[("solutions/01_a/01_one/wrong/a.rs", "")],
        &["has 3 wrong submissions"],
    );
}

#[test]
fn a_solution_alone_is_not_enough() {
    complains(
        &[("solutions/01_a/01_one/also/literal.rs", "")],
        &["at least one other correct submission"],
    );
}

#[test]
fn a_wrong_submission_must_name_a_check() {
    let ran = verified(&[(
        "solutions/01_a/01_one/wrong/a.rs",
        "// fails: is two\npub fn one() -> u32 { 2 }",
    )]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.stderr
            .contains("wrong/a.rs:1:1: the first line must be"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_broken_check_is_told_from_a_wrong_submission() {
    complains(
        &[(
            "exercises/01_a/01_one/checks/tests.rs",
            &TESTS.replace("one(), 1,", "one(), true,"),
        )],
        &["checks/tests.rs:6:19: E0308: mismatched types"],
    );
}

/// What `one` gives is another number each time, and never one.
const BY_CHANCE: &str = "// fails: is one - a number by chance
use std::hash::{BuildHasher, Hasher, RandomState};
pub fn one() -> u32 { RandomState::new().build_hasher().finish() as u32 | 2 }";

#[test]
fn a_check_that_finds_something_else_the_next_time_is_complained_about() {
    let changes = [("solutions/01_a/01_one/wrong/a.rs", BY_CHANCE)];
    assert_eq!(verified(&changes).code, 0);
    let ran = verified_with(&changes, &["--repeat", "3"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let text = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let complaint =
        "wrong/a.rs: \"is one\" could not be graded: The check found something else in run";
    assert!(text.contains(complaint), "{text}");
    assert_eq!(ran.stdout.matches("could not be graded").count(), 1);
}

#[test]
fn what_students_would_read_is_kept() {
    let out = tempfile::tempdir().unwrap();
    let ran = verified_with(&[], &["--out", out.path().to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let read = |file: &str| {
        let path = out.path().join("01_a/01_one").join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    for file in ["starter", "solution", "also/literal.rs", "wrong/a.rs"] {
        let report: serde_json::Value =
            serde_json::from_str(&read(&format!("{file}.json"))).unwrap();
        assert_eq!(report["submission"], file);
    }
    assert_eq!(read("solution.txt"), "");
    let said = read("wrong/a.rs.txt");
    assert!(
        said.contains("FAIL  is one") && !said.contains('\u{1b}'),
        "{said}"
    );
}
