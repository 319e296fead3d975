//! What a failed build means: that the submission does not compile or is not accepted, that it misses the contract, or that
//! the course or the machine is at fault.

use super::workshop::{Broke, Workshop};
use crate::compile;
use crate::model::*;

/// Why a check cannot be judged because of one of its builds, all of whose needs are met. `None`: it is there.
pub(super) fn finding(
    workshop: &Workshop<'_>,
    context: &Context<'_>,
    recipe: &Recipe,
    build: &Build,
    seen: &Seen,
) -> Result<Option<Finding>, Broke> {
    let Seen::Compiled(compiled) = seen else {
        return Ok(None);
    };
    let ended = &compiled.ended;
    if ended.succeeded() {
        return Ok(not_accepted(context, recipe, build, compiled));
    }
    let finding = match build {
        Build::Submission(CrateFlavour::Real) => {
            for_check(context, recipe, does_not_compile(context, ended), false)
        }
        Build::Submission(CrateFlavour::Model) => not_under_look_alike(context, ended),
        Build::Judge(file) => judge_broken(file, ended),
        Build::Joint(joint) => match outside(context, ended) {
            Some(finding) => finding,
            None => match own_fault(workshop, context, joint, ended)? {
                Some(fault) => Finding::ungraded(fault),
                None => contract_missed(context, joint, ended),
            },
        },
        Build::Alone(_) => return Ok(None),
    };
    Ok(Some(finding))
}

/// What to say about a submission that the compiler accepts and we do not.
fn not_accepted(
    context: &Context<'_>,
    recipe: &Recipe,
    build: &Build,
    compiled: &Compiled,
) -> Option<Finding> {
    let refused = compile::refused(context, compiled)?;
    match build {
        Build::Submission(CrateFlavour::Model) => {
            Some(not_under_look_alike(context, &compiled.ended))
        }
        _ => Some(for_check(context, recipe, refused, true)),
    }
}

/// The failure of the submission's own build as a check tells it: where another check is about it, the others only say that
/// they were not run.
fn for_check(context: &Context<'_>, recipe: &Recipe, failure: Finding, compiles: bool) -> Finding {
    let submission = Build::Submission(CrateFlavour::Real);
    let is_about_it = |recipe: &Recipe| recipe.about.contains(&submission);
    let checks = &context.exercise.checks;
    let mut recipes = checks
        .iter()
        .filter_map(|check| check.kind.recipe(context.exercise).ok());
    if is_about_it(recipe) || !recipes.any(|recipe| is_about_it(&recipe)) {
        return failure;
    }
    let because = match failure.outcome {
        Outcome::Ungraded => NotRunBecause::NotCompiled,
        _ if compiles => NotRunBecause::NotAccepted,
        _ => NotRunBecause::DoesNotCompile,
    };
    Finding::new(Outcome::Skipped, because)
}

fn does_not_compile(context: &Context<'_>, ended: &Ended) -> Finding {
    if let Some(finding) = compile::not_finished(context.exercise, ended) {
        return finding;
    }
    let errors = compile::of(Severity::Error, &compile::read(ended));
    let Some(first) = errors.first() else {
        return Finding::ungraded(Compiling::Silent {
            ending: ended.ending,
            printed: compile::printed(ended),
        });
    };
    let fails = Compiling::Fails {
        first: compile::in_short(first),
        errors: errors.len(),
    };
    Finding::fail(fails)
        .at(first.location.clone())
        .with(Evidence::Diagnostics(errors))
}

/// The submission compiles against the real std only, which is not its fault.
fn not_under_look_alike(context: &Context<'_>, ended: &Ended) -> Finding {
    compile::stopped(context.exercise, ended.ending)
        .unwrap_or_else(|| Finding::ungraded(Compiling::NotUnderLookAlike(compile::said(ended))))
}

/// There is no student code in a judge: if it does not compile, the course is at fault, or the machine.
fn judge_broken(file: &CheckFile, ended: &Ended) -> Finding {
    let errors = compile::of(Severity::Error, &compile::read(ended));
    let machine = compile::system_fault(ended, &errors).or_else(|| compile::of_crates(&errors));
    machine.unwrap_or_else(|| {
        let fault = compile::error_in_course(file, ended);
        let silent = || FaultOfCourse::JudgeSilent(compile::said(ended));
        Finding::ungraded(fault.unwrap_or_else(|| CourseFault::of(&file.path, silent())))
    })
}

/// Why a compiler came to no result about a file of the course, or one about the machine.
fn outside(context: &Context<'_>, ended: &Ended) -> Option<Finding> {
    compile::not_finished(context.exercise, ended).or_else(|| {
        let errors = compile::of(Severity::Error, &compile::read(ended));
        compile::of_crates(&errors)
    })
}

/// The course's own mistake in a file that does not compile with the submission: the file is compiled without it as well.
fn own_fault(
    workshop: &Workshop<'_>,
    context: &Context<'_>,
    joint: &Joint,
    ended: &Ended,
) -> Result<Option<CourseFault>, Broke> {
    let alone = workshop.build(&Build::Alone(joint.clone()))?;
    let Seen::Compiled(alone) = &*alone else {
        return Ok(None);
    };
    let exercise = context.exercise;
    Ok(compile::own_fault(
        exercise,
        joint.file(),
        ended,
        &alone.ended,
    ))
}

/// What to say when a file of the course does not compile together with a submission that compiles by itself: names or
/// types differ from the contract. The check's own lines are not shown, but the submission's line that a note of the
/// compiler points at is. A program that must compile is shown with the error.
fn contract_missed(context: &Context<'_>, joint: &Joint, ended: &Ended) -> Finding {
    let errors = compile::of(Severity::Error, &compile::read(ended));
    let Some(first) = errors.into_iter().next() else {
        let printed = compile::printed(ended);
        return Finding::ungraded(match joint {
            Joint::Check { .. } => Compiling::CheckSilent(printed),
            Joint::Program { .. } => Compiling::ProgramSilent(printed),
        });
    };
    let at = compile::note_on(ended, context.files);
    let short = compile::in_short(&first);
    match joint {
        Joint::Check { .. } => Finding::fail(Compiling::ContractMissed(short)).at(at),
        Joint::Program { .. } => Finding::fail(Compiling::ProgramRejected(short))
            .at(at)
            .with(Evidence::Diagnostics(vec![first])),
    }
}
