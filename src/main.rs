//! Parse, call, return an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    grader::cli::run(std::env::args_os())
}
