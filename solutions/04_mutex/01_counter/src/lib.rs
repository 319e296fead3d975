//! Many threads count with one counter.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// Starts threads 0 to `n_max - 1`; thread i adds 1 to the counter i times. All of them have finished when
/// this function returns.
pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let threads: Vec<JoinHandle<()>> = (0..n_max)
        .map(|i| {
            let counter = Arc::clone(counter);
            thread::spawn(move || {
                for _ in 0..i {
                    // A plain number is never half-written, so a poisoned counter can be counted on.
                    *counter.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("adding 1 does not panic");
    }
}

/// Counts from 0 with `n_max` threads and returns the sum.
pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap_or_else(PoisonError::into_inner);
    count
}
