//! An object of the look-alike: a lock, an atomic, a channel, …

use super::event::At;
use kit_wire::trace::ObjectKind;

/// An object of the look-alike in this execution.
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// For locks: the type's name of the data under it, with paths.
    pub of: Option<&'static str>,
    /// Where it was made.
    pub at: Option<At>,
    /// The values of an atomic, in modification order; a write's version is its index.
    pub versions: Vec<Version>,
    /// What threads left here for the next one that synchronises with it.
    pub hands: Vec<Hand>,
    /// Some thread asks after its state without waiting, so that every change of it is a step.
    pub polled: bool,
    /// For cells: somebody has written it in this execution.
    pub written: bool,
    /// For locks: the object that stands for the data under it.
    pub data: Option<u32>,
    /// For such data: the lock.
    pub lock: Option<u32>,
    /// Threads that wait for it.
    pub waiters: Vec<u8>,
}

impl Object {
    /// How often its value has changed.
    pub fn last_change(&self) -> u32 {
        self.versions.last().map_or(0, |last| last.change)
    }
}

/// One value of an atomic.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    /// The value's bits.
    pub value: u64,
    /// How often the value has changed up to here.
    pub change: u32,
    /// Who wrote it; `u32::MAX` for the initial value, else an index into the events.
    pub event: u32,
    /// The writer's clock.
    pub clock: u64,
}

/// Everything that a thread did up to a moment, and that moment in virtual time.
#[derive(Clone)]
pub struct Hand {
    /// What the engine knows of it.
    pub(super) done: ::engine::Hand,
    /// Virtual time in nanoseconds.
    pub(super) clock: u64,
    /// Stands for what the thread had learnt.
    pub(super) history: u64,
}
