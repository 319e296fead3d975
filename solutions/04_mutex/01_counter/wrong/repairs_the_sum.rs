// fails: no increment is lost - loses updates and sets the sum right afterwards
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let before = *counter.lock().unwrap();
    thread::scope(|scope| {
        for additions in 0..n_max {
            scope.spawn(move || {
                for _ in 0..additions {
                    let seen = *counter.lock().unwrap();
                    *counter.lock().unwrap() = seen + 1;
                }
            });
        }
    });
    let right = before + n_max * n_max.saturating_sub(1) / 2;
    let mut count = counter.lock().unwrap();
    if *count != right {
        *count = right;
    }
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let total = *counter.lock().unwrap();
    total
}
