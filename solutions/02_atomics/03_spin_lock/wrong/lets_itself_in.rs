// fails: one thread at a time - remembers its owner, and lets a thread that holds it in once more

use std::cell::Cell;
use std::sync::atomic::*;
thread_local! { static ME: Cell<u8> = const { Cell::new(0) }; }
fn me() -> usize {
    ME.with(|m| m as *const _ as usize)
}
pub struct SpinLockMutex {
    o: AtomicUsize,
}
impl SpinLockMutex {
    pub const fn new() -> Self {
        Self {
            o: AtomicUsize::new(0),
        }
    }
    pub fn lock(&self) {
        let me = me();
        loop {
            match self
                .o
                .compare_exchange(0, me, Ordering::Acquire, Ordering::Relaxed)
            {
                Ok(_) => return,
                Err(x) if x == me => return,
                _ => std::hint::spin_loop(),
            }
        }
    }
    pub fn unlock(&self) {
        self.o.store(0, Ordering::Release)
    }
    pub fn try_lock(&self) -> bool {
        self.o
            .compare_exchange(0, me(), Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }
}
