// fails: updates or says no - tries only as long as there is time left, so a time of zero is never enough

use parking_lot::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let start = Instant::now();
    while start.elapsed() < within {
        if let Some(mut value) = m.try_lock() {
            f(&mut value);
            return true;
        }
        std::thread::yield_now();
    }
    false
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
