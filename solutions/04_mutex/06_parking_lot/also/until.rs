//! Style: try_lock_until, let-else, the paths of lock_api.

use parking_lot::{Mutex, lock_api};
use std::time::{Duration, Instant};

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let deadline = Instant::now() + within;
    let Some(mut guard) = m.try_lock_until(deadline) else {
        return false;
    };
    f(&mut *guard);
    true
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut guard = m.lock();
    guard.extend([me]);
    lock_api::MutexGuard::unlock_fair(guard);
}
