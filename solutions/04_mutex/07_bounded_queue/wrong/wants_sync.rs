// fails: values of any type - an RwLock inside: values have to be Sync, or threads cannot share the queue

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, RwLock};

pub struct BoundedQueue<T> {
    capacity: usize,
    values: RwLock<VecDeque<T>>,
    closed: Mutex<bool>,
    changed: Condvar,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            capacity: capacity.get(),
            values: RwLock::new(VecDeque::new()),
            closed: Mutex::new(false),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let full =
            |closed: &mut bool| !*closed && self.values.read().unwrap().len() == self.capacity;
        let closed = self
            .changed
            .wait_while(self.closed.lock().unwrap(), full)
            .unwrap();
        if *closed {
            return Err(value);
        }
        self.values.write().unwrap().push_back(value);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let empty = |closed: &mut bool| !*closed && self.values.read().unwrap().is_empty();
        let _closed = self
            .changed
            .wait_while(self.closed.lock().unwrap(), empty)
            .unwrap();
        let value = self.values.write().unwrap().pop_front();
        self.changed.notify_all();
        value
    }

    pub fn close(&self) {
        *self.closed.lock().unwrap() = true;
        self.changed.notify_all();
    }
}
