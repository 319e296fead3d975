//! The checks of one exercise: which of them are run, in which order, and what came of each.

use super::blame;
use super::workshop::{Broke, Tell, Workshop};
use crate::events::{Event, Unit};
use crate::model::*;
use crate::sandbox::SandboxError;
use rayon::prelude::*;

/// Runs the checks of one exercise.
pub(super) struct Grading<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) files: &'a [SourceFile],
    /// Only models of this name are run, whatever they need.
    pub(super) replay: Option<&'a Replay>,
    pub(super) unit: &'a Unit,
    pub(super) tell: Tell<'a>,
    pub(super) workshop: Workshop<'a>,
}

impl Grading<'_> {
    /// One finding for each check, in the exercise's order.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.prepare();
        let mut found: Vec<Option<Finding>> = vec![None; self.exercise.checks.len()];
        // A check needs only earlier ones, so each round settles at least one more.
        while found.contains_none() {
            let ready: Vec<usize> = (0..found.len())
                .filter(|index| self.is_ready(*index, &found))
                .collect();
            let settled: Vec<_> = ready
                .into_par_iter()
                .with_max_len(1)
                .map(|index| (index, self.told(index, &found)))
                .collect();
            for (index, finding) in settled {
                found[index] = Some(finding);
            }
        }
        found.into_iter().flatten().collect()
    }

    /// The findings of several runs of what is built once. A check that finds something else another time is no check.
    pub(super) fn findings_of(&self, times: u32) -> Vec<Finding> {
        let mut findings = self.findings();
        for time in 2..=times {
            self.workshop.forget_runs();
            let again = self.findings();
            for (first, again) in findings.iter_mut().zip(again) {
                if format!("{first:?}") != format!("{again:?}") {
                    *first = Finding::ungraded(Reason::Unsteady {
                        run: time,
                        first: Box::new(first.reason.clone()),
                        then: Box::new(again.reason),
                    });
                }
            }
        }
        findings
    }

    /// Compiles what the checks will run, all at once.
    fn prepare(&self) {
        let checks = self.exercise.checks.iter();
        let recipes = checks.filter_map(|check| check.kind.recipe(self.exercise).ok());
        let mut builds = Vec::new();
        for build in recipes.flat_map(|recipe| recipe.builds()) {
            if !builds.contains(&build) {
                builds.push(build);
            }
        }
        let context = self.context(Limits::default());
        self.workshop.build_all(&context, &builds);
    }

    fn context(&self, limits: Limits) -> Context<'_> {
        Context {
            exercise: self.exercise,
            files: self.files,
            limits,
        }
    }

    fn is_ready(&self, index: usize, found: &[Option<Finding>]) -> bool {
        found[index].is_none() && self.needed(index).all(|needed| found[needed].is_some())
    }

    fn needed(&self, index: usize) -> impl Iterator<Item = usize> {
        let checks = &self.exercise.checks;
        checks[index]
            .needs
            .iter()
            .filter_map(|name| checks.iter().position(|check| check.name == *name))
    }

    /// Settles a check and tells of it.
    fn told(&self, index: usize, found: &[Option<Finding>]) -> Finding {
        let check = &self.exercise.checks[index].name;
        (self.tell)(Event::CheckStarted {
            unit: self.unit.clone(),
            check: check.clone(),
        });
        let finding = self.settle(index, found);
        (self.tell)(Event::CheckSettled {
            unit: self.unit.clone(),
            check: check.clone(),
            outcome: finding.outcome,
        });
        finding
    }

    fn settle(&self, index: usize, found: &[Option<Finding>]) -> Finding {
        let unmet = self.needed(index).find(|needed| {
            found[*needed]
                .as_ref()
                .is_none_or(|finding| finding.outcome != Outcome::Pass)
        });
        let check = &self.exercise.checks[index];
        if let Some(replay) = self.replay {
            if !check.kind.replays(&replay.function) {
                return Finding::new(Outcome::Skipped, NotRunBecause::NotOfReplay);
            }
        } else if let Some(needed) = unmet {
            let name = self.exercise.checks[needed].name.clone();
            return Finding::new(Outcome::Skipped, NotRunBecause::Needs(name));
        }
        match check.kind.recipe(self.exercise) {
            Ok(recipe) => self
                .follow(check, &recipe)
                .unwrap_or_else(|broke| broken(&recipe, &broke)),
            Err(fault) => Finding::ungraded(fault),
        }
    }

    /// Builds and runs what a check needs, and lets it judge.
    fn follow(&self, check: &Check, recipe: &Recipe) -> Result<Finding, Broke> {
        let context = self.context(check.limits);
        let mut ran = Ran::default();
        for build in recipe.builds() {
            let seen = self.workshop.build(&build)?;
            let failed = blame::finding(&self.workshop, &context, recipe, &build, &seen)?;
            if let Some(finding) = failed {
                return Ok(finding);
            }
            ran.builds.push((build, seen));
        }
        ran.runs = self.run_all(recipe, check.limits)?;
        let judged = check.kind.judge(&ran, &context);
        Ok(judged.unwrap_or_else(|NotRun| Finding::ungraded(NotRunBecause::NothingCameBack)))
    }

    /// Runs in order, up to the first with student code that does not end well; questions to compilers all at once.
    fn run_all(
        &self,
        recipe: &Recipe,
        limits: Limits,
    ) -> Result<Vec<(String, std::sync::Arc<Seen>)>, Broke> {
        let one = |(name, run): &(String, Run)| {
            let seen = self.workshop.run(run, limits)?;
            Ok((name.clone(), seen))
        };
        if !recipe.runs.iter().any(|(_, run)| run.runs_student_code()) {
            return recipe.runs.par_iter().with_max_len(1).map(one).collect();
        }
        let mut ran = Vec::new();
        for run in &recipe.runs {
            let (name, seen) = one(run)?;
            let is_over = !seen.succeeded();
            ran.push((name, seen));
            if is_over {
                break;
            }
        }
        Ok(ran)
    }
}

/// What to say if the grader could not do its own part, or a judge did not do its own.
fn broken(recipe: &Recipe, broke: &SandboxError) -> Finding {
    let judged = recipe.runs.iter().find_map(|(_, run)| match run {
        Run::Judged { file, .. } => Some(file),
        _ => None,
    });
    match (broke.fact(), judged) {
        (GraderFault::Judge { said, .. }, Some(file)) => {
            let what = FaultOfCourse::JudgeBroke(said);
            Finding::ungraded(CourseFault::of(&file.path, what))
        }
        (fact, _) => Finding::ungraded(fact),
    }
}

/// Whether something is still open in a list.
trait ContainsNone {
    fn contains_none(&self) -> bool;
}

impl<T> ContainsNone for Vec<Option<T>> {
    fn contains_none(&self) -> bool {
        self.iter().any(Option::is_none)
    }
}
