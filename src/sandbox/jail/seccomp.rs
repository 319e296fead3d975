//! Which system calls a program may make.
//!
//! While student code runs: a list of what is allowed, everything else fails with EPERM. While code is compiled,
//! where only compilers and linkers run: a list of what is not.

use super::{calls, messages::ToJailer};
use crate::model::{Isolation, Network, Phase};
use crate::sandbox::broken::{Broken, Doing};
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
pub(super) fn confine(order: &ToJailer, me: u32) -> Result<(), Broken> {
    let families = match (order.isolation, order.network) {
        // Without a network of its own even these would lead to others.
        (Isolation::Landlock, _) => Vec::new(),
        (_, Network::None) => vec![libc::AF_UNIX],
        (_, Network::Loopback) => vec![libc::AF_UNIX, libc::AF_INET, libc::AF_INET6],
    };
    let filters = filters(order.phase, &families, order.may_chmod, me).map_err(io::Error::other);
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

/// `families` are those that sockets may be of; `may_chmod`: the linker sets modes by name.
fn filters(
    phase: Phase,
    families: &[i32],
    may_chmod: bool,
    me: u32,
) -> seccompiler::Result<Vec<BpfProgram>> {
    let permission = SeccompAction::Errno(libc::EPERM as u32);
    let (rules, otherwise, then) = match phase {
        Phase::Run => (allowed(families, me)?, permission, SeccompAction::Allow),
        Phase::Compile => (
            refused(families, may_chmod)?,
            SeccompAction::Allow,
            permission,
        ),
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
    // Memory that is shared, or grows like a stack, would not count against the limit on data.
    let uncounted = (libc::MAP_SHARED | libc::MAP_GROWSDOWN) as u64;
    rules.insert(
        libc::SYS_mmap,
        vec![when(vec![argument(3, Op::MaskedEq(uncounted), 0)?])?],
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
    rules.extend(sockets(families)?);
    Ok(rules)
}

/// Sockets of these families.
fn sockets(families: &[i32]) -> seccompiler::Result<Rules> {
    let mut rules = Rules::new();
    let families: Vec<i64> = families.iter().copied().map(i64::from).collect();
    if families.is_empty() {
        // What is connected already needs no address.
        let unaddressed = vec![when(vec![whole_argument(4, Op::Eq, 0)?])?];
        rules.insert(libc::SYS_sendto, unaddressed);
    } else {
        rules.insert(libc::SYS_socket, one_of(0, &families)?);
        rules.extend(calls::SOCKETS.iter().map(|call| (*call, Vec::new())));
    }
    // A pair of streams is connected to itself only; tokio makes one. Each half of a pair for datagrams could send to
    // any other socket.
    let pair = vec![
        argument(0, Op::Eq, libc::AF_UNIX as u64)?,
        argument(1, Op::MaskedEq(KIND_OF_SOCKET), libc::SOCK_STREAM as u64)?,
    ];
    rules.insert(libc::SYS_socketpair, vec![when(pair)?]);
    Ok(rules)
}

/// The part of `socketpair`'s second argument that is not flags.
const KIND_OF_SOCKET: u64 = 0xf;

/// What no compiler needs.
fn refused(families: &[i32], may_chmod: bool) -> seccompiler::Result<Rules> {
    let mut never = calls::NEVER.to_vec();
    #[cfg(target_arch = "x86_64")]
    never.extend(calls::NEVER_X86);
    if !may_chmod {
        never.extend(calls::MODES_BY_NAME);
    }
    let mut rules: Rules = never.into_iter().map(|call| (call, Vec::new())).collect();
    rules.extend(refused_by_argument()?);
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

/// What no compiler needs of calls that it does need.
fn refused_by_argument() -> seccompiler::Result<Rules> {
    let stack = libc::MAP_GROWSDOWN as u64;
    let group = [
        when(vec![argument(0, Op::Eq, 0)?])?,
        when(vec![argument(0, Op::Gt, i32::MAX as u64)?])?,
    ];
    let pair = [
        when(vec![argument(0, Op::Ne, libc::AF_UNIX as u64)?])?,
        // Rust's own way to start a process makes a pair of the third kind, which heeds no addresses either.
        when(vec![argument(
            1,
            Op::MaskedEq(KIND_OF_SOCKET),
            libc::SOCK_DGRAM as u64,
        )?])?,
        when(vec![argument(
            1,
            Op::MaskedEq(KIND_OF_SOCKET),
            libc::SOCK_RAW as u64,
        )?])?,
    ];
    Ok(Rules::from([
        // Limits of its own only, which without capabilities can only be lowered.
        (
            libc::SYS_prlimit64,
            vec![when(vec![argument(0, Op::Ne, 0)?])?],
        ),
        // Signals to all processes, or to a group.
        (libc::SYS_kill, group.into()),
        // Memory that no limit counts.
        (
            libc::SYS_mmap,
            vec![when(vec![argument(3, Op::MaskedEq(stack), stack)?])?],
        ),
        (libc::SYS_socketpair, pair.into()),
        (
            libc::SYS_sendto,
            vec![when(vec![whole_argument(4, Op::Ne, 0)?])?],
        ),
    ]))
}

#[cfg(test)]
mod tests;
