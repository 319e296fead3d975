// fails: compiles - the threads borrow a counter that may be gone before they are

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for i in 0..n_max {
        threads.push(thread::spawn(move || {
            for _ in 0..i {
                *counter.lock().unwrap() += 1;
            }
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}
