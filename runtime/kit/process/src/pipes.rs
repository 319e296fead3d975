//! The pipes to the grader, out of reach of what student code prints and reads.

use std::{fs::File, io, process::exit};

/// The exit code of a process whose check is broken: a mistake of its author or of the grader, not of the student.
const CHECK_IS_BROKEN: i32 = 97;

/// The ends of the two pipes that lead to the grader.
pub struct Pipes {
    /// What was fd 0.
    pub from_grader: File,
    /// What was fd 1.
    pub to_grader: File,
}

/// Takes the two pipes away from student code: afterwards fd 0 is at its end, and fd 1 is a copy of fd 2, so that
/// what student code prints is no message.
pub fn private_pipes() -> Pipes {
    take().unwrap_or_else(|error| broken(&format!("cannot set up its pipes: {error}")))
}

fn take() -> io::Result<Pipes> {
    let from_grader = File::from(rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3)?);
    let to_grader = File::from(rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?);
    let (nothing, _) = io::pipe()?;
    rustix::stdio::dup2_stdin(&nothing)?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(Pipes {
        from_grader,
        to_grader,
    })
}

/// Ends the process without any verdict, because the check itself is broken.
pub fn broken(what: &str) -> ! {
    eprintln!("kit: the check {what}");
    exit(CHECK_IS_BROKEN)
}
