// fails: updates or says no - changes a copy, and writes it back under another lock

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let Some(mut copy) = m.try_lock_for(within).map(|value| *value) else {
        return false;
    };
    f(&mut copy);
    *m.lock() = copy;
    true
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
