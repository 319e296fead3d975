//! Threads count under the student's lock with a counter that has no protection of its own.

use kit::prelude::*;
use cas_lock::Lock;
use std::sync::Arc;
use std::thread;

struct Guarded {
    lock: Lock,
    counter: kit::Racy<usize>,
}

impl Guarded {
    fn new() -> Arc<Guarded> {
        Arc::new(Guarded { lock: Lock::new(), counter: kit::Racy::new(0) })
    }

    /// Adds 1 under the lock.
    fn add(&self) {
        self.lock.lock();
        self.counter.add(1);
        self.lock.unlock();
    }
}

/// Starts a thread that adds 1.
fn adder(guarded: &Arc<Guarded>) -> thread::JoinHandle<()> {
    let guarded = Arc::clone(guarded);
    thread::spawn(move || guarded.add())
}

kit::model! {
    /// Two threads never hold the lock at the same time.
    fn two_threads() {
        let guarded = Guarded::new();
        let other = adder(&guarded);
        guarded.add();
        other.join().unwrap();
        expect_eq!(guarded.counter.get(), 2, "the counter after two threads added 1 each");
    }

    /// Three threads never hold the lock at the same time.
    fn three_threads() {
        let guarded = Guarded::new();
        let others = [adder(&guarded), adder(&guarded)];
        guarded.add();
        for other in others {
            other.join().unwrap();
        }
        expect_eq!(guarded.counter.get(), 3, "the counter after three threads added 1 each");
    }
}
