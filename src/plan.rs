//! Pure: an exercise, a submission and the tools -> what to run.

use crate::control::Control;
use crate::model::{Bench, Chapter, Exercise, Limits, Replay, SourceFile, Step, Tools};
use crate::sandbox::Walls;
use crate::stage::Stage;

/// What holds for every check of one grading.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The compilers and the store.
    pub tools: &'a Tools,
    /// The course's chapters, for the grade over all.
    pub chapters: &'a [Chapter],
    /// Seed of everything drawn by chance.
    pub seed: u64,
    /// What keeps programs from the machine.
    pub walls: &'a Walls,
    /// Run only this schedule of a model.
    pub replay: Option<&'a Replay>,
    /// Ends the run early.
    pub control: &'a Control,
}

/// The steps of one exercise, by check.
#[derive(Debug)]
pub struct Plan<'a> {
    /// For each check, in the exercise's order: what it knows, and its steps.
    pub checks: Vec<(Bench<'a>, Vec<Step>)>,
}

/// Plans the grading of one exercise.
pub fn plan<'a>(
    request: Request<'a>,
    exercise: &'a Exercise,
    files: &'a [SourceFile],
    stage: &'a Stage,
) -> Plan<'a> {
    let bench = |limits: Limits| Bench {
        exercise,
        tools: request.tools,
        submission: stage.submission(),
        model_submission: stage.model_submission(),
        checks: stage.checks(),
        products: stage.products(),
        files,
        limits,
        replay: request.replay,
        seed: request.seed,
    };
    let checks = exercise.checks.iter().map(|check| {
        let bench = bench(check.limits);
        let steps = check.kind.steps(&bench);
        (bench, steps)
    });
    Plan {
        checks: checks.collect(),
    }
}
