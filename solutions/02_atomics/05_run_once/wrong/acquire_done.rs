// fails: once, and all see it - DONE is swapped in with Acquire, and has to be released

use std::sync::atomic::*;

const NEW: u8 = 0;
const RUNNING: u8 = 1;
const DONE: u8 = 2;

pub struct RunOnce {
    state: AtomicU8,
}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {
            state: AtomicU8::new(NEW),
        }
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        if self
            .state
            .compare_exchange(NEW, RUNNING, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
        {
            f();
            self.state.swap(DONE, Ordering::Acquire);
        } else {
            while self.state.load(Ordering::Acquire) != DONE {
                std::hint::spin_loop();
            }
        }
    }

    pub fn is_done(&self) -> bool {
        self.state.load(Ordering::Acquire) == DONE
    }
}
