//! Style: no Condvar: who must wait leaves its Thread in a list and parks; a ring of Options.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread::{self, Thread};

pub struct BoundedQueue<T> {
    inner: Mutex<Inner<T>>,
}

struct Inner<T> {
    ring: Vec<Option<T>>,
    capacity: usize,
    first: usize,
    len: usize,
    closed: bool,
    waiting: Vec<Thread>,
}

impl<T> Inner<T> {
    fn changed(&mut self) {
        self.waiting.drain(..).for_each(|thread| thread.unpark());
    }
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        let inner = Inner {
            ring: Vec::new(),
            capacity: capacity.get(),
            first: 0,
            len: 0,
            closed: false,
            waiting: Vec::new(),
        };
        BoundedQueue {
            inner: Mutex::new(inner),
        }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if inner.closed {
                return Err(value);
            }
            if inner.len < inner.capacity {
                let place = (inner.first + inner.len) % inner.capacity;
                if place == inner.ring.len() {
                    inner.ring.push(None);
                }
                inner.ring[place] = Some(value);
                inner.len += 1;
                inner.changed();
                return Ok(());
            }
            inner.waiting.push(thread::current());
            drop(inner);
            thread::park();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if inner.len > 0 {
                let first = inner.first;
                let value = inner.ring[first].take();
                inner.first = (first + 1) % inner.capacity;
                inner.len -= 1;
                inner.changed();
                return value;
            }
            if inner.closed {
                return None;
            }
            inner.waiting.push(thread::current());
            drop(inner);
            thread::park();
        }
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        inner.changed();
    }
}
