// fails: hands the lock over - writes a copy back under a second lock, so pushes of others are lost

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
    let mut copy = m.lock().clone();
    copy.push(me);
    let mut list = m.lock();
    *list = copy;
    MutexGuard::unlock_fair(list);
}
