//! The grader's side of a jail: starts the helper, tells it what to run, and hears how that ended.
#![allow(unsafe_code)]

use super::{
    WORD, bwrap, namespaces,
    order::{Order, Report},
    users,
};
use crate::model::{Isolation, Limits, Network, Phase, Program};
use crate::sandbox::{cgroup::Group, process::die_with_the_grader, walls::Walls};
use kit_wire::{read_frame, write_frame};
use rustix::{io::FdFlags, process::Pid};
use std::{
    fs, io,
    os::{
        fd::{AsRawFd, BorrowedFd},
        unix::{net::UnixStream, process::CommandExt},
    },
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// Building walls takes some milliseconds. A helper that has not done it after so long, on however busy a machine, never
/// will.
const LONGEST_START: Duration = Duration::from_secs(60);

/// A program that runs behind walls.
#[derive(Debug)]
pub(in crate::sandbox) struct Jailed {
    /// The helper, or what started it; its standard streams are the program's.
    pub(in crate::sandbox) child: Child,
    /// The program itself, or a process that it descends from.
    pub(in crate::sandbox) program: Pid,
    /// Leads to the helper; hanging up ends the program.
    pub(in crate::sandbox) jailer: Arc<UnixStream>,
    /// Its control group, if this machine lets us make one.
    pub(in crate::sandbox) group: Option<Group>,
}

/// How a program behind walls ended, as its jailer saw it.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Sentence {
    /// As `wait` gave it.
    pub(in crate::sandbox) status: i32,
    pub(in crate::sandbox) cpu_micros: u64,
    pub(in crate::sandbox) peak_kb: u64,
}

/// Starts a program behind walls; returns when it runs.
pub(in crate::sandbox) fn start(
    program: &Program,
    limits: Limits,
    walls: &Walls,
) -> io::Result<Jailed> {
    if walls.isolation() == Isolation::Landlock && program.access.network == Network::Loopback {
        return Err(io::Error::other(
            "this exercise needs a network of its own, which Landlock alone cannot give: `grader doctor` tells how to get namespaces",
        ));
    }
    let mut order = Order::new(program, limits, walls.isolation());
    let (ours, theirs) = UnixStream::pair()?;
    let number = theirs.as_raw_fd();
    let mut command = helper(walls, &order)?;
    command
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
        command.pre_exec(move || {
            die_with_the_grader()?;
            let kept = BorrowedFd::borrow_raw(number);
            rustix::io::fcntl_setfd(kept, FdFlags::empty()).map_err(io::Error::from)
        });
    }
    let mut child = command.spawn()?;
    drop(theirs);
    order.user = users::of_jail(child.id());
    let introduced = introduce(&ours, child.id(), &order);
    let program = introduced.inspect_err(|_| {
        let _ = child.kill();
        let _ = child.wait();
    })?;
    let (program, group) = match (walls.isolation(), order.phase) {
        // bubblewrap's helper counts processes in a namespace of its own.
        (Isolation::Bwrap, _) => (Pid::from_child(&child), None),
        (_, Phase::Compile) => (program, None),
        (_, Phase::Run) => (program, Group::enroll(program, limits, walls.janitor())),
    };
    Ok(Jailed {
        child,
        program,
        jailer: Arc::new(ours),
        group,
    })
}

/// The command that becomes the jailer.
fn helper(walls: &Walls, order: &Order) -> io::Result<Command> {
    if walls.isolation() != Isolation::Bwrap {
        return Ok(Command::new(walls.helper()));
    }
    let bwrap = bwrap::find().ok_or_else(|| io::Error::other("bwrap is not installed"))?;
    let helper = fs::read_link(walls.helper())?;
    let is_root = rustix::process::geteuid().is_root();
    let mut command = Command::new(bwrap);
    command.args(bwrap::arguments(&order.view, &helper, is_root));
    Ok(command)
}

/// Gives the helper, whose process number is given, its order; answers it until it says that the program runs.
fn introduce(helper: &UnixStream, number: u32, order: &Order) -> io::Result<Pid> {
    helper.set_read_timeout(Some(LONGEST_START))?;
    let started = await_start(helper, number, order)?;
    helper.set_read_timeout(None)?;
    Ok(started)
}

fn await_start(mut helper: &UnixStream, number: u32, order: &Order) -> io::Result<Pid> {
    write_frame(&mut helper, order).map_err(io::Error::other)?;
    loop {
        match read_frame(&mut helper).map_err(io::Error::other)? {
            Report::NeedsMaps => {
                let answer = namespaces::write_maps(number, order.user).err();
                write_frame(&mut helper, &answer).map_err(io::Error::other)?;
            }
            Report::Started { pid } => {
                return Pid::from_raw(pid).ok_or(io::ErrorKind::NotFound.into());
            }
            Report::Failed(broken) => return Err(io::Error::other(broken)),
            Report::Ended { .. } => {
                return Err(io::Error::other("the jailer told of an end before a start"));
            }
        }
    }
}

impl Jailed {
    /// Waits for the jailer's report. `None`: it ended without one.
    pub(in crate::sandbox) fn sentence(jailer: &UnixStream) -> io::Result<Option<Sentence>> {
        let mut jailer = jailer;
        match read_frame(&mut jailer) {
            Ok(Report::Ended {
                status,
                cpu_micros,
                peak_kb,
            }) => Ok(Some(Sentence {
                status,
                cpu_micros,
                peak_kb,
            })),
            Ok(Report::Failed(broken)) => Err(io::Error::other(broken)),
            Ok(Report::Started { .. } | Report::NeedsMaps) | Err(_) => Ok(None),
        }
    }
}
