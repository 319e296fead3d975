//! A failed model names its schedule, and that schedule can be run again.

use crate::common::*;

const LOST_UPDATE: &str = "solutions/04_mutex/01_counter/wrong/two_locks.rs";

fn failed_check(report: &serde_json::Value) -> &serde_json::Value {
    let checks = report["exercises"][0]["checks"].as_array().unwrap();
    checks
        .iter()
        .find(|check| check["status"] == "fail")
        .unwrap()
}

#[test]
fn a_replay_runs_the_schedule_that_failed() {
    let grade = ["grade", LOST_UPDATE, "--exercise", "counter"];
    let (code, report) = json(&grade);
    assert_eq!(code, 1);
    let evidence = &failed_check(&report)["evidence"];
    let token = evidence["replay"].as_str().unwrap();
    assert!(
        evidence["trace"].as_array().unwrap().len() > 5,
        "{evidence:#}"
    );

    let (code, again) = json(&[&grade[..], &["--replay", token]].concat());
    assert_eq!(code, 1);
    let replayed = failed_check(&again);
    assert!(
        replayed["evidence"]["trace"] == evidence["trace"],
        "another schedule was run: {replayed:#}"
    );
    assert_eq!(replayed["message"], failed_check(&report)["message"]);
    let others = again["exercises"][0]["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["status"] != "fail");
    assert!(
        others.clone().all(|check| check["status"] == "skipped"),
        "{again:#}"
    );
    assert!(others.count() > 0);
}

#[test]
fn a_replay_shows_the_students_lines_step_by_step() {
    let (_, report) = json(&["grade", LOST_UPDATE, "--exercise", "counter"]);
    let token = failed_check(&report)["evidence"]["replay"]
        .as_str()
        .unwrap()
        .to_owned();
    let ran = run(&mut grader(&[
        "grade",
        LOST_UPDATE,
        "--exercise",
        "counter",
        "--replay",
        &token,
    ]));
    assert!(
        ran.stdout.contains("thread 2: lock, read -> 0, unlock"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("let seen = *counter.lock().unwrap();"),
        "{}",
        ran.stdout
    );
    assert!(
        !ran.stdout.contains("Not part of this replay"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_token_of_no_schedule_is_refused() {
    let ran = run(&mut grader(&[
        "grade",
        LOST_UPDATE,
        "--exercise",
        "counter",
        "--replay",
        "nothing:p1-2",
    ]));
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("`nothing:p1-2` names no schedule of 04_mutex/01_counter"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_replay_needs_one_exercise() {
    let ran = run(&mut grader(&[
        "check",
        "--replay",
        "no_increment_is_lost:p1-2",
    ]));
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("name the exercise too"),
        "{}",
        ran.stderr
    );
}
