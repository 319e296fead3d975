// fails: two threads - without rounds, who is fast enters the next round before the slow one has left this one
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
            *here = 0; // <- here
            self.complete.notify_all();
            return true;
        }
        while *here != 0 { // <- here
            here = self.complete.wait(here).unwrap(); // <- here
        }
        false
    }
}
