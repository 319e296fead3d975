// fails: three threads - one condition variable for both sides and `notify_one`, which may wake the wrong side
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

pub struct Queue<T> {
    capacity: usize,
    values: Mutex<VecDeque<T>>,
    changed: Condvar,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Queue<T> {
        Queue { capacity, values: Mutex::default(), changed: Condvar::new() }
    }

    pub fn push(&self, value: T) {
        let mut values = self.values.lock().unwrap();
        while values.len() == self.capacity {
            values = self.changed.wait(values).unwrap(); // <- here
        }
        values.push_back(value);
        self.changed.notify_one(); // <- here
    }

    pub fn pop(&self) -> T {
        let mut values = self.values.lock().unwrap();
        while values.is_empty() {
            values = self.changed.wait(values).unwrap(); // <- here
        }
        self.changed.notify_one(); // <- here
        values.pop_front().unwrap()
    }
}
