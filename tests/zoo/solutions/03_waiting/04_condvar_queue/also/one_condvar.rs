// Style: one condition variable that always wakes all, after the lock has been given back.
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

pub struct Queue<T> {
    capacity: usize,
    values: Mutex<VecDeque<T>>,
    changed: Condvar,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Queue<T> {
        Queue { capacity, values: Mutex::new(VecDeque::with_capacity(capacity)), changed: Condvar::new() }
    }

    pub fn push(&self, value: T) {
        let values = self.values.lock().unwrap();
        let mut values = self.changed.wait_while(values, |values| values.len() >= self.capacity).unwrap();
        values.push_back(value);
        drop(values);
        self.changed.notify_all();
    }

    pub fn pop(&self) -> T {
        let values = self.values.lock().unwrap();
        let mut values = self.changed.wait_while(values, |values| values.is_empty()).unwrap();
        let value = values.pop_front().unwrap();
        drop(values);
        self.changed.notify_all();
        value
    }
}
