//! Why an outcome is what it is, in English: one sentence, or none where there is nothing to say.

use super::{checks, compiling, grader, intake, judged, sealed};
use crate::model::{EmptyCheck, NotRunBecause, Reason};

/// The sentence of a reason; empty if there is nothing to say.
pub fn sentence(reason: &Reason) -> String {
    match reason {
        Reason::Nothing => String::new(),
        Reason::Intake(intake) => intake::sentence(intake),
        Reason::NotRun(because) => not_run(because),
        Reason::Grader(fault) => grader::sentence(fault),
        Reason::Course(fault) => grader::course(fault),
        Reason::Machine(fault) => grader::machine(fault),
        Reason::NotAccepted(what) => compiling::not_accepted(what),
        Reason::Compiling(what) => compiling::sentence(what),
        Reason::Unsealed(run) => checks::unsealed(run),
        Reason::Judged(failure) => judged::sentence(failure),
        Reason::Timing(failure) => sealed::timing(failure),
        Reason::Model(found) => checks::model(found),
        Reason::Empty(check) => empty(*check).to_owned(),
        Reason::MustRun(why) => checks::must_run(why),
        Reason::Rejection(rejection) => checks::rejection(rejection),
        Reason::Output(unlike) => checks::output(unlike),
        Reason::Predicted(predicted) => checks::predicted(predicted),
        Reason::Lint(message) => checks::lint(message),
        Reason::Forbidden { path, reason } => format!("Your code uses `{path}`: {reason}."),
        Reason::Unsteady { run, first, then } => format!(
            "The check found something else in run {run}: first \"{}\", then \"{}\"",
            sentence(first),
            sentence(then)
        ),
        Reason::ClippyBroke(said) => format!("clippy broke: {}", compiling::said(said)),
    }
}

fn not_run(because: &NotRunBecause) -> String {
    match because {
        NotRunBecause::NotOfReplay => "Not part of this replay.".to_owned(),
        NotRunBecause::Needs(check) => format!("Not run: first \"{check}\" must pass."),
        NotRunBecause::DoesNotCompile => "Your code does not compile yet.".to_owned(),
        NotRunBecause::NotAccepted => "Your code compiles, but is not accepted.".to_owned(),
        NotRunBecause::NotCompiled => "Not run: the grader could not compile your code.".to_owned(),
        NotRunBecause::NothingCameBack => "The check was not run.".to_owned(),
    }
}

fn empty(check: EmptyCheck) -> &'static str {
    match check {
        EmptyCheck::Judge => "The judge ran no test.",
        EmptyCheck::Model => "The check has no model in it.",
        EmptyCheck::Timing => "The check has no timing function in it.",
        EmptyCheck::Answers => "The exercise must ask for one file of answers.",
    }
}
