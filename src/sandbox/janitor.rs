//! What is done behind the grader's back, because no verdict has to wait for it.
//!
//! Moving a process into a control group takes the kernel some 8 ms, and taking a mount namespace apart some 2 ms: it
//! waits until every processor has let go of the old state.

use rustix::process::Pid;
use std::{
    fs,
    path::PathBuf,
    process::Child,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread::{self, JoinHandle},
};

/// How long a jailer may take to go.
const LONGEST_GOODBYE: i64 = 5;

/// Does such work on a thread of its own; ends when all of it is done.
#[derive(Debug, Default)]
pub(super) struct Janitor {
    thread: OnceLock<(Sender<Job>, JoinHandle<()>)>,
}

/// One thing to do.
#[derive(Debug)]
pub(super) enum Job {
    /// Move a process into the control groups in these folders, unless it is over.
    Enroll {
        process: Pid,
        folders: Vec<PathBuf>,
        is_over: Arc<AtomicBool>,
    },
    /// Remove the control groups in these folders.
    Remove(Vec<PathBuf>),
    /// End a jailer that has made its report, and wait until it is gone.
    Dismiss(Child),
}

impl Janitor {
    /// Leaves something to be done.
    pub(super) fn leave(&self, job: Job) {
        let (jobs, _) = self.thread.get_or_init(|| {
            let (send, jobs) = mpsc::channel::<Job>();
            (send, thread::spawn(|| jobs.into_iter().for_each(Job::run)))
        });
        let _ = jobs.send(job);
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        if let Some((jobs, thread)) = self.thread.take() {
            drop(jobs);
            let _ = thread.join();
        }
    }
}

impl Job {
    fn run(self) {
        match self {
            Job::Enroll {
                process,
                folders,
                is_over,
            } => {
                for folder in folders {
                    if !is_over.load(Ordering::SeqCst) {
                        let number = process.as_raw_nonzero().to_string();
                        // Fails if the process has ended meanwhile.
                        let _ = fs::write(folder.join("cgroup.procs"), number);
                    }
                }
            }
            Job::Remove(folders) => {
                for folder in folders {
                    let _ = fs::remove_dir(folder);
                }
            }
            Job::Dismiss(mut jailer) => {
                // It is on its way out, and takes what is left of the jail with it.
                wait_at_most(&jailer, LONGEST_GOODBYE);
                let _ = jailer.kill();
                let _ = jailer.wait();
            }
        }
    }
}

/// Waits for the end of a process, for so many seconds at most; does not reap it.
#[cfg(target_os = "linux")]
fn wait_at_most(process: &Child, seconds: i64) {
    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        process::{PidfdFlags, pidfd_open},
    };
    let time = Timespec {
        tv_sec: seconds,
        tv_nsec: 0,
    };
    if let Ok(handle) = pidfd_open(Pid::from_child(process), PidfdFlags::empty()) {
        let _ = poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&time));
    }
}

#[cfg(not(target_os = "linux"))]
fn wait_at_most(_process: &Child, _seconds: i64) {}
