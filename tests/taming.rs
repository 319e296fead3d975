//! What students wrote or printed reaches no report with anything in it that steers a terminal, turns the writing, or
//! is not seen: every such character, from every source, in every form of report.

mod common;

use common::*;
use grader::{
    catalog,
    model::*,
    report::{self, Style},
};
use kit_wire::{
    Place,
    judged::{Counterexample, Failure, Test},
    sealed::{Bounds, Interval},
    trace::{FailureKind, ModelFailure, ModelReport, Race, Step, Waiting},
};
use std::{ffi::OsStr, fs, path::Path, time::Duration};

/// All characters that may reach nobody, each for itself.
fn bad() -> impl Iterator<Item = char> {
    let ranges = [
        0..=8,
        0xb..=0x1f,
        0x7f..=0x9f,
        0xad..=0xad,
        0x61c..=0x61c,
        0x180e..=0x180e,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0xfeff..=0xfeff,
        0xfff9..=0xfffb,
        0xe0000..=0xe007f,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32)
}

/// All of them in one text, and sequences that terminals know, also as escapes of JSON and of half a surrogate pair.
fn poison() -> String {
    let all: String = bad().collect();
    format!(
        "P{all}\u{1b}[2J\u{1b}]0;title\u{7}\u{1b}[8mhidden\u{9b}2J\u{9d}0;t\u{9c}\\ud800\\u001b[2J\"}}Q"
    )
}

/// A report holds nothing bad, once the colours that the grader itself uses are taken out.
#[track_caller]
fn is_clean(what: &str, text: &str) {
    let mut rest = String::new();
    let mut pieces = text.split("\u{1b}[");
    rest.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (numbers, after) = piece.split_once('m').unwrap_or(("?", piece));
        let own = [
            "0", "1", "2", "31", "32", "33", "", "38;5;9", "38;5;12", "91", "94", "36", "96", "92",
        ];
        assert!(
            own.contains(&numbers),
            "{what}: a sequence of others: {piece:?}"
        );
        rest.push_str(after);
    }
    if let Some(letter) = rest.chars().find(|letter| bad().any(|bad| bad == *letter)) {
        let at = rest.find(letter).unwrap();
        let around: String = rest[..at].chars().rev().take(300).collect();
        let around: String = around.chars().rev().collect();
        panic!("{what}: {letter:?} behind {around:?}");
    }
}

fn place() -> Option<Place> {
    Some(Place {
        file: poison(),
        line: 1,
        column: 1,
    })
}

fn location() -> Option<Location> {
    place().as_ref().map(Location::from)
}

fn interval() -> Interval {
    Interval {
        label: poison(),
        start_ms: u64::MAX,
        end_ms: Some(3),
        thread: 7,
        place: place(),
    }
}

fn step() -> Step {
    let text = || Some(poison());
    Step {
        thread: 99,
        operation: poison(),
        kind: poison(),
        about: Some(usize::MAX),
        object_id: Some(1),
        object: text(),
        ordering: text(),
        value: text(),
        read: text(),
        wrote: text(),
        read_from: Some(usize::MAX),
        place: place(),
        note: text(),
        failing: true,
    }
}

fn model() -> ModelReport {
    let text = || Some(poison());
    let access = || (poison(), 0, place());
    ModelReport {
        executions: u64::MAX,
        complete: false,
        covered: None,
        bounds: Bounds::default(),
        threads: usize::MAX,
        unsupported: text(),
        failure: Some(ModelFailure {
            kind: FailureKind::Panic,
            message: poison(),
            expected: text(),
            got: text(),
            place: place(),
            execution: u64::MAX,
            preemptions: usize::MAX,
            threads: vec![poison(), poison()],
            trace: vec![step(), step()],
            waiting: vec![Waiting {
                thread: 1,
                what: poison(),
                place: place(),
                holds: vec![(poison(), place())],
            }],
            race: Some(Race {
                first: access(),
                second: access(),
                missing: poison(),
            }),
            intervals: vec![interval()],
            replay: text(),
        }),
    }
}

fn judged() -> Test {
    let text = || Some(poison());
    Test {
        name: poison(),
        title: poison(),
        cases: 1,
        failure: Some(Failure {
            message: poison(),
            call: text(),
            expected: text(),
            got: text(),
            place: place(),
            loss: None,
            counterexample: Some(Counterexample {
                inputs: vec![(poison(), poison())],
                cases: 1,
                seed: 1,
            }),
        }),
    }
}

/// One of each kind of evidence, with poison wherever there is a text.
fn evidence() -> Vec<Evidence> {
    vec![
        Evidence::None,
        Evidence::Diagnostics(vec![Diagnostic {
            severity: Severity::Error,
            code: Some(poison()),
            message: poison(),
            location: location(),
            rendered: format!(
                "\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: {}",
                poison()
            ),
        }]),
        Evidence::Judged(vec![judged()]),
        Evidence::Models(vec![(poison(), model())]),
        Evidence::Timing {
            intervals: vec![interval()],
            expected: Some(poison()),
            comparison: Some((poison(), poison())),
        },
        Evidence::Output(Difference {
            expected: poison(),
            actual: poison(),
            stderr: poison(),
        }),
        Evidence::Predictions(vec![Prediction {
            snippet: poison(),
            predicted: poison(),
            right: false,
            compiler: poison(),
        }]),
    ]
}

/// A grade with one check for each kind of evidence and each outcome, tamed as the engine does it.
fn grade() -> Grade {
    let outcomes = [
        Outcome::Fail,
        Outcome::Ungraded,
        Outcome::Inconclusive,
        Outcome::Skipped,
        Outcome::Pass,
    ];
    let all = outcomes
        .into_iter()
        .flat_map(|outcome| evidence().into_iter().map(move |one| (outcome, one)));
    let checks = all.map(|(outcome, evidence)| CheckGrade {
        name: "a check".to_owned(),
        kind: "tests",
        trust: Trust::Judged,
        points: 0,
        max_points: 1,
        why: "It must.".to_owned(),
        finding: Finding::new(outcome, poison())
            .with(evidence)
            .at(location())
            .detailed(poison()),
    });
    let exercise = |message, checks| ExerciseGrade {
        id: "01_a/01_one".to_owned(),
        title: "One".to_owned(),
        slide: "One".to_owned(),
        points: 0,
        max_points: 1,
        outcome: Outcome::Fail,
        message,
        checks,
        sources: vec![(poison(), format!("{}\n{}", poison(), poison()))],
        suspicions: vec![Suspicion {
            location: location(),
            what: poison(),
        }],
        work: Duration::ZERO,
    };
    let exercises = [
        exercise(None, checks.collect()),
        exercise(Some(poison()), Vec::new()),
    ];
    Grade {
        submission: unique_name(OsStr::new(&poison())),
        exercises: exercises.map(ExerciseGrade::tamed).into(),
        chapters: Vec::new(),
        percent: 0.0,
        refused: vec![(tamed_name(&poison()), tamed_text(&poison()))],
    }
}

#[test]
fn no_field_of_a_grade_carries_anything_bad_into_any_report() {
    let grade = grade();
    for bits in 0..8 {
        let style = Style {
            ascii: bits & 1 > 0,
            is_replay: bits & 2 > 0,
            is_unprotected: bits & 4 > 0,
        };
        let shown = report::submission(style, &grade);
        is_clean(&format!("{style:?}"), &shown);
        assert!(shown.contains("hidden"), "the texts are shown at all");
        is_clean("failures", &report::failures(style, &grade.exercises[0]));
    }
    let origin = report::Origin {
        course: "A course",
        toolchain: "rustc",
        limits: Limits::default(),
        seed: 1,
        isolation: Isolation::None,
    };
    let json = report::json(origin, &grade);
    is_clean("JSON", &json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    // What JSON writes as an escape is looked at as well.
    strings(&value, &mut |text| is_clean("a string of JSON", text));
    let course = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
    ]);
    let course = catalog::read(course.path()).unwrap();
    let csv = report::class_csv(&course, std::slice::from_ref(&grade)).unwrap();
    is_clean("CSV", &csv);
    is_clean("a file's name", &file_name(&grade.submission));
}

/// Every string of a JSON value, keys included.
fn strings(value: &serde_json::Value, look: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => look(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, look)),
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                look(key);
                strings(value, look);
            }
        }
        _ => {}
    }
}

/// Lines of a report are the grader's to write: what students can say beside a paragraph is one line.
#[test]
fn nobody_writes_a_line_of_his_own_into_a_report() {
    let line = "\n01_a/01_one  One  1 of 1 points\n";
    let mut forged = model();
    let failure = forged.failure.as_mut().unwrap();
    failure.threads = vec![line.to_owned()];
    for text in [&mut failure.expected, &mut failure.got] {
        *text = Some(line.to_owned());
    }
    for step in &mut failure.trace {
        step.thread = 0;
        step.operation = line.to_owned();
        for text in [&mut step.object, &mut step.value, &mut step.note] {
            *text = Some(line.to_owned());
        }
    }
    failure.intervals[0].label = line.to_owned();
    let mut judged = judged();
    let failure = judged.failure.as_mut().unwrap();
    for text in [&mut failure.call, &mut failure.expected, &mut failure.got] {
        *text = Some(line.to_owned());
    }
    let found = failure.counterexample.as_mut().unwrap();
    found.inputs = vec![(line.to_owned(), line.to_owned())];
    let evidence = [
        Evidence::Models(vec![(line.to_owned(), forged)]),
        Evidence::Judged(vec![judged]),
        Evidence::Timing {
            intervals: Vec::new(),
            expected: Some(line.to_owned()),
            comparison: Some((line.to_owned(), line.to_owned())),
        },
    ];
    for (index, evidence) in evidence.into_iter().enumerate() {
        let mut grade = grade();
        let finding = Finding::fail(line)
            .with(evidence)
            .detailed(line)
            .at(Some(Location {
                file: line.to_owned(),
                line: 1,
                column: 1,
            }));
        let exercise = &mut grade.exercises[0];
        exercise.checks.truncate(1);
        exercise.checks[0].finding = finding;
        *exercise = exercise.clone().tamed();
        for is_replay in [false, true] {
            let style = Style {
                is_replay,
                ..Style::default()
            };
            let shown = report::failures(style, &grade.exercises[0]);
            let own = shown.lines().filter(|line| line.starts_with("01_a"));
            assert_eq!(own.count(), 0, "{index}: {shown}");
        }
    }
}

#[test]
fn each_bad_character_alone_is_replaced() {
    for letter in bad() {
        let tamed = tamed_text(&format!("a{letter}b"));
        assert_eq!(tamed, "a\u{fffd}b", "{letter:?}");
    }
}

/// What rustc accepts in a comment or a string; it says the rest itself.
fn in_source() -> String {
    poison().replace(['\r', '\n', '\\', '"', '}'], "")
}

const ALLOW: &str =
    "#![allow(text_direction_codepoint_in_comment, text_direction_codepoint_in_literal)]\n";

/// A solution of the course in which something else stands at some places.
fn changed(solution: &str, changes: &[(&str, String)]) -> String {
    let text = fs::read_to_string(root().join("solutions").join(solution)).unwrap();
    let changed = changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in {solution}");
        text.replace(from, to)
    });
    format!("{ALLOW}{changed}")
}

/// Files of a submission that says bad things wherever a submission can say anything.
fn hostile() -> Vec<(&'static str, String)> {
    let bad = in_source();
    let named = format!(
        "thread::Builder::new().name(\"{}\".into()).spawn(",
        bad.replace('\0', "")
    );
    vec![
        // A thread's name, and lines under a failed model.
        (
            "04_mutex/01_counter/src/lib.rs",
            changed(
                "04_mutex/01_counter/wrong/two_locks.rs",
                &[
                    ("lock().unwrap()", format!("lock().unwrap(/* {bad} */)")),
                    ("thread::spawn(", named),
                    ("}\n        }));", "}\n        }).unwrap());".to_owned()),
                ],
            ),
        ),
        // A panic.
        (
            "02_atomics/01_tickets/src/lib.rs",
            format!(
                "{ALLOW}pub struct Tickets; impl Tickets {{ pub const fn new() -> Self {{ Tickets }}\n\
                 pub fn next(&self) -> u16 {{ panic!(\"{bad}\") }} pub fn issued_max(&self) -> u16 {{ 0 }} }}"
            ),
        ),
        // What the compiler says.
        (
            "04_mutex/02_guard_scope/src/lib.rs",
            format!("{ALLOW}compile_error!(\"{bad}\"); /* {bad} */"),
        ),
        (
            "04_mutex/03_poison/src/lib.rs",
            format!("{ALLOW}const A: () = panic!(\"{bad}\"); // {bad}"),
        ),
        // What the linker says.
        (
            "02_atomics/04_spin_mutex/src/lib.rs",
            format!("{ALLOW}#[link(name = \"{bad}\")] unsafe extern \"C\" {{}}"),
        ),
        // A program's output on both channels.
        (
            "03_threads/05_thread_lifetimes/src/main.rs",
            changed(
                "03_threads/05_thread_lifetimes/src/main.rs",
                &[(
                    "fn main() {",
                    format!("fn main() {{ println!(\"{bad}\"); eprintln!(\"{bad}\");"),
                )],
            ),
        ),
        // Answers.
        (
            "01_safety/03_predict_the_compiler/answers.toml",
            "s01_rc_to_thread = \"\\u001b[2J\\u009b2J\\u202ehidden\"\n".to_owned(),
        ),
    ]
}

/// Hands all of that in, with files that nobody asked for, folders with almost the right name, and a link.
fn hand_in(folder: &Path) {
    let write = |file: &str, text: String| {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (file, text) in hostile() {
        write(file, text);
    }
    let counter = "04_mutex/01_counter";
    let letters: Vec<_> = bad().filter(|letter| *letter != '\0').collect();
    for (index, letters) in letters.chunks(60).enumerate() {
        let name: String = letters.iter().collect();
        write(
            &format!("{counter}/{index}{name}/hidden{name}"),
            String::new(),
        );
    }
    write("05_chan\u{1b}\u{202e}\u{9b}nels/x", String::new());
    std::os::unix::fs::symlink("/", folder.join(counter).join("\u{9b}link")).unwrap();
}

#[test]
fn no_submission_brings_anything_bad_into_any_report() {
    let class = tempfile::tempdir().unwrap();
    let folder = class.path().join("=\u{1b}]0;t\u{7}\u{202e}\u{9b}2J");
    hand_in(&folder);
    fs::write(class.path().join("no\u{9b}folder\u{202e}"), "").unwrap();
    let out = tempfile::tempdir().unwrap();
    let ran = run(grader(&["batch"])
        .arg(class.path())
        .arg("--out")
        .arg(out.path()));
    is_clean("batch: stdout", &ran.stdout);
    is_clean("batch: stderr", &ran.stderr);
    let mut names = Vec::new();
    for entry in fs::read_dir(out.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        is_clean("a file's name", &name);
        let text = fs::read_to_string(&path).unwrap();
        is_clean(&name, &text);
        if name.ends_with(".json") {
            strings(&serde_json::from_str(&text).unwrap(), &mut |text| {
                is_clean(&name, text)
            });
            assert!(
                text.matches("hidden").count() > 10,
                "the texts are shown at all: {text}"
            );
        }
        names.push(name);
    }
    assert_eq!(names.len(), 2, "{names:?}");
    let ran = run(grader(&["grade", "--color", "always", "--ascii"])
        .env_remove("NO_COLOR")
        .arg(&folder));
    is_clean("terminal: stdout", &ran.stdout);
    is_clean("terminal: stderr", &ran.stderr);
    assert!(ran.stdout.matches("hidden").count() > 5, "{}", ran.stdout);
    // Paths that cannot be read, courses that are none.
    let nowhere = folder.join("no\u{1b}[2J\u{9b}");
    is_clean(
        "no such path",
        &run(grader(&["grade"]).arg(&nowhere)).stderr,
    );
    is_clean(
        "no course",
        &run(grader(&["list", "--course"]).arg(&nowhere)).stderr,
    );
    is_clean(
        "nothing known",
        &run(grader(&["grade"]).arg(folder.join("04_mutex/01_counter"))).stderr,
    );
}
