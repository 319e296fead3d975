//! One value of an atomic.

use crate::clock::Knowledge;

/// One value of an atomic; the value itself is kept by the user.
pub struct Message {
    /// What whoever reads it with Acquire knows.
    pub left: Knowledge,
    /// The transition that wrote it; none if it was there from the beginning.
    pub by: Option<u32>,
    /// It was written by a SeqCst access.
    pub seq_cst: bool,
}
