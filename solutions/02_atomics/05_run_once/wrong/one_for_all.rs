// fails: runs the first closure - one state for all RunOnce

use std::sync::atomic::*;

static STATE: AtomicU8 = AtomicU8::new(0);

const NEW: u8 = 0;
const RUNNING: u8 = 1;
const DONE: u8 = 2;

pub struct RunOnce {}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {}
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        if STATE
            .compare_exchange(NEW, RUNNING, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
        {
            f();
            STATE.store(DONE, Ordering::Release);
        } else {
            while STATE.load(Ordering::Acquire) != DONE {
                std::hint::spin_loop();
            }
        }
    }

    pub fn is_done(&self) -> bool {
        STATE.load(Ordering::Acquire) == DONE
    }
}
