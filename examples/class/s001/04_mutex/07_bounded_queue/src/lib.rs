//! A queue of limited length, on which both sides can wait.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A first-in-first-out queue for any number of producers and consumers.
#[derive(Debug)]
pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    /// Consumers wait here, for a value or the end.
    not_empty: Condvar,
    /// Producers wait here, for room or the end.
    not_full: Condvar,
}

#[derive(Debug)]
struct State<T> {
    values: VecDeque<T>,
    closed: bool,
}

impl<T> BoundedQueue<T> {
    /// An empty, open queue for at most `capacity` values.
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            capacity: capacity.get(),
            state: Mutex::new(State {
                values: VecDeque::new(),
                closed: false,
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    /// Appends a value; waits while the queue is full. `Err` gives the value back if the queue is closed, or becomes closed
    /// during the wait.
    pub fn push(&self, value: T) -> Result<(), T> {
        let must_wait = |state: &mut State<T>| !state.closed && state.values.len() == self.capacity;
        let mut state = self
            .not_full
            .wait_while(self.lock(), must_wait)
            .unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return Err(value);
        }
        state.values.push_back(value);
        drop(state);
        // One value is for one consumer, and nobody else waits for this Condvar.
        self.not_empty.notify_one();
        Ok(())
    }

    /// Takes the oldest value; waits while the queue is empty. `None` if it is closed and nothing is left.
    pub fn pop(&self) -> Option<T> {
        let must_wait = |state: &mut State<T>| !state.closed && state.values.is_empty();
        let mut state = self
            .not_empty
            .wait_while(self.lock(), must_wait)
            .unwrap_or_else(PoisonError::into_inner);
        let value = state.values.pop_front();
        drop(state);
        self.not_full.notify_one();
        value
    }

    /// Closes the queue: nothing can be pushed any more, and whoever waits is woken.
    pub fn close(&self) {
        self.lock().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }

    /// No step under the lock leaves the state half changed, so a poisoned lock is fine.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
