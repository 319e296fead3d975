// fails: two threads - a reader leaves with a Relaxed decrement, so its reading is not over for the writer
use std::sync::atomic::{AtomicUsize, Ordering};

const WRITING: usize = usize::MAX;

pub struct RwLock {
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
                && self.state.compare_exchange(state, state + 1, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                return;
            }
        }
    }

    pub fn end_read(&self) {
        self.state.fetch_sub(1, Ordering::Relaxed); // <- here
    }

    pub fn write(&self) {
        while self.state.compare_exchange(0, WRITING, Ordering::Acquire, Ordering::Relaxed).is_err() {}
    }

    pub fn end_write(&self) {
        self.state.store(0, Ordering::Release);
    }
}
