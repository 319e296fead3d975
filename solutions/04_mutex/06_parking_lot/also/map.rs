//! Style: combinators; the list is built anew.

use parking_lot::*;
use std::time::*;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    m.try_lock_for(within)
        .map(|mut value| f(&mut value))
        .is_some()
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut guard = parking_lot::Mutex::lock(m);
    *guard = [&guard[..], &[me]].concat();
    parking_lot::MutexGuard::unlock_fair(guard)
}
