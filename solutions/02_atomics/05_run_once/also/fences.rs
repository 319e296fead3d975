//! Style: a counter of callers, fences, and the closure in an Option.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};

#[derive(Default)]
pub struct RunOnce {
    callers: AtomicUsize,
    finished: AtomicBool,
}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {
            callers: AtomicUsize::new(0),
            finished: AtomicBool::new(false),
        }
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        let mine =
            (!self.is_done() && self.callers.fetch_add(1, Ordering::Relaxed) == 0).then_some(f);
        match mine {
            Some(f) => {
                f();
                fence(Ordering::Release);
                self.finished.store(true, Ordering::Relaxed);
            }
            None => while !self.is_done() {},
        }
    }

    pub fn is_done(&self) -> bool {
        let finished = self.finished.load(Ordering::Relaxed);
        if finished {
            fence(Ordering::Acquire);
        }
        finished
    }
}
