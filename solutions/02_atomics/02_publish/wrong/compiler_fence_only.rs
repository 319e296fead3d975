// fails: nothing but the published value - a compiler fence keeps the compiler in order, but not the processor

use std::sync::atomic::*;

pub struct Mailbox {
    value: AtomicU32,
    full: AtomicBool,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            full: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.store(value, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        self.full.store(true, Ordering::Relaxed);
    }

    pub fn read(&self) -> Option<u32> {
        let full = self.full.load(Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        full.then(|| self.value.load(Ordering::Relaxed))
    }
}
