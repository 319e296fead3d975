//! The pipes to the grader, out of reach of what student code prints and reads.

use crate::broken::broken;
use std::{fs::File, io};

/// The ends of the two pipes that lead to the grader.
pub struct Pipes {
    /// What was fd 0.
    pub from_grader: File,
    /// What was fd 1.
    pub to_grader: File,
}

/// Takes the two pipes away from student code. Afterwards fd 0 is at its end, and fd 1 is a copy of fd 2, so that
/// nothing that student code prints is a message.
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
