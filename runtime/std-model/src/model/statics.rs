//! The statics of the code that is checked: all their bytes are put back before each execution, whatever they hold.
//!
//! Which bytes these are is told from outside, by the program's table of symbols. So a plain `static mut`, a cell of one's own
//! with `unsafe impl Sync` and an array begin as the compiler made them. An object of the look-alike in a static has its
//! [`super::slot::Slot`] put back with it, and no execution seems to have used it. What statics owned on the heap is forgotten, not
//! dropped: it belongs to threads that are gone.

use ::std::mem::MaybeUninit;
use ::std::ops::Range;
use ::std::sync::{Mutex, PoisonError};

/// Statics and what the compiler put there.
struct Kept {
    address: usize,
    bytes: Box<[MaybeUninit<u8>]>,
}

/// Those of this process.
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// Where the program was loaded.
#[cfg(target_os = "linux")]
fn start_of_program() -> usize {
    unsafe extern "C" {
        static __executable_start: u8;
    }
    (&raw const __executable_start).addr()
}

/// Takes note of statics as they are now, which is before anything has used them.
///
/// # Safety
/// Each range is that of statics that can be written, counted from where the program was loaded. They belong to code that runs
/// only in models, and nobody uses them during this call, or now and then during [`put_back`].
#[cfg(target_os = "linux")]
pub unsafe fn keep(statics: &[Range<u64>]) {
    let start = start_of_program();
    let kept = statics.iter().filter_map(|range| {
        let offset = usize::try_from(range.start).ok()?;
        let length = usize::try_from(range.end.checked_sub(range.start)?).ok()?;
        let address = start + offset;
        let first = ::std::ptr::with_exposed_provenance::<MaybeUninit<u8>>(address);
        // SAFETY: the caller says that statics lie there and that nobody uses them.
        let bytes = unsafe { ::std::slice::from_raw_parts(first, length) };
        Some(Kept {
            address,
            bytes: bytes.into(),
        })
    });
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = kept.collect();
}

/// Elsewhere nobody knows where they lie.
///
/// # Safety
/// None is needed.
#[cfg(not(target_os = "linux"))]
pub unsafe fn keep(_: &[Range<u64>]) {}

/// Puts all of them back. Call it between two executions: when all threads of the one have ended and none of the next has begun.
pub fn put_back() {
    for kept in KEPT.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        let first = ::std::ptr::with_exposed_provenance_mut::<MaybeUninit<u8>>(kept.address);
        // SAFETY: whoever called `keep` says that statics lie there that only models use, and no model runs now. The bytes are
        // the statics' first ones, made by constants: they own nothing and are valid as often as they are put back.
        unsafe { ::std::ptr::copy_nonoverlapping(kept.bytes.as_ptr(), first, kept.bytes.len()) };
    }
}
