//! Style: no Condvar at all: tries again and yields; closed is a field of the same Mutex.

use std::collections::VecDeque;
use std::num::*;
use std::sync::*;
use std::thread::yield_now;

pub struct BoundedQueue<T>(usize, Mutex<(VecDeque<T>, bool)>);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        Self(
            capacity.into(),
            Mutex::new((VecDeque::with_capacity(capacity.get().min(1024)), false)),
        )
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        loop {
            {
                let mut guard = self.1.lock().unwrap();
                if guard.1 {
                    return Err(value);
                }
                if guard.0.len() < self.0 {
                    guard.0.push_back(value);
                    return Ok(());
                }
            }
            yield_now();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            {
                let mut guard = self.1.lock().unwrap();
                if !guard.0.is_empty() {
                    return guard.0.pop_front();
                }
                if guard.1 {
                    return None;
                }
            }
            yield_now();
        }
    }

    pub fn close(&self) {
        self.1.lock().unwrap().1 = true;
    }
}
