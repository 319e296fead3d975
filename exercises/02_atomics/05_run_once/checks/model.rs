//! Several threads call at the same time. What their closures do is a plain value, which the model watches for data
//! races, and which has no protection but the student's.

use kit::prelude::*;
use run_once::RunOnce;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};

struct Shared {
    once: RunOnce,
    /// How many closures have run to their end.
    runs: kit::Racy<usize>,
    /// A step inside the closure, so that others can come while it runs. It orders nothing.
    inside: AtomicBool,
}

impl Shared {
    fn new() -> Arc<Shared> {
        Arc::new(Shared {
            once: RunOnce::new(),
            runs: kit::Racy::new(0),
            inside: AtomicBool::new(false),
        })
    }

    /// Calls, and looks at what has been done when the call has returned.
    fn call(&self) {
        self.once.call_once(|| {
            let runs = self.runs.get();
            self.inside.store(true, Relaxed);
            self.runs.set(runs + 1);
        });
        expect_one_run(self.runs.get());
    }
}

fn expect_one_run(runs: usize) {
    match runs {
        0 => fail!(
            "call_once() returned before a closure had run to its end: who comes late has to wait for it."
        ),
        1 => {}
        _ => fail!(
            "{runs} closures were run, by one `RunOnce`: the first call decides, and it has to do so in one step."
        ),
    }
}

fn spawn_caller(shared: &Arc<Shared>) -> JoinHandle<()> {
    let shared = Arc::clone(shared);
    thread::spawn(move || shared.call())
}

kit::model! {
    /// Who calls alone runs its closure.
    fn one_caller() {
        let shared = Shared::new();
        shared.call();
        shared.call();
    }

    /// Two threads call at the same time: one closure runs, and both see what it did.
    fn two_callers() {
        let shared = Shared::new();
        let callers = [spawn_caller(&shared), spawn_caller(&shared)];
        for caller in callers {
            caller.join().unwrap();
        }
        expect_one_run(shared.runs.get());
        expect!(shared.once.is_done(), "is_done() was false although two threads had called call_once() and returned.");
    }

    /// Who calls while the closure runs waits; who calls later does not.
    fn a_late_caller_waits() {
        let shared = Shared::new();
        let caller = spawn_caller(&shared);
        shared.call();
        shared.call();
        caller.join().unwrap();
    }

    /// Who sees that it is done sees what was done.
    fn done_means_done() {
        let shared = Shared::new();
        let caller = spawn_caller(&shared);
        if shared.once.is_done() {
            let runs = shared.runs.get();
            expect!(
                runs == 1,
                "is_done() was true before the closure had run to its end."
            );
            expect!(shared.once.is_done(), "is_done() was true, and then false: what is done stays done.");
        }
        caller.join().unwrap();
        expect!(shared.once.is_done(), "is_done() was false although another thread had called call_once() and returned.");
        expect_one_run(shared.runs.get());
    }

    /// is_done answers at once, also while the closure runs.
    fn is_done_does_not_wait() {
        let once = Arc::new(RunOnce::new());
        let answered = Arc::new(AtomicBool::new(false));
        let caller = {
            let (once, answered) = (Arc::clone(&once), Arc::clone(&answered));
            thread::spawn(move || {
                once.call_once(|| {
                    // This closure ends when somebody has asked.
                    while !answered.load(Relaxed) {
                        thread::yield_now();
                    }
                })
            })
        };
        let done = once.is_done();
        expect!(!done, "is_done() was true although the closure was still running or had not begun.");
        answered.store(true, Relaxed);
        caller.join().unwrap();
    }

    /// Three threads call at the same time: one closure runs, and all see what it did.
    fn three_callers() {
        let shared = Shared::new();
        let callers = [spawn_caller(&shared), spawn_caller(&shared), spawn_caller(&shared)];
        for caller in callers {
            caller.join().unwrap();
        }
        expect_one_run(shared.runs.get());
    }

    /// Two threads call while a third one asks.
    fn callers_and_a_watcher() {
        let shared = Shared::new();
        let callers = [spawn_caller(&shared), spawn_caller(&shared)];
        if shared.once.is_done() {
            expect_one_run(shared.runs.get());
        }
        for caller in callers {
            caller.join().unwrap();
        }
        shared.call();
    }
}
