//! The talk of a sealed check with the grader: ready, start, one report for each check function, the secret.

use crate::{Pipes, broken, private_pipes};
use kit_wire::{
    read_frame, say,
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

/// Says that the check's own `main` has begun, and takes the order: whatever ran before `main` is over, and never saw
/// the secret.
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

/// The checks of these names, in this order; all of them if none is named.
pub fn chosen<'c, C>(
    checks: &'c [C],
    names: &[String],
    name_of: impl Fn(&C) -> &'static str,
) -> Vec<&'c C> {
    let find = |name: &String| match checks.iter().find(|check| name_of(check) == name) {
        Some(check) => check,
        None => broken(&format!("has no function `{name}`")),
    };
    if names.is_empty() {
        checks.iter().collect()
    } else {
        names.iter().map(find).collect()
    }
}

impl Record {
    /// The private pipe.
    pub fn pipe(&self) -> &File {
        &self.to_grader
    }

    /// Reports one check function: its name, the lines of its doc comment, what was seen.
    pub fn add(&mut self, name: &str, documentation: &[&str], report: Report) {
        let ran = Ran {
            name: name.to_owned(),
            title: say::title(documentation).to_owned(),
            report,
        };
        send(&mut self.to_grader, &FromSealed::Ran(ran));
        self.ran += 1;
    }

    /// Seals the record and ends the process.
    pub fn finish(mut self) -> ! {
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
