//! Every interleaving of threads that use the student's lock around a counter that has no protection of its own.

use kit::prelude::*;
use spin_lock::SpinLockMutex;
use std::sync::Arc;
use std::thread;

/// A plain counter, which the model watches for data races, and the lock that is to protect it.
struct Guarded {
    lock: SpinLockMutex,
    counter: kit::Racy<usize>,
}

impl Guarded {
    fn new() -> Arc<Guarded> {
        Arc::new(Guarded {
            lock: SpinLockMutex::new(),
            counter: kit::Racy::new(0),
        })
    }

    /// The counter's value, read under the lock.
    fn count(&self) -> usize {
        self.lock.lock();
        let count = self.counter.get();
        self.lock.unlock();
        count
    }
}

/// Starts a thread that adds 1 under the lock.
fn spawn_adder(guarded: &Arc<Guarded>) -> thread::JoinHandle<()> {
    let guarded = Arc::clone(guarded);
    thread::spawn(move || {
        guarded.lock.lock();
        guarded.counter.add(1);
        guarded.lock.unlock();
    })
}

kit::model! {
    /// Two threads never are between lock and unlock at the same time.
    fn two_threads() {
        let guarded = Guarded::new();
        let adders = [spawn_adder(&guarded), spawn_adder(&guarded)];
        for adder in adders {
            adder.join().unwrap();
        }
        expect_eq!(guarded.count(), 2, "the counter after two threads added 1 each");
    }

    /// Who finds the lock taken waits as long as it is taken.
    fn locked_out_waits() {
        let lock = SpinLockMutex::new();
        lock.lock();
        kit::expect_stuck(|| lock.lock(), "lock() returned although the lock was still taken: it must not give up.");
    }

    /// The lock protects as well when it is taken again.
    fn taken_again() {
        let guarded = Guarded::new();
        let other = Arc::clone(&guarded);
        let add_twice = |guarded: &Guarded| {
            for _ in 0..2 {
                guarded.lock.lock();
                guarded.counter.add(1);
                guarded.lock.unlock();
            }
        };
        let adder = thread::spawn(move || add_twice(&other));
        add_twice(&guarded);
        adder.join().unwrap();
        expect_eq!(guarded.count(), 4, "the counter after two threads added 1 twice");
    }

    /// Three threads never are between lock and unlock at the same time.
    fn three_threads() {
        let guarded = Guarded::new();
        let adders = [spawn_adder(&guarded), spawn_adder(&guarded), spawn_adder(&guarded)];
        for adder in adders {
            adder.join().unwrap();
        }
        expect_eq!(guarded.count(), 3, "the counter after three threads added 1 each");
    }

    /// try_lock says true exactly when it has taken the lock.
    fn try_lock_tells() {
        let lock = SpinLockMutex::new();
        expect!(
            lock.try_lock(),
            "try_lock() on a new lock returned false, although nobody held it."
        );
        expect!(
            !lock.try_lock(),
            "try_lock() returned true, although the lock was already taken by try_lock()."
        );
        expect!(
            !lock.try_lock(),
            "try_lock() returned true at the second try, although the lock was never given back."
        );
        lock.unlock();
        expect!(
            lock.try_lock(),
            "try_lock() returned false, although the lock had been given back."
        );
        lock.unlock();
        lock.lock();
        expect!(
            !lock.try_lock(),
            "try_lock() returned true, although the lock was held through lock()."
        );
        lock.unlock();
        lock.lock();
        lock.unlock();
    }

    /// A try_lock that finds the lock taken says so and does not try again.
    fn try_lock_does_not_wait() {
        let lock = SpinLockMutex::new();
        lock.lock();
        let before = kit::steps().len();
        lock.try_lock();
        let steps = kit::steps().split_off(before);
        // A model records the first repetition of a try and not the rest.
        let again = steps
            .iter()
            .enumerate()
            .any(|(index, step)| steps[..index].iter().any(|earlier| (earlier.op, earlier.read, earlier.wrote, &earlier.place) == (step.op, step.read, step.wrote, &step.place)));
        expect!(
            !again,
            "try_lock() on a taken lock tried again: it has to look once and return, not wait."
        );
    }

    /// Two locks have nothing to do with each other.
    fn locks_are_independent() {
        let (one, other) = (SpinLockMutex::new(), SpinLockMutex::new());
        one.lock();
        expect!(
            other.try_lock(),
            "Taking one lock took another one too: each lock needs a flag of its own."
        );
        one.unlock();
        expect!(
            !other.try_lock(),
            "Giving one lock back gave another one back too: each lock needs a flag of its own."
        );
    }

    /// Who gets in through try_lock sees what the previous owner wrote.
    fn try_lock_protects() {
        let guarded = Guarded::new();
        let adder = spawn_adder(&guarded);
        let got_in = guarded.lock.try_lock();
        if got_in {
            guarded.counter.add(1);
            guarded.lock.unlock();
        }
        adder.join().unwrap();
        expect_eq!(
            guarded.count(),
            1 + usize::from(got_in),
            "the counter after one thread got in through lock and one through try_lock"
        );
    }
}
