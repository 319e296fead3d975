//! Kills a process at its deadline, and says what it was doing then; or when the run is cancelled.

use crate::control::{Control, OnCancel};
use rustix::process::{Pid, Signal};
use std::{
    fs,
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// So often, and at such distances, a process is looked at before it is called computing.
const LOOKS: u32 = 3;
const BETWEEN_LOOKS: Duration = Duration::from_millis(7);

/// Kills a program and all that it started, as long as it is certainly still ours.
#[derive(Clone, Debug)]
pub(super) struct Killer {
    program: Pid,
    by: By,
    gone: Arc<AtomicBool>,
}

/// How a program is killed.
#[derive(Clone, Debug)]
enum By {
    /// By a signal to the group that it leads.
    Group,
    /// By hanging up on its jailer.
    Jailer(Arc<UnixStream>),
}

impl Killer {
    /// For the group that a process leads.
    pub(super) fn of_group(leader: Pid) -> Killer {
        Killer {
            program: leader,
            by: By::Group,
            gone: Arc::default(),
        }
    }

    /// For a program behind walls; `jailer` leads to the process that guards it.
    pub(super) fn of_jail(program: Pid, jailer: Arc<UnixStream>) -> Killer {
        Killer {
            program,
            by: By::Jailer(jailer),
            gone: Arc::default(),
        }
    }

    /// Kills everything; does nothing once the program has been reaped.
    pub(super) fn kill(&self) {
        if self.gone.load(Ordering::SeqCst) {
            return;
        }
        match &self.by {
            By::Group => drop(rustix::process::kill_process_group(
                self.program,
                Signal::KILL,
            )),
            By::Jailer(jailer) => drop(jailer.shutdown(Shutdown::Write)),
        }
    }

    /// The program is about to be reaped, so its number may soon be another's.
    pub(super) fn retire(&self) {
        self.gone.store(true, Ordering::SeqCst);
    }

    /// Whether the program computes rather than waits: at each look one of its threads wants a processor. Unlike
    /// CPU time against the wall, this does not depend on how busy the machine is. Where there is no `/proc`,
    /// nothing is known and it counts as waiting.
    fn is_computing(&self) -> bool {
        (0..LOOKS).all(|look| {
            if look > 0 {
                thread::sleep(BETWEEN_LOOKS);
            }
            has_running_thread(self.program)
        })
    }
}

/// Whether a thread of a process, or of one that it started, wants a processor.
fn has_running_thread(process: Pid) -> bool {
    let tasks = fs::read_dir(format!("/proc/{}/task", process.as_raw_nonzero()));
    let mut tasks = tasks
        .into_iter()
        .flatten()
        .flatten()
        .map(|task| task.path());
    tasks.any(|task| {
        let read = |file: &str| fs::read_to_string(task.join(file)).unwrap_or_default();
        // `pid (name) state …`, and a name may contain anything.
        let stat = read("stat");
        let state = stat.rsplit(") ").next().unwrap_or_default();
        let children = read("children");
        let mut children = children.split(' ').filter_map(|child| child.parse().ok());
        state.starts_with('R')
            || children.any(|child| Pid::from_raw(child).is_some_and(has_running_thread))
    })
}

/// What the watchdog saw when it had to act.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expired {
    /// The process was computing (an endless loop) rather than waiting (a deadlock).
    pub(super) busy: bool,
}

/// Kills a process at its deadline.
#[derive(Debug)]
pub(super) struct Watchdog {
    shared: Arc<(Mutex<Watch>, Condvar)>,
    thread: thread::JoinHandle<()>,
    control: Control,
    _on_cancel: OnCancel,
}

#[derive(Debug, Default)]
struct Watch {
    deadline: Option<Instant>,
    expired: Option<Expired>,
    is_cancelled: bool,
    over: bool,
}

impl Watchdog {
    /// Watches from now on; without a deadline at first.
    pub(super) fn new(killer: Killer, control: &Control) -> Watchdog {
        let shared = Arc::new((Mutex::new(Watch::default()), Condvar::new()));
        let theirs = Arc::clone(&shared);
        let on_cancel = control.on_cancel(move || {
            lock(&theirs.0).is_cancelled = true;
            theirs.1.notify_one();
        });
        let theirs = Arc::clone(&shared);
        let thread = thread::spawn(move || watch(&theirs, &killer));
        Watchdog {
            shared,
            thread,
            control: control.clone(),
            _on_cancel: on_cancel,
        }
    }

    /// Replaces the deadline.
    pub(super) fn set(&self, deadline: Option<Instant>) {
        self.control.set_deadline(deadline);
        lock(&self.shared.0).deadline = deadline;
        self.shared.1.notify_one();
    }

    /// Ends the watch and says whether it had to kill.
    pub(super) fn stop(self) -> Option<Expired> {
        self.control.set_deadline(None);
        lock(&self.shared.0).over = true;
        self.shared.1.notify_one();
        let _ = self.thread.join();
        lock(&self.shared.0).expired
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch(shared: &(Mutex<Watch>, Condvar), killer: &Killer) {
    let mut watch = lock(&shared.0);
    while !watch.over {
        let now = Instant::now();
        watch = match watch.deadline {
            _ if watch.is_cancelled => {
                // What became of it does not matter any more: the step ends as cancelled.
                watch.expired = Some(Expired { busy: false });
                watch.over = true;
                killer.kill();
                watch
            }
            None => shared.1.wait(watch).unwrap_or_else(PoisonError::into_inner),
            Some(deadline) if deadline <= now => {
                watch.expired = Some(Expired {
                    busy: killer.is_computing(),
                });
                watch.deadline = None;
                killer.kill();
                watch
            }
            Some(deadline) => {
                let waited = shared.1.wait_timeout(watch, deadline - now);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
}
