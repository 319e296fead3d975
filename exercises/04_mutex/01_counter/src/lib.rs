//! Many threads count with one counter.

use std::sync::{Arc, Mutex};

/// Starts threads 0 to `n_max - 1`; thread i adds 1 to the counter i times. All of them have finished when
/// this function returns.
pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let _ = (counter, n_max);
    todo!("start the threads, and wait for them")
}

/// Counts from 0 with `n_max` threads and returns the sum.
pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    *counter.lock().unwrap()
}
