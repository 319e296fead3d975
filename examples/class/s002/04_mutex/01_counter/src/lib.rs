//! Many threads count with one counter.

use std::sync::{Arc, Mutex};
use std::thread;

/// Starts threads 0 to `n_max - 1`; thread i adds 1 to the counter i times. All of them have finished when
/// this function returns.
pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for i in 0..n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            for _ in 0..i {
                let old = *counter.lock().unwrap();
                let new = old + 1;
                *counter.lock().unwrap() = new;
            }
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

/// Counts from 0 with `n_max` threads and returns the sum.
pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    *counter.lock().unwrap()
}
