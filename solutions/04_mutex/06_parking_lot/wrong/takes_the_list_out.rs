// fails: hands the lock over - takes the list out under one lock and puts it back under another

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    match m.try_lock_for(within) {
        Some(mut value) => {
            f(&mut value);
            true
        }
        None => false,
    }
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = std::mem::take(&mut *m.lock());
    list.push(me);
    let mut guard = m.lock();
    *guard = list;
    MutexGuard::unlock_fair(guard);
}
