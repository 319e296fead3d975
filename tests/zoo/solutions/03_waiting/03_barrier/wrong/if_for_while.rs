// fails: two threads - takes every wake-up for the end of the round
use std::sync::{Condvar, Mutex};

pub struct Barrier {
    threads: usize,
    here: Mutex<usize>,
    complete: Condvar,
}

impl Barrier {
    pub const fn new(threads: usize) -> Barrier {
        Barrier { threads, here: Mutex::new(0), complete: Condvar::new() }
    }

    pub fn wait(&self) -> bool {
        let mut here = self.here.lock().unwrap();
        *here += 1;
        if *here == self.threads {
            *here = 0;
            self.complete.notify_all();
            true
        } else {
            drop(self.complete.wait(here).unwrap()); // <- here
            false
        }
    }
}
