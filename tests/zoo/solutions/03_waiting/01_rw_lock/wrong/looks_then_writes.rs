// fails: two threads - the writer looks whether it is alone and then takes the lock in a second step
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
            let state = self.state.load(Ordering::SeqCst);
            if state != WRITING
                && self.state.compare_exchange(state, state.wrapping_add(1), Ordering::SeqCst, Ordering::SeqCst).is_ok()
            {
                return;
            }
        }
    }

    pub fn end_read(&self) {
        self.state.fetch_sub(1, Ordering::SeqCst);
    }

    pub fn write(&self) {
        while self.state.load(Ordering::SeqCst) != 0 {} // <- here
        self.state.store(WRITING, Ordering::SeqCst); // <- here
    }

    pub fn end_write(&self) {
        self.state.store(0, Ordering::SeqCst);
    }
}
