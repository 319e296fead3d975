//! `std::sync::atomic`.

mod bool;
mod common;
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

/// The old ways to make an atomic in a static.
macro_rules! first_values {
    ($($(#[$cfg:meta])* $name:ident $atomic:ident $value:expr;)*) => {$(
        #[doc = concat!("An `", stringify!($atomic), "` of ", stringify!($value), ".")]
        #[deprecated(note = "the `new` function is now preferred")]
        #[allow(clippy::declare_interior_mutable_const, reason = "std's own")]
        pub const $name: $atomic = $atomic::new($value);
    )*};
}

first_values! {
    ATOMIC_BOOL_INIT AtomicBool false;
    ATOMIC_ISIZE_INIT AtomicIsize 0;
    ATOMIC_USIZE_INIT AtomicUsize 0;
}

/// A hint only; see [`crate::hint::spin_loop`].
#[deprecated(note = "use hint::spin_loop instead")]
pub fn spin_loop_hint() {
    crate::hint::spin_loop();
}
