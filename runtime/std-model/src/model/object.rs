//! An object of the look-alike: a lock, an atomic, a channel, …

use super::event::At;
use super::hand::Hand;

/// An object of the look-alike in this execution.
pub struct Object {
    /// The type's name without path: `Mutex<usize>`.
    pub kind: &'static str,
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
