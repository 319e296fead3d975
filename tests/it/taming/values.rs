//! Grades as values, with bad texts in every field that can hold one.

use super::{bad, is_clean, poison, reasons, strings};
use crate::common::*;
use grader::{
    catalog,
    model::{
        trace::{ModelFailure, ModelReport, Race, Step, Waiting},
        *,
    },
    report::{self, Style},
};
use kit_wire::{
    Divergence, Excerpt, Mismatch, Panicked, Piece, Place, Unmet,
    judged::{Counterexample, Disturbance, Failure, Loss, Test, Wrong},
    sealed::{Bounds, Interval},
    trace::FailureKind,
};
use std::ffi::OsStr;

pub(super) fn place() -> Option<Place> {
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
        rounds: None,
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

pub(super) fn excerpt() -> Excerpt {
    Excerpt {
        text: poison(),
        cut_from: Some(u64::MAX),
    }
}

fn mismatch() -> Wrong {
    let piece = || Piece {
        text: poison(),
        is_cut_before: true,
        is_cut_after: true,
    };
    Wrong::Unmet(Unmet::Differs(Mismatch {
        what: poison(),
        expected: excerpt(),
        got: excerpt(),
        divergence: Some(Divergence {
            expected: piece(),
            got: piece(),
        }),
    }))
}

/// Each way in which a judge function can fail that has a text in it.
pub(super) fn wrongs() -> Vec<Wrong> {
    vec![
        mismatch(),
        Wrong::Unmet(Unmet::Said(poison())),
        Wrong::Panicked {
            call: excerpt(),
            panicked: Panicked {
                message: poison(),
                place: place(),
            },
        },
        Wrong::Lost {
            call: excerpt(),
            loss: Loss::Disturbed(Disturbance::Malformed(poison())),
        },
    ]
}

fn judged(what: Wrong) -> Test {
    Test {
        name: poison(),
        title: poison(),
        cases: 1,
        failure: Some(Failure {
            what,
            counterexample: Some(Counterexample {
                inputs: vec![(poison(), excerpt())],
                cases: 1,
                seed: 1,
            }),
        }),
    }
}

/// One of each kind of evidence, with poison wherever there is a text.
fn evidence() -> Vec<Evidence> {
    let mut all = vec![
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
            program: Some(poison()),
        }),
        Evidence::Predictions(vec![Prediction {
            snippet: poison(),
            predicted: poison(),
            right: false,
            compiler: poison(),
        }]),
    ];
    all.extend(
        wrongs()
            .into_iter()
            .map(|what| Evidence::Judged(vec![judged(what)])),
    );
    all
}

/// A grade with one check for each kind of evidence and of reason with each outcome, tamed as the engine does it.
fn grade() -> Grade {
    let outcomes = [
        Outcome::Fail,
        Outcome::Ungraded,
        Outcome::Inconclusive,
        Outcome::Skipped,
        Outcome::Pass,
    ];
    let mut findings = Vec::new();
    for outcome in outcomes {
        let said = || ModelReason::Failed(poison());
        let shown = evidence().into_iter();
        findings.extend(shown.map(|one| Finding::new(outcome, said()).with(one)));
        let all = reasons::all().into_iter();
        findings.extend(all.map(|reason| Finding::new(outcome, reason)));
    }
    let checks = findings.into_iter().map(|finding| CheckGrade {
        name: "a check".to_owned(),
        kind: "tests",
        trust: Trust::Judged,
        points: 0,
        max_points: 1,
        why: "It must.".to_owned(),
        finding: finding.at(location()),
    });
    let exercise = |reason, checks| ExerciseGrade {
        id: "01_a/01_one".to_owned(),
        title: "One".to_owned(),
        slide: "One".to_owned(),
        points: 0,
        max_points: 1,
        outcome: Outcome::Fail,
        reason,
        checks,
        sources: vec![SourceFile {
            path: poison(),
            text: format!("{}\n{}", poison(), poison()),
        }],
        suspicions: vec![Suspicion {
            location: location(),
            what: Oddness::NamesProc,
        }],
    };
    let mut exercises = vec![exercise(None, checks.collect())];
    let all = reasons::all().into_iter();
    exercises.extend(all.map(|reason| exercise(Some(reason), Vec::new())));
    Grade {
        submission: unique_name(OsStr::new(&poison())),
        exercises: exercises.into_iter().map(ExerciseGrade::tamed).collect(),
        chapters: Vec::new(),
        percent: 0.0,
        refused: vec![Refused {
            name: tamed_name(&poison()),
            reason: WhyRefused::Unfit(tamed_text(&poison())),
        }],
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
    let csv = report::class_csv(&course, &[Summary::of(&grade)]).unwrap();
    is_clean("CSV", &csv);
    is_clean("a file's name", &file_name(&grade.submission));
}

/// An exercise with one check, which found this; tamed as the engine does it.
pub(super) fn exercise_with(finding: Finding) -> ExerciseGrade {
    let mut exercise = grade().exercises.remove(0);
    exercise.checks.truncate(1);
    exercise.checks[0].finding = finding;
    exercise.tamed()
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
    let on_a_line = || Excerpt::new(line, 1000);
    let mut judged = judged(Wrong::Unmet(Unmet::Differs(Mismatch::new(
        line.to_owned(),
        line,
        &line.repeat(9),
    ))));
    let failure = judged.failure.as_mut().unwrap();
    let found = failure.counterexample.as_mut().unwrap();
    found.inputs = vec![(line.to_owned(), on_a_line())];
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
        let finding = Finding::fail(ModelReason::Failed(line.to_owned()))
            .with(evidence)
            .at(Some(Location {
                file: line.to_owned(),
                line: 1,
                column: 1,
            }));
        let exercise = exercise_with(finding);
        for is_replay in [false, true] {
            let style = Style {
                is_replay,
                ..Style::default()
            };
            let shown = report::failures(style, &exercise);
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
