//! The zoo: classic concurrent algorithms, each right in several ways and wrong in several others. The model checker
//! accepts every right one, rejects every wrong one, points at the mistake, and says the same every time.
//!
//! `tests/zoo/` is a course of its own. A wrong file names the check that must fail in its first line, and marks the
//! lines that the report may point at with `// <- here`.

use crate::common::*;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Wrong submissions whose report does not point at the mistake yet, as `exercise/file`.
const POINTS_ELSEWHERE: &[&str] = &[
    "01_locks/05_backoff_lock/wrong/pauses_for_ever.rs",
    "03_waiting/06_block_on/wrong/never_sleeps.rs",
];

/// How often what was compiled of each submission is run; the findings must be the same.
const RUNS: usize = 3;

/// So many of the student's own steps at the end of a trace count as pointing at the mistake.
const LAST_STEPS: usize = 6;

fn zoo() -> PathBuf {
    root().join("tests/zoo")
}

/// Everything in a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// A wrong submission.
struct Wrong {
    /// `<chapter>/<exercise>`.
    exercise: String,
    /// `wrong/<file>.rs`.
    file: String,
    source: String,
}

impl Wrong {
    fn all() -> Vec<Wrong> {
        let mut all = Vec::new();
        for chapter in entries(&zoo().join("solutions")) {
            for exercise in entries(&chapter) {
                for file in entries(&exercise.join("wrong")) {
                    all.push(Wrong {
                        exercise: format!("{}/{}", name(&chapter), name(&exercise)),
                        file: format!("wrong/{}", name(&file)),
                        source: fs::read_to_string(&file).unwrap(),
                    });
                }
            }
        }
        all
    }

    fn shown(&self) -> String {
        format!("{}/{}", self.exercise, self.file)
    }

    /// The lines that are part of the mistake.
    fn marked(&self) -> BTreeSet<u64> {
        let lines = (1..).zip(self.source.lines());
        lines
            .filter(|(_, line)| line.ends_with("// <- here"))
            .map(|(number, _)| number)
            .collect()
    }
}

/// What `grader verify` printed about the zoo, and where it has written the reports. All is graded once, and what has
/// been compiled is run [`RUNS`] times.
fn verified() -> &'static (tempfile::TempDir, Ran) {
    static VERIFIED: OnceLock<(tempfile::TempDir, Ran)> = OnceLock::new();
    VERIFIED.get_or_init(|| {
        let out = tempfile::tempdir().unwrap();
        let (runs, zoo) = (RUNS.to_string(), zoo());
        let mut command = grader(&["verify", "--repeat", &runs, "--course"]);
        let ran = run(command.arg(zoo).arg("--out").arg(out.path()));
        (out, ran)
    })
}

#[test]
fn right_ones_pass_and_wrong_ones_fail_their_check_every_time() {
    let (_, ran) = verified();
    assert_eq!(ran.code, 0, "judged wrongly:\n{}", ran.stdout);
}

#[test]
fn every_exercise_has_wrong_ones_for_two_and_three_threads_to_find() {
    let mut found = BTreeMap::<String, usize>::new();
    for wrong in Wrong::all() {
        assert!(
            !wrong.marked().is_empty(),
            "{}: no line is marked with `// <- here`",
            wrong.shown()
        );
        *found.entry(wrong.exercise).or_default() += 1;
    }
    assert_eq!(found.len(), 16);
    assert!(found.values().all(|wrong| *wrong >= 4), "{found:?}");
}

/// The line of the student's file in a report's `location`.
fn student_line(location: &Value) -> Option<u64> {
    (location["file"] == "src/lib.rs")
        .then(|| location["line"].as_u64())
        .flatten()
}

/// The lines that the report of a failed check points at: the one to look at first, those of the last steps, those
/// where threads wait for ever, and the two sides of a data race.
fn pointed_at(check: &Value) -> BTreeSet<u64> {
    let evidence = &check["evidence"];
    let nothing = Vec::new();
    let list = |key: &str| evidence[key].as_array().unwrap_or(&nothing).iter();
    let steps = list("trace")
        .rev()
        .filter_map(|step| student_line(&step["location"]));
    let waiting = list("waiting").filter_map(|waiting| student_line(&waiting["location"]));
    let race = ["first", "second"].map(|side| student_line(&evidence["race"][side]["location"]));
    let first = student_line(&check["location"]).into_iter();
    first
        .chain(steps.take(LAST_STEPS))
        .chain(waiting)
        .chain(race.into_iter().flatten())
        .collect()
}

/// The report on a wrong submission.
fn report_on(wrong: &Wrong) -> Value {
    let path = verified().0.path().join(wrong.shown() + ".json");
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn reports_point_at_the_mistake() {
    let mut elsewhere = BTreeSet::new();
    for wrong in Wrong::all() {
        let report = report_on(&wrong);
        let mut checks = report["exercises"][0]["checks"].as_array().unwrap().iter();
        let failed = checks.find(|check| check["status"] == "fail");
        let pointed = failed.map(pointed_at).unwrap_or_default();
        if pointed.is_disjoint(&wrong.marked()) {
            println!(
                "{}: points at {pointed:?}, marked are {:?}",
                wrong.shown(),
                wrong.marked()
            );
            elsewhere.insert(wrong.shown());
        }
    }
    let known: BTreeSet<String> = POINTS_ELSEWHERE.iter().map(ToString::to_string).collect();
    assert_eq!(elsewhere, known, "reports that do not point at the mistake");
}
