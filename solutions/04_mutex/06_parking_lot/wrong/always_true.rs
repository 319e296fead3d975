// fails: updates or says no - says true although it gave up

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    if let Some(mut value) = m.try_lock_for(within) {
        f(&mut value);
    }
    true
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
