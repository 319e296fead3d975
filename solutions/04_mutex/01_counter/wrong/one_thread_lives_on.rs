// fails: no increment is lost - a thread that logs is never joined
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let watched = Arc::clone(counter);
    thread::spawn(move || drop(watched));
    thread::scope(|scope| {
        for additions in 0..n_max {
            scope.spawn(move || (0..additions).for_each(|_| *counter.lock().unwrap() += 1));
        }
    });
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let total = *counter.lock().unwrap();
    total
}
