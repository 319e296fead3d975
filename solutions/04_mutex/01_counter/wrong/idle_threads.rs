// fails: the threads do the counting - starts threads that do nothing and adds the sum itself

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let threads: Vec<_> = (0..n_max).map(|_| thread::spawn(|| {})).collect();
    for thread in threads {
        thread.join().unwrap();
    }
    *counter.lock().unwrap() += (0..n_max).sum::<usize>();
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let count = *counter.lock().unwrap();
    count
}
