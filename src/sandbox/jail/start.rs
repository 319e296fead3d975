//! The grader's side of a jail: starts the jailer, tells it what to run, and hears how that ended.
#![allow(unsafe_code)]

use super::{
    bwrap,
    jailer::WORD,
    messages::{FromJailer, ToJailer},
    namespaces, users,
};
use crate::model::{Isolation, Limits, Network, Phase, Program};
use crate::sandbox::{
    cgroup::Group,
    error::StartError,
    inherited::die_with_the_grader,
    janitor::{Janitor, Job},
    reaped::Reaped,
    watchdog::Killer,
};
use kit_wire::{read_frame, write_frame};
use rustix::{io::FdFlags, process::Pid};
use std::{
    fs, io,
    os::{
        fd::{AsRawFd, BorrowedFd},
        unix::{net::UnixStream, process::CommandExt},
    },
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// Building walls takes a few milliseconds. A jailer that has not finished after this long never will, however busy the
/// machine is.
const LONGEST_START: Duration = Duration::from_secs(60);

/// How jails are built, for all programs of one run of the grader.
#[derive(Clone, Debug)]
pub struct Jail {
    isolation: Isolation,
    /// The grader's own binary, which is the jailer when it is executed once more.
    grader: PathBuf,
    janitor: Arc<Janitor>,
}

impl Jail {
    /// Walls of this kind, whether or not this machine can build them.
    pub(in crate::sandbox) fn new(isolation: Isolation) -> Jail {
        Jail {
            isolation,
            // Unlike its path, this is the running binary even if another was put in its place.
            grader: PathBuf::from("/proc/self/exe"),
            janitor: Arc::default(),
        }
    }

    /// The kind of its walls.
    pub(in crate::sandbox) fn isolation(&self) -> Isolation {
        self.isolation
    }

    /// Starts a program behind walls; returns when it runs.
    pub(in crate::sandbox) fn start(
        &self,
        program: &Program,
        limits: Limits,
    ) -> Result<Jailed, StartError> {
        if self.isolation == Isolation::Landlock && program.access.network == Network::Loopback {
            return Err(StartError::NoPrivateNetwork);
        }
        let mut order = ToJailer::new(program, limits, self.isolation);
        let (line, theirs) = UnixStream::pair()?;
        let mut child = call_in(self.jailer(&order)?, theirs)?;
        order.user = users::of_jail(child.id());
        let begun = begin(&line, child.id(), &order).inspect_err(|_| {
            let _ = child.kill();
            let _ = child.wait();
        })?;
        let (program, group) = match (self.isolation, order.phase) {
            // bubblewrap's jailer counts processes in a namespace of its own.
            (Isolation::Bwrap, _) => (Pid::from_child(&child), None),
            (_, Phase::Compile) => (begun, None),
            (_, Phase::Run) => (begun, Group::enroll(begun, limits, &self.janitor)),
        };
        Ok(Jailed {
            child,
            program,
            line: Arc::new(line),
            group,
            janitor: Arc::clone(&self.janitor),
        })
    }

    /// The command that becomes the jailer.
    fn jailer(&self, order: &ToJailer) -> Result<Command, StartError> {
        if self.isolation != Isolation::Bwrap {
            return Ok(Command::new(&self.grader));
        }
        let bwrap = bwrap::find().ok_or(StartError::NoBubblewrap)?;
        let grader = fs::read_link(&self.grader)?;
        let is_root = rustix::process::geteuid().is_root();
        let mut command = Command::new(bwrap);
        command.args(bwrap::arguments(&order.view, &grader, is_root));
        Ok(command)
    }
}

/// Starts a jailer that holds the other end of the line.
fn call_in(mut jailer: Command, line: UnixStream) -> io::Result<Child> {
    let number = line.as_raw_fd();
    jailer
        .arg(WORD)
        .arg(number.to_string())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    // SAFETY: between fork and exec only `prctl` and `fcntl` are called, which are async-signal-safe and do not
    // allocate; the descriptor is open in the child, whose copy nobody closes before.
    unsafe {
        jailer.pre_exec(move || {
            die_with_the_grader()?;
            let kept = BorrowedFd::borrow_raw(number);
            rustix::io::fcntl_setfd(kept, FdFlags::empty()).map_err(io::Error::from)
        });
    }
    jailer.spawn()
}

/// Gives a jailer, whose process number is given, its order; answers it until it says that the program runs.
fn begin(jailer: &UnixStream, number: u32, order: &ToJailer) -> Result<Pid, StartError> {
    jailer.set_read_timeout(Some(LONGEST_START))?;
    let begun = await_start(jailer, number, order)?;
    jailer.set_read_timeout(None)?;
    Ok(begun)
}

fn await_start(mut jailer: &UnixStream, number: u32, order: &ToJailer) -> Result<Pid, StartError> {
    write_frame(&mut jailer, order).map_err(io::Error::other)?;
    loop {
        match read_frame(&mut jailer).map_err(io::Error::other)? {
            FromJailer::NeedsMaps => {
                let answer = namespaces::write_maps(number, order.user).err();
                write_frame(&mut jailer, &answer).map_err(io::Error::other)?;
            }
            FromJailer::Started { pid } => {
                return Pid::from_raw(pid).ok_or(io::Error::from(io::ErrorKind::NotFound).into());
            }
            FromJailer::Failed(broken) => return Err(broken.into()),
            FromJailer::Ended(_) => {
                return Err(io::Error::other("the jailer told of an end before a start").into());
            }
        }
    }
}

/// A program that runs behind walls.
#[derive(Debug)]
pub(in crate::sandbox) struct Jailed {
    /// The jailer, or bubblewrap, which started it; its standard streams are the program's.
    child: Child,
    /// The program itself, or a process that it descends from.
    program: Pid,
    /// Leads to the jailer; hanging up ends the program.
    line: Arc<UnixStream>,
    /// Its control group, if this machine lets us make one.
    group: Option<Group>,
    janitor: Arc<Janitor>,
}

impl Jailed {
    /// The process whose standard streams are the program's.
    pub(in crate::sandbox) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Kills by hanging up.
    pub(in crate::sandbox) fn killer(&self) -> Killer {
        Killer::of_jail(self.program, Arc::clone(&self.line))
    }

    /// Waits for the jailer's report. `None`: it ended without one.
    pub(in crate::sandbox) fn wait(self, killer: &Killer) -> io::Result<Option<Reaped>> {
        let report = read_frame(&mut &*self.line);
        killer.retire();
        self.janitor.leave(Job::Dismiss(self.child));
        match report {
            Ok(FromJailer::Ended(ended)) => Ok(Some(Reaped {
                is_out_of_memory: self.group.as_ref().is_some_and(Group::ran_out_of_memory),
                ..ended
            })),
            Ok(FromJailer::Failed(broken)) => Err(io::Error::other(broken)),
            Ok(FromJailer::Started { .. } | FromJailer::NeedsMaps) | Err(_) => Ok(None),
        }
    }
}
