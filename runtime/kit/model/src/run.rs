//! The main function of a sealed model check.

use crate::pages;
use crate::pulse::Pulse;
use kit_core::{Named, broken, sealed};
use kit_wire::sealed::{Report, Start};
use kit_wire::trace::ModelReport;
use kit_wire::{Unmet, say};
use std::panic::Location;
use std_model::model::{ask, explore, replay, statics};

/// One function of `model!`.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The lines of its doc comment.
    pub documentation: &'static [&'static str],
    /// What to run in every order.
    pub model: fn(),
}

impl Named for Check {
    fn name(&self) -> &'static str {
        self.name
    }

    fn documentation(&self) -> &[&'static str] {
        self.documentation
    }
}

/// Runs the models that the grader asks for, up to the first that fails, and seals the record.
pub fn run(checks: &'static [Check]) -> ! {
    let (start, record) = sealed::begin();
    kit_core::fail_by(unmet);
    pages::set_clock();
    let pulse = Pulse::new(record.pipe())
        .unwrap_or_else(|error| broken(&format!("cannot copy the pipe: {error}")));
    // SAFETY: the grader read these ranges off this program's table of symbols; only the models below run the code that they
    // belong to, and none has begun.
    unsafe { statics::keep(&start.statics) };
    let pulse: &'static Pulse = Box::leak(Box::new(pulse));
    record.serve(checks, &start, |check| {
        Report::Model(run_one(check, &start, pulse))
    })
}

/// Ends the execution because an expectation does not hold.
fn unmet(unmet: Unmet, at: &'static Location<'static>) -> ! {
    match unmet {
        Unmet::Said(sentence) => ask::fail_at(sentence, at),
        Unmet::Differs(it) => ask::mismatch_at(
            it.what,
            say::excerpt(&it.got),
            say::excerpt(&it.expected),
            at,
        ),
    }
}

fn run_one(check: &'static Check, start: &Start, pulse: &'static Pulse) -> ModelReport {
    let model = move || {
        pulse.beat();
        // The stage belongs to the process, and each execution has its own.
        web_stage::pages::<web_stage::Page>([]);
        (check.model)();
    };
    match &start.replay {
        Some(token) => replay(&start.bounds, token, model),
        None => explore(&start.bounds, model),
    }
}
