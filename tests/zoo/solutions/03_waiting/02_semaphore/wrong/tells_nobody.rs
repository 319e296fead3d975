// fails: two threads - a permit comes back and nobody is told
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: Mutex<usize>,
    returned: Condvar,
}

impl Semaphore {
    pub const fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), returned: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.returned.wait(permits).unwrap(); // <- here
        }
        *permits -= 1;
    }

    pub fn release(&self) {
        *self.permits.lock().unwrap() += 1; // <- here
    }
}
