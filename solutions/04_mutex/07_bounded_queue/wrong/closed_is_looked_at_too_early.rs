// fails: some order explains it - looks at the atomic `closed` before it takes the lock, so a value goes in after the end

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    closed: AtomicBool,
    state: Mutex<State<T>>,
    not_empty: Condvar,
    not_full: Condvar,
}

struct State<T> {
    values: VecDeque<T>,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            capacity: capacity.get(),
            closed: AtomicBool::new(false),
            state: Mutex::new(State {
                values: VecDeque::new(),
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        if self.closed.load(Ordering::SeqCst) {
            return Err(value);
        }
        let mut state = self.state.lock().unwrap();
        while state.values.len() == self.capacity && !self.closed.load(Ordering::SeqCst) {
            state = self.not_full.wait(state).unwrap();
        }
        if state.values.len() == self.capacity {
            return Err(value);
        }
        state.values.push_back(value);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.values.is_empty() && !self.closed.load(Ordering::SeqCst) {
            state = self.not_empty.wait(state).unwrap();
        }
        let value = state.values.pop_front()?;
        self.not_full.notify_one();
        Some(value)
    }

    pub fn close(&self) {
        let state = self.state.lock().unwrap();
        self.closed.store(true, Ordering::SeqCst);
        drop(state);
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}
