// Style: indices that wrap, and one slot more than the capacity to tell full from empty.
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Ring<T> {
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    head: AtomicUsize,
    tail: AtomicUsize,
}

// SAFETY: a slot belongs to the producer until `tail` passes it, then to the consumer until `head` passes it.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    pub fn new(capacity: usize) -> Ring<T> {
        let slots = (0..=capacity).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect();
        Ring { slots, head: AtomicUsize::new(0), tail: AtomicUsize::new(0) }
    }

    fn after(&self, index: usize) -> usize {
        (index + 1) % self.slots.len()
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let tail = self.tail.load(Ordering::Relaxed);
        let next = self.after(tail);
        if next == self.head.load(Ordering::Acquire) {
            return Err(value);
        }
        // SAFETY: the slot is empty and the producer's.
        unsafe { (*self.slots[tail].get()).write(value) };
        self.tail.store(next, Ordering::Release);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let head = self.head.load(Ordering::Relaxed);
        if head == self.tail.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the slot is full and the consumer's.
        let value = unsafe { (*self.slots[head].get()).assume_init_read() };
        self.head.store(self.after(head), Ordering::Release);
        Some(value)
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}
