// fails: two threads - off by one: waits only once there is less than no permit
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: Mutex<isize>,
    returned: Condvar,
}

impl Semaphore {
    pub const fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits as isize), returned: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap(); // <- here
        while *permits < 0 {
            permits = self.returned.wait(permits).unwrap();
        }
        *permits -= 1;
    }

    pub fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.returned.notify_one();
    }
}
