// fails: nothing is poisoned - remembers that f panicked, and refuses from then on

use parking_lot::{Mutex, MutexGuard};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

static POISONED: AtomicBool = AtomicBool::new(false);

pub fn try_update(m: &Mutex<i64>, within: Duration, f: impl FnOnce(&mut i64)) -> bool {
    if POISONED.load(Ordering::SeqCst) {
        return false;
    }
    let Some(mut value) = m.try_lock_for(within) else {
        return false;
    };
    match catch_unwind(AssertUnwindSafe(|| f(&mut value))) {
        Ok(()) => true,
        Err(panic) => {
            POISONED.store(true, Ordering::SeqCst);
            resume_unwind(panic)
        }
    }
}

pub fn hand_over(m: &Mutex<Vec<u32>>, me: u32) {
    let mut list = m.lock();
    list.push(me);
    MutexGuard::unlock_fair(list);
}
