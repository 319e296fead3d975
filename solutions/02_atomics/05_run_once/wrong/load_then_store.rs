// fails: once, and all see it - looks whether it is new and says that it is running in two steps

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
        if self.state.load(Ordering::Acquire) == NEW {
            self.state.store(RUNNING, Ordering::Release);
            f();
            self.state.store(DONE, Ordering::Release);
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
