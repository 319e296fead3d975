//! A queue of limited length, on which both sides can wait.

use std::num::NonZeroUsize;

/// A first-in-first-out queue for any number of producers and consumers.
pub struct BoundedQueue<T> {
    capacity: NonZeroUsize,
    // Your fields, in which there will be a T.
    _values: std::marker::PhantomData<std::sync::Mutex<T>>,
}

impl<T> BoundedQueue<T> {
    /// An empty, open queue for at most `capacity` values.
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            capacity,
            _values: std::marker::PhantomData,
        }
    }

    /// Appends a value; waits while the queue is full. `Err` gives the value back if the queue is closed, or becomes closed
    /// during the wait.
    pub fn push(&self, value: T) -> Result<(), T> {
        let _ = (self.capacity, value);
        todo!("wait for room, then append")
    }

    /// Takes the oldest value; waits while the queue is empty. `None` if it is closed and nothing is left.
    pub fn pop(&self) -> Option<T> {
        todo!("wait for a value, then take it")
    }

    /// Closes the queue: nothing can be pushed any more, and whoever waits is woken.
    pub fn close(&self) {
        todo!("close, and tell everybody")
    }
}
