//! What a process inherits from its parent: ignored and blocked signals, on which it must not depend, and its parent's end,
//! which must be its own.
#![allow(unsafe_code)]

use std::io;

/// Signals by which a user keeps a program alive or in the background (`nohup`, `&`); that Rust's runtime ignores SIGPIPE
/// is our own wish.
const LEFT_ALONE: [libc::c_int; 8] = [
    libc::SIGHUP,
    libc::SIGINT,
    libc::SIGQUIT,
    libc::SIGTERM,
    libc::SIGTSTP,
    libc::SIGTTIN,
    libc::SIGTTOU,
    libc::SIGPIPE,
];

/// The largest number of a signal.
const LAST_SIGNAL: libc::c_int = 64;

/// Makes the grader itself independent of how it was started. Who ignores SIGCHLD never hears how a process ended. To be
/// called before there are threads.
pub fn reset_inherited() {
    for signal in 1..=LAST_SIGNAL {
        if !LEFT_ALONE.contains(&signal) && is_ignored(signal) {
            // SAFETY: the default action takes no code of ours.
            unsafe { libc::signal(signal, libc::SIG_DFL) };
        }
    }
    let _ = unblock_all();
}

/// Whether whoever started the grader had it ignore a signal.
pub fn is_ignored(signal: libc::c_int) -> bool {
    // SAFETY: asks only; `sigaction` is plain numbers, for which zero is a value.
    unsafe {
        let mut found: libc::sigaction = std::mem::zeroed();
        let asked = libc::sigaction(signal, std::ptr::null(), &mut found);
        asked == 0 && found.sa_sigaction == libc::SIG_IGN
    }
}

/// Signals as a program expects them: nothing is ignored, nothing is blocked. Async-signal-safe.
pub(super) fn reset_for_program() -> io::Result<()> {
    for signal in 1..=LAST_SIGNAL {
        // SAFETY: the default action takes no code of ours. Of signals that do not exist the call says so, and no more.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    unblock_all()
}

fn unblock_all() -> io::Result<()> {
    // SAFETY: the set is initialised by the first call.
    unsafe {
        let mut none = std::mem::zeroed::<libc::sigset_t>();
        libc::sigemptyset(&mut none);
        if libc::sigprocmask(libc::SIG_SETMASK, &none, std::ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// A grader that is killed leaves nothing running. The signal comes when the *thread* that started the process
/// ends; ours are threads of a pool that lives as long as the grader. Async-signal-safe.
#[cfg(target_os = "linux")]
pub(super) fn die_with_the_grader() -> io::Result<()> {
    use rustix::process::{Signal, set_parent_process_death_signal};
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(io::Error::from)
}

/// There is no such signal here.
#[cfg(not(target_os = "linux"))]
pub(super) fn die_with_the_grader() -> io::Result<()> {
    Ok(())
}
