//! Style: a block ends the guard's life; poison is cleared; if let.

use std::sync::{self, Mutex};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    {
        let mut guard = match log.lock() {
            Ok(guard) => guard,
            Err(poisoned) => {
                log.clear_poison();
                poisoned.into_inner()
            }
        };
        guard.push(String::from(line));
    }
    notify()
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    if log.is_poisoned() {
        log.clear_poison();
    }
    let attempt = log.try_lock();
    if let Err(sync::TryLockError::WouldBlock) = attempt {
        return false;
    }
    let mut guard = attempt.unwrap_or_else(|error| match error {
        sync::TryLockError::Poisoned(poisoned) => poisoned.into_inner(),
        sync::TryLockError::WouldBlock => unreachable!(),
    });
    guard.push(line.to_string());
    true
}
