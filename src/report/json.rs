//! `schema: "grader/report/v1"`. Fields may be added, never removed or renamed.

use super::style::Origin;
use crate::model::*;
use kit_wire::{Place, judged::Test, sealed::Interval, trace::ModelReport};
use serde_json::{Value, json as value};

/// A grade as pretty-printed JSON, newline included.
pub fn json(origin: Origin<'_>, grade: &Grade) -> String {
    let exercises: Vec<_> = grade.exercises.iter().map(exercise).collect();
    let refused: Vec<_> = grade
        .refused
        .iter()
        .map(|one| value!({"file": one.name, "reason": one.reason}))
        .collect();
    let chapters: Vec<_> = grade.chapters.iter().map(chapter).collect();
    let report = value!({
        "schema": "grader/report/v1",
        "submission": grade.submission,
        "grader": env!("CARGO_PKG_VERSION"),
        "toolchain": origin.toolchain,
        "course": origin.course,
        "points": grade.points(),
        "max_points": grade.max_points(),
        "percent": grade.percent,
        "chapters": chapters,
        "seed": origin.seed,
        "sandbox": origin.isolation.word(),
        "limits": {
            "seconds": origin.limits.wall_seconds,
            "memory_mb": origin.limits.memory_mb,
            "output_kb": origin.limits.output_kb,
        },
        "refused": refused,
        "exercises": exercises,
    });
    format!("{report:#}\n")
}

fn chapter(chapter: &ChapterGrade) -> Value {
    value!({
        "id": chapter.id,
        "title": chapter.title,
        "weight": chapter.weight,
        "points": chapter.points,
        "max_points": chapter.max_points,
    })
}

fn exercise(exercise: &ExerciseGrade) -> Value {
    value!({
        "id": exercise.id,
        "title": exercise.title,
        "slide": exercise.slide,
        "points": exercise.points,
        "max_points": exercise.max_points,
        "status": exercise.outcome.word(),
        "message": exercise.message,
        "look_at": exercise.suspicions.iter().map(suspicion).collect::<Vec<_>>(),
        "checks": exercise.checks.iter().map(check).collect::<Vec<_>>(),
    })
}

fn suspicion(suspicion: &Suspicion) -> Value {
    value!({"what": suspicion.what, "location": suspicion.location.as_ref().map(location)})
}

fn check(check: &CheckGrade) -> Value {
    let finding = &check.finding;
    value!({
        "name": check.name,
        "kind": check.kind,
        "status": finding.outcome.word(),
        "points": check.points,
        "max_points": check.max_points,
        "message": finding.message,
        "why": check.why,
        "detail": finding.detail,
        "rests_on": check.trust.word(),
        "location": finding.location.as_ref().map(location),
        "evidence": evidence(&finding.evidence),
    })
}

fn location(location: &Location) -> Value {
    value!({"file": location.file, "line": location.line, "column": location.column})
}

fn place(place: &Place) -> Value {
    value!({"file": place.file, "line": place.line, "column": place.column})
}

fn evidence(evidence: &Evidence) -> Value {
    match evidence {
        Evidence::None => Value::Null,
        Evidence::Diagnostics(diagnostics) => {
            value!({"diagnostics": diagnostics.iter().map(diagnostic).collect::<Vec<_>>()})
        }
        Evidence::Judged(tests) => value!({"tests": tests.iter().map(test).collect::<Vec<_>>()}),
        Evidence::Models(models) => models_evidence(models),
        Evidence::Timing {
            intervals,
            expected,
            comparison,
        } => value!({
            "intervals": intervals.iter().map(interval).collect::<Vec<_>>(),
            "shape": expected,
            "expected": comparison.as_ref().map(|(expected, _)| expected),
            "got": comparison.as_ref().map(|(_, got)| got),
        }),
        Evidence::Output(difference) => value!({
            "expected": difference.expected,
            "actual": difference.actual,
            "stderr": difference.stderr,
        }),
        Evidence::Predictions(predictions) => value!({
            "predictions": predictions.iter().map(prediction).collect::<Vec<_>>(),
        }),
    }
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    value!({
        "level": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "code": diagnostic.code,
        "message": diagnostic.message,
        "location": diagnostic.location.as_ref().map(location),
        "rendered": anstream::adapter::strip_str(&diagnostic.rendered).to_string(),
    })
}

fn test(test: &Test) -> Value {
    let failure = test.failure.as_ref().map(|failure| {
        let counterexample = failure.counterexample.as_ref().map(|found| {
            let inputs: serde_json::Map<_, _> = found
                .inputs
                .iter()
                .map(|(name, shown)| (name.clone(), Value::from(shown.as_str())))
                .collect();
            value!({"inputs": inputs, "cases": found.cases, "seed": found.seed})
        });
        value!({
            "message": failure.message,
            "call": failure.call,
            "expected": failure.expected,
            "got": failure.got,
            "location": failure.place.as_ref().map(place),
            "counterexample": counterexample,
        })
    });
    value!({"name": test.name, "title": test.title, "cases": test.cases, "failure": failure})
}

/// One model's numbers at the top, where the schema promises them; all models in `models`.
fn models_evidence(models: &[(String, ModelReport)]) -> Value {
    let failing = models.iter().find(|(_, report)| report.failure.is_some());
    let main = failing.or(models.last()).map(|(_, report)| report);
    let mut evidence = main.map(model).unwrap_or_else(|| value!({}));
    if let Some(fields) = evidence.as_object_mut() {
        fields.insert(
            "executions".to_owned(),
            models
                .iter()
                .map(|(_, report)| report.executions)
                .sum::<u64>()
                .into(),
        );
        fields.insert(
            "complete".to_owned(),
            models.iter().all(|(_, report)| report.complete).into(),
        );
        let all = models.iter().map(|(title, report)| {
            value!({"title": title, "executions": report.executions, "complete": report.complete, "threads": report.threads})
        });
        fields.insert("models".to_owned(), all.collect());
    }
    evidence
}

fn model(report: &ModelReport) -> Value {
    let bounds = value!({
        "covered_preemptions": report.covered,
        "rounds": report.rounds,
        "threads": report.bounds.threads,
        "preemptions": report.bounds.preemptions,
        "executions": report.bounds.executions,
        "branches": report.bounds.branches,
    });
    let Some(failure) = &report.failure else {
        return value!({"bounds": bounds, "trace": []});
    };
    let trace = failure.trace.iter().enumerate().map(|(index, step)| {
        value!({
            "step": index + 1,
            "thread": step.thread,
            "operation": step.operation,
            "kind": step.kind,
            "about": step.about,
            "object": step.object,
            "object_id": step.object_id,
            "ordering": step.ordering,
            "value": step.value,
            "read": step.read,
            "wrote": step.wrote,
            "read_from": step.read_from.map(|index| index + 1),
            "location": step.place.as_ref().map(place),
            "note": step.note,
            "failing": step.failing,
        })
    });
    let waiting = failure.waiting.iter().map(|waiting| {
        let holds = waiting
            .holds
            .iter()
            .map(|(what, at)| value!({"what": what, "location": at.as_ref().map(place)}));
        value!({
            "thread": waiting.thread,
            "what": waiting.what,
            "location": waiting.place.as_ref().map(place),
            "holds": holds.collect::<Vec<_>>(),
        })
    });
    let race = failure.race.as_ref().map(|race| {
        let access = |(what, thread, at): &(String, usize, Option<Place>)| {
            value!({"access": what, "thread": thread, "location": at.as_ref().map(place)})
        };
        value!({"first": access(&race.first), "second": access(&race.second), "missing": race.missing})
    });
    value!({
        "bounds": bounds,
        "failure": format!("{:?}", failure.kind),
        "expected": failure.expected,
        "got": failure.got,
        "execution": failure.execution,
        "preemptions": failure.preemptions,
        "threads": failure.threads,
        "trace": trace.collect::<Vec<_>>(),
        "waiting": waiting.collect::<Vec<_>>(),
        "race": race,
        "intervals": failure.intervals.iter().map(interval).collect::<Vec<_>>(),
        "replay": failure.replay,
    })
}

fn interval(interval: &Interval) -> Value {
    value!({
        "label": interval.label,
        "start_ms": interval.start_ms,
        "end_ms": interval.end_ms,
        "thread": interval.thread,
        "location": interval.place.as_ref().map(place),
    })
}

fn prediction(prediction: &Prediction) -> Value {
    value!({
        "snippet": prediction.snippet,
        "predicted": prediction.predicted,
        "right": prediction.right,
        "compiler": anstream::adapter::strip_str(&prediction.compiler).to_string(),
    })
}
