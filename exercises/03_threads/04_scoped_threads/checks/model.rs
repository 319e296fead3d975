//! Every interleaving of two parts.

use kit::prelude::*;
use scoped_threads::map_in_parts;
use std::num::NonZeroUsize;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Data that cannot be cloned.
struct Number(usize);

fn numbers(count: usize) -> Vec<Number> {
    (1..=count).map(Number).collect()
}

/// Calls `map_in_parts` with as many parts as there are numbers; each waits until all others are there.
fn meet(count: usize) {
    let barrier = Barrier::new(count);
    let mut results = map_in_parts(&numbers(count), NonZeroUsize::new(count).unwrap(), |part| {
        barrier.wait();
        part[0].0
    });
    // Their order is another check's matter.
    results.sort();
    expect_eq!(
        results,
        Vec::from_iter(1..=count),
        "the sorted results of map_in_parts over the numbers 1 to {count} in {count} parts that wait for each other"
    );
    kit::expect_joined();
}

/// Calls `map_in_parts` with as many parts as there are numbers; other threads can come in between in each.
fn in_order(count: usize) {
    let step = AtomicUsize::new(0);
    let results = map_in_parts(&numbers(count), NonZeroUsize::new(count).unwrap(), |part| {
        step.fetch_add(1, Ordering::Relaxed);
        part[0].0
    });
    expect_eq!(
        results,
        Vec::from_iter(1..=count),
        "map_in_parts over the numbers 1 to {count} in {count} parts, with a function that returns the number"
    );
    kit::expect_joined();
}

kit::model! {
    /// Two parts are worked on by two threads.
    fn two_threads() {
        let threads = map_in_parts(&numbers(2), NonZeroUsize::new(2).unwrap(), |_| kit::this_thread());
        let both = threads.len() == 2 && threads[0] != threads[1];
        expect!(
            both,
            "map_in_parts over 2 numbers in 2 parts: one thread worked on both parts, one after the other. For two at the same time it takes two threads."
        );
    }

    /// Two parts that wait for each other both come to their end.
    fn two_parts_meet() {
        meet(2);
    }

    /// Two results are in order, whichever thread ends first.
    fn two_in_order() {
        in_order(2);
    }
}
