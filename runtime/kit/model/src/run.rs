//! The main function of a sealed model check.

use crate::pages;
use crate::pulse::Pulse;
use kit_process::{Pipes, broken};
use kit_wire::sealed::{FromSealed, Ran, Report, Start};
use kit_wire::trace::ModelReport;
use std::fs::File;
use std::process::exit;
use std_model::model::{explore, replay};

/// One function of `model!`.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The lines of its doc comment.
    pub documentation: &'static [&'static str],
    /// What to run in every order.
    pub model: fn(),
}

/// Runs the models that the grader asks for, up to the first that fails, and seals the record.
pub fn run(checks: &'static [Check]) -> ! {
    let Pipes {
        mut from_grader,
        mut to_grader,
    } = kit_process::private_pipes();
    let start: Start = kit_wire::read_frame(&mut from_grader)
        .unwrap_or_else(|error| broken(&format!("cannot read from the grader: {error}")));
    drop(from_grader);
    pages::set_clock();
    let pulse = Pulse::new(&to_grader)
        .unwrap_or_else(|error| broken(&format!("cannot copy the pipe: {error}")));
    let pulse: &'static Pulse = Box::leak(Box::new(pulse));
    let mut ran = 0;
    for check in chosen(checks, &start.run) {
        let report = run_one(check, &start, pulse);
        let passed = report.failure.is_none() && report.unsupported.is_none();
        let (name, title) = (
            check.name.to_owned(),
            kit_wire::say::title(check.documentation).to_owned(),
        );
        send(
            &mut to_grader,
            &FromSealed::Ran(Ran {
                name,
                title,
                report: Report::Model(report),
            }),
        );
        ran += 1;
        if !passed {
            break;
        }
    }
    send(
        &mut to_grader,
        &FromSealed::Finished {
            secret: start.secret,
            ran,
        },
    );
    exit(0)
}

fn chosen(checks: &'static [Check], names: &[String]) -> Vec<&'static Check> {
    let find = |name: &String| match checks.iter().find(|check| check.name == name) {
        Some(check) => check,
        None => broken(&format!("has no function `{name}`")),
    };
    if names.is_empty() {
        checks.iter().collect()
    } else {
        names.iter().map(find).collect()
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

fn send(to: &mut File, message: &FromSealed) {
    if let Err(error) = kit_wire::write_frame(to, message) {
        broken(&format!("cannot write to the grader: {error}"));
    }
}
