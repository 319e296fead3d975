use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Ring<T> {
    slots: Vec<UnsafeCell<Option<T>>>,
    /// How many were taken out.
    head: AtomicUsize,
    /// How many were put in.
    tail: AtomicUsize,
}

// SAFETY: a slot belongs to the producer until `tail` passes it, then to the consumer until `head` passes it.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    pub fn new(capacity: usize) -> Ring<T> {
        let slots = (0..capacity).map(|_| UnsafeCell::new(None)).collect();
        Ring { slots, head: AtomicUsize::new(0), tail: AtomicUsize::new(0) }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let tail = self.tail.load(Ordering::Relaxed);
        if tail - self.head.load(Ordering::Acquire) == self.slots.len() {
            return Err(value);
        }
        // SAFETY: the slot is the producer's.
        unsafe { *self.slots[tail % self.slots.len()].get() = Some(value) };
        self.tail.store(tail + 1, Ordering::Release);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let head = self.head.load(Ordering::Relaxed);
        if head == self.tail.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the slot is the consumer's.
        let value = unsafe { (*self.slots[head % self.slots.len()].get()).take() };
        self.head.store(head + 1, Ordering::Release);
        value
    }
}
