// fails: runs the first closure - counts the callers in a u8, which begins again after 256

use std::sync::atomic::*;

const NEW: u8 = 0;

pub struct RunOnce {
    state: AtomicU8,
    done: AtomicBool,
}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {
            state: AtomicU8::new(NEW),
            done: AtomicBool::new(false),
        }
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        if self.state.fetch_add(1, Ordering::AcqRel) == NEW {
            f();
            self.done.store(true, Ordering::Release);
        }
        while !self.done.load(Ordering::Acquire) {
            std::hint::spin_loop();
        }
    }

    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }
}
