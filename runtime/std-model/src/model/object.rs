//! An object of the look-alike: a lock, an atomic, a channel, …

use super::event::At;
use super::hand::Hand;
use super::world::RawCell;
use ::loom::sync::atomic::AtomicUsize as RawAtomic;
use ::std::rc::Rc;

/// An object of the look-alike in this execution.
pub struct Object {
    /// The type's name without path: `Mutex<usize>`.
    pub kind: &'static str,
    /// Where it was made.
    pub at: Option<At>,
    /// Loom's atomic that orders its operations.
    pub raw: Option<Rc<RawAtomic>>,
    /// Loom's cell that finds races on it.
    pub cell: Option<Rc<RawCell>>,
    /// The values of an atomic, in modification order; a write's version is its index.
    pub versions: Vec<Version>,
    /// What threads left here for the next one that synchronises with it.
    pub hands: Vec<Hand>,
    /// Some thread asks after its state without waiting, so that every change of it is a step.
    pub polled: bool,
    /// For atomics: who has loaded it, one bit for each thread, and whether anybody wrote.
    pub loaded_by: u8,
    /// For atomics: somebody has accessed it with SeqCst.
    pub seq_cst: bool,
    /// For atomics: somebody may have written it with a weaker ordering.
    pub weaker: bool,
    /// For atomics that several threads load and somebody writes: the object that orders the loads.
    pub loads: Option<u32>,
    /// For cells: somebody has written it in this execution.
    pub written: bool,
    /// For locks: the object that stands for the data under it.
    pub data: Option<u32>,
    /// For such data: the lock.
    pub lock: Option<u32>,
    /// Threads that wait for it.
    pub waiters: Vec<u8>,
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
