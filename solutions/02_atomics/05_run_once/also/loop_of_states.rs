//! Style: a loop over the states with a weak exchange, an enum, the fast way first, returns on `Err(DONE)`.

use core::hint::spin_loop;
use core::sync::atomic::{AtomicU32, Ordering};

#[repr(u32)]
enum State {
    New,
    Running,
    Done,
}

const NEW: u32 = State::New as u32;
const RUNNING: u32 = State::Running as u32;
const DONE: u32 = State::Done as u32;

pub struct RunOnce(AtomicU32);

impl Default for RunOnce {
    fn default() -> Self {
        Self::new()
    }
}

impl RunOnce {
    pub const fn new() -> RunOnce {
        RunOnce(AtomicU32::new(NEW))
    }

    pub fn is_done(&self) -> bool {
        matches!(self.0.load(Ordering::SeqCst), DONE)
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        if self.is_done() {
            return;
        }
        loop {
            match self
                .0
                .compare_exchange_weak(NEW, RUNNING, Ordering::SeqCst, Ordering::SeqCst)
            {
                Ok(_) => break,
                Err(DONE) => return,
                Err(_) => spin_loop(),
            }
        }
        f();
        self.0.store(DONE, Ordering::SeqCst);
    }
}
