//! What parking_lot's Mutex can do and std's cannot.

use parking_lot::Mutex;
use std::time::Duration;

/// Calls `f` with the value of `m`, under the lock, and returns true. If the lock cannot be had `within` this time, `f` is
/// not called, and the answer is false.
pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let _ = (m, within, f);
    todo!("try to lock for a while")
}

/// Waits for the lock, pushes `me`, and unlocks fairly: if threads wait for the lock, one of them has it when this returns.
pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    m.lock().push(me);
}
