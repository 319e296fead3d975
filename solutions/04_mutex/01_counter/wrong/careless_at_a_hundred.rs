// fails: four threads count on - two locks for each addition, but only if the counter begins at 100
// (Were it careless more often, the sums that real threads count up to would sometimes be wrong as well.)
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    let is_careless = *counter.lock().unwrap() == 100;
    thread::scope(|scope| {
        for additions in 0..n_max {
            scope.spawn(move || {
                for _ in 0..additions {
                    let mut count = counter.lock().unwrap();
                    if is_careless {
                        let seen = *count;
                        drop(count);
                        *counter.lock().unwrap() = seen + 1;
                    } else {
                        *count += 1;
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
