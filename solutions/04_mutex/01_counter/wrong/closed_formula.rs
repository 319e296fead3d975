// fails: the threads do the counting - computes the sum without any thread

use std::sync::{Arc, Mutex};

pub fn count_into(counter: &Arc<Mutex<usize>>, n_max: usize) {
    *counter.lock().unwrap() += n_max * n_max.saturating_sub(1) / 2;
}

pub fn count_up(n_max: usize) -> usize {
    n_max * n_max.saturating_sub(1) / 2
}
