//! `std::sync::atomic`.

mod bool;
pub(crate) mod core;
mod int;
mod ptr;

pub use self::bool::AtomicBool;
pub use self::core::fence;
pub use ::std::sync::atomic::{Ordering, compiler_fence};
pub use int::{
    AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32,
    AtomicU64, AtomicUsize,
};
pub use ptr::AtomicPtr;

/// A hint only; see [`crate::hint::spin_loop`].
#[deprecated(note = "use hint::spin_loop instead")]
pub fn spin_loop_hint() {
    crate::hint::spin_loop();
}
