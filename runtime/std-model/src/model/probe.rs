//! Does the code at a line write through the pointer that an `UnsafeCell` gives it?
//!
//! [`super::cells`] compares bytes, so it does not see a write of the value that is there already. Before the search such
//! lines are tried out, where the cell's type is a plain number or truth value, for which every other value is as good:
//! the first execution is run up to the line, the value is changed behind the code's back, and if something else is
//! there at the thread's next step, the code has written. That execution is given up. A line that wrote every time it
//! was tried counts as writing from then on.

use super::outcome::Outcome;
use super::plan::Site;
use ::std::cell::RefCell;

/// So many pointers are tried out, in the order in which the first execution hands them out.
pub const MOST: u32 = 16;

/// So often the code may ask for the pointer again before its next step.
const MOST_LOOKS: u32 = 1_000;

/// A value that was changed.
struct Probe {
    site: Site,
    data: *mut u8,
    bytes: Box<[u8]>,
    looks: u32,
}

::std::thread_local! {
    static PROBE: RefCell<Option<Probe>> = const { RefCell::new(None) };
}

/// The size of the numbers that a type is made of, if it is a number, a truth value, or an array of them.
pub fn plain(name: &str) -> Option<usize> {
    let element = match name.strip_prefix('[') {
        Some(array) => array.split_once("; ")?.0,
        None => name,
    };
    match element {
        "bool" | "u8" | "i8" => Some(1),
        "u16" | "i16" => Some(2),
        "u32" | "i32" | "f32" => Some(4),
        "u64" | "i64" | "f64" | "usize" | "isize" => Some(8),
        "u128" | "i128" => Some(16),
        _ => None,
    }
}

/// Changes the numbers of `element` bytes that lie at `data`.
///
/// # Safety
/// `size` bytes lie there, all of them parts of such numbers or truth values, and nobody else uses them during the call.
pub unsafe fn begin(site: Site, data: *mut u8, size: usize, element: usize) {
    let mut bytes: Box<[u8]> = (0..size)
        // SAFETY: the caller says that the bytes are there.
        .map(|offset| unsafe { data.add(offset).read() })
        .collect();
    for number in bytes.chunks_mut(element) {
        // One less, so that an index or a length stays within bounds.
        number[0] = match number[0] {
            0 => 1,
            more => more - 1,
        };
    }
    for (offset, byte) in bytes.iter().enumerate() {
        // SAFETY: as above; the types of such numbers have no invalid values, and `bool` was 0 or 1 and is 1 or 0.
        unsafe { data.add(offset).write(*byte) };
    }
    let looks = 0;
    PROBE.set(Some(Probe {
        site,
        data,
        bytes,
        looks,
    }));
}

/// The code asks for the pointer again. A loop that waits for the right value would not end; what it came to then.
pub fn again() -> Option<Outcome> {
    let endless = PROBE.with_borrow_mut(|probe| {
        probe.as_mut().is_some_and(|probe| {
            probe.looks += 1;
            probe.looks > MOST_LOOKS
        })
    });
    endless.then(outcome)?
}

/// What the running probe came to, if one runs. Asked for at the thread's next step: that is all we wanted to know.
pub fn outcome() -> Option<Outcome> {
    let probe = PROBE.take()?;
    let unchanged = probe.bytes.iter().enumerate().all(|(offset, byte)| {
        // SAFETY: as in `begin`; the cell tells when it is dropped, before its value goes.
        unsafe { probe.data.add(offset).read() == *byte }
    });
    Some(Outcome::Probed(probe.site, !unchanged))
}
