//! What happened in one execution, as plain rows.

use ::std::panic::Location;
use ::std::sync::atomic::Ordering;
pub use kit_wire::trace::Op;

/// A place in a source file that lives as long as the program.
pub type At = &'static Location<'static>;

/// No object.
pub const NONE: u32 = u32::MAX;

/// One visible step of one thread. Small and `Copy`: a model runs through millions of them.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The thread that took the step.
    pub thread: u8,
    /// What it did.
    pub op: Op,
    /// The object's number in this execution, or [`NONE`].
    pub object: u32,
    /// The memory ordering, for atomics.
    pub order: Option<Ordering>,
    /// The value that was read.
    pub read: Option<u64>,
    /// The value that was written.
    pub wrote: Option<u64>,
    /// For atomics: which value in modification order was read.
    pub version: u32,
    /// The line that did it.
    pub at: At,
}
