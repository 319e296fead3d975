// fails: two threads - the producer does not acquire the slot that the consumer gave back
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Ring<T> {
    slots: Vec<UnsafeCell<Option<T>>>,
    head: AtomicUsize,
    tail: AtomicUsize,
}

unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    pub fn new(capacity: usize) -> Ring<T> {
        let slots = (0..capacity).map(|_| UnsafeCell::new(None)).collect();
        Ring { slots, head: AtomicUsize::new(0), tail: AtomicUsize::new(0) }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let tail = self.tail.load(Ordering::Relaxed);
        if tail - self.head.load(Ordering::Relaxed) == self.slots.len() { // <- here
            return Err(value);
        }
        unsafe { *self.slots[tail % self.slots.len()].get() = Some(value) }; // <- here
        self.tail.store(tail + 1, Ordering::Release);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let head = self.head.load(Ordering::Relaxed);
        if head == self.tail.load(Ordering::Acquire) {
            return None;
        }
        let value = unsafe { (*self.slots[head % self.slots.len()].get()).take() };
        self.head.store(head + 1, Ordering::Release);
        value
    }
}
