//! Statics begin afresh in every execution: what lies in a static's lock is put back to what the compiler put there.

use ::std::collections::BTreeMap;
use ::std::mem::{MaybeUninit, size_of_val};
use ::std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(target_os = "linux")]
fn is_static(address: usize) -> bool {
    unsafe extern "C" {
        static __executable_start: u8;
        static _end: u8;
    }
    (&raw const __executable_start).addr() <= address && address < (&raw const _end).addr()
}

#[cfg(not(target_os = "linux"))]
fn is_static(_: usize) -> bool {
    false
}

/// The first contents of statics, by address. Statics outlive every exploration.
static SNAPSHOTS: Mutex<BTreeMap<usize, Box<[MaybeUninit<u8>]>>> = Mutex::new(BTreeMap::new());

fn snapshots() -> MutexGuard<'static, BTreeMap<usize, Box<[MaybeUninit<u8>]>>> {
    SNAPSHOTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a copy of a static's first contents. Call before anything has used them.
///
/// # Safety
/// `data` points at a live value that nobody else uses during the call.
pub unsafe fn keep<T: ?Sized>(data: *mut T) {
    let address = data.addr();
    if !is_static(address) {
        return;
    }
    // SAFETY: the caller points at a live value that nobody else uses now; its bytes are copied as they are.
    let bytes = unsafe {
        ::std::slice::from_raw_parts(data.cast::<MaybeUninit<u8>>(), size_of_val(&*data))
    };
    snapshots().entry(address).or_insert_with(|| bytes.into());
}

/// Puts them back, if another execution has used them since. What was there is forgotten, not dropped: it belongs to
/// threads that are gone.
///
/// # Safety
/// As [`keep`], and the value is the one that was kept.
pub unsafe fn restore<T: ?Sized>(before: u64, data: *mut T) {
    if before == 0 {
        return;
    }
    let address = data.addr();
    if let Some(bytes) = snapshots().get(&address) {
        // SAFETY: the bytes are the static's own first contents, made by a constant, so they own nothing and are
        // valid as often as they are put back; nobody uses the static before its first step in an execution.
        unsafe {
            ::std::ptr::copy_nonoverlapping(
                bytes.as_ptr(),
                data.cast::<MaybeUninit<u8>>(),
                bytes.len(),
            )
        };
    }
}
