// fails: three callers - a third caller finds two others and does not wait

use std::sync::atomic::*;

const DONE: u8 = 2;

pub struct RunOnce {
    state: AtomicU8,
    callers: AtomicUsize,
}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {
            state: AtomicU8::new(0),
            callers: AtomicUsize::new(0),
        }
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        match self.callers.fetch_add(1, Ordering::AcqRel) {
            0 => {
                f();
                self.state.store(DONE, Ordering::Release);
            }
            1 => {
                while self.state.load(Ordering::Acquire) != DONE {
                    std::hint::spin_loop();
                }
            }
            // By now it is surely done.
            _ => {
                self.state.load(Ordering::Acquire);
            }
        }
    }

    pub fn is_done(&self) -> bool {
        self.state.load(Ordering::Acquire) == DONE
    }
}
