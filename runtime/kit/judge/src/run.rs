//! The judge's main function: run the tests in order, stop after the first failure, give the verdict.

use crate::asking::{self, Thrown};
use kit_wire::{
    judged::{self, Begin, Failure, FromJudge, Verdict},
    say,
};
use std::{
    panic::{self, AssertUnwindSafe},
    process::exit,
};

/// The exit code of a judge that cannot judge: a mistake in the check or in the grader, not in the student's code.
const CHECK_IS_BROKEN: i32 = 97;

/// One function of `judge!`.
pub struct Test {
    /// Its name.
    pub name: &'static str,
    /// The lines of its doc comment, and `""` for each other attribute.
    pub documentation: &'static [&'static str],
    /// Returns if it passes, throws a [`Failure`] if not.
    pub run: fn(&mut Trial),
}

/// A test while it runs.
pub struct Trial {
    /// The seed of its random inputs.
    pub seed: u64,
    /// How many inputs were tried.
    pub cases: u32,
}

/// What one run of a test's body came to.
pub(crate) type Case = Result<(), Box<Failure>>;

/// Runs the tests that the grader asks for.
pub fn run(tests: &'static [Test]) -> ! {
    forget_environment();
    let begin: Begin = asking::receive();
    let mut done = Vec::new();
    for test in chosen(tests, &begin.run) {
        let result = run_one(test, begin.seed);
        let failed = result.failure.is_some();
        done.push(result);
        if failed {
            break;
        }
    }
    asking::send(&FromJudge::Verdict(Verdict { tests: done }));
    exit(0)
}

fn chosen<'t>(tests: &'t [Test], names: &[String]) -> Vec<&'t Test> {
    let find = |name: &String| match tests.iter().find(|test| test.name == name) {
        Some(test) => test,
        None => broken(&format!("has no test `{name}`; it has {}", list(tests))),
    };
    if names.is_empty() {
        tests.iter().collect()
    } else {
        names.iter().map(find).collect()
    }
}

fn list(tests: &[Test]) -> String {
    tests
        .iter()
        .map(|test| format!("`{}`", test.name))
        .collect::<Vec<_>>()
        .join(", ")
}

fn run_one(test: &Test, seed: u64) -> judged::Test {
    let mut trial = Trial { seed, cases: 1 };
    let failure = attempt(|| (test.run)(&mut trial))
        .err()
        .map(|failure| *failure);
    judged::Test {
        name: test.name.to_owned(),
        title: say::title(test.documentation).to_owned(),
        cases: trial.cases,
        failure,
    }
}

/// Runs the body of a test. A panic of the judge itself says nothing about the student's code.
pub(crate) fn attempt(body: impl FnOnce()) -> Case {
    let payload = match panic::catch_unwind(AssertUnwindSafe(body)) {
        Ok(()) => return Ok(()),
        Err(payload) => payload,
    };
    match payload.downcast::<Thrown>() {
        Ok(thrown) => Err(Box::new(thrown.0)),
        Err(_) => broken("panicked in its own code"),
    }
}

/// Takes away what could change the inputs: proptest reads `PROPTEST_*` variables wherever it needs a default.
fn forget_environment() {
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_string_lossy().starts_with("PROPTEST_")) {
        // SAFETY: this is the first thing that `main` does, so there is no other thread that could read the environment.
        unsafe { std::env::remove_var(name) };
    }
}

/// Ends the judge without a verdict.
pub(crate) fn broken(what: &str) -> ! {
    eprintln!("kit: the judge {what}");
    exit(CHECK_IS_BROKEN)
}
