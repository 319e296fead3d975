//! Style: each thread is joined before the next one starts; read and write are two statements under one guard.

use std::sync::{Arc, Mutex};
use std::thread;

fn add_one(counter: &Mutex<usize>) {
    let mut guard = counter.lock().unwrap();
    let seen = *guard;
    *guard = seen + 1;
    drop(guard);
}

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    for i in 0..n_max {
        let mine = counter.clone();
        let handle = thread::spawn(move || (0..i).for_each(|_| add_one(&mine)));
        handle.join().unwrap();
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let sum = counter.lock().unwrap();
    *sum
}
