// fails: once, and all see it - returns on Err(DONE), and the failure ordering is Relaxed

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
        loop {
            match self
                .state
                .compare_exchange(NEW, RUNNING, Ordering::Acquire, Ordering::Relaxed)
            {
                Ok(_) => {
                    f();
                    self.state.store(DONE, Ordering::Release);
                    return;
                }
                Err(DONE) => return,
                Err(_) => std::hint::spin_loop(),
            }
        }
    }

    pub fn is_done(&self) -> bool {
        self.state.load(Ordering::Acquire) == DONE
    }
}
