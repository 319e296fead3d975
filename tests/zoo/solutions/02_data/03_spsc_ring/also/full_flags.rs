// Style: a flag in each slot; nobody looks at the other one's index.
use std::cell::{Cell, UnsafeCell};
use std::sync::atomic::{AtomicBool, Ordering};

struct Slot<T> {
    full: AtomicBool,
    value: UnsafeCell<Option<T>>,
}

pub struct Ring<T> {
    slots: Vec<Slot<T>>,
    head: Cell<usize>,
    tail: Cell<usize>,
}

// SAFETY: `head` is the consumer's alone, `tail` the producer's, and a slot's flag says whose it is.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    pub fn new(capacity: usize) -> Ring<T> {
        let slot = |_| Slot { full: AtomicBool::new(false), value: UnsafeCell::new(None) };
        Ring { slots: (0..capacity).map(slot).collect(), head: Cell::new(0), tail: Cell::new(0) }
    }

    pub fn push(&self, value: T) -> Result<(), T> {
        let slot = &self.slots[self.tail.get()];
        if slot.full.load(Ordering::Acquire) {
            return Err(value);
        }
        // SAFETY: the slot is empty.
        unsafe { *slot.value.get() = Some(value) };
        slot.full.store(true, Ordering::Release);
        self.tail.set((self.tail.get() + 1) % self.slots.len());
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let slot = &self.slots[self.head.get()];
        if !slot.full.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the slot is full.
        let value = unsafe { (*slot.value.get()).take() };
        slot.full.store(false, Ordering::Release);
        self.head.set((self.head.get() + 1) % self.slots.len());
        value
    }
}
