// fails: the threads do the counting - one thread makes all additions

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let counter = Arc::clone(counter);
    let thread = thread::spawn(move || {
        for i in 0..n_max {
            for _ in 0..i {
                *counter.lock().unwrap() += 1;
            }
        }
    });
    thread.join().unwrap();
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}
