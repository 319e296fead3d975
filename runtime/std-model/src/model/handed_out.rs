//! A pointer that is under watch; see [`super::cells`].

use super::event::At;
use super::tag::Tag;

/// A pointer to an `UnsafeCell`'s value that a thread got.
pub struct HandedOut {
    pub(super) thread: u8,
    pub(super) object: u32,
    /// Where it got the pointer last.
    pub(super) at: At,
    /// The row that says so, until the thread's next step.
    pub(super) row: Option<u32>,
    pub(super) data: *const u8,
    pub(super) bytes: Box<[u8]>,
    /// The cell's own.
    pub(super) tag: *const Tag,
}
