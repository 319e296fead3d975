//! Every interleaving of the counting threads.

use kit::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// What the counter says after `count_into(&counter, n_max)`, having said `start` before.
fn count_from(start: usize, n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(start));
    counter::count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}

/// The threads, other than the caller's, that have changed the counter which the check made.
fn threads_that_counted() -> BTreeSet<usize> {
    let mut threads = BTreeSet::new();
    for step in kit::steps() {
        let is_counter = step.object.is_some_and(|object| object.contains("checks/"));
        if step.thread != 0 && is_counter && step.operation.starts_with("write") {
            threads.insert(step.thread);
        }
    }
    threads
}

/// The threads, other than the caller's, that did anything that another thread can notice.
fn threads_that_worked() -> BTreeSet<usize> {
    let steps = kit::steps().into_iter();
    steps.filter(|step| step.thread != 0 && step.operation != "ends").map(|step| step.thread).collect()
}

kit::model! {
    /// One thread that counts has counted when the function returns.
    fn one_thread_adds() {
        expect_eq!(count_from(0, 2), 1, "the counter after count_into(&counter, 2)");
    }

    /// No increment is lost, however the threads are scheduled.
    fn no_increment_is_lost() {
        expect_eq!(count_from(0, 3), 3, "the counter after count_into(&counter, 3)");
    }

    /// count_up too waits for all its threads.
    fn every_thread_is_joined() {
        expect_eq!(counter::count_up(3), 3, "count_up(3)");
    }

    /// The threads add to the counter, not the one that starts them.
    fn threads_do_the_counting() {
        count_from(0, 3);
        let counted = threads_that_counted().len();
        expect!(
            counted >= 2,
            "count_into(&counter, 3) has threads 1 and 2 add to the counter; but {counted} of the threads that it started did so."
        );
    }

    /// count_up too has its threads do the counting.
    fn threads_do_the_counting_up() {
        counter::count_up(3);
        let worked = threads_that_worked().len();
        expect!(worked >= 2, "count_up(3) has threads 1 and 2 do the counting; but {worked} of its threads did anything at all.");
    }
}
