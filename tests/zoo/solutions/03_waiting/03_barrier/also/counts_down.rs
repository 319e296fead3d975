// Style: one number that only grows; a round is over when it has reached the next multiple.
use std::sync::{Condvar, Mutex};

pub struct Barrier {
    threads: usize,
    came: Mutex<usize>,
    more: Condvar,
}

impl Barrier {
    pub fn new(threads: usize) -> Barrier {
        Barrier { threads, came: Mutex::new(0), more: Condvar::new() }
    }

    pub fn wait(&self) -> bool {
        let mut came = self.came.lock().unwrap();
        *came += 1;
        let goal = came.next_multiple_of(self.threads);
        if *came == goal {
            drop(came);
            self.more.notify_all();
            return true;
        }
        drop(self.more.wait_while(came, |came| *came < goal).unwrap());
        false
    }
}
