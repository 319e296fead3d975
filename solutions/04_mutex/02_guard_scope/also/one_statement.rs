//! Style: the guard is a temporary that ends with its statement; generic parameters; helper functions and extra items.

use std::sync::*;

pub type Log = Mutex<Vec<String>>;

fn append(mut guard: MutexGuard<'_, Vec<String>>, line: &str) {
    guard.push(line.into());
}

pub fn record_then<F>(log: &Mutex<Vec<String>>, line: &str, notify: F)
where
    F: FnOnce(),
{
    append(log.lock().unwrap_or_else(|poison| poison.into_inner()), line);
    notify();
}

pub fn try_record(log: &Log, line: &str) -> bool {
    match log.try_lock() {
        Ok(guard) => append(guard, line),
        Err(TryLockError::Poisoned(poison)) => append(poison.into_inner(), line),
        Err(TryLockError::WouldBlock) => return false,
    }
    true
}
