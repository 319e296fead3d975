// fails: counts up - one static counter for all calls of count_up, set to 0 first

use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

static COUNTER: LazyLock<Arc<Mutex<usize>>> = LazyLock::new(|| Arc::new(Mutex::new(0)));

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
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
    *COUNTER.lock().unwrap() = 0;
    count_into(&COUNTER, n_max);
    let count = *COUNTER.lock().unwrap();
    count
}
