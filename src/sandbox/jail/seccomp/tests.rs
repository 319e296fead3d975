//! Each filter, loaded in a process of its own, against the calls that it is there for.
#![allow(unsafe_code)]

use super::*;

/// A process id that no process has.
const NOBODYS: u32 = i32::MAX as u32;

/// What a call gives in a process under the filters of a phase: what it returned (0), its error, or minus the
/// signal that ended the process.
fn outcome(phase: Phase, families: &[i32], call: impl FnOnce() -> i64) -> i32 {
    // Written before the fork: the child of a process with many threads must not allocate.
    outcome_under(&filters(phase, families, false, NOBODYS).unwrap(), call)
}

/// The same in a process under these filters.
fn outcome_under(filters: &[BpfProgram], call: impl FnOnce() -> i64) -> i32 {
    // SAFETY: the child makes only system calls before it ends.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let _ = rustix::thread::set_no_new_privs(true);
        for filter in filters {
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

/// A system call whose arguments are mostly null.
fn call_of_five(number: i64, arguments: [i64; 5]) -> impl FnOnce() -> i64 {
    let [a, b, c, d, e] = arguments;
    // SAFETY: as above; the sixth argument is null.
    move || unsafe { libc::syscall(number, a, b, c, d, e, 0) }
}

/// Calls on others: their priority, processors, limits, memory and signals; and on files by name, which Landlock does
/// not ask about.
const ON_OTHERS: [(&str, i64, [i64; 5]); 21] = [
    ("prlimit", libc::SYS_prlimit64, [1, 0, 0, 0, 0]),
    ("setpriority", libc::SYS_setpriority, [0, 1, 19, 0, 0]),
    ("ioprio_set", libc::SYS_ioprio_set, [1, 1, 0, 0, 0]),
    ("affinity", libc::SYS_sched_setaffinity, [1, 8, 0, 0, 0]),
    ("scheduler", libc::SYS_sched_setscheduler, [1, 0, 0, 0, 0]),
    ("attributes", libc::SYS_sched_setattr, [1, 0, 0, 0, 0]),
    ("sigqueue", libc::SYS_rt_sigqueueinfo, [1, 0, 0, 0, 0]),
    ("kill all", libc::SYS_kill, [-1, 0, 0, 0, 0]),
    ("kill a group", libc::SYS_kill, [-77_777, 0, 0, 0, 0]),
    ("kill its group", libc::SYS_kill, [0, 0, 0, 0, 0]),
    ("move_pages", libc::SYS_move_pages, [1, 0, 0, 0, 0]),
    ("fchmodat", libc::SYS_fchmodat, [-1, 0, 0, 0, 0]),
    ("fchmodat2", 452, [-1, 0, 0, 0, 0]),
    ("fchownat", libc::SYS_fchownat, [-1, 0, 0, 0, 0]),
    ("utimensat", libc::SYS_utimensat, [-1, 0, 0, 0, 0]),
    ("setxattr", libc::SYS_setxattr, [0, 0, 0, 0, 0]),
    ("shmctl", libc::SYS_shmctl, [0, 0, 0, 0, 0]),
    ("semctl", libc::SYS_semctl, [0, 0, 0, 0, 0]),
    ("msgctl", libc::SYS_msgctl, [0, 0, 0, 0, 0]),
    ("inotify", libc::SYS_inotify_init1, [-1, 0, 0, 0, 0]),
    ("sendmmsg", libc::SYS_sendmmsg, [-1, 0, 0, 0, 0]),
];

#[test]
fn nobody_changes_other_processes_or_files_by_name() {
    for phase in [Phase::Run, Phase::Compile] {
        for (name, number, arguments) in ON_OTHERS {
            let seen = outcome(phase, &[], call_of_five(number, arguments));
            assert_eq!(seen, libc::EPERM, "{name} in {phase:?}");
        }
        let own_limit = call_of_five(
            libc::SYS_prlimit64,
            [0, i64::from(libc::RLIMIT_NOFILE), 0, 0, 0],
        );
        assert_eq!(outcome(phase, &[], own_limit), 0, "{phase:?}");
    }
}

#[test]
fn only_where_the_linker_needs_it_a_compiler_sets_modes_by_name() {
    let chmod = || call_of_five(libc::SYS_fchmodat, [-1, 0, 0, 0, 0]);
    let filters = filters(Phase::Compile, &[], true, 0).unwrap();
    assert_ne!(outcome_under(&filters, chmod()), libc::EPERM);
    assert_eq!(outcome(Phase::Compile, &[], chmod()), libc::EPERM);
}

#[test]
fn memory_that_grows_like_a_stack_is_refused() {
    let map = |flags: i32| {
        let flags = i64::from(libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | flags);
        call_of_five(libc::SYS_mmap, [0, 4096, 0, flags, -1])
    };
    for phase in [Phase::Run, Phase::Compile] {
        for more in [0, libc::MAP_NORESERVE, libc::MAP_STACK] {
            let grows = map(libc::MAP_GROWSDOWN | more);
            assert_eq!(outcome(phase, UNIX, grows), libc::EPERM, "{phase:?}");
            assert_eq!(outcome(phase, UNIX, map(more)), 0, "{phase:?}");
        }
    }
}

#[test]
fn pairs_are_streams_and_nothing_is_sent_to_an_address() {
    // Where the two numbers of a pair go; written before each fork and read by nobody.
    let ends = Box::leak(Box::new([0i32; 2])).as_mut_ptr() as i64;
    let pair = |kind: i32| {
        let family = i64::from(libc::AF_UNIX);
        call_of_five(libc::SYS_socketpair, [family, i64::from(kind), 0, ends, 0])
    };
    let send = |address| call_of_five(libc::SYS_sendto, [-1, 0, 0, 0, address]);
    for phase in [Phase::Run, Phase::Compile] {
        let streams = libc::SOCK_STREAM | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
        assert_eq!(outcome(phase, &[], pair(streams)), 0, "{phase:?}");
        for kind in [libc::SOCK_DGRAM, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC] {
            assert_eq!(outcome(phase, &[], pair(kind)), libc::EPERM, "{phase:?}");
            assert_eq!(outcome(phase, UNIX, pair(kind)), libc::EPERM, "{phase:?}");
        }
        assert_eq!(outcome(phase, &[], send(1)), libc::EPERM, "{phase:?}");
        assert_eq!(outcome(phase, &[], send(0)), libc::EBADF, "{phase:?}");
        for call in [libc::SYS_connect, libc::SYS_bind, libc::SYS_listen] {
            let seen = outcome(phase, &[], call_of_five(call, [-1, 0, 0, 0, 0]));
            assert_eq!(seen, libc::EPERM, "{call} in {phase:?}");
        }
    }
}
