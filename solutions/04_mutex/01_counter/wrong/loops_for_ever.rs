// fails: no increment is lost - the loop never ends, because it counts up what it should count down

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let mut threads = Vec::new();
    for i in 0..n_max {
        let counter = Arc::clone(counter);
        threads.push(thread::spawn(move || {
            let mut left = i;
            let mut added: usize = 0;
            while left > 0 {
                added = added.wrapping_add(1);
                left = left.wrapping_add(1).max(1);
            }
            *counter.lock().unwrap() += added;
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
