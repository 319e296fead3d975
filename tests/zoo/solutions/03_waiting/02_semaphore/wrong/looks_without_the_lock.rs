// fails: two threads - the permit comes back between the look and the wait, and its wake-up is lost
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: AtomicUsize,
    lock: Mutex<()>,
    returned: Condvar,
}

impl Semaphore {
    pub const fn new(permits: usize) -> Semaphore {
        Semaphore { permits: AtomicUsize::new(permits), lock: Mutex::new(()), returned: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut guard = self.lock.lock().unwrap();
        while self.permits.load(SeqCst) == 0 {
            guard = self.returned.wait(guard).unwrap(); // <- here
        }
        self.permits.fetch_sub(1, SeqCst);
    }

    pub fn release(&self) {
        self.permits.fetch_add(1, SeqCst); // <- here
        self.returned.notify_one(); // <- here
    }
}
