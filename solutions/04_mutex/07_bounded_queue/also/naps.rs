//! Style: wait_timeout in a loop, an enum for the state, impl Clone-free helper functions, notifies after unlocking.

use std::collections::LinkedList;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

pub struct BoundedQueue<T> {
    values: Mutex<Phase<T>>,
    changed: Condvar,
    capacity: NonZeroUsize,
}

enum Phase<T> {
    Open(LinkedList<T>),
    Closed(LinkedList<T>),
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            values: Mutex::new(Phase::Open(LinkedList::new())),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let mut guard = self.values.lock().unwrap();
        loop {
            match &mut *guard {
                Phase::Closed(_) => return Err(value),
                Phase::Open(values) if values.len() < self.capacity.get() => {
                    values.push_back(value);
                    drop(guard);
                    self.changed.notify_all();
                    return Ok(());
                }
                Phase::Open(_) => {
                    guard = self
                        .changed
                        .wait_timeout(guard, Duration::from_millis(20))
                        .unwrap()
                        .0;
                }
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut guard = self.values.lock().unwrap();
        loop {
            let (Phase::Open(values) | Phase::Closed(values)) = &mut *guard;
            if let Some(value) = values.pop_front() {
                drop(guard);
                self.changed.notify_all();
                return Some(value);
            }
            if let Phase::Closed(_) = *guard {
                return None;
            }
            guard = self
                .changed
                .wait_timeout(guard, Duration::from_millis(20))
                .unwrap()
                .0;
        }
    }

    pub fn close(&self) {
        let mut guard = self.values.lock().unwrap();
        if let Phase::Open(values) = &mut *guard {
            *guard = Phase::Closed(std::mem::take(values));
        }
        drop(guard);
        self.changed.notify_all();
    }
}
