// fails: updates or says no - todo!()

use parking_lot::{Mutex, MutexGuard};
use std::time::Duration;

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    let _ = (m, within, f);
    todo!()
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
