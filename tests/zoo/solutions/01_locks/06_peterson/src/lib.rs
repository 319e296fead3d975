use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

pub struct Lock {
    wants: [AtomicBool; 2],
    turn: AtomicUsize,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { wants: [AtomicBool::new(false), AtomicBool::new(false)], turn: AtomicUsize::new(0) }
    }

    pub fn lock(&self, me: usize) {
        let other = 1 - me;
        self.wants[me].store(true, Ordering::SeqCst);
        self.turn.store(other, Ordering::SeqCst);
        while self.wants[other].load(Ordering::SeqCst) && self.turn.load(Ordering::SeqCst) == other {
            std::hint::spin_loop();
        }
    }

    pub fn unlock(&self, me: usize) {
        self.wants[me].store(false, Ordering::SeqCst);
    }
}
