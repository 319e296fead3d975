// fails: three threads - who goes in because the turn came back reads the turn with Relaxed: it misses the other one's first visit
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
        while self.wants[other].load(Ordering::Acquire) && self.turn.load(Ordering::Relaxed) == other {} // <- here
    }

    pub fn unlock(&self, me: usize) {
        self.wants[me].store(false, Ordering::Release);
    }
}
