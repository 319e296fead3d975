//! Limits that the kernel keeps for one process: memory, CPU time, files, threads.
#![allow(unsafe_code)]

use crate::model::{Limits, Phase};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io;

/// Address space that a process may take beyond its memory: code, stacks and glibc's arenas are reserved
/// long before they are used.
const ADDRESS_SPACE_BESIDES_DATA: u64 = 3 << 30;

/// The largest file that a compiler may write.
const LARGEST_PRODUCT: u64 = 512 << 20;

/// Threads of one program, where they are counted for its jail alone.
const MOST_THREADS: u64 = 512;

/// The main thread's stack: as large as Linux makes it. What it takes does not count as memory, and a teacher's shell may
/// allow any size.
const LARGEST_STACK: u64 = 8 << 20;

/// Files that one program may have open.
const MOST_FILES: u64 = 256;

/// Sets the limits of a step on the calling process. Async-signal-safe.
pub(super) fn set(limits: Limits) -> io::Result<()> {
    same_addresses();
    let memory = u64::from(limits.memory_mb) << 20;
    fix(Resource::Data, memory)?;
    fix(Resource::As, memory + ADDRESS_SPACE_BESIDES_DATA)?;
    fix(Resource::Core, 0)?;
    let seconds = u64::from(limits.cpu_seconds);
    let cpu = Rlimit {
        current: Some(seconds),
        maximum: Some(seconds + 1),
    };
    setrlimit(Resource::Cpu, cpu).map_err(io::Error::from)
}

/// The kernel puts a program at the same addresses each time, so that code which shows addresses gets the same report for
/// the same files as far as they depend on the kernel. Where threads allocate beside each other, as in a model's process,
/// the heap still differs; and some containers forbid this call.
fn same_addresses() {
    #[cfg(target_os = "linux")]
    // SAFETY: changes nothing but how the next program that this process executes is laid out.
    unsafe {
        libc::personality(libc::ADDR_NO_RANDOMIZE as libc::c_ulong);
    }
}

/// Sets what else holds in a jail. `counts_alone`: the kernel counts the jail's threads apart from others of the
/// same user.
pub(super) fn set_jailed(phase: Phase, counts_alone: bool) -> io::Result<()> {
    let largest = match phase {
        Phase::Run => 0,
        Phase::Compile => LARGEST_PRODUCT,
    };
    fix(Resource::Fsize, largest)?;
    if phase == Phase::Run {
        fix(Resource::Nofile, MOST_FILES)?;
        let inherited = getrlimit(Resource::Stack).maximum.unwrap_or(u64::MAX);
        fix(Resource::Stack, LARGEST_STACK.min(inherited))?;
    }
    if counts_alone {
        fix(Resource::Nproc, MOST_THREADS)?;
    }
    Ok(())
}

fn fix(resource: Resource, amount: u64) -> io::Result<()> {
    let limit = Rlimit {
        current: Some(amount),
        maximum: Some(amount),
    };
    setrlimit(resource, limit).map_err(io::Error::from)
}
