//! What happened in one execution, as plain rows.

use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

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

/// The kinds of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A thread was started; its number.
    Spawn(u8),
    /// A thread was joined; its number.
    Join(u8),
    /// The thread ended.
    Finish,
    /// An atomic load.
    Load,
    /// An atomic store.
    Store,
    /// A read-modify-write that always writes; its name.
    Modify(&'static str),
    /// A compare-and-exchange that wrote.
    Exchanged,
    /// A compare-and-exchange that did not write.
    NotExchanged,
    /// A memory fence.
    Fence,
    /// A lock was taken (mutex, or write side).
    Lock,
    /// The read side of a lock was taken.
    ReadLock,
    /// A lock was given back.
    Unlock,
    /// An attempt to lock that did not succeed.
    WouldBlock,
    /// The data under a lock was read.
    Read,
    /// The data under a lock was borrowed for writing.
    Write,
    /// A condition variable was waited for: the lock is given back.
    Wait,
    /// The wait on a condition variable ended.
    Woken,
    /// A wait ended because of its timeout.
    TimedOut,
    /// A wait ended although nobody notified.
    Spurious,
    /// `notify_one`, `notify_all`, `unpark`, and the like; its name.
    Notify(&'static str),
    /// A message was sent.
    Send,
    /// A message was received.
    Receive,
    /// All senders or the receiver are gone, or the channel is empty or full; its name.
    NoMessage(&'static str),
    /// The thread parked.
    Park,
    /// `unpark` of a thread.
    Unpark(u8),
    /// The check's own cell was read or written, or an `UnsafeCell` accessed.
    Access(&'static str),
    /// The virtual clock moved on.
    Sleep,
    /// A panic began.
    Panic,
    /// Anything else that is worth a row; its name.
    Other(&'static str),
}
