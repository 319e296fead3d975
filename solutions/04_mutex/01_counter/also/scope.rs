//! Style: scoped threads; each holds the lock for all its additions.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    thread::scope(|scope| {
        for i in 0..n_max {
            scope.spawn(move || {
                let mut guard = counter.lock().unwrap();
                for _ in 0..i {
                    *guard += 1;
                }
            });
        }
    });
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    Arc::into_inner(counter).unwrap().into_inner().unwrap()
}
