//! What the look-alike costs: the same models by hand against loom and through the look-alike, in one run on one
//! machine, compared by the ratio of their times. `cargo bench -p std-model` prints the table.

use kit_wire::sealed::Bounds;
use std::time::{Duration, Instant};

/// Both sides run each model so many times; the fastest counts.
const ROUNDS: usize = 5;

/// The same source, once with loom's types and once with ours.
macro_rules! models {
    ($name:ident, $sync:path, $thread:path) => {
        mod $name {
            use std::sync::Arc;
            use $sync as sync;
            use $thread as thread;

            /// Three threads add to a counter under a mutex, twice each.
            pub fn mutex() {
                let counter = Arc::new(sync::Mutex::new(0));
                let threads: Vec<_> = (0..3)
                    .map(|_| {
                        let counter = counter.clone();
                        thread::spawn(move || (0..2).for_each(|_| *counter.lock().unwrap() += 1))
                    })
                    .collect();
                threads
                    .into_iter()
                    .for_each(|thread| thread.join().unwrap());
                assert_eq!(*counter.lock().unwrap(), 6);
            }

            /// Three threads add to an atomic, twice each.
            pub fn additions() {
                use sync::atomic::{AtomicUsize, Ordering::Relaxed};
                let counter = Arc::new(AtomicUsize::new(0));
                let threads: Vec<_> = (0..3)
                    .map(|_| {
                        let counter = counter.clone();
                        thread::spawn(move || {
                            for _ in 0..2 {
                                counter.fetch_add(1, Relaxed);
                            }
                        })
                    })
                    .collect();
                threads
                    .into_iter()
                    .for_each(|thread| thread.join().unwrap());
                assert_eq!(counter.load(Relaxed), 6);
            }

            /// One thread publishes three values, the other one looks four times.
            pub fn publishing() {
                use sync::atomic::{
                    AtomicUsize,
                    Ordering::{Acquire, Relaxed, Release},
                };
                let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
                let writer = {
                    let shared = shared.clone();
                    thread::spawn(move || {
                        for value in 1..=3 {
                            shared.0.store(value, Relaxed);
                            shared.1.store(value, Release);
                        }
                    })
                };
                for _ in 0..4 {
                    let seen = shared.1.load(Acquire);
                    assert!(shared.0.load(Relaxed) >= seen);
                }
                writer.join().unwrap();
            }

            /// A flag under a mutex, and a condition variable.
            pub fn condvar() {
                let shared = Arc::new((sync::Mutex::new(0), sync::Condvar::new()));
                let threads: Vec<_> = (0..2)
                    .map(|_| {
                        let shared = shared.clone();
                        thread::spawn(move || {
                            *shared.0.lock().unwrap() += 1;
                            shared.1.notify_one();
                        })
                    })
                    .collect();
                let mut done = shared.0.lock().unwrap();
                while *done < 2 {
                    done = shared.1.wait(done).unwrap();
                }
                drop(done);
                threads
                    .into_iter()
                    .for_each(|thread| thread.join().unwrap());
            }
        }
    };
}

models!(by_hand, loom::sync, loom::thread);
models!(look_alike, std_model::sync, std_model::thread);

fn fastest(mut run: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    });
    rounds.min().unwrap_or_default()
}

/// A model's name, by hand, and through the look-alike.
type Row = (&'static str, fn(), fn());

fn main() {
    let models: [Row; 4] = [
        ("mutex", by_hand::mutex, look_alike::mutex),
        ("additions", by_hand::additions, look_alike::additions),
        ("publishing", by_hand::publishing, look_alike::publishing),
        ("condvar", by_hand::condvar, look_alike::condvar),
    ];
    println!(
        "{:12} {:>12} {:>12} {:>7}   executions of the look-alike",
        "model", "by hand", "look-alike", "ratio"
    );
    for (name, by_hand, look_alike) in models {
        let loom = fastest(|| {
            let mut builder = loom::model::Builder::new();
            builder.max_branches = 10_000;
            builder.location = true;
            builder.check(by_hand);
        });
        let mut executions = 0;
        let ours = fastest(|| {
            let report = std_model::model::explore(
                &Bounds {
                    executions: 2_000_000,
                    ..Bounds::default()
                },
                look_alike,
            );
            assert!(report.complete && report.failure.is_none(), "{report:?}");
            executions = report.executions;
        });
        let ratio = ours.as_secs_f64() / loom.as_secs_f64();
        println!("{name:12} {loom:>12.2?} {ours:>12.2?} {ratio:>7.2}   {executions}");
    }
}
