//! Every interleaving of threads that use the student's mutex.

use kit::prelude::*;
use spin_mutex::SpinMutex;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::{self, JoinHandle};

/// The value is watched for data races wherever the student's code keeps it.
type Counter = SpinMutex<kit::Racy<usize>>;

fn counter() -> Arc<Counter> {
    Arc::new(SpinMutex::new(kit::Racy::new(0)))
}

/// Starts a thread that adds 1 so many times.
fn spawn_adder(counter: &Arc<Counter>, times: usize) -> JoinHandle<()> {
    let counter = Arc::clone(counter);
    thread::spawn(move || {
        for _ in 0..times {
            counter.lock().add(1);
        }
    })
}

/// Waits for the threads, and fails if what they added is not there.
fn expect_sum(
    counter: &Counter,
    adders: impl IntoIterator<Item = JoinHandle<()>>,
    sum: usize,
    who: &str,
) {
    for adder in adders {
        adder.join().unwrap();
    }
    expect_eq!(counter.lock().get(), sum, "the counter after {who}");
}

/// Who has a guard, as this execution really goes, whoever could see it.
#[derive(Default)]
struct Inside {
    guards: Cell<usize>,
    /// A step under the lock, so that others can come meanwhile. It orders nothing.
    step: AtomicUsize,
}

// SAFETY: the threads of a model all run on one thread of the operating system, one after the other.
unsafe impl Sync for Inside {}

impl Inside {
    /// Takes the lock, and fails if somebody else has it too.
    fn visit(&self, mutex: &SpinMutex<()>) {
        let guard = mutex.lock();
        self.guards.set(self.guards.get() + 1);
        self.step.fetch_add(1, Relaxed);
        expect!(
            self.guards.get() == 1,
            "Two threads had a guard of one mutex at the same time: lock() has to find the lock free and take it in one step, and to wait until it is free."
        );
        self.guards.set(self.guards.get() - 1);
        drop(guard);
    }
}

kit::model! {
    /// There are never two guards at the same time.
    fn one_guard_at_a_time() {
        let shared = Arc::new((SpinMutex::new(()), Inside::default()));
        let visitor = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.1.visit(&shared.0))
        };
        shared.1.visit(&shared.0);
        visitor.join().unwrap();
    }

    /// Two threads never have a guard at the same time.
    fn two_threads() {
        let counter = counter();
        let adders = [spawn_adder(&counter, 1), spawn_adder(&counter, 1)];
        expect_sum(&counter, adders, 2, "two threads added 1 each");
    }

    /// The next one to lock sees what the last one wrote, through a plain `&mut`.
    fn hands_over() {
        let pair = Arc::new(SpinMutex::new((0_u32, 0_u32)));
        let writer = {
            let pair = Arc::clone(&pair);
            thread::spawn(move || *pair.lock() = (1, 2))
        };
        pair.lock().0 += 10;
        writer.join().unwrap();
        let last = *pair.lock();
        expect!(
            last == (11, 2) || last == (1, 2),
            "One thread wrote (1, 2) over (0, 0) under the lock, another one added 10 to the first number under the lock, and now the pair is {last:?}: a change was lost."
        );
    }

    /// Who finds the lock taken waits as long as it is taken.
    fn locked_out_waits() {
        let mutex = SpinMutex::new(0);
        let guard = mutex.lock();
        kit::expect_stuck(
            || {
                let _second = mutex.lock();
            },
            "lock() returned although a guard was still alive: it must not give up.",
        );
        drop(guard);
    }

    /// The lock protects as well when it is taken again.
    fn taken_again() {
        let counter = counter();
        let adder = spawn_adder(&counter, 2);
        counter.lock().add(1);
        counter.lock().add(1);
        expect_sum(&counter, [adder], 4, "two threads added 1 twice");
    }

    /// Three threads never have a guard at the same time.
    fn three_threads() {
        let counter = counter();
        let adders = [spawn_adder(&counter, 1), spawn_adder(&counter, 1), spawn_adder(&counter, 1)];
        expect_sum(&counter, adders, 3, "three threads added 1 each");
    }

    /// try_lock takes a lock that is free, always.
    fn try_lock_takes_a_free_lock() {
        let mutex = SpinMutex::new(0);
        for _ in 0..2 {
            expect!(
                mutex.try_lock().is_some(),
                "try_lock() returned None, although nobody held the lock."
            );
        }
    }

    /// A try_lock that finds the lock taken says so and does not try again.
    fn try_lock_does_not_wait() {
        let mutex = SpinMutex::new(0);
        let guard = mutex.lock();
        let before = kit::steps().len();
        let got_in = mutex.try_lock().is_some();
        let steps = kit::steps().split_off(before);
        // A model records the first repetition of a try and not the rest.
        let again = steps.iter().enumerate().any(|(index, step)| {
            steps[..index].iter().any(|earlier| (earlier.op, earlier.read, earlier.wrote, &earlier.place) == (step.op, step.read, step.wrote, &step.place))
        });
        expect!(
            !again && !got_in,
            "try_lock() on a taken lock tried again: it has to look once and return, not wait."
        );
        drop(guard);
    }

    /// Who gets in through try_lock sees what the previous owner wrote, and the next one what it wrote itself.
    fn try_lock_protects() {
        let counter = counter();
        let adder = spawn_adder(&counter, 1);
        let got_in = match counter.try_lock() {
            Some(guard) => {
                guard.add(1);
                true
            }
            None => false,
        };
        expect_sum(&counter, [adder], 1 + usize::from(got_in), "one thread got in through lock and one through try_lock");
    }
}
