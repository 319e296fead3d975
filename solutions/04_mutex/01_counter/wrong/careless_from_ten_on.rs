// fails: four threads count on - two locks once the counter has two digits
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    thread::scope(|scope| {
        for additions in 0..n_max {
            scope.spawn(move || {
                for _ in 0..additions {
                    let mut count = counter.lock().unwrap();
                    if *count < 10 {
                        *count += 1;
                    } else {
                        let seen = *count;
                        drop(count);
                        *counter.lock().unwrap() = seen + 1;
                    }
                }
            });
        }
    });
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let total = *counter.lock().unwrap();
    total
}
