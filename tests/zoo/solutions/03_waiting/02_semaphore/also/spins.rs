// Style: an atomic number of permits, and spinning.
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Semaphore(AtomicUsize);

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore(AtomicUsize::new(permits))
    }

    pub fn acquire(&self) {
        let one_less = |permits: usize| permits.checked_sub(1);
        while self.0.fetch_update(Ordering::Acquire, Ordering::Relaxed, one_less).is_err() {
            std::hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }
}
