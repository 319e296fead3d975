//! Many threads count with one counter.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut handles = vec![];
    for i in 0..n_max {
        let c = Arc::clone(counter);
        let h = thread::spawn(move || {
            for _ in 0..i {
                let mut num = c.lock().unwrap();
                *num += 1;
            }
        });
        handles.push(h);
    }
    for h in handles {
        h.join().unwrap();
    }
}

/// Counts from 0 with `n_max` threads and returns the sum.
pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    *counter.lock().unwrap()
}
