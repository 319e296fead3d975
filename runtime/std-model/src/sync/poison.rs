//! The flag that a panic leaves behind.

use super::{LockResult, PoisonError};
use crate::model::world::try_world;
use ::std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// The value, or the error that holds it.
pub(super) fn result<T>(poisoned: bool, value: T) -> LockResult<T> {
    if poisoned {
        Err(PoisonError::new(value))
    } else {
        Ok(value)
    }
}

/// Whether a panic began while the lock was held.
pub(crate) struct Poison(AtomicBool);

impl Poison {
    pub const fn new() -> Poison {
        Poison(AtomicBool::new(false))
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Relaxed)
    }

    pub fn set(&self, poisoned: bool) {
        self.0.store(poisoned, Relaxed);
    }

    /// Poisons if a panic began since the lock was taken.
    pub fn done(&self, was_panicking: bool) {
        let cut_off = try_world(|world| world.ended).unwrap_or(true);
        if !was_panicking && !cut_off && crate::thread::panicking() {
            self.set(true);
        }
    }
}
