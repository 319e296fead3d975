// fails: two threads - an AcqRel fence does not keep a store before a later load either
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};

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
        self.wants[me].store(true, Ordering::Relaxed);
        self.turn.store(other, Ordering::Relaxed);
        fence(Ordering::AcqRel); // <- here
        while self.wants[other].load(Ordering::Acquire) && self.turn.load(Ordering::Relaxed) == other {} // <- here
    }

    pub fn unlock(&self, me: usize) {
        self.wants[me].store(false, Ordering::Release);
    }
}
