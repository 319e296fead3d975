// fails: two threads - push takes every wake-up for a free place
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

pub struct Queue<T> {
    capacity: usize,
    values: Mutex<VecDeque<T>>,
    not_full: Condvar,
    not_empty: Condvar,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Queue<T> {
        Queue { capacity, values: Mutex::default(), not_full: Condvar::new(), not_empty: Condvar::new() }
    }

    pub fn push(&self, value: T) {
        let mut values = self.values.lock().unwrap();
        if values.len() == self.capacity {
            values = self.not_full.wait(values).unwrap(); // <- here
        }
        values.push_back(value);
        self.not_empty.notify_one(); // <- here
    }

    pub fn pop(&self) -> T {
        let mut values = self.values.lock().unwrap();
        while values.is_empty() {
            values = self.not_empty.wait(values).unwrap();
        }
        self.not_full.notify_one();
        values.pop_front().unwrap()
    }
}
