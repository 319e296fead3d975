//! What a failed build means: that the submission does not compile or is not accepted, that it misses the contract, or that
//! the course or the machine is at fault.

use super::workshop::{Broke, Workshop};
use crate::compile;
use crate::model::*;
use crate::words;

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
                Some(fault) => Finding::of_course(fault),
                None => contract_missed(context, joint, ended),
            },
        },
        Build::Alone(_) => return Ok(None),
    };
    Ok(Some(finding))
}

/// Whether what a build made must not be run, or is not there.
pub(super) fn is_usable(context: &Context<'_>, seen: &Seen) -> bool {
    match seen {
        Seen::Compiled(compiled) => {
            compiled.ended.succeeded() && compile::refused(context, compiled).is_none()
        }
        _ => true,
    }
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
    let words = match failure.outcome {
        Outcome::Ungraded => "Not run: the grader could not compile your code.",
        _ if compiles => "Your code compiles, but is not accepted.",
        _ => "Your code does not compile yet.",
    };
    Finding::new(Outcome::Skipped, words)
}

fn does_not_compile(context: &Context<'_>, ended: &Ended) -> Finding {
    if let Some(finding) = compile::not_finished(context.exercise, ended) {
        return finding;
    }
    let errors = compile::of(Severity::Error, &compile::read(ended));
    let Some(first) = errors.first() else {
        let said = said(ended);
        return Finding::ungraded(format!(
            "rustc {} without an error message: {said}",
            words::endings::plainly(ended.ending)
        ));
    };
    let count = match errors.len() {
        1 => String::new(),
        more => format!(" (the first of {more} errors)"),
    };
    let message = format!("Your code does not compile: {}{count}.", in_short(first));
    Finding::fail(message)
        .at(first.location.clone())
        .with(Evidence::Diagnostics(errors))
}

/// The submission compiles against the real std only, which is not its fault.
fn not_under_look_alike(context: &Context<'_>, ended: &Ended) -> Finding {
    compile::stopped(context.exercise, ended.ending).unwrap_or_else(|| {
        Finding::ungraded(format!(
            "Your code compiles, but not against the std that the model checker runs it under: {}",
            compile::first_error(ended)
        ))
    })
}

/// There is no student code in a judge: if it does not compile, the course is at fault, or the machine.
fn judge_broken(file: &CheckFile, ended: &Ended) -> Finding {
    let errors = compile::of(Severity::Error, &compile::read(ended));
    let machine = compile::system_fault(ended, &errors).or_else(|| compile::of_crates(&errors));
    machine.unwrap_or_else(|| {
        let fault = compile::error_in_course(file, ended);
        Finding::of_course(fault.unwrap_or_else(|| {
            let what = compile::first_error(ended);
            CourseFault::of(&file.path, format!("its judge does not compile: {what}"))
        }))
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
        let what = match joint {
            Joint::Check { .. } => "The check",
            Joint::Program { .. } => "A program",
        };
        return Finding::ungraded(format!("{what} could not be compiled: {}", said(ended)));
    };
    let at = compile::note_on(ended, context.files);
    match joint {
        Joint::Check { .. } => Finding::fail(format!(
            "Names or types of your code differ from what the exercise asks for, so the check cannot call it. \
             The compiler says: {}.",
            in_short(&first)
        ))
        .at(at),
        Joint::Program { .. } => {
            let heading = match &first.code {
                Some(code) => format!("error[{code}]"),
                None => "error".to_owned(),
            };
            Finding::fail(format!(
                "A program that must compile with your code does not: {heading}: {}",
                first.message
            ))
            .at(at)
            .with(Evidence::Diagnostics(vec![first]))
        }
    }
}

/// An error's code and message.
fn in_short(error: &Diagnostic) -> String {
    match &error.code {
        Some(code) => format!("{code}: {}", error.message),
        None => error.message.clone(),
    }
}

fn said(ended: &Ended) -> String {
    String::from_utf8_lossy(&ended.stderr).trim().to_owned()
}
