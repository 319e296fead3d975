//! Which system calls a program may make.
//!
//! While student code runs: a list of what is allowed, everything else fails with EPERM. While code is compiled,
//! where only compilers and linkers run: a list of what is not.

use super::{
    calls,
    order::{Broken, Doing, Order},
};
use crate::model::{Isolation, Network, Phase};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule, TargetArch, sock_filter,
};
use std::{collections::BTreeMap, io};

/// Calls on x86_64 with this bit set are x32's, which a filter by number would not recognise.
const X32: u32 = if cfg!(target_arch = "x86_64") {
    0x4000_0000
} else {
    0
};

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Puts the calling thread, and whatever it executes, under the filters for its phase. `me` is its process id.
pub(super) fn confine(order: &Order, me: u32) -> Result<(), Broken> {
    let families = match (order.isolation, order.network) {
        // Without a network of its own even these would lead to others.
        (Isolation::Landlock, _) => Vec::new(),
        (_, Network::None) => vec![libc::AF_UNIX],
        (_, Network::Loopback) => vec![libc::AF_UNIX, libc::AF_INET, libc::AF_INET6],
    };
    let filters = filters(order.phase, &families, me).map_err(io::Error::other);
    for filter in filters.doing("write the seccomp filters")? {
        seccompiler::apply_filter(&filter)
            .map_err(|error| match error {
                seccompiler::Error::Prctl(source) | seccompiler::Error::Seccomp(source) => source,
                other => io::Error::other(other),
            })
            .doing("load a seccomp filter")?;
    }
    Ok(())
}

/// `families` are those that sockets may be of.
fn filters(phase: Phase, families: &[i32], me: u32) -> seccompiler::Result<Vec<BpfProgram>> {
    let permission = SeccompAction::Errno(libc::EPERM as u32);
    let (rules, otherwise, then) = match phase {
        Phase::Run => (allowed(families, me)?, permission, SeccompAction::Allow),
        Phase::Compile => (refused(families)?, SeccompAction::Allow, permission),
    };
    Ok(vec![first_filter(), program(rules, otherwise, then)?])
}

fn program(
    rules: Rules,
    otherwise: SeccompAction,
    then: SeccompAction,
) -> seccompiler::Result<BpfProgram> {
    let here = TargetArch::try_from(std::env::consts::ARCH)?;
    Ok(SeccompFilter::new(rules, otherwise, then, here)?.try_into()?)
}

/// Kills a process that calls in the x32 ABI, which seccompiler does not tell from x86_64, and calls `clone3` unknown:
/// glibc takes that for an older kernel and falls back to `clone`, whose flags a filter can see.
fn first_filter() -> BpfProgram {
    let instruction = |code: u32, jt, jf, k| sock_filter {
        code: code as u16,
        jt,
        jf,
        k,
    };
    let load = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
    let (is, has) = (
        libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K,
        libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K,
    );
    let answer = |action| instruction(libc::BPF_RET | libc::BPF_K, 0, 0, action);
    // The number of the call is the first field of what a filter sees.
    let mut filter = vec![instruction(load, 0, 0, 0)];
    if X32 != 0 {
        filter.push(instruction(has, 0, 1, X32));
        filter.push(answer(libc::SECCOMP_RET_KILL_PROCESS));
    }
    filter.push(instruction(is, 0, 1, libc::SYS_clone3 as u32));
    filter.push(answer(libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32));
    filter.push(answer(libc::SECCOMP_RET_ALLOW));
    filter
}

/// The rule that all these conditions hold.
fn when(conditions: Vec<SeccompCondition>) -> seccompiler::Result<SeccompRule> {
    Ok(SeccompRule::new(conditions)?)
}

fn argument(index: u8, op: Op, value: u64) -> seccompiler::Result<SeccompCondition> {
    Ok(SeccompCondition::new(index, Len::Dword, op, value)?)
}

fn whole_argument(index: u8, op: Op, value: u64) -> seccompiler::Result<SeccompCondition> {
    Ok(SeccompCondition::new(index, Len::Qword, op, value)?)
}

/// One rule for each value that an argument may have.
fn one_of(index: u8, values: &[i64]) -> seccompiler::Result<Vec<SeccompRule>> {
    let rule = |value: &i64| when(vec![argument(index, Op::Eq, *value as u32 as u64)?]);
    values.iter().map(rule).collect()
}

/// What running student code needs: memory, threads, time, pipes, and waiting on them.
fn allowed(families: &[i32], me: u32) -> seccompiler::Result<Rules> {
    let mut rules: Rules = calls::ALWAYS
        .iter()
        .map(|call| (*call, Vec::new()))
        .collect();
    #[cfg(target_arch = "x86_64")]
    rules.extend(calls::ALWAYS_X86.iter().map(|call| (*call, Vec::new())));
    let threads = libc::CLONE_THREAD as u64;
    rules.insert(
        libc::SYS_clone,
        vec![when(vec![argument(0, Op::MaskedEq(threads), threads)?])?],
    );
    // Memory that is shared would not count against the limit on data.
    rules.insert(
        libc::SYS_mmap,
        vec![when(vec![argument(
            3,
            Op::MaskedEq(libc::MAP_SHARED as u64),
            0,
        )?])?],
    );
    // Signals to itself only, as `abort` sends.
    for call in [libc::SYS_kill, libc::SYS_tgkill] {
        rules.insert(call, vec![when(vec![argument(0, Op::Eq, me.into())?])?]);
    }
    // Reading limits is fine, setting them or reading another's is not.
    rules.insert(
        libc::SYS_prlimit64,
        vec![when(vec![
            argument(0, Op::Eq, 0)?,
            whole_argument(2, Op::Eq, 0)?,
        ])?],
    );
    let file_commands = [
        libc::F_DUPFD,
        libc::F_GETFD,
        libc::F_SETFD,
        libc::F_GETFL,
        libc::F_SETFL,
        libc::F_DUPFD_CLOEXEC,
    ];
    rules.insert(libc::SYS_fcntl, one_of(1, &file_commands.map(i64::from))?);
    let device_commands = [
        libc::TCGETS as i64,
        libc::FIONBIO as i64,
        libc::FIOCLEX as i64,
        libc::FIONREAD as i64,
    ];
    rules.insert(libc::SYS_ioctl, one_of(1, &device_commands)?);
    let names = [libc::PR_SET_NAME, libc::PR_GET_NAME, libc::PR_SET_VMA];
    rules.insert(libc::SYS_prctl, one_of(0, &names.map(i64::from))?);
    let families: Vec<i64> = families.iter().copied().map(i64::from).collect();
    if !families.is_empty() {
        rules.insert(libc::SYS_socket, one_of(0, &families)?);
    }
    // A pair is connected to itself only; tokio makes one.
    rules.insert(
        libc::SYS_socketpair,
        one_of(0, &[i64::from(libc::AF_UNIX)])?,
    );
    Ok(rules)
}

/// What no compiler needs.
fn refused(families: &[i32]) -> seccompiler::Result<Rules> {
    let mut rules: Rules = calls::NEVER
        .iter()
        .map(|call| (*call, Vec::new()))
        .collect();
    let spaces = [
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWNS,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNET,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWCGROUP,
    ];
    let spaces = spaces.map(|flag| {
        let flag = flag as u32 as u64;
        when(vec![argument(0, Op::MaskedEq(flag), flag)?])
    });
    rules.insert(
        libc::SYS_clone,
        spaces.into_iter().collect::<Result<_, _>>()?,
    );
    let others = families
        .iter()
        .map(|family| argument(0, Op::Ne, *family as u64));
    let others: Vec<_> = others.collect::<Result<_, _>>()?;
    let sockets = if others.is_empty() {
        Vec::new()
    } else {
        vec![when(others)?]
    };
    rules.insert(libc::SYS_socket, sockets);
    Ok(rules)
}

#[cfg(test)]
#[allow(unsafe_code)]
mod tests {
    use super::*;

    /// What a call gives in a process under the filters of a phase: what it returned (0), its error, or minus the
    /// signal that ended the process.
    fn outcome(phase: Phase, families: &[i32], call: impl FnOnce() -> i64) -> i32 {
        // Written before the fork: the child of a process with many threads must not allocate.
        let filters = filters(phase, families, 0).unwrap();
        // SAFETY: the child makes only system calls before it ends.
        let child = unsafe { libc::fork() };
        if child == 0 {
            let _ = rustix::thread::set_no_new_privs(true);
            for filter in &filters {
                if seccompiler::apply_filter(filter).is_err() {
                    unsafe { libc::_exit(254) };
                }
            }
            let failed = call() < 0;
            // SAFETY: reads this thread's own variable, and ends the process.
            unsafe { libc::_exit(if failed { *libc::__errno_location() } else { 0 }) };
        }
        let mut status = 0;
        // SAFETY: waits for the child that was started above.
        unsafe { libc::waitpid(child, &mut status, 0) };
        if libc::WIFSIGNALED(status) {
            -libc::WTERMSIG(status)
        } else {
            libc::WEXITSTATUS(status)
        }
    }

    /// A system call by number, with up to three arguments.
    fn call(number: i64, first: i64, second: i64, third: i64) -> impl FnOnce() -> i64 {
        // SAFETY: the calls of these tests are given plain numbers, or pointers that are null.
        move || unsafe { libc::syscall(number, first, second, third) }
    }

    const UNIX: &[i32] = &[libc::AF_UNIX];

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn x32_calls_end_the_process() {
        let number = i64::from(X32) | libc::SYS_getpid;
        for phase in [Phase::Run, Phase::Compile] {
            let seen = outcome(phase, UNIX, call(number, 0, 0, 0));
            assert_eq!(seen, -libc::SIGSYS, "{phase:?}");
        }
    }

    #[test]
    fn clone3_is_unknown_so_that_glibc_falls_back() {
        for phase in [Phase::Run, Phase::Compile] {
            let seen = outcome(phase, UNIX, call(libc::SYS_clone3, 0, 0, 0));
            assert_eq!(seen, libc::ENOSYS, "{phase:?}");
        }
    }

    #[test]
    fn only_compilers_start_processes() {
        let fork = || call(libc::SYS_clone, i64::from(libc::SIGCHLD), 0, 0);
        assert_eq!(outcome(Phase::Run, UNIX, fork()), libc::EPERM);
        assert_eq!(outcome(Phase::Compile, UNIX, fork()), 0);
    }

    #[test]
    fn sockets_are_of_the_allowed_families_only() {
        let socket = |family: i32| {
            call(
                libc::SYS_socket,
                i64::from(family),
                i64::from(libc::SOCK_STREAM),
                0,
            )
        };
        for phase in [Phase::Run, Phase::Compile] {
            for family in [libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK] {
                assert_eq!(
                    outcome(phase, UNIX, socket(family)),
                    libc::EPERM,
                    "{family}"
                );
            }
            assert_eq!(outcome(phase, UNIX, socket(libc::AF_UNIX)), 0);
            assert_eq!(outcome(phase, &[], socket(libc::AF_UNIX)), libc::EPERM);
            let both = &[libc::AF_UNIX, libc::AF_INET];
            assert_eq!(outcome(phase, both, socket(libc::AF_INET)), 0);
        }
    }

    #[test]
    fn running_code_gets_no_memory_that_escapes_its_limit() {
        let map = |flags: i32| {
            move || {
                let flags = flags | libc::MAP_ANONYMOUS;
                // SAFETY: a new mapping at an address of the kernel's choice.
                let at = unsafe { libc::mmap(std::ptr::null_mut(), 4096, 0, flags, -1, 0) };
                at as i64
            }
        };
        let shared = outcome(Phase::Run, UNIX, map(libc::MAP_SHARED));
        let private = outcome(Phase::Run, UNIX, map(libc::MAP_PRIVATE));
        assert_eq!((shared, private), (libc::EPERM, 0));
    }

    #[test]
    fn nobody_looks_into_another_process_or_signals_it() {
        for phase in [Phase::Run, Phase::Compile] {
            let attach = call(libc::SYS_ptrace, i64::from(libc::PTRACE_TRACEME), 0, 0);
            assert_eq!(outcome(phase, UNIX, attach), libc::EPERM, "{phase:?}");
        }
        let kill = call(libc::SYS_kill, 1, 0, 0);
        assert_eq!(outcome(Phase::Run, UNIX, kill), libc::EPERM);
    }
}
