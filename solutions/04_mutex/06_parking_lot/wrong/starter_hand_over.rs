// fails: hands the lock over - the guard is dropped at the end of the statement: a normal unlock

use parking_lot::Mutex;
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
}
