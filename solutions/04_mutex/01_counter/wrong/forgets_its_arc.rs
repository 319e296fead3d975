// fails: no increment is lost - each thread leaks its clone of the Arc
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let work = |additions| {
        let counter = Arc::clone(counter);
        thread::spawn(move || {
            for _ in 0..additions {
                *counter.lock().unwrap() += 1;
            }
            std::mem::forget(counter);
        })
    };
    let threads: Vec<_> = (0..n_max).map(work).collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

pub fn count_up(n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    count_into(&counter, n_max);
    let total = *counter.lock().unwrap();
    total
}
