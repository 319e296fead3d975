//! The talk of a sealed check with the grader: ready, start, a report for each check function, the secret.

use crate::{
    broken::broken,
    chosen::{Named, chosen, title},
    pipes::{Pipes, private_pipes},
};
use kit_wire::{
    read_frame,
    sealed::{FromSealed, Ran, Report, Start},
    write_frame,
};
use std::{fs::File, process::exit};

/// A record that is being written.
pub struct Record {
    secret: [u8; 32],
    ran: u32,
    to_grader: File,
}

/// Says that the check's own `main` has begun, and takes the order. Whatever ran before `main` is over by then, and
/// never saw the secret.
pub fn begin() -> (Start, Record) {
    let Pipes {
        mut from_grader,
        mut to_grader,
    } = private_pipes();
    send(&mut to_grader, &FromSealed::Ready);
    let start: Start = read_frame(&mut from_grader)
        .unwrap_or_else(|error| broken(&format!("cannot read from the grader: {error}")));
    let record = Record {
        secret: start.secret,
        ran: 0,
        to_grader,
    };
    (start, record)
}

impl Record {
    /// The private pipe.
    pub fn pipe(&self) -> &File {
        &self.to_grader
    }

    /// Runs the checks that were asked for, up to the first that does not pass. Then the record is sealed and the
    /// process ends.
    pub fn serve<C: Named>(
        mut self,
        checks: &'static [C],
        start: &Start,
        run_one: impl Fn(&'static C) -> Report,
    ) -> ! {
        for check in chosen(checks, &start.run) {
            let report = run_one(check);
            let passed = report.passed();
            self.add(check, report);
            if !passed {
                break;
            }
        }
        self.finish()
    }

    fn add(&mut self, check: &impl Named, report: Report) {
        let ran = Ran {
            name: check.name().to_owned(),
            title: title(check.documentation()).to_owned(),
            report,
        };
        send(&mut self.to_grader, &FromSealed::Ran(ran));
        self.ran += 1;
    }

    fn finish(mut self) -> ! {
        let finished = FromSealed::Finished {
            secret: self.secret,
            ran: self.ran,
        };
        send(&mut self.to_grader, &finished);
        exit(0)
    }
}

fn send(to: &mut File, message: &FromSealed) {
    if let Err(error) = write_frame(to, message) {
        broken(&format!("cannot write to the grader: {error}"));
    }
}
