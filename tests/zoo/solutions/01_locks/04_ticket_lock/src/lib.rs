use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Lock {
    next: AtomicUsize,
    serving: AtomicUsize,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { next: AtomicUsize::new(0), serving: AtomicUsize::new(0) }
    }

    pub fn lock(&self) {
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        while self.serving.load(Ordering::Acquire) != mine {
            std::hint::spin_loop();
        }
    }

    pub fn unlock(&self) {
        let served = self.serving.load(Ordering::Relaxed);
        self.serving.store(served.wrapping_add(1), Ordering::Release);
    }
}
