//! Sealed runs of whole programs that are linked with the student's crate.
//!
//! The grader compiles a program as the module of a crate whose `main` is this:
//!
//! ```ignore
//! #[path = "checks/once_moves.rs"]
//! mod program;
//!
//! fn main() {
//!     kit::run(&[kit::Program { name: "checks/once_moves.rs", main: || kit::ended(program::__main()) }])
//! }
//! ```
//!
//! A program has run well if its `main` returned, and returned a success. What ends the process before leaves no record.

use kit_process::{Pipes, broken};
use kit_wire::sealed::{FromSealed, ProgramEnd, Ran, Report, Start};
use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    process::{ExitCode, Termination, exit},
    thread,
};

/// The stack of a program's main thread, as Linux gives it.
const STACK: usize = 8 << 20;

/// One program.
pub struct Program {
    /// The file that it stands in.
    pub name: &'static str,
    /// Its `main`.
    pub main: fn() -> ExitCode,
}

/// What a `main` says with what it returned.
pub fn ended(returned: impl Termination) -> ExitCode {
    returned.report()
}

/// Runs the programs that the grader asks for, up to the first that ends badly, and seals the record.
pub fn run(programs: &'static [Program]) -> ! {
    let Pipes {
        mut from_grader,
        mut to_grader,
    } = kit_process::private_pipes();
    let start: Start = kit_wire::read_frame(&mut from_grader)
        .unwrap_or_else(|error| broken(&format!("cannot read from the grader: {error}")));
    drop(from_grader);
    let mut ran = 0;
    for program in chosen(programs, &start.run) {
        let end = run_one(program);
        let ended_well = end == ProgramEnd::Well;
        let report = FromSealed::Ran(Ran {
            name: program.name.to_owned(),
            title: program.name.to_owned(),
            report: Report::Program(end),
        });
        send(&mut to_grader, &report);
        ran += 1;
        if !ended_well {
            break;
        }
    }
    let finished = FromSealed::Finished {
        secret: start.secret,
        ran,
    };
    send(&mut to_grader, &finished);
    exit(0)
}

fn chosen(programs: &'static [Program], names: &[String]) -> Vec<&'static Program> {
    let find = |name: &String| match programs.iter().find(|program| program.name == name) {
        Some(program) => program,
        None => broken(&format!("has no program `{name}`")),
    };
    if names.is_empty() {
        programs.iter().collect()
    } else {
        names.iter().map(find).collect()
    }
}

/// Runs one program in a thread of its own, which has a name for the message about a stack overflow.
fn run_one(program: &'static Program) -> ProgramEnd {
    kit_process::start_recording();
    let running = thread::Builder::new()
        .name("main".to_owned())
        .stack_size(STACK)
        .spawn(|| match catch_unwind(AssertUnwindSafe(program.main)) {
            Ok(code) if code == ExitCode::SUCCESS => ProgramEnd::Well,
            Ok(_) => ProgramEnd::Failed,
            Err(payload) => {
                ProgramEnd::Panicked(kit_process::explain(thread::current().id(), payload))
            }
        });
    match running {
        Ok(running) => running.join().unwrap_or(ProgramEnd::Failed),
        Err(error) => broken(&format!("cannot start a thread: {error}")),
    }
}

fn send(to: &mut File, message: &FromSealed) {
    if let Err(error) = kit_wire::write_frame(to, message) {
        broken(&format!("cannot write to the grader: {error}"));
    }
}
