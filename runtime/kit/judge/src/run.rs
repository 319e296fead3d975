//! The judge's main function: runs the tests in order, stops after the first failure, gives the verdict.

use crate::{
    failing::{self, attempt},
    pipes,
    property::Trial,
};
use kit_core::{Named, chosen, title};
use kit_wire::judged::{self, Begin, FromJudge, Verdict};
use std::process::exit;

/// One function of `judge!`.
pub struct Test {
    /// Its name.
    pub name: &'static str,
    /// The lines of its doc comment, and `""` for each other attribute.
    pub documentation: &'static [&'static str],
    /// Returns if the test passes, throws a failure if not.
    pub run: fn(&mut Trial),
}

impl Named for Test {
    fn name(&self) -> &'static str {
        self.name
    }

    fn documentation(&self) -> &[&'static str] {
        self.documentation
    }
}

/// Runs the tests that the grader asks for.
pub fn run(tests: &'static [Test]) -> ! {
    forget_environment();
    kit_core::fail_by(failing::unmet);
    let begin: Begin = pipes::receive();
    let mut done = Vec::new();
    for test in chosen(tests, &begin.run) {
        let result = run_one(test, begin.seed);
        let failed = result.failure.is_some();
        done.push(result);
        if failed {
            break;
        }
    }
    pipes::send(&FromJudge::Verdict(Verdict { tests: done }));
    exit(0)
}

fn run_one(test: &Test, seed: u64) -> judged::Test {
    let mut trial = Trial { seed, cases: 1 };
    let failure = attempt(|| (test.run)(&mut trial)).err();
    judged::Test {
        name: test.name.to_owned(),
        title: title(test.documentation).to_owned(),
        cases: trial.cases,
        failure: failure.map(|failure| *failure),
    }
}

/// Takes away what could change the inputs: proptest reads `PROPTEST_*` variables wherever it needs a default.
fn forget_environment() {
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_string_lossy().starts_with("PROPTEST_")) {
        // SAFETY: `main` begins with this, so no other thread could be reading the environment.
        unsafe { std::env::remove_var(name) };
    }
}
