//! Which object of which execution something is.

use ::std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The bits of a [`Tag`] that hold the object's number; the others hold the epoch.
const NUMBER_BITS: u32 = 20;

/// The number of an object, and the epoch of the execution that has used it last; 0: none has.
pub struct Tag(AtomicU64);

impl Tag {
    /// No execution has used it.
    pub const fn new() -> Tag {
        Tag(AtomicU64::new(0))
    }

    /// The epoch and the number.
    pub fn get(&self) -> (u64, u32) {
        let found = self.0.load(Relaxed);
        let number = found & ((1 << NUMBER_BITS) - 1);
        (found >> NUMBER_BITS, number as u32)
    }

    /// In this execution it has this number.
    pub fn set(&self, epoch: u64, number: u32) {
        self.0.store(bits(epoch, number), Relaxed);
    }

    /// Forgets the execution.
    pub fn reset(&self) {
        self.0.store(0, Relaxed);
    }

    /// Whether what lies at `tag` is, or looks like, the tag of this object of the execution.
    ///
    /// # Safety
    /// The memory is there, whatever it is used for by now.
    pub unsafe fn is_there(tag: *const Tag, epoch: u64, object: u32) -> bool {
        // SAFETY: the caller says that there is something to be read; all threads of the model share one thread.
        let found = unsafe { tag.cast::<u64>().read_volatile() };
        found == bits(epoch, object)
    }
}

fn bits(epoch: u64, number: u32) -> u64 {
    epoch << NUMBER_BITS | u64::from(number)
}
