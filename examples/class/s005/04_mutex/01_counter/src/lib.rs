use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    // Nobody else may touch the counter while we count.
    let _guard = counter.lock().unwrap();
    let mut threads = Vec::new();
    for i in 0..n_max {
        let counter = Arc::clone(counter);
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
    *counter.lock().unwrap()
}
