//! Style: polls with try_lock and naps; hands over with reserve and insert.

use parking_lot::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let start = Instant::now();
    loop {
        if let Some(mut value) = m.try_lock() {
            f(&mut value);
            return true;
        }
        let left = within.saturating_sub(start.elapsed());
        if left.is_zero() {
            return false;
        }
        thread::sleep(left.min(Duration::from_millis(1)));
    }
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = loop {
        match m.try_lock() {
            Some(list) => break list,
            None => thread::yield_now(),
        }
    };
    list.reserve(1);
    let end = list.len();
    list.insert(end, me);
    MutexGuard::unlock_fair(list);
}
