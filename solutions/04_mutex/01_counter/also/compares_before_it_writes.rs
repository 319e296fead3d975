//! Style: computes without the lock, and writes only if nobody wrote meanwhile; named threads; count_up by recursion.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

fn add_one(counter: &Mutex<usize>) {
    loop {
        let seen = *counter.lock().unwrap_or_else(PoisonError::into_inner);
        let next = seen + 1;
        let mut count = counter.lock().unwrap_or_else(PoisonError::into_inner);
        if *count == seen {
            *count = next;
            return;
        }
    }
}

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let threads: Vec<_> = (0..n_max)
        .map(|i| {
            let counter = counter.clone();
            let builder = thread::Builder::new().name(format!("counter {i}"));
            builder.spawn(move || (0..i).for_each(|_| add_one(&counter))).unwrap()
        })
        .collect();
    for thread in threads {
        let _ = thread.join();
    }
}

fn count_from_thread(counter: &Mutex<usize>, i: usize, n_max: usize) {
    if i < n_max {
        thread::scope(|scope| {
            scope.spawn(|| (0..i).for_each(|_| add_one(counter)));
            count_from_thread(counter, i + 1, n_max);
        });
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Mutex::default();
    count_from_thread(&counter, 0, n_max);
    counter.into_inner().unwrap()
}
