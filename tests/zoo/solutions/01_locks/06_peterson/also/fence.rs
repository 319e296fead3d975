// Style: a fence between what is written and what is read, and acquire and release around the data.
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};

pub struct Lock {
    wants: [AtomicBool; 2],
    turn: AtomicUsize,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { wants: [AtomicBool::new(false), AtomicBool::new(false)], turn: AtomicUsize::new(0) }
    }

    pub fn lock(&self, me: usize) {
        let other = 1 - me;
        self.wants[me].store(true, Ordering::Relaxed);
        self.turn.swap(other, Ordering::AcqRel);
        fence(Ordering::SeqCst);
        while self.wants[other].load(Ordering::Acquire) && self.turn.load(Ordering::Acquire) == other {}
    }

    pub fn unlock(&self, me: usize) {
        self.wants[me].store(false, Ordering::Release);
    }
}
