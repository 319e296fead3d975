// fails: no increment is lost - nobody joins the threads

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    for i in 0..n_max {
        let counter = Arc::clone(counter);
        thread::spawn(move || {
            for _ in 0..i {
                *counter.lock().unwrap() += 1;
            }
        });
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}
