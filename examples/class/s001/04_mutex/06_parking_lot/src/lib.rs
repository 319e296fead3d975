//! What parking_lot's Mutex can do and std's cannot.

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

/// Calls `f` with the value of `m`, under the lock, and returns true. If the lock cannot be had `within` this time, `f` is
/// not called, and the answer is false.
pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    match m.try_lock_for(within) {
        Some(mut value) => {
            f(&mut value);
            true
        }
        None => false,
    }
}

/// Waits for the lock, pushes `me`, and unlocks fairly: if threads wait for the lock, one of them has it when this returns.
pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    // Dropping the guard would only set the lock free, and this thread might take it again before the next one is awake.
    MutexGuard::unlock_fair(list);
}
