//! The last steps before the program: run in the process that becomes it, and given up one right after another.
#![allow(unsafe_code)]

use super::{landlock, messages::ToJailer, seccomp, users::NOBODY};
use crate::model::{Isolation, Phase};
use crate::sandbox::{
    broken::{Broken, Doing},
    inherited::reset_for_program,
    limits,
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags, StatVfsMountFlags, open},
    process::Signal,
    thread::{CapabilitiesSecureBits, CapabilitySet, CapabilitySets},
};
use std::{
    ffi::{CString, OsStr},
    io,
    os::{
        fd::{AsFd, AsRawFd, OwnedFd},
        unix::ffi::OsStrExt,
    },
};

/// Becomes the program; returns only if that fails. `life` is the writing end of a pipe that the jailer reads.
pub(super) fn become_program(order: &ToJailer, life: impl AsFd, is_root: bool) -> Broken {
    let program = match prepare(order, life, is_root) {
        Ok(program) => program,
        Err(broken) => return broken,
    };
    match execute(order, &program.file) {
        Ok(never) => match never {},
        // SAFETY: ends this process, which has set up nothing for its own end.
        Err(broken) if is_no_program(order, &program, &broken) => unsafe {
            libc::_exit(NO_PROGRAM)
        },
        Err(broken) => broken,
    }
}

/// What a shell ends with that cannot execute a program.
const NO_PROGRAM: i32 = 127;

/// Whether the kernel took the file for no program, although it is there and may be executed: one with student code may
/// name a loader that does not exist, or that it may not use. That is an ending like any other, and not the jail's fault.
fn is_no_program(order: &ToJailer, program: &Opened, broken: &Broken) -> bool {
    let about_its_content = match broken.errno {
        libc::EACCES => program.may_be_executed,
        errno => [
            libc::ENOENT,
            libc::ENOEXEC,
            libc::ELIBBAD,
            libc::EINVAL,
            libc::ENOMEM,
            libc::EISDIR,
        ]
        .contains(&errno),
    };
    order.phase == Phase::Run && about_its_content
}

/// The program, opened while that was still possible.
struct Opened {
    file: OwnedFd,
    /// Its file system allows it.
    may_be_executed: bool,
}

impl Opened {
    fn open(path: &std::path::Path) -> Result<Opened, Broken> {
        let file = open(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty());
        let file = file.doing("open the program")?;
        let mounted = rustix::fs::fstatvfs(&file).doing("look at the program's file system")?;
        Ok(Opened {
            may_be_executed: !mounted.f_flag.contains(StatVfsMountFlags::NOEXEC),
            file,
        })
    }
}

/// Gives everything up but the program, which was opened before.
fn prepare(order: &ToJailer, life: impl AsFd, is_root: bool) -> Result<Opened, Broken> {
    rustix::process::setsid().doing("start a session")?;
    rustix::process::umask(Mode::WGRP | Mode::WOTH);
    rustix::process::chdir(&order.folder).doing("enter the program's folder")?;
    mark_descriptors().doing("close descriptors")?;
    limits::set(order.limits).doing("set limits")?;
    // Tasks are counted for each user of each user namespace; without one, for nobody on the whole machine.
    // Where this jail has a user of its own, it is counted alone anyway.
    let counts_alone = match order.isolation {
        Isolation::Namespaces => true,
        Isolation::Bwrap if !is_root => true,
        _ => is_root && order.user != NOBODY,
    };
    limits::set_jailed(order.phase, counts_alone).doing("set limits")?;
    let is_only_wall = order.isolation == Isolation::Landlock;
    let rules = landlock::rules(&order.view, order.network)?;
    let program = Opened::open(&order.path)?;
    let kept = match order.phase {
        Phase::Compile if is_root && is_only_wall => CapabilitySet::DAC_READ_SEARCH,
        _ => CapabilitySet::empty(),
    };
    if is_root {
        drop_root(inside(order), !kept.is_empty()).doing("stop being root")?;
    }
    keep_capabilities(kept).doing("give up capabilities")?;
    rustix::thread::set_no_new_privs(true).doing("give up new privileges")?;
    // After the change of user, which undoes this.
    die_with_the_jailer(life)?;
    rules.enforce(is_only_wall)?;
    reset_for_program().doing("reset signals")?;
    seccomp::confine(order, std::process::id())?;
    Ok(program)
}

/// Gives up all capabilities but these.
///
/// Where Landlock is the only wall and the grader is root, its files lie behind folders that nobody may enter. A
/// compiler has to, and may be let through: Landlock does not care for capabilities.
fn keep_capabilities(kept: CapabilitySet) -> io::Result<()> {
    let sets = CapabilitySets {
        effective: kept,
        permitted: kept,
        inheritable: kept,
    };
    rustix::thread::set_capabilities(None, sets)?;
    if !kept.is_empty() {
        rustix::thread::configure_capability_in_ambient_set(kept, true)?;
    }
    Ok(())
}

/// Everything but the three standard streams closes when the program is executed.
fn mark_descriptors() -> io::Result<()> {
    let (first, last) = (3u32, u32::MAX);
    // SAFETY: closes nothing now, only marks descriptors.
    let marked = unsafe {
        libc::syscall(
            libc::SYS_close_range,
            first,
            last,
            libc::CLOSE_RANGE_CLOEXEC,
        )
    };
    if marked == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// What the program's user is called inside.
fn inside(order: &ToJailer) -> u32 {
    match order.isolation {
        Isolation::Namespaces => NOBODY,
        _ => order.user,
    }
}

/// Becomes another user. `keep`: capabilities stay for now, and `access` will heed those that stay for good.
fn drop_root(user: u32, keep: bool) -> io::Result<()> {
    if keep {
        rustix::thread::set_capabilities_secure_bits(CapabilitiesSecureBits::NO_SETUID_FIXUP)?;
    }
    let (user, group) = (
        rustix::fs::Uid::from_raw(user),
        rustix::fs::Gid::from_raw(user),
    );
    rustix::thread::set_thread_groups(&[])?;
    rustix::thread::set_thread_res_gid(group, group, group)?;
    rustix::thread::set_thread_res_uid(user, user, user)?;
    Ok(())
}

/// Asks to be killed when the jailer ends, and ends now if it has ended already.
pub(super) fn die_with_the_jailer(life: impl AsFd) -> Result<(), Broken> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .doing("ask to be killed with the jailer")?;
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let mut ends = [PollFd::new(&life, PollFlags::empty())];
    poll(&mut ends, Some(&now)).doing("look for the jailer")?;
    if ends[0].revents().contains(PollFlags::ERR) {
        return Err(io::Error::from_raw_os_error(libc::ESRCH)).doing("find the jailer");
    }
    Ok(())
}

/// Nothing; what a successful `exec` returns.
enum Never {}

/// Executes the program by the descriptor that was opened when its folder could still be entered.
fn execute(order: &ToJailer, program: &OwnedFd) -> Result<Never, Broken> {
    let text = |text: &OsStr| CString::new(text.as_bytes());
    let arguments = [&order.called].into_iter().chain(&order.arguments);
    let arguments: Vec<CString> = arguments
        .map(|argument| text(OsStr::new(argument)))
        .collect::<Result<_, _>>()
        .doing("read the arguments")?;
    let variables = order.environment.iter();
    let variables: Vec<CString> = variables
        .map(|(key, value)| CString::new(format!("{key}={value}")))
        .collect::<Result<_, _>>()
        .doing("read the environment")?;
    let ended = |texts: &[CString]| -> Vec<*const libc::c_char> {
        let pointers = texts.iter().map(|text| text.as_ptr());
        pointers.chain([std::ptr::null()]).collect()
    };
    let (arguments, variables) = (ended(&arguments), ended(&variables));
    // SAFETY: both lists and their texts end with a null and live until the call replaces this process.
    unsafe {
        libc::syscall(
            libc::SYS_execveat,
            program.as_raw_fd(),
            c"".as_ptr(),
            arguments.as_ptr(),
            variables.as_ptr(),
            libc::AT_EMPTY_PATH,
        );
    }
    Err(io::Error::last_os_error()).doing(&format!("execute {}", order.path.display()))
}
