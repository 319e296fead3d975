// fails: no increment is lost - the loop never ends, because i is never counted down

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for i in 0..n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            let mut guard = counter.lock().unwrap();
            let left = i;
            while left > 0 {
                *guard = guard.wrapping_add(1);
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
