//! How a process ended, as the kernel tells whoever waits for it.
#![allow(unsafe_code)]

use rustix::process::Pid;
use serde::{Deserialize, Serialize};
use std::{io, time::Duration};

/// The end of a process and what it cost.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Reaped {
    /// As `wait` gave it.
    pub(super) status: i32,
    /// CPU time of the process and its children.
    pub(super) cpu: Duration,
    /// Peak resident memory in KiB.
    pub(super) peak_kb: u64,
    /// The kernel killed it because all of its jail together had no memory left. Nobody inside can know.
    #[serde(skip)]
    pub(super) is_out_of_memory: bool,
}

impl Reaped {
    /// The end of a process that was killed, and of which nobody could tell more.
    pub(super) fn killed() -> Reaped {
        Reaped {
            status: libc::SIGKILL,
            cpu: Duration::ZERO,
            peak_kb: 0,
            is_out_of_memory: false,
        }
    }

    /// Takes the news of a child's end, or waits for it. From then on its number may be another's.
    pub(super) fn reap(pid: Pid) -> io::Result<Reaped> {
        let mut status = 0;
        // SAFETY: `rusage` is plain numbers, for which zero is a value.
        let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: both pointers are to live locals of the right types, and `pid` is a child not yet reaped.
        let reaped = unsafe { libc::wait4(pid.as_raw_nonzero().get(), &mut status, 0, &mut usage) };
        if reaped < 0 {
            return Err(io::Error::last_os_error());
        }
        let time = |time: libc::timeval| {
            Duration::from_secs(time.tv_sec.unsigned_abs())
                + Duration::from_micros(time.tv_usec.unsigned_abs())
        };
        Ok(Reaped {
            status,
            cpu: time(usage.ru_utime) + time(usage.ru_stime),
            peak_kb: usage.ru_maxrss.unsigned_abs(),
            is_out_of_memory: false,
        })
    }
}
