//! Style: two semaphores of Mutex and Condvar around a locked deque: places and values.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

/// Counts what there is; waiting ends when there is one, or at the end.
struct Semaphore {
    state: Mutex<(usize, bool)>,
    more: Condvar,
}

impl Semaphore {
    fn new(count: usize) -> Self {
        Semaphore {
            state: Mutex::new((count, false)),
            more: Condvar::new(),
        }
    }

    /// False if it has ended and there is none.
    fn take(&self) -> bool {
        let wait = |(count, ended): &mut (usize, bool)| *count == 0 && !*ended;
        let mut state = self
            .more
            .wait_while(self.state.lock().unwrap(), wait)
            .unwrap();
        let got = state.0 > 0;
        state.0 -= usize::from(got);
        got
    }

    fn give(&self) {
        self.state.lock().unwrap().0 += 1;
        self.more.notify_one();
    }

    fn end(&self) {
        self.state.lock().unwrap().1 = true;
        self.more.notify_all();
    }
}

pub struct BoundedQueue<T> {
    places: Semaphore,
    filled: Semaphore,
    /// The values, and whether nothing is appended any more.
    values: Mutex<(VecDeque<T>, bool)>,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            places: Semaphore::new(capacity.get()),
            filled: Semaphore::new(0),
            values: Mutex::new((VecDeque::new(), false)),
        }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        if !self.places.take() {
            return Err(value);
        }
        let mut values = self.values.lock().unwrap();
        if values.1 {
            return Err(value);
        }
        values.0.push_back(value);
        // Under the lock, so that close comes before both or after both.
        self.filled.give();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        if !self.filled.take() {
            return None;
        }
        let value = self.values.lock().unwrap().0.pop_front();
        self.places.give();
        value
    }

    pub fn close(&self) {
        let mut values = self.values.lock().unwrap();
        values.1 = true;
        self.filled.end();
        drop(values);
        self.places.end();
    }
}
