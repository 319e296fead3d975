// fails: two threads - without a turn both wait for each other
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    wants: [AtomicBool; 2],
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { wants: [AtomicBool::new(false), AtomicBool::new(false)] }
    }

    pub fn lock(&self, me: usize) {
        self.wants[me].store(true, Ordering::SeqCst);
        while self.wants[1 - me].load(Ordering::SeqCst) {} // <- here
    }

    pub fn unlock(&self, me: usize) {
        self.wants[me].store(false, Ordering::SeqCst);
    }
}
