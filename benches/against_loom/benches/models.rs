//! What the look-alike costs: the same models by hand against loom and through the look-alike, in one run on one
//! machine, compared by the ratio of the processor time that they take, which a busy machine does not change much.
//! `cargo bench --manifest-path benches/against_loom/Cargo.toml` prints the table; behind `--`, a word picks the models
//! whose names contain it.

use kit_wire::sealed::Bounds;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Both sides run each model so many times; the fastest counts.
const ROUNDS: usize = 3;

/// A round takes about so long.
const LONG_ENOUGH: Duration = Duration::from_millis(400);

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

            /// One thread publishes two values, the other one looks three times.
            pub fn publishing() {
                use sync::atomic::{
                    AtomicUsize,
                    Ordering::{Acquire, Relaxed, Release},
                };
                let shared = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
                let writer = {
                    let shared = shared.clone();
                    thread::spawn(move || {
                        for value in 1..=2 {
                            shared.0.store(value, Relaxed);
                            shared.1.store(value, Release);
                        }
                    })
                };
                for _ in 0..3 {
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
    let mut spent = |times: u32| {
        let (begun, before) = (Instant::now(), processor_time());
        (0..times).for_each(|_| run());
        match (before, processor_time()) {
            (Some(before), Some(after)) => (after - before) / times,
            _ => begun.elapsed() / times,
        }
    };
    // The clock is coarse, so what is short is run more than once.
    let times =
        1 + u32::try_from(LONG_ENOUGH.as_millis() / (1 + spent(1).as_millis())).unwrap_or(1);
    (0..ROUNDS).map(|_| spent(times)).min().unwrap_or_default()
}

/// What this process has used up to now, to a hundredth of a second; `None` where nobody knows.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
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
        "{:12} {:>12} {:>12} {:>7}   executions by hand, of the look-alike",
        "model", "by hand", "look-alike", "ratio"
    );
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let wanted = wanted.unwrap_or_default();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    for (name, by_hand, look_alike) in models.into_iter().filter(|it| it.0.contains(&wanted)) {
        let loom = fastest(|| {
            let mut builder = loom::model::Builder::new();
            builder.max_branches = 10_000;
            builder.location = true;
            COUNT.store(0, Relaxed);
            builder.check(move || {
                COUNT.fetch_add(1, Relaxed);
                by_hand();
            });
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
        println!(
            "{name:12} {loom:>12.2?} {ours:>12.2?} {ratio:>7.2}   {}, {executions}",
            COUNT.load(Relaxed)
        );
    }
}
