// fails: pushes in turn - pushes nothing if it cannot have the lock within a moment

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
    if let Some(mut list) = m.try_lock_for(Duration::from_millis(5)) {
        list.push(me);
        MutexGuard::unlock_fair(list);
    }
}
