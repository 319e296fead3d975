// fails: two threads - looks under one lock and waits under another, so a wake-up in between is lost
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
        while values.len() == self.capacity {
            values = self.not_full.wait(values).unwrap();
        }
        values.push_back(value);
        self.not_empty.notify_one();
    }

    pub fn pop(&self) -> T {
        loop {
            if let Some(value) = self.values.lock().unwrap().pop_front() { // <- here
                self.not_full.notify_one();
                return value;
            }
            drop(self.not_empty.wait(self.values.lock().unwrap()).unwrap()); // <- here
        }
    }
}
