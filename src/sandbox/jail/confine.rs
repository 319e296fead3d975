//! The last steps before the program: run in the process that becomes it, and given up one right after another.
#![allow(unsafe_code)]

use super::{
    landlock,
    namespaces::NOBODY,
    order::{Broken, Doing, Order},
    seccomp,
};
use crate::model::Isolation;
use crate::sandbox::limits;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::Mode,
    process::Signal,
    thread::{CapabilitySet, CapabilitySets},
};
use std::{
    ffi::{CString, OsStr},
    io,
    os::{fd::AsFd, unix::ffi::OsStrExt},
};

/// Becomes the program; returns only if that fails. `life` is the writing end of a pipe that the jailer reads.
pub(super) fn become_program(order: &Order, life: impl AsFd, is_root: bool) -> Broken {
    match prepare(order, life, is_root).and_then(|()| execute(order)) {
        Ok(never) => match never {},
        Err(broken) => broken,
    }
}

fn prepare(order: &Order, life: impl AsFd, is_root: bool) -> Result<(), Broken> {
    rustix::process::setsid().doing("start a session")?;
    rustix::process::umask(Mode::WGRP | Mode::WOTH);
    rustix::process::chdir(&order.folder).doing("enter the program's folder")?;
    mark_descriptors().doing("close descriptors")?;
    limits::set(order.limits).doing("set limits")?;
    let counts_alone = order.isolation != Isolation::Landlock;
    limits::set_jailed(order.phase, counts_alone).doing("set limits")?;
    if is_root {
        drop_root().doing("stop being root")?;
    }
    let none = CapabilitySets {
        effective: CapabilitySet::empty(),
        permitted: CapabilitySet::empty(),
        inheritable: CapabilitySet::empty(),
    };
    rustix::thread::set_capabilities(None, none).doing("give up capabilities")?;
    rustix::thread::set_no_new_privs(true).doing("give up new privileges")?;
    // After the change of user, which undoes this.
    die_with_the_jailer(life)?;
    let is_only_wall = order.isolation == Isolation::Landlock;
    landlock::restrict(&order.view, order.network, is_only_wall)?;
    reset_signals().doing("reset signals")?;
    seccomp::confine(order.phase, order.network, std::process::id())
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

fn drop_root() -> io::Result<()> {
    let (user, group) = (
        rustix::fs::Uid::from_raw(NOBODY),
        rustix::fs::Gid::from_raw(NOBODY),
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

/// Signals as a program expects them: the Rust runtime has set SIGPIPE to be ignored.
fn reset_signals() -> io::Result<()> {
    // SAFETY: both calls get valid arguments; the set is initialised by the first.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
        libc::signal(libc::SIGCHLD, libc::SIG_DFL);
        let mut none = std::mem::zeroed::<libc::sigset_t>();
        libc::sigemptyset(&mut none);
        if libc::sigprocmask(libc::SIG_SETMASK, &none, std::ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Nothing; what a successful `exec` returns.
enum Never {}

fn execute(order: &Order) -> Result<Never, Broken> {
    let text = |text: &OsStr| CString::new(text.as_bytes());
    let path = text(order.path.as_os_str()).doing("read the program's name")?;
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
    // SAFETY: the path and both lists end with a null and live until the call replaces this process.
    unsafe {
        libc::execve(
            path.as_ptr(),
            ended(&arguments).as_ptr(),
            ended(&variables).as_ptr(),
        );
    }
    Err(io::Error::last_os_error()).doing(&format!("execute {}", order.path.display()))
}
