//! Style: one generic helper; try_update unlocks fairly too; more than asked is public.

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

/// Unlocks fairly; if `change` panics, the guard is dropped in the normal way.
pub fn with<T, R>(mut guard: MutexGuard<'_, T>, change: impl FnOnce(&mut T) -> R) -> R {
    let result = change(&mut guard);
    MutexGuard::unlock_fair(guard);
    result
}

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let Some(guard) = m.try_lock_for(within) else {
        return false;
    };
    with(guard, f);
    true
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    with(m.lock(), |list| list.append(&mut vec![me]));
}
