//! Style: count_into spins on try_lock; count_up counts with an atomic of its own.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for i in 1..n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            let mut left = i;
            while left > 0 {
                if let Ok(mut guard) = counter.try_lock() {
                    *guard += 1;
                    left -= 1;
                } else {
                    thread::yield_now();
                }
            }
        }));
    }
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
}

pub fn count_up(n_max: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for i in 0..n_max {
            let counter = &counter;
            s.spawn(move || {
                for _ in 0..i {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    counter.into_inner()
}
