//! Every interleaving of two or three parts.

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
    /// Two parts that wait for each other both come to their end.
    fn two_parts_meet() {
        meet(2);
    }

    /// Three parts that wait for each other all come to their end.
    fn three_parts_meet() {
        meet(3);
    }

    /// Two results are in order, whichever thread ends first.
    fn two_in_order() {
        in_order(2);
    }

    /// Three results are in order, whichever thread ends first.
    fn three_in_order() {
        in_order(3);
    }
}
