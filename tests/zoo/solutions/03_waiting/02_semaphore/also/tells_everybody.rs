// Style: `wait_while`, and all are woken while the lock is held.
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: Mutex<usize>,
    returned: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), returned: Condvar::new() }
    }

    pub fn acquire(&self) {
        let permits = self.permits.lock().unwrap();
        *self.returned.wait_while(permits, |permits| *permits == 0).unwrap() -= 1;
    }

    pub fn release(&self) {
        let mut permits = self.permits.lock().unwrap();
        *permits += 1;
        self.returned.notify_all();
    }
}
