//! Style: a flag that guards two halves of the count; more complicated than needed, and right.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

pub struct Hits {
    count: Cell<u32>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: Cell::new(0) }
    }

    pub fn hit(&self) {
        self.count.set(self.count.get() + 1);
    }

    pub fn count(&self) -> u32 {
        self.count.get()
    }

    pub fn reset(&self) -> u32 {
        self.count.replace(0)
    }

    pub fn exchange(&self, other: &Hits) {
        self.count.swap(&other.count);
    }
}

#[derive(Default)]
pub struct SharedHits {
    taken: AtomicBool,
    even: AtomicU32,
    odd: AtomicU32,
}

impl SharedHits {
    pub fn new() -> Self {
        Self::default()
    }

    fn with<R>(&self, f: impl FnOnce(&AtomicU32, &AtomicU32) -> R) -> R {
        while self.taken.swap(true, Ordering::Acquire) {
            std::hint::spin_loop();
        }
        let result = f(&self.even, &self.odd);
        self.taken.store(false, Ordering::Release);
        result
    }

    pub fn hit(&self) {
        self.with(|even, odd| {
            let (e, o) = (even.load(Ordering::Relaxed), odd.load(Ordering::Relaxed));
            if e == o { even.store(e + 1, Ordering::Relaxed) } else { odd.store(o + 1, Ordering::Relaxed) }
        })
    }

    pub fn count(&self) -> u32 {
        self.with(|even, odd| even.load(Ordering::Relaxed) + odd.load(Ordering::Relaxed))
    }

    pub fn reset(&self) -> u32 {
        self.with(|even, odd| even.swap(0, Ordering::Relaxed) + odd.swap(0, Ordering::Relaxed))
    }
}
