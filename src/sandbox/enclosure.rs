//! The seam between running programs and isolating them: whatever runs a program starts it in an [`Enclosure`] and need not
//! know which one it is.

use super::{
    error::StartError,
    jail::{Jail, Jailed},
    reaped::Reaped,
    unconfined,
    watchdog::Killer,
};
use crate::model::{Isolation, Limits, Program};
use rustix::process::Pid;
use std::{fs, io, os::unix::fs::PermissionsExt, path::PathBuf, process::Child};

/// What programs are started in.
#[derive(Clone, Debug)]
pub enum Enclosure {
    /// Limits on time, memory and output, and nothing else: for one's own code.
    Unconfined,
    /// A jail around each program.
    Jail(Jail),
}

impl Enclosure {
    /// How strict it is.
    pub fn isolation(&self) -> Isolation {
        match self {
            Enclosure::Unconfined => Isolation::None,
            Enclosure::Jail(jail) => jail.isolation(),
        }
    }

    /// Starts a program under limits, with pipes on its three standard streams and nothing else in hand. The folders that
    /// it writes to are made before.
    pub(super) fn start(&self, program: &Program, limits: Limits) -> Result<Enclosed, StartError> {
        make_folders(&program.access.writes)?;
        Ok(match self {
            Enclosure::Unconfined => Enclosed::Limited(unconfined::start(program, limits)?),
            Enclosure::Jail(jail) => Enclosed::Jailed(jail.start(program, limits)?),
        })
    }
}

/// A program that runs in an enclosure.
#[derive(Debug)]
pub(super) enum Enclosed {
    /// It leads a group.
    Limited(Child),
    /// A jailer guards it.
    Jailed(Jailed),
}

impl Enclosed {
    /// The process whose standard streams are the program's.
    pub(super) fn child(&mut self) -> &mut Child {
        match self {
            Enclosed::Limited(child) => child,
            Enclosed::Jailed(jailed) => jailed.child(),
        }
    }

    /// What kills it and all that it has started.
    pub(super) fn killer(&self) -> Killer {
        match self {
            Enclosed::Limited(child) => Killer::of_group(Pid::from_child(child)),
            Enclosed::Jailed(jailed) => jailed.killer(),
        }
    }

    /// Waits for its end and ends what it has left behind; retires its killer before its number may be another's.
    /// `None`: its jailer ended without a report.
    pub(super) fn wait(self, killer: &Killer) -> io::Result<Option<Reaped>> {
        match self {
            Enclosed::Limited(child) => unconfined::wait(&child, killer).map(Some),
            Enclosed::Jailed(jailed) => jailed.wait(killer),
        }
    }
}

/// Makes the folders that a program writes to. In a jail it is another user, so anybody may write there; the
/// grading's own folder keeps others out.
fn make_folders(folders: &[PathBuf]) -> io::Result<()> {
    for folder in folders {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777))?;
    }
    Ok(())
}
