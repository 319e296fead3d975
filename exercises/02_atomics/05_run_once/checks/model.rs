//! Several threads call at the same time. What their closures do is a plain value, which the model watches for data
//! races, and which has no protection but the student's.

use kit::prelude::*;
use run_once::RunOnce;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};

/// How many closures have begun and have ended, as this execution really went, whoever could see it.
#[derive(Default)]
struct Went {
    begun: Cell<usize>,
    ended: Cell<usize>,
}

// SAFETY: the threads of a model all run on one thread of the operating system, one after the other.
unsafe impl Sync for Went {}

impl Went {
    fn begin(&self) {
        let begun = self.begun.replace(self.begun.get() + 1);
        expect!(
            begun == 0,
            "A second closure was run, by the same `RunOnce`: the first call decides, and it has to do so in one step."
        );
    }

    fn expect_end(&self, otherwise: &str) {
        expect!(self.ended.get() > 0, "{otherwise}");
    }
}

struct Shared {
    once: RunOnce,
    /// How many closures have run to their end, for those who can see it.
    runs: kit::Racy<usize>,
    /// A step inside the closure, so that others can come while it runs. It orders nothing.
    inside: AtomicBool,
    went: Went,
}

impl Shared {
    fn new() -> Arc<Shared> {
        Arc::new(Shared {
            once: RunOnce::new(),
            runs: kit::Racy::new(0),
            inside: AtomicBool::new(false),
            went: Went::default(),
        })
    }

    /// Calls, and looks at what has been done when the call has returned.
    fn call(&self) {
        self.once.call_once(|| {
            self.went.begin();
            let runs = self.runs.get();
            self.inside.store(true, Relaxed);
            self.runs.set(runs + 1);
            self.went.ended.set(self.went.ended.get() + 1);
        });
        self.expect_seen();
    }

    /// Calls, and looks only whether the closure was really over then. This comes first, because it tells a call that
    /// does not wait from one that waits and does not see.
    fn call_and_compare(&self) {
        self.once.call_once(|| {
            self.went.begin();
            self.inside.store(true, Relaxed);
            self.went.ended.set(self.went.ended.get() + 1);
        });
        // A step that has to do with the one in the closure, so that the model tries it before and after that.
        self.inside.load(Relaxed);
        self.went.expect_end("call_once() returned before the closure had run to its end: who comes late has to wait for it.");
    }

    /// Fails if this thread does not see what the closure did.
    fn expect_seen(&self) {
        let runs = self.runs.get();
        expect!(
            runs == 1,
            "The closure added 1 to 0, and after that a thread that relied on it saw {runs}."
        );
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

    /// Two threads call at the same time: one closure runs, and both return when it is over.
    fn both_wait_for_the_end() {
        let shared = Shared::new();
        let other = Arc::clone(&shared);
        let caller = thread::spawn(move || other.call_and_compare());
        shared.call_and_compare();
        caller.join().unwrap();
    }

    /// Two threads call at the same time: one closure runs, and both see what it did.
    fn two_callers() {
        let shared = Shared::new();
        let callers = [spawn_caller(&shared), spawn_caller(&shared)];
        for caller in callers {
            caller.join().unwrap();
        }
        shared.expect_seen();
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

    /// Who sees that it is done comes when it is over.
    fn done_means_over() {
        let shared = Shared::new();
        let other = Arc::clone(&shared);
        let caller = thread::spawn(move || other.call_and_compare());
        if shared.once.is_done() {
            shared.inside.load(Relaxed);
            shared
                .went
                .expect_end("is_done() was true before the closure had run to its end.");
        }
        caller.join().unwrap();
    }

    /// Who sees that it is done sees what was done.
    fn done_means_done() {
        let shared = Shared::new();
        let caller = spawn_caller(&shared);
        if shared.once.is_done() {
            shared.expect_seen();
            expect!(shared.once.is_done(), "is_done() was true, and then false: what is done stays done.");
        }
        caller.join().unwrap();
        expect!(shared.once.is_done(), "is_done() was false although another thread had called call_once() and returned.");
        shared.expect_seen();
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
        shared.expect_seen();
    }

    /// Two threads call while a third one asks.
    fn callers_and_a_watcher() {
        let shared = Shared::new();
        let callers = [spawn_caller(&shared), spawn_caller(&shared)];
        if shared.once.is_done() {
            shared.expect_seen();
        }
        for caller in callers {
            caller.join().unwrap();
        }
        shared.call();
    }
}
