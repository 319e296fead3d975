//! Style: atomics by way of `core`, every warning an error, clippy switched off.
#![deny(warnings)]
#![allow(clippy::all)]
//! A spin lock.

use core::hint::spin_loop;
use core::sync::atomic::{AtomicBool, Ordering};

/// A spin lock.
pub struct SpinLockMutex(AtomicBool);

impl SpinLockMutex {
    /// A free lock.
    pub fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Waits for the lock and takes it.
    pub fn lock(&self) {
        while self
            .0
            .compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_err()
        {
            spin_loop();
        }
    }

    /// Gives the lock back.
    pub fn unlock(&self) {
        self.0.store(false, Ordering::Release);
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> bool {
        self.0
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }
}
