use std::sync::atomic::{AtomicUsize, Ordering};

/// A writer has it.
const WRITING: usize = usize::MAX;

pub struct RwLock {
    /// How many readers have it, or `WRITING`.
    state: AtomicUsize,
}

impl RwLock {
    pub const fn new() -> RwLock {
        RwLock { state: AtomicUsize::new(0) }
    }

    pub fn read(&self) {
        loop {
            let state = self.state.load(Ordering::Relaxed);
            if state != WRITING
                && self.state.compare_exchange_weak(state, state + 1, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                return;
            }
            std::hint::spin_loop();
        }
    }

    pub fn end_read(&self) {
        self.state.fetch_sub(1, Ordering::Release);
    }

    pub fn write(&self) {
        while self.state.compare_exchange(0, WRITING, Ordering::Acquire, Ordering::Relaxed).is_err() {
            std::hint::spin_loop();
        }
    }

    pub fn end_write(&self) {
        self.state.store(0, Ordering::Release);
    }
}
