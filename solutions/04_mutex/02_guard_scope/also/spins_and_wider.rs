//! Style: record_then tries until the lock is its own; signatures that take more than was asked for.

use std::sync::{Mutex, PoisonError, TryLockError, TryLockResult};
use std::thread;

fn poison_is_fine<G>(attempt: TryLockResult<G>) -> Option<G> {
    match attempt {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(error)) => Some(PoisonError::into_inner(error)),
        Err(TryLockError::WouldBlock) => None,
    }
}

pub fn try_record(log: &Mutex<Vec<String>>, line: impl AsRef<str>) -> bool {
    poison_is_fine(log.try_lock()).map(|mut lines| lines.push(line.as_ref().to_owned())).is_some()
}

pub fn record_then<R>(log: &Mutex<Vec<String>>, line: impl AsRef<str>, notify: impl FnOnce() -> R) -> R {
    while !try_record(log, line.as_ref()) {
        thread::yield_now();
    }
    notify()
}
