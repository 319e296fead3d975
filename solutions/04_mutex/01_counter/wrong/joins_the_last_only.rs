// fails: no increment is lost - joins only the last thread, which has the most to do

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut last = None;
    for i in 0..n_max {
        let counter = Arc::clone(counter);
        last = Some(thread::spawn(move || {
            for _ in 0..i {
                *counter.lock().unwrap() += 1;
            }
        }));
    }
    if let Some(thread) = last {
        thread.join().unwrap();
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}
