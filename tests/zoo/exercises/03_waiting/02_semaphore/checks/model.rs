//! A semaphore with one permit is a lock; one without any waits for its first.

use kit::prelude::*;
use semaphore::Semaphore;
use std::sync::Arc;
use std::thread;

struct Guarded {
    permits: Semaphore,
    counter: kit::Racy<usize>,
}

impl Guarded {
    /// Adds 1 while it holds the only permit.
    fn add(&self) {
        self.permits.acquire();
        self.counter.add(1);
        self.permits.release();
    }
}

kit::model! {
    /// There is one permit, so two threads never have one at the same time.
    fn two_threads() {
        let guarded = Arc::new(Guarded { permits: Semaphore::new(1), counter: kit::Racy::new(0) });
        let shared = Arc::clone(&guarded);
        let other = thread::spawn(move || shared.add());
        guarded.add();
        other.join().unwrap();
        expect_eq!(guarded.counter.get(), 2, "the counter after two threads added 1 each");
    }

    /// Two threads wait, two permits come: both go on.
    fn three_threads() {
        let permits = Arc::new(Semaphore::new(0));
        let wait = || {
            let permits = Arc::clone(&permits);
            thread::spawn(move || permits.acquire())
        };
        let waiting = [wait(), wait()];
        permits.release();
        permits.release();
        for waiter in waiting {
            waiter.join().unwrap();
        }
    }
}
