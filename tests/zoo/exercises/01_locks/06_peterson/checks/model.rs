//! Two threads count under the student's lock with a counter that has no protection of its own.

use kit::prelude::*;
use peterson::Lock;
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

    /// Adds 1 under the lock, as thread `me`.
    fn add(&self, me: usize) {
        self.lock.lock(me);
        self.counter.add(1);
        self.lock.unlock(me);
    }
}

kit::model! {
    /// The two threads never hold the lock at the same time.
    fn two_threads() {
        let guarded = Guarded::new();
        let shared = Arc::clone(&guarded);
        let other = thread::spawn(move || shared.add(1));
        guarded.add(0);
        other.join().unwrap();
        expect_eq!(guarded.counter.get(), 2, "the counter after two threads added 1 each");
    }

    /// The lock can be taken again, and main looks on.
    fn three_threads() {
        let guarded = Guarded::new();
        let spawn = |me: usize, rounds: usize| {
            let shared = Arc::clone(&guarded);
            thread::spawn(move || (0..rounds).for_each(|_| shared.add(me)))
        };
        for other in [spawn(0, 2), spawn(1, 1)] {
            other.join().unwrap();
        }
        expect_eq!(guarded.counter.get(), 3, "the counter after one thread added 1 twice and the other once");
    }
}
