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
};

/// Wrong submissions whose report does not point at the mistake yet, as `exercise/file`.
const POINTS_ELSEWHERE: &[&str] = &[
    "01_locks/05_backoff_lock/wrong/pauses_for_ever.rs",
    "03_waiting/06_block_on/wrong/never_sleeps.rs",
];

/// How often the wrong submissions are graded; the reports must be the same, byte for byte.
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

/// What `grader verify` complains about, as `exercise/file`, with its sentence.
fn complaints() -> BTreeMap<String, String> {
    let ran = run(&mut grader(&[
        "verify",
        "--course",
        zoo().to_str().unwrap(),
    ]));
    assert!(ran.code <= 1, "{ran:?}");
    let mut complaints = BTreeMap::new();
    let mut exercise = String::new();
    let mut last = String::new();
    for line in ran.stdout.lines() {
        let words = line.trim_start();
        if let Some(rest) = words.strip_prefix("BAD ") {
            exercise = rest.split_whitespace().next().unwrap().to_owned();
        } else if !line.starts_with("        ") {
            continue;
        } else if let Some((subject, said)) = complaint(words) {
            last = format!("{exercise}/{subject}");
            complaints.insert(last.clone(), said.to_owned());
        } else {
            complaints.get_mut(&last).unwrap().extend([" ", words]);
        }
    }
    assert_eq!(complaints.is_empty(), ran.code == 0, "{ran:?}");
    complaints
}

/// The first line of a complaint: whom it is about, and what it says.
fn complaint(line: &str) -> Option<(&str, &str)> {
    let (subject, said) = line.split_once(':')?;
    let known = ["starter", "solution"].contains(&subject) || subject.contains('/');
    (known && !subject.contains(' ')).then_some((subject, said.trim_start()))
}

#[test]
fn right_ones_pass_and_wrong_ones_fail_their_check() {
    assert_eq!(complaints(), BTreeMap::new(), "judged wrongly");
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

/// Lays the wrong submissions out as a class: the first of every exercise is the first student's, and so on.
fn class(wrong: &[Wrong], folder: &Path) -> BTreeMap<(String, String), usize> {
    let mut handed = BTreeMap::new();
    let mut students = BTreeMap::<&str, usize>::new();
    for (index, wrong) in wrong.iter().enumerate() {
        let student = students.entry(&wrong.exercise).or_default();
        let named = format!("s{student}");
        *student += 1;
        let source = folder.join(&named).join(&wrong.exercise).join("src");
        fs::create_dir_all(&source).unwrap();
        fs::write(source.join("lib.rs"), &wrong.source).unwrap();
        handed.insert((named, wrong.exercise.clone()), index);
    }
    handed
}

/// Grades a class; gives each student's report as it was written.
fn batch(class: &Path) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let (class, folder) = (class.to_str().unwrap(), out.path().to_str().unwrap());
    let ran = run(&mut grader(&[
        "batch",
        class,
        "--out",
        folder,
        "--course",
        zoo().to_str().unwrap(),
    ]));
    let reports = entries(out.path())
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "json"));
    let reports: BTreeMap<_, _> = reports
        .map(|path| {
            let student = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (student, fs::read_to_string(&path).unwrap())
        })
        .collect();
    assert!(!reports.is_empty(), "{ran:?}");
    reports
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

/// The exercises of a report, by id.
fn exercises(report: &str) -> BTreeMap<String, Value> {
    let report: Value = serde_json::from_str(report).unwrap();
    let exercises = report["exercises"].as_array().unwrap().iter();
    exercises
        .map(|exercise| {
            (
                exercise["id"].as_str().unwrap().to_owned(),
                exercise.clone(),
            )
        })
        .collect()
}

/// Where two reports on the same submission differ.
fn difference(first: &str, again: &str) -> Vec<String> {
    let again = exercises(again);
    let differing = exercises(first)
        .into_iter()
        .filter(|(id, exercise)| again.get(id) != Some(exercise));
    differing.map(|(id, _)| id).collect()
}

#[test]
fn reports_point_at_the_mistake_and_are_always_the_same() {
    let wrong = Wrong::all();
    let folder = tempfile::tempdir().unwrap();
    let handed = class(&wrong, folder.path());
    let first = batch(folder.path());
    let mut elsewhere = BTreeSet::new();
    for (student, report) in &first {
        for (id, exercise) in exercises(report) {
            let Some(index) = handed.get(&(student.clone(), id)) else {
                continue;
            };
            let wrong = &wrong[*index];
            let mut checks = exercise["checks"].as_array().unwrap().iter();
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
    }
    let known: BTreeSet<String> = POINTS_ELSEWHERE.iter().map(ToString::to_string).collect();
    assert_eq!(elsewhere, known, "reports that do not point at the mistake");
    for _ in 1..RUNS {
        for (student, again) in batch(folder.path()) {
            let first = &first[&student];
            assert!(
                *first == again,
                "{student}: other bytes in {:?}",
                difference(first, &again)
            );
        }
    }
}
