// fails: nothing is poisoned - gives the lock back after f, but not if f panics

use parking_lot::{Mutex, MutexGuard};
use std::mem::ManuallyDrop;
use std::time::Duration;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    match m.try_lock_for(within) {
        Some(value) => {
            let mut value = ManuallyDrop::new(value);
            f(&mut value);
            drop(ManuallyDrop::into_inner(value));
            true
        }
        None => false,
    }
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
