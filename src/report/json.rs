//! Grades -> the report for programs.

use super::style::Origin;
use super::v1::{self, Evidence as Shown};
use crate::model::{
    trace::{ModelFailure, ModelReport, Step, Waiting},
    *,
};
use crate::words;
use kit_wire::{Excerpt, Place, judged::Test, sealed::Interval, trace::FailureKind};

/// A grade as pretty-printed JSON, newline included.
pub fn json(origin: Origin<'_>, grade: &Grade) -> String {
    report(origin, grade).to_json()
}

fn report(origin: Origin<'_>, grade: &Grade) -> v1::Report {
    v1::Report {
        chapters: grade.chapters.iter().map(chapter).collect(),
        course: origin.course.to_owned(),
        exercises: grade.exercises.iter().map(exercise).collect(),
        grader: env!("CARGO_PKG_VERSION").to_owned(),
        limits: v1::Limits {
            memory_mb: origin.limits.memory_mb,
            output_kb: origin.limits.output_kb,
            seconds: origin.limits.wall_seconds,
        },
        max_points: grade.max_points(),
        percent: grade.percent,
        points: grade.points(),
        refused: grade.refused.iter().map(refused).collect(),
        sandbox: match origin.isolation {
            Isolation::Namespaces => v1::Sandbox::Namespaces,
            Isolation::Bwrap => v1::Sandbox::Bwrap,
            Isolation::Landlock => v1::Sandbox::Landlock,
            Isolation::None => v1::Sandbox::None,
        },
        schema: v1::SCHEMA.to_owned(),
        seed: origin.seed,
        submission: grade.submission.clone(),
        toolchain: origin.toolchain.to_owned(),
    }
}

fn refused(refused: &Refused) -> v1::Refused {
    v1::Refused {
        file: refused.name.clone(),
        reason: words::intake::not_taken(&refused.reason),
    }
}

fn chapter(chapter: &ChapterGrade) -> v1::Chapter {
    v1::Chapter {
        id: chapter.id.clone(),
        max_points: chapter.max_points,
        points: chapter.points,
        title: chapter.title.clone(),
        weight: chapter.weight,
    }
}

fn exercise(exercise: &ExerciseGrade) -> v1::Exercise {
    v1::Exercise {
        checks: exercise.checks.iter().map(check).collect(),
        id: exercise.id.clone(),
        look_at: exercise.suspicions.iter().map(suspicion).collect(),
        max_points: exercise.max_points,
        message: exercise.reason.as_ref().map(words::reason::sentence),
        points: exercise.points,
        slide: exercise.slide.clone(),
        status: status(exercise.outcome),
        title: exercise.title.clone(),
    }
}

fn suspicion(suspicion: &Suspicion) -> v1::Suspicion {
    v1::Suspicion {
        location: suspicion.location.as_ref().map(location),
        what: words::suspicion::words(suspicion.what).to_owned(),
    }
}

fn check(check: &CheckGrade) -> v1::Check {
    let finding = &check.finding;
    v1::Check {
        detail: words::detail::words(&finding.detail),
        evidence: evidence(&finding.evidence),
        kind: check.kind.to_owned(),
        location: finding.location.as_ref().map(location),
        max_points: check.max_points,
        message: words::reason::sentence(&finding.reason),
        name: check.name.clone(),
        points: check.points,
        rests_on: match check.trust {
            Trust::Compiler => v1::RestsOn::Compiler,
            Trust::Judged => v1::RestsOn::Judge,
            Trust::Sealed => v1::RestsOn::SealedRecord,
            Trust::SealedOnTrust => v1::RestsOn::SealedOnTrust,
            Trust::Outside => v1::RestsOn::Outside,
        },
        status: status(finding.outcome),
        why: check.why.clone(),
    }
}

fn status(outcome: Outcome) -> v1::Status {
    match outcome {
        Outcome::Pass => v1::Status::Pass,
        Outcome::Fail => v1::Status::Fail,
        Outcome::Inconclusive => v1::Status::Inconclusive,
        Outcome::Skipped => v1::Status::Skipped,
        Outcome::Ungraded => v1::Status::Ungraded,
    }
}

fn location(location: &Location) -> v1::Location {
    v1::Location {
        column: location.column,
        file: location.file.clone(),
        line: location.line,
    }
}

fn place(place: &Option<Place>) -> Option<v1::Location> {
    place.as_ref().map(|place| location(&place.into()))
}

fn evidence(evidence: &Evidence) -> Option<Shown> {
    Some(match evidence {
        Evidence::None => return None,
        Evidence::Diagnostics(found) => Shown::Diagnostics(v1::Diagnostics {
            diagnostics: found.iter().map(diagnostic).collect(),
        }),
        Evidence::Judged(tests) => Shown::Tests(v1::Tests {
            tests: tests.iter().map(test).collect(),
        }),
        Evidence::Models(models) => of_models(models),
        Evidence::Timing {
            intervals,
            expected,
            comparison,
        } => {
            let (wanted, got) = comparison.clone().unzip();
            Shown::Timing(v1::Timing {
                expected: wanted,
                got,
                intervals: intervals.iter().map(interval).collect(),
                shape: expected.clone(),
            })
        }
        Evidence::Output(difference) => Shown::Output(v1::Output {
            actual: difference.actual.clone(),
            expected: difference.expected.clone(),
            program: difference.program.clone(),
            stderr: difference.stderr.clone(),
        }),
        Evidence::Predictions(predictions) => Shown::Predictions(v1::Predictions {
            predictions: predictions.iter().map(prediction).collect(),
        }),
    })
}

/// A text without the colours that a compiler gave it.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

fn diagnostic(diagnostic: &Diagnostic) -> v1::Diagnostic {
    v1::Diagnostic {
        code: diagnostic.code.clone(),
        level: match diagnostic.severity {
            Severity::Error => v1::Level::Error,
            Severity::Warning => v1::Level::Warning,
        },
        location: diagnostic.location.as_ref().map(location),
        message: diagnostic.message.clone(),
        rendered: plain(&diagnostic.rendered),
    }
}

fn test(test: &Test) -> v1::Test {
    let failure = test.failure.as_ref().map(|failure| {
        let counterexample = failure.counterexample.as_ref();
        let inputs = |inputs: &[(String, Excerpt)]| {
            let shown = inputs.iter();
            let shown =
                shown.map(|(name, value)| (name.clone(), words::expectations::excerpt(value)));
            shown.collect()
        };
        let (expected, got) = words::judged::compared(failure).unzip();
        v1::TestFailure {
            call: words::judged::call(failure),
            counterexample: counterexample.map(|found| v1::Counterexample {
                cases: found.cases,
                inputs: inputs(&found.inputs),
                seed: found.seed,
            }),
            expected,
            got,
            location: failure.place().map(|place| location(&place.into())),
            message: words::judged::sentence(failure),
        }
    });
    v1::Test {
        cases: test.cases,
        failure,
        name: test.name.clone(),
        title: test.title.clone(),
    }
}

/// One model's numbers at the top: the failed one's, or the last one's. All models in `models`.
fn of_models(all: &[(String, ModelReport)]) -> Shown {
    let complete = all.iter().all(|(_, report)| report.complete);
    let executions = all.iter().map(|(_, report)| report.executions).sum();
    let models = all.iter().map(|(title, report)| v1::Model {
        complete: report.complete,
        executions: report.executions,
        threads: report.threads,
        title: title.clone(),
    });
    let models = models.collect();
    let failed = all
        .iter()
        .find_map(|(_, report)| Some((report, report.failure.as_ref()?)));
    let Some((report, failure)) = failed else {
        let last = all.last();
        return Shown::Models(v1::Models {
            bounds: last.map(|(_, report)| bounds(report)),
            complete,
            executions,
            models,
            trace: last.map(|_| Vec::new()),
        });
    };
    Shown::FailedModels(Box::new(v1::FailedModels {
        bounds: bounds(report),
        complete,
        execution: failure.execution,
        executions,
        expected: failure.expected.clone(),
        failure: kind(failure.kind),
        got: failure.got.clone(),
        intervals: failure.intervals.iter().map(interval).collect(),
        models,
        preemptions: failure.preemptions,
        race: race(failure),
        replay: failure.replay.clone(),
        threads: failure.threads.clone(),
        trace: failure.trace.iter().enumerate().map(step).collect(),
        waiting: failure.waiting.iter().map(waiting).collect(),
    }))
}

fn kind(kind: FailureKind) -> v1::FailureKind {
    match kind {
        FailureKind::Expectation => v1::FailureKind::Expectation,
        FailureKind::Panic => v1::FailureKind::Panic,
        FailureKind::Deadlock => v1::FailureKind::Deadlock,
        FailureKind::Livelock => v1::FailureKind::Livelock,
        FailureKind::DataRace => v1::FailureKind::DataRace,
        FailureKind::Leak => v1::FailureKind::Leak,
        FailureKind::Exit => v1::FailureKind::Exit,
        FailureKind::TooManyThreads => v1::FailureKind::TooManyThreads,
        FailureKind::TooLong => v1::FailureKind::TooLong,
    }
}

fn bounds(report: &ModelReport) -> v1::Bounds {
    v1::Bounds {
        branches: report.bounds.branches,
        covered_preemptions: report.covered,
        executions: report.bounds.executions,
        preemptions: report.bounds.preemptions,
        rounds: report.rounds,
        threads: report.bounds.threads,
    }
}

fn step((index, step): (usize, &Step)) -> v1::Step {
    v1::Step {
        about: step.about,
        failing: step.failing,
        kind: step.kind.clone(),
        location: place(&step.place),
        note: step.note.clone(),
        object: step.object.clone(),
        object_id: step.object_id,
        operation: step.operation.clone(),
        ordering: step.ordering.clone(),
        read: step.read.clone(),
        read_from: step.read_from.map(|index| index.saturating_add(1)),
        step: index + 1,
        thread: step.thread,
        value: step.value.clone(),
        wrote: step.wrote.clone(),
    }
}

fn waiting(waiting: &Waiting) -> v1::Waiting {
    let holds = waiting.holds.iter().map(|(what, at)| v1::Held {
        location: place(at),
        what: what.clone(),
    });
    v1::Waiting {
        holds: holds.collect(),
        location: place(&waiting.place),
        thread: waiting.thread,
        what: waiting.what.clone(),
    }
}

fn race(failure: &ModelFailure) -> Option<v1::Race> {
    let access = |(what, thread, at): &(String, usize, Option<Place>)| v1::Access {
        access: what.clone(),
        location: place(at),
        thread: *thread,
    };
    failure.race.as_ref().map(|race| v1::Race {
        first: access(&race.first),
        missing: race.missing.clone(),
        second: access(&race.second),
    })
}

fn interval(interval: &Interval) -> v1::Interval {
    v1::Interval {
        end_ms: interval.end_ms,
        label: interval.label.clone(),
        location: place(&interval.place),
        start_ms: interval.start_ms,
        thread: interval.thread,
    }
}

fn prediction(prediction: &Prediction) -> v1::Prediction {
    v1::Prediction {
        compiler: plain(&prediction.compiler),
        predicted: prediction.predicted.clone(),
        right: prediction.right,
        snippet: prediction.snippet.clone(),
    }
}
