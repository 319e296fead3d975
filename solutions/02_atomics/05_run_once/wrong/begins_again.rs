// fails: once, and all see it - the one that waited looks at a flag that is lowered, and runs its closure too

use std::sync::atomic::*;

const NEW: u8 = 0;
const RUNNING: u8 = 1;

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
        while self.state.swap(RUNNING, Ordering::AcqRel) == RUNNING {
            std::hint::spin_loop();
        }
        if !self.done.load(Ordering::Relaxed) {
            f();
        }
        self.state.store(NEW, Ordering::Release);
        self.done.store(true, Ordering::Relaxed);
    }

    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }
}
