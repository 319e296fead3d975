//! Cases of what a model cannot do: it says so, and what to use instead. See `UNSUPPORTED`.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU32, Ordering::SeqCst};

/// `AtomicU32::as_ptr`: a plain pointer to the value.
pub fn integer_as_ptr() -> String {
    let a = AtomicU32::new(3);
    // SAFETY: nobody else uses it.
    format!("{}", unsafe { *a.as_ptr() })
}

/// `AtomicI64::as_ptr`: a plain pointer to the value.
pub fn signed_as_ptr() -> String {
    let a = AtomicI64::new(-3);
    // SAFETY: nobody else uses it.
    unsafe { *a.as_ptr() += 1 };
    format!("{}", a.load(SeqCst))
}

/// `AtomicBool::as_ptr`: a plain pointer to the value.
pub fn bool_as_ptr() -> String {
    let a = AtomicBool::new(true);
    format!("{}", !a.as_ptr().is_null())
}

/// `AtomicPtr::as_ptr`: a plain pointer to the pointer.
pub fn pointer_as_ptr() -> String {
    let a = AtomicPtr::<u8>::new(std::ptr::null_mut());
    format!("{}", !a.as_ptr().is_null())
}

/// `AtomicU32::from_ptr`: an atomic over plain memory.
pub fn integer_from_ptr() -> String {
    let mut value = 3;
    // SAFETY: nobody else uses the value meanwhile.
    let a = unsafe { AtomicU32::from_ptr(&raw mut value) };
    format!("{}", a.fetch_add(1, SeqCst))
}

/// `AtomicBool::from_ptr`: an atomic over plain memory.
pub fn bool_from_ptr() -> String {
    let mut value = false;
    // SAFETY: nobody else uses the value meanwhile.
    let a = unsafe { AtomicBool::from_ptr(&raw mut value) };
    format!("{}", a.swap(true, SeqCst))
}

/// `AtomicPtr::from_ptr`: an atomic over plain memory.
pub fn pointer_from_ptr() -> String {
    let mut value: *mut u8 = std::ptr::null_mut();
    // SAFETY: nobody else uses the value meanwhile.
    let a = unsafe { AtomicPtr::from_ptr(&raw mut value) };
    format!("{}", a.load(SeqCst).is_null())
}
