//! Every interleaving of the counting threads.

use kit::prelude::*;
use std::sync::{Arc, Mutex};

/// What the counter says after `count_into(&counter, n_max)`, having said `start` before.
fn count_from(start: usize, n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(start));
    counter::count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
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
}
