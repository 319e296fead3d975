// fails: one thread at a time - remembers its owner, and lets a thread that holds it in once more

use std::sync::atomic::*;

static NEXT: AtomicUsize = AtomicUsize::new(1);
thread_local! { static ME: usize = NEXT.fetch_add(1, Ordering::Relaxed); }

/// A number for each thread.
fn me() -> usize {
    ME.with(|me| *me)
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
