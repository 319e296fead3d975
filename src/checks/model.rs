//! `model`: every interleaving, under the look-alike std.

use super::functions::{Functions, planned};
use super::sealed;
use super::source::KindSource;
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

/// A model that passed, with what that does not say.
fn passed(context: &Context<'_>) -> Finding {
    if context.exercise.unsafe_allowed {
        Finding::new(Outcome::Pass, ModelReason::NotWatched)
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
            return Finding::ungraded(ModelReason::Unsupported(what.clone())).with(evidence);
        }
        if let Some((report, failure)) =
            reports().find_map(|report| Some((report, report.failure.as_ref()?)))
        {
            return failed(context, report, failure).with(evidence);
        }
        if !seen.sealed {
            return Finding::fail(sealed::unsealed(context, seen)).with(evidence);
        }
        if models.is_empty() {
            return Finding::ungraded(EmptyCheck::Model);
        }
        let executions = reports()
            .map(|report| report.executions)
            .fold(0, u64::saturating_add);
        let threads = reports().map(|report| report.threads).max().unwrap_or(1);
        let detail = |explored| Detail::Model {
            threads,
            explored: Some(explored),
        };
        if reports().all(|report| report.complete) {
            let rounds = reports().filter_map(|report| report.rounds).min();
            let explored = match rounds {
                None => Explored::All(executions),
                Some(rounds) => Explored::Rounds { rounds, executions },
            };
            return passed(context).detailed(detail(explored)).with(evidence);
        }
        // `None`, the smallest, if one of the models did not cover even the schedules without preemptions.
        let covered = reports()
            .filter(|report| !report.complete)
            .map(|report| report.covered)
            .min()
            .flatten();
        let explored = match covered {
            Some(most) => Explored::Switches { most, executions },
            None => Explored::Some(executions),
        };
        if self.bounded || covered >= Some(ENOUGH_SWITCHES) {
            return passed(context).detailed(detail(explored)).with(evidence);
        }
        Finding::new(Outcome::Inconclusive, ModelReason::Unfinished(executions))
            .detailed(detail(Explored::TooFew))
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
    Finding::new(outcome, ModelReason::Failed(failure.message.clone()))
        .at(place.map(Location::from))
        .detailed(Detail::Model {
            threads: failure.threads.len().max(report.threads),
            explored: None,
        })
}
