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

use kit_process::{broken, sealed};
use kit_wire::sealed::{ProgramEnd, Report};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::{ExitCode, Termination},
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
    let (start, mut record) = sealed::begin();
    for program in sealed::chosen(programs, &start.run, |program| program.name) {
        let end = run_one(program);
        let ended_well = end == ProgramEnd::Well;
        record.add(program.name, &[program.name], Report::Program(end));
        if !ended_well {
            break;
        }
    }
    record.finish()
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
