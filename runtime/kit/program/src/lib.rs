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
//! A program has run well if its `main` returned a success. One that ends the process earlier leaves no record.

use kit_core::{Named, in_thread, sealed};
use kit_wire::sealed::{ProgramEnd, Report};
use std::process::{ExitCode, Termination};

/// The stack of a program's main thread, as Linux gives it.
const STACK: usize = 8 << 20;

/// One program.
pub struct Program {
    /// The file that it stands in.
    pub name: &'static str,
    /// Its `main`.
    pub main: fn() -> ExitCode,
}

impl Named for Program {
    fn name(&self) -> &'static str {
        self.name
    }

    fn documentation(&self) -> &[&'static str] {
        std::slice::from_ref(&self.name)
    }
}

/// The exit code of a `main`, from what it returned.
pub fn ended(returned: impl Termination) -> ExitCode {
    returned.report()
}

/// Runs the programs that the grader asks for, up to the first that ends badly, and seals the record.
pub fn run(programs: &'static [Program]) -> ! {
    let (start, record) = sealed::begin();
    record.serve(programs, &start, |program| {
        Report::Program(run_one(program))
    })
}

fn run_one(program: &'static Program) -> ProgramEnd {
    match in_thread("main", Some(STACK), program.main) {
        Ok(code) if code == ExitCode::SUCCESS => ProgramEnd::Well,
        Ok(_) => ProgramEnd::Failed,
        Err(panicked) => ProgramEnd::Panicked(panicked),
    }
}
