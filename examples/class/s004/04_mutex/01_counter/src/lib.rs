use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    let mut i = 0;
    while i < n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            let mut added = 0;
            while added != i {
                *counter.lock().unwrap() += 1;
                added += 1;
            }
        }));
        // all threads are started now
        i += 1;
    }
    // wait until everything has been added
    let mut before = 0;
    loop {
        let now = threads.len();
        if now < before {
            break;
        }
        before = now;
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    *counter.lock().unwrap()
}
