// Style: spins until the number of the round changes.
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Barrier {
    threads: usize,
    here: AtomicUsize,
    round: AtomicUsize,
}

impl Barrier {
    pub fn new(threads: usize) -> Barrier {
        Barrier { threads, here: AtomicUsize::new(0), round: AtomicUsize::new(0) }
    }

    pub fn wait(&self) -> bool {
        let round = self.round.load(Ordering::Acquire);
        if self.here.fetch_add(1, Ordering::AcqRel) + 1 == self.threads {
            self.here.store(0, Ordering::Relaxed);
            self.round.store(round + 1, Ordering::Release);
            return true;
        }
        while self.round.load(Ordering::Acquire) == round {
            std::hint::spin_loop();
        }
        false
    }
}
