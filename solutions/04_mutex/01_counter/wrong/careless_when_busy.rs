// fails: no increment is lost - adds under one lock only when the lock is free at once
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for additions in 0..n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            for _ in 0..additions {
                if let Ok(mut count) = counter.try_lock() {
                    *count += 1;
                    continue;
                }
                let seen = *counter.lock().unwrap();
                *counter.lock().unwrap() = seen + 1;
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
    let total = *counter.lock().unwrap();
    total
}
