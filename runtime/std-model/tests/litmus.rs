//! Litmus tests: each row says which outcomes the C++20 memory model allows, and which of them the look-alike cannot
//! show. It must show exactly the others: an outcome too many would be a false alarm, one too few a missed bug.

use kit_wire::sealed::Bounds;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std_model::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std_model::sync::atomic::{AtomicU32, fence};
use std_model::thread::scope;

/// All outcomes that the look-alike shows.
fn shown(model: impl Fn() -> String + Send + Sync + 'static) -> BTreeSet<String> {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let record = seen.clone();
    let report = std_model::model::explore(&Bounds::default(), move || {
        let outcome = model();
        record.lock().unwrap().insert(outcome);
    });
    assert!(report.failure.is_none(), "{:?}", report.failure);
    assert!(
        report.complete,
        "{} executions were not enough",
        report.executions
    );
    let seen = seen.lock().unwrap();
    seen.clone()
}

/// A row: what the language allows, and what of it the look-alike cannot show.
fn row(
    name: &str,
    allowed: &str,
    hidden: &str,
    model: impl Fn() -> String + Send + Sync + 'static,
) {
    let set = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let (allowed, hidden, shown) = (set(allowed), set(hidden), shown(model));
    assert!(
        hidden.is_subset(&allowed),
        "{name}: a hidden outcome must be an allowed one"
    );
    let forbidden: Vec<_> = shown.difference(&allowed).collect();
    assert!(
        forbidden.is_empty(),
        "{name} shows the forbidden {forbidden:?}"
    );
    let expected: BTreeSet<_> = allowed.difference(&hidden).cloned().collect();
    assert_eq!(
        shown, expected,
        "{name} shows other outcomes than the table says"
    );
}

type Pair = (AtomicU32, AtomicU32);

fn pair() -> Pair {
    (AtomicU32::new(0), AtomicU32::new(0))
}

/// Runs two threads on two atomics; the outcome is what they return, one after the other.
fn two(one: impl Fn(&Pair) -> String + Sync, other: impl Fn(&Pair) -> String + Sync) -> String {
    let atomics = pair();
    scope(|s| {
        let one = s.spawn(|| one(&atomics));
        let other = s.spawn(|| other(&atomics));
        one.join().unwrap() + &other.join().unwrap()
    })
}

fn store_buffering(store: Ordering, load: Ordering, fenced: [bool; 2]) -> String {
    two(
        |(x, y)| {
            x.store(1, store);
            if fenced[0] {
                fence(SeqCst);
            }
            y.load(load).to_string()
        },
        |(x, y)| {
            y.store(1, store);
            if fenced[1] {
                fence(SeqCst);
            }
            x.load(load).to_string()
        },
    )
}

#[test]
fn store_buffering_rows() {
    let all = "00 01 10 11";
    row("SB relaxed", all, "", || {
        store_buffering(Relaxed, Relaxed, [false; 2])
    });
    row("SB release, acquire", all, "", || {
        store_buffering(Release, Acquire, [false; 2])
    });
    row("SB SeqCst", "01 10 11", "", || {
        store_buffering(SeqCst, SeqCst, [false; 2])
    });
    row("SB relaxed with SeqCst fences", "01 10 11", "", || {
        store_buffering(Relaxed, Relaxed, [true; 2])
    });
    row("SB relaxed with one fence", all, "", || {
        store_buffering(Relaxed, Relaxed, [true, false])
    });
    row("SB SeqCst stores, relaxed loads", all, "", || {
        store_buffering(SeqCst, Relaxed, [false; 2])
    });
    row("SB relaxed stores, SeqCst loads", all, "", || {
        store_buffering(Relaxed, SeqCst, [false; 2])
    });
    row("SB by SeqCst swaps", "01 10 11", "", || {
        let side = |mine: &AtomicU32, other: &AtomicU32| {
            mine.swap(1, SeqCst);
            other.load(SeqCst).to_string()
        };
        two(|(x, y)| side(x, y), |(x, y)| side(y, x))
    });
}

/// Outcome: the flag, then the data.
fn message_passing(store: Ordering, load: Ordering, fenced: [bool; 2]) -> String {
    two(
        |(data, flag)| {
            data.store(1, Relaxed);
            if fenced[0] {
                fence(Release);
            }
            flag.store(1, store);
            String::new()
        },
        |(data, flag)| {
            let seen = flag.load(load);
            if fenced[1] {
                fence(Acquire);
            }
            format!("{seen}{}", data.load(Relaxed))
        },
    )
}

#[test]
fn message_passing_rows() {
    let (all, ordered) = ("00 01 10 11", "00 01 11");
    row("MP relaxed", all, "", || {
        message_passing(Relaxed, Relaxed, [false; 2])
    });
    row("MP release, acquire", ordered, "", || {
        message_passing(Release, Acquire, [false; 2])
    });
    row("MP SeqCst", ordered, "", || {
        message_passing(SeqCst, SeqCst, [false; 2])
    });
    row("MP release, relaxed", all, "", || {
        message_passing(Release, Relaxed, [false; 2])
    });
    row("MP relaxed, acquire", all, "", || {
        message_passing(Relaxed, Acquire, [false; 2])
    });
    row("MP with both fences", ordered, "", || {
        message_passing(Relaxed, Relaxed, [true; 2])
    });
    row("MP with a release fence only", all, "", || {
        message_passing(Relaxed, Relaxed, [true, false])
    });
    row("MP release fence, acquire load", ordered, "", || {
        message_passing(Relaxed, Acquire, [true, false])
    });
    row("MP release store, acquire fence", ordered, "", || {
        message_passing(Release, Relaxed, [false, true])
    });
    row(
        "MP read by a failing exchange that acquires",
        ordered,
        "",
        || exchange_reads(Acquire),
    );
    row(
        "MP read by a failing exchange that is relaxed",
        all,
        "",
        || exchange_reads(Relaxed),
    );
}

fn exchange_reads(failure: Ordering) -> String {
    two(
        |(data, flag)| {
            data.store(1, Relaxed);
            flag.store(1, Release);
            String::new()
        },
        move |(data, flag)| {
            let seen = flag.compare_exchange(7, 8, AcqRel, failure).unwrap_err();
            format!("{seen}{}", data.load(Relaxed))
        },
    )
}

#[test]
fn load_buffering_rows() {
    let side = |from: &AtomicU32, to: &AtomicU32, load, store| {
        let seen = from.load(load);
        to.store(1, store);
        seen.to_string()
    };
    // No reader ever sees a value that is written later in the execution.
    row("LB relaxed", "00 01 10 11", "11", move || {
        two(
            |(x, y)| side(x, y, Relaxed, Relaxed),
            |(x, y)| side(y, x, Relaxed, Relaxed),
        )
    });
    row("LB acquire, release", "00 01 10", "", move || {
        two(
            |(x, y)| side(x, y, Acquire, Release),
            |(x, y)| side(y, x, Acquire, Release),
        )
    });
}

#[test]
fn coherence_rows() {
    row("CoRR", "00 01 02 11 12 22", "", || {
        two(
            |(x, _)| {
                x.store(1, Relaxed);
                x.store(2, Relaxed);
                String::new()
            },
            |(x, _)| format!("{}{}", x.load(Relaxed), x.load(Relaxed)),
        )
    });
    row("CoWR", "1 2", "", || {
        two(
            |(x, _)| {
                x.store(1, Relaxed);
                x.load(Relaxed).to_string()
            },
            |(x, _)| {
                x.store(2, Relaxed);
                String::new()
            },
        )
    });
    row("CoRW", "0", "", || {
        let seen = |x: &AtomicU32| {
            let seen = x.load(Relaxed);
            x.store(1, Relaxed);
            seen.to_string()
        };
        two(|(x, _)| seen(x), |_| String::new())
    });
    row("CoWW", "2", "", || {
        let (x, _) = pair();
        scope(|s| {
            s.spawn(|| {
                x.store(1, Relaxed);
                x.store(2, Relaxed);
            });
        });
        x.load(Relaxed).to_string()
    });
    row("CoRR across threads (WRC)", "00 01 - ", "", || {
        let (x, y) = pair();
        scope(|s| {
            s.spawn(|| x.store(1, Relaxed));
            s.spawn(|| {
                if x.load(Relaxed) == 1 {
                    y.store(1, Release);
                }
            });
            let reader = s.spawn(|| (y.load(Acquire), x.load(Relaxed)));
            match reader.join().unwrap() {
                (1, 1) => "-".to_owned(),
                (flag, x) => format!("{flag}{x}"),
            }
        })
    });
}

#[test]
fn write_order_rows() {
    // Final values of x and y.
    let end = |first: Ordering| {
        let (x, y) = pair();
        scope(|s| {
            s.spawn(|| {
                x.store(1, first);
                y.store(2, first);
            });
            s.spawn(|| {
                y.store(1, first);
                x.store(2, first);
            });
        });
        format!("{}{}", x.load(Relaxed), y.load(Relaxed))
    };
    // Stores take their place in modification order in the order of execution.
    row("2+2W relaxed", "11 12 21 22", "11", move || end(Relaxed));
    row("2+2W SeqCst", "12 21 22", "", move || end(SeqCst));
}

#[test]
fn read_modify_write_rows() {
    row("RMW atomicity", "01 10", "", || {
        let add = |x: &AtomicU32| x.fetch_add(1, Relaxed).to_string();
        two(|(x, _)| add(x), |(x, _)| add(x))
    });
    row("one exchange wins", "01 10", "", || {
        let won = |x: &AtomicU32| {
            u8::from(x.compare_exchange(0, 1, Relaxed, Relaxed).is_ok()).to_string()
        };
        two(|(x, _)| won(x), |(x, _)| won(x))
    });
    row("a store and an addition", "05 56", "", || {
        let x = AtomicU32::new(0);
        let old = scope(|s| {
            s.spawn(|| x.store(5, Relaxed));
            s.spawn(|| x.fetch_add(1, Relaxed)).join().unwrap()
        });
        format!("{old}{}", x.load(Relaxed))
    });
    // Loom by itself misses the 1: the load of one thread hides that of the other from the addition.
    row("a load beside a load and an addition", "0 1", "", || {
        two(
            |(x, _)| x.load(SeqCst).to_string(),
            |(x, _)| {
                x.load(SeqCst);
                x.fetch_add(1, SeqCst);
                String::new()
            },
        )
    });
    row("a swap reads the newest value", "0 1", "", || {
        two(
            |(x, _)| {
                x.store(1, Relaxed);
                String::new()
            },
            |(x, _)| x.swap(2, Relaxed).to_string(),
        )
    });
}

#[test]
fn release_sequence_rows() {
    // "-": the reader did not see the last write.
    row(
        "release sequence through another thread's RMW",
        "- 1",
        "",
        || {
            let (data, flag) = pair();
            scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    flag.store(1, Release);
                });
                s.spawn(|| flag.fetch_add(1, Relaxed));
                let reader = s.spawn(|| {
                    if flag.load(Acquire) == 2 {
                        data.load(Relaxed).to_string()
                    } else {
                        "-".to_owned()
                    }
                });
                reader.join().unwrap()
            })
        },
    );
    // C++20: a later plain store does not continue it.
    row(
        "no release sequence through a plain store",
        "- 0 1",
        "",
        || {
            two(
                |(data, flag)| {
                    data.store(1, Relaxed);
                    flag.store(1, Release);
                    flag.store(2, Relaxed);
                    String::new()
                },
                |(data, flag)| {
                    if flag.load(Acquire) == 2 {
                        data.load(Relaxed).to_string()
                    } else {
                        "-".to_owned()
                    }
                },
            )
        },
    );
}

/// Outcome: what the first reader saw of x, then y, and what the second saw of y, then x.
fn independent_reads(store: Ordering, load: Ordering) -> String {
    let (x, y) = pair();
    scope(|s| {
        s.spawn(|| x.store(1, store));
        s.spawn(|| y.store(1, store));
        let one = s.spawn(|| format!("{}{}", x.load(load), y.load(load)));
        let other = s.spawn(|| format!("{}{}", y.load(load), x.load(load)));
        one.join().unwrap() + &other.join().unwrap()
    })
}

#[test]
fn independent_reads_rows() {
    let weak = "1010";
    for (store, load) in [(Relaxed, Relaxed), (Release, Acquire)] {
        let seen = shown(move || independent_reads(store, load));
        assert_eq!(seen.len(), 16, "IRIW {load:?} shows everything");
        assert!(seen.contains(weak));
    }
    let seen = shown(|| independent_reads(SeqCst, SeqCst));
    assert!(
        !seen.contains(weak),
        "IRIW SeqCst must not show the two writes in two orders"
    );
    assert_eq!(seen.len(), 15, "{seen:?}");
}
