//! Style: two flags, a swap decides, and the waiting thread yields.

use std::sync::atomic::{AtomicBool, Ordering::*};
use std::thread;

pub struct RunOnce {
    begun: AtomicBool,
    done: AtomicBool,
}

impl RunOnce {
    pub const fn new() -> Self {
        Self {
            begun: AtomicBool::new(false),
            done: AtomicBool::new(false),
        }
    }

    pub fn call_once<F>(&self, f: F)
    where
        F: FnOnce(),
    {
        if self.begun.swap(true, AcqRel) {
            while !self.done.load(Acquire) {
                thread::yield_now();
            }
            return;
        }
        f();
        self.done.store(true, Release);
    }

    pub fn is_done(&self) -> bool {
        self.done.load(Acquire)
    }
}
