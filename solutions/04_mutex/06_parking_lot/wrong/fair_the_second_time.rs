// fails: hands the lock over - pushes under one lock, and unlocks another one fairly

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
    m.lock().push(me);
    MutexGuard::unlock_fair(m.lock());
}
