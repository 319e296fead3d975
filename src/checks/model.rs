//! `model`: every interleaving, under the look-alike std.

use super::functions::{Functions, planned};
use super::{KindSource, sealed};
use crate::course_file::CourseError;
use crate::model::trace::{ModelFailure, ModelReport};
use crate::model::*;
use kit_wire::{
    sealed::{self as wire, Bounds, Report},
    trace::FailureKind,
};
use serde::Deserialize;

#[derive(Debug)]
struct Model {
    file: CheckFile,
    functions: Functions,
    bounds: Bounds,
    /// A search that was not complete is accepted, and called bounded.
    bounded: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    file: String,
    #[serde(default)]
    run: Vec<toml::Spanned<String>>,
    threads: Option<usize>,
    preemptions: Option<usize>,
    executions: Option<u64>,
    #[serde(default)]
    bounded: bool,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    let most = Bounds::default();
    if let Some(threads) = keys.threads.filter(|threads| *threads > most.threads) {
        let message = format!(
            "a model has at most {} threads, main included; here it is {threads}",
            most.threads
        );
        return Err(files.error(message));
    }
    let bounds = Bounds {
        threads: keys.threads.unwrap_or(most.threads),
        preemptions: keys.preemptions,
        executions: keys.executions.unwrap_or(most.executions),
        branches: most.branches,
    };
    Ok(Box::new(Model {
        functions: planned(&files, &file, "model", keys.run),
        file,
        bounds,
        bounded: keys.bounded,
    }))
}

/// A model that is too large to try every order passes if every order with so many switches was tried: most mistakes need at
/// most two (Musuvathi and Qadeer, PLDI 2007).
const ENOUGH_SWITCHES: usize = 2;

impl Kind for Model {
    fn name(&self) -> &'static str {
        "model"
    }

    fn trust(&self) -> Trust {
        Trust::Sealed
    }

    fn overlays(&self) -> Vec<Overlay> {
        vec![Overlay {
            is_model_root: true,
            ..self.file.overlay()
        }]
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = Run::Sealed {
            of: Joint::check(&self.file, Kit::Model),
            functions: self.functions.clone()?,
            bounds: self.bounds.clone(),
        };
        Ok(Recipe::one(self.name(), run))
    }

    fn replays(&self, function: &str) -> bool {
        let functions = self.functions.iter().flatten();
        functions.into_iter().any(|name| name == function)
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        Ok(self.finding(context, ran.sealed(self.name())?))
    }
}

/// What no model can see; said of every one that passes where the student may write such code.
const NOT_WATCHED: &str = "Not watched by a model: memory outside `UnsafeCell` and atomics, that is what raw pointers or an `AtomicPtr` point to, or a `Cell` with `unsafe impl Sync`.";

/// A model that passed, with what that does not say.
fn passed(context: &Context<'_>) -> Finding {
    if context.exercise.unsafe_allowed {
        Finding::new(Outcome::Pass, NOT_WATCHED)
    } else {
        Finding::pass()
    }
}

impl Model {
    fn finding(&self, context: &Context<'_>, seen: &SealedRun) -> Finding {
        let models: Vec<_> = seen.reports.iter().filter_map(of_model).collect();
        let evidence = Evidence::Models(models.clone());
        let reports = || models.iter().map(|(_, report)| report);
        if let Some(what) = reports().find_map(|report| report.unsupported.as_ref()) {
            return Finding::ungraded(what.clone()).with(evidence);
        }
        if let Some((report, failure)) =
            reports().find_map(|report| Some((report, report.failure.as_ref()?)))
        {
            return failed(context, report, failure).with(evidence);
        }
        if !seen.sealed {
            return sealed::unsealed(context, seen).with(evidence);
        }
        if models.is_empty() {
            return Finding::ungraded("The check has no model in it.");
        }
        let executions = reports()
            .map(|report| report.executions)
            .fold(0, u64::saturating_add);
        let threads = reports().map(|report| report.threads).max().unwrap_or(1);
        let detail = |how: &str| format!("model, {}, {how}", threads_of(threads));
        let ran = match executions {
            1 => "(1 execution)".to_owned(),
            more => format!("({} executions)", grouped(more)),
        };
        if reports().all(|report| report.complete) {
            let rounds = reports().filter_map(|report| report.rounds).min();
            let how = match rounds {
                None => format!("every order was tried {ran}"),
                Some(rounds) => format!(
                    "every order was tried in which nobody does the same more than {rounds} times in a row {ran}"
                ),
            };
            return passed(context).detailed(detail(&how)).with(evidence);
        }
        // `None`, the smallest, if one of the models did not cover even the schedules without preemptions.
        let covered = reports()
            .filter(|report| !report.complete)
            .map(|report| report.covered)
            .min()
            .flatten();
        let how = match covered {
            Some(most) => format!("every order with at most {most} switches was tried {ran}"),
            None => format!("some orders were tried {ran}"),
        };
        if self.bounded || covered >= Some(ENOUGH_SWITCHES) {
            return passed(context).detailed(detail(&how)).with(evidence);
        }
        let message = format!(
            "No failure in {} executions, but there are more than that: neither proven nor refuted.",
            grouped(executions)
        );
        Finding::new(Outcome::Inconclusive, message)
            .detailed(detail("not complete"))
            .with(evidence)
    }
}

/// A model's title, and what a report shows of it; the replay token says which function it belongs to.
fn of_model(ran: &wire::Ran) -> Option<(String, ModelReport)> {
    let Report::Model(record) = &ran.report else {
        return None;
    };
    let mut report = crate::explain::report(&tamed_record(record));
    if let Some(token) = report
        .failure
        .as_mut()
        .and_then(|failure| failure.replay.as_mut())
    {
        *token = format!("{}:{token}", ran.name);
    }
    Some((ran.title.clone(), report))
}

fn failed(context: &Context<'_>, report: &ModelReport, failure: &ModelFailure) -> Finding {
    let outcome = match failure.kind {
        FailureKind::TooManyThreads | FailureKind::TooLong => Outcome::Inconclusive,
        _ => Outcome::Fail,
    };
    let place = failure
        .place
        .as_ref()
        .filter(|place| context.exercise.submit.contains(&place.file));
    Finding::new(outcome, failure.message.clone())
        .at(place.map(Location::from))
        .detailed(format!(
            "model, {}",
            threads_of(failure.threads.len().max(report.threads))
        ))
}

fn threads_of(threads: usize) -> String {
    if threads == 1 {
        "1 thread".to_owned()
    } else {
        format!("{threads} threads")
    }
}

/// 41288 as `41,288`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn long_numbers_are_grouped() {
        let shown: Vec<_> = [0, 999, 1000, 41288, 1_000_000]
            .into_iter()
            .map(grouped)
            .collect();
        assert_eq!(shown, ["0", "999", "1,000", "41,288", "1,000,000"]);
    }
}
