//! The headline: what went wrong first, and not what came of it.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::{FailureKind, ModelFailure};
use std_model as std;

use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn failure(model: impl Fn() + Send + Sync + 'static) -> ModelFailure {
    let report = std_model::model::explore(&Bounds::default(), model);
    assert!(report.unsupported.is_none(), "{:?}", report.unsupported);
    report.failure.expect("the model fails")
}

/// The headline has these words, and the place is in the line that says `// here`, the `number`th of the file.
fn expect(kind: FailureKind, words: &str, number: usize, model: fn()) {
    let failure = failure(model);
    assert_eq!(failure.kind, kind, "{}", failure.message);
    assert!(failure.message.contains(words), "{}", failure.message);
    let marked = include_str!("words.rs")
        .lines()
        .enumerate()
        .filter(|(_, line)| line.ends_with(&["//", "here"].join(" ")));
    let marked: Vec<_> = marked.map(|(index, _)| index as u32 + 1).collect();
    let line = failure.place.map(|place| place.line);
    assert_eq!(line, Some(marked[number]), "{}", failure.message);
}

#[derive(Default)]
struct Queue {
    values: Mutex<Vec<u32>>,
    changed: Condvar,
}

/// The first thread only unwraps what the second one left behind.
#[test]
fn an_assertion_under_a_lock_and_not_another_threads_poison() {
    expect(FailureKind::Panic, "not one more", 0, || {
        let lock = Arc::new(Mutex::new(0));
        let (other, third) = (lock.clone(), lock.clone());
        let first = thread::spawn(move || {
            *other.lock().unwrap() += 1;
        });
        let second = thread::spawn(move || {
            let guard = third.lock().unwrap();
            assert!(*guard == 1, "not one more"); // here
        });
        first.join().unwrap();
        second.join().unwrap();
    });
}

/// Main passes the payload on, so it has no panic of its own.
#[test]
fn an_assertion_that_is_passed_on_with_its_payload() {
    expect(FailureKind::Panic, "of the thread", 1, || {
        let thread = thread::spawn(|| -> () { panic!("of the thread") }); // here
        let result: std::thread::Result<()> = thread.join();
        std::panic::resume_unwind(result.unwrap_err());
    });
}

/// What was caught is over.
#[test]
fn an_assertion_and_not_an_earlier_panic_that_was_caught() {
    expect(FailureKind::Panic, "the last one", 2, || {
        let first = thread::spawn(|| {
            let _ = std::panic::catch_unwind(|| panic!("on purpose"));
        });
        first.join().unwrap();
        let second = thread::spawn(|| panic!("the last one")); // here
        second.join().unwrap();
    });
}

#[test]
fn mains_own_assertion_and_not_a_threads_panic_on_purpose() {
    expect(FailureKind::Panic, "main looks", 3, || {
        let _ = thread::spawn(|| panic!("on purpose")).join();
        panic!("main looks"); // here
    });
}

/// The thread that should have notified has panicked.
#[test]
fn an_assertion_and_not_who_waits_for_that_thread_in_vain() {
    let model = || {
        let (sender, receiver) = sync_channel::<u32>(0);
        let keeps = sender.clone();
        let _panics = thread::spawn(move || {
            let _sender = sender;
            panic!("never sent"); // here
        });
        let _ = receiver.recv();
        drop(keeps);
    };
    expect(
        FailureKind::Deadlock,
        "Thread 1 panicked: never sent",
        4,
        model,
    );
    expect(FailureKind::Deadlock, "main waits for a message", 4, model);
}

/// A queue into which another thread puts one value, and says so.
fn one_comes() -> Arc<Queue> {
    let queue = Arc::new(Queue::default());
    let other = queue.clone();
    thread::spawn(move || {
        other.values.lock().unwrap().push(1);
        other.changed.notify_one();
    });
    queue
}

/// Two values are wanted, one comes.
#[test]
fn who_was_woken_and_found_too_little_has_lost_nothing() {
    expect(
        FailureKind::Deadlock,
        "was woken, found its condition false and waits again",
        5,
        || {
            let queue = one_comes();
            let mut values = queue.values.lock().unwrap();
            while values.len() < 2 {
                values = queue.changed.wait(values).unwrap(); // here
            }
        },
    );
}

/// The consumer was notified and got what it was notified of; it comes back for more.
#[test]
fn who_comes_back_for_more_has_lost_nothing() {
    expect(
        FailureKind::Deadlock,
        "nobody sends another after thread 1's at line",
        6,
        || {
            let queue = one_comes();
            for _ in 0..2 {
                let mut values = queue.values.lock().unwrap();
                while values.is_empty() {
                    values = queue.changed.wait(values).unwrap(); // here
                }
                values.pop();
            }
        },
    );
}

/// The other consumer has taken the value before this one looked.
#[test]
fn who_looked_after_the_notification_has_lost_nothing() {
    expect(
        FailureKind::Deadlock,
        "nobody sends another after main's at line",
        7,
        || {
            let queue = Arc::new(Queue::default());
            queue.values.lock().unwrap().push(1);
            queue.changed.notify_one();
            let consumers = [0, 1].map(|_| {
                let queue = queue.clone();
                thread::spawn(move || {
                    let mut values = queue.values.lock().unwrap();
                    while values.is_empty() {
                        values = queue.changed.wait(values).unwrap(); // here
                    }
                    values.pop();
                })
            });
            consumers
                .into_iter()
                .for_each(|consumer| consumer.join().unwrap());
        },
    );
}

/// It looked before the notification and waits after it.
#[test]
fn who_looked_before_the_notification_has_lost_a_wake_up() {
    expect(
        FailureKind::Deadlock,
        "A wake-up was lost: thread 1 notified",
        8,
        || {
            let queue = one_comes();
            let is_empty = queue.values.lock().unwrap().is_empty();
            if is_empty {
                let values = queue.values.lock().unwrap();
                drop(queue.changed.wait(values).unwrap()); // here
            }
        },
    );
}

/// It did not look at all.
#[test]
fn who_waits_without_looking_has_lost_a_wake_up() {
    expect(
        FailureKind::Deadlock,
        "A wake-up was lost: thread 1 notified",
        9,
        || {
            let queue = Arc::new(Queue::default());
            let other = queue.clone();
            let _producer = thread::spawn(move || other.changed.notify_one());
            let values = queue.values.lock().unwrap();
            drop(queue.changed.wait(values).unwrap()); // here
        },
    );
}
