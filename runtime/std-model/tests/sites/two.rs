//! What stands here stands at the same line and column as its namesake in `one.rs`, and does something else there.

use super::Shared;
use std_model::sync::Mutex;
use std_model::sync::atomic::{AtomicBool, Ordering};

/// Reads.
pub fn touch(cell: &Shared) {
    unsafe { *cell.0.get() };
}

/// A lock that everybody waits for.
pub fn lock() -> Mutex<u32> {
    Mutex::new(1)
}

/// Waits.
pub fn poll(flag: &AtomicBool) -> bool {
    (0..).any(|_| flag.load(Ordering::Acquire))
}

/// The lock again, where nothing in `one.rs` stands.
pub fn lock_elsewhere() -> Mutex<u32> {
    Mutex::new(1)
}
