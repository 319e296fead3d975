// Style: two counters of free places and values, and a lock of their own for the values.
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct Counter {
    count: Mutex<usize>,
    more: Condvar,
}

impl Counter {
    fn new(count: usize) -> Counter {
        Counter { count: Mutex::new(count), more: Condvar::new() }
    }

    fn down(&self) {
        let count = self.count.lock().unwrap();
        *self.more.wait_while(count, |count| *count == 0).unwrap() -= 1;
    }

    fn up(&self) {
        *self.count.lock().unwrap() += 1;
        self.more.notify_one();
    }
}

pub struct Queue<T> {
    free: Counter,
    full: Counter,
    values: Mutex<VecDeque<T>>,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Queue<T> {
        Queue { free: Counter::new(capacity), full: Counter::new(0), values: Mutex::new(VecDeque::new()) }
    }

    pub fn push(&self, value: T) {
        self.free.down();
        self.values.lock().unwrap().push_back(value);
        self.full.up();
    }

    pub fn pop(&self) -> T {
        self.full.down();
        let value = self.values.lock().unwrap().pop_front().unwrap();
        self.free.up();
        value
    }
}
