//! What a step does.

use serde::{Deserialize, Serialize};

/// The kinds of steps. Values that were read and written stand in the step itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// A thread was started; its number.
    Spawn(u8),
    /// A thread was joined; its number.
    Join(u8),
    /// The thread ended.
    End,
    /// A scope ended, with all its threads.
    ScopeEnd,
    /// An atomic load.
    Load,
    /// An atomic store.
    Store,
    /// A read-modify-write that always succeeds. It writes nothing if it changes nothing and nobody could tell.
    Modify(Modify),
    /// A compare-and-exchange that wrote.
    Exchange,
    /// A compare-and-exchange that did not write.
    ExchangeFails,
    /// A memory fence.
    Fence,
    /// A lock was taken (mutex, or write side).
    Lock,
    /// The read side of a lock was taken.
    ReadLock,
    /// A lock was given back.
    Unlock,
    /// The write side of a lock was turned into the read side.
    Downgrade,
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
    /// A condition variable was notified.
    Notify(Notify),
    /// A message was sent.
    Send,
    /// A message was received.
    Receive,
    /// No message was sent or received.
    NoMessage(NoMessage),
    /// The last sender of a channel was dropped.
    LastSenderDropped,
    /// The receiver of a channel was dropped.
    ReceiverDropped,
    /// `park` returned because of an `unpark`.
    Park,
    /// `unpark` of a thread; its number.
    Unpark(u8),
    /// What lies in an `UnsafeCell` was read, or a pointer to it was handed out.
    CellRead,
    /// What lies in an `UnsafeCell` was written.
    CellWrite,
    /// The virtual clock moved on.
    Sleep,
    /// A panic began; see [`super::Step::panic`].
    Panic,
    /// The thread begins to initialise something that is initialised once.
    InitialiseBegins,
    /// It has done so, or has panicked meanwhile.
    InitialiseEnds,
    /// Another one had initialised it.
    Initialised,
    /// The thread came to a barrier.
    BarrierWait,
    /// The barrier let the thread pass.
    BarrierPass,
    /// The code ends the whole process.
    Exit,
    /// An expectation of the check did not hold.
    Check,
}

/// The read-modify-writes of atomics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are called as the methods are")]
pub enum Modify {
    Swap,
    FetchAdd,
    FetchSub,
    FetchAnd,
    FetchNand,
    FetchOr,
    FetchXor,
    FetchNot,
    FetchMax,
    FetchMin,
    FetchPtrAdd,
    FetchPtrSub,
    FetchByteAdd,
    FetchByteSub,
}

/// How a condition variable was notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Notify {
    /// `notify_one`.
    One,
    /// `notify_all`.
    All,
}

/// Why no message was sent or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoMessage {
    /// Sending: the receiver is gone.
    ReceiverGone,
    /// Receiving: nothing is there, and all senders are gone.
    SendersGone,
    /// Trying to send: there is no room.
    Full,
    /// Trying to receive: nothing is there.
    Empty,
}

/// A memory ordering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are std's own")]
pub enum Ordering {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}

impl Ordering {
    /// std's ordering. One that std adds later would be as strong as there is.
    pub fn of(order: std::sync::atomic::Ordering) -> Ordering {
        use std::sync::atomic::Ordering as Std;
        match order {
            Std::Relaxed => Ordering::Relaxed,
            Std::Release => Ordering::Release,
            Std::Acquire => Ordering::Acquire,
            Std::AcqRel => Ordering::AcqRel,
            _ => Ordering::SeqCst,
        }
    }

    /// Whether a write of this ordering publishes what came before it.
    pub fn releases(self) -> bool {
        matches!(
            self,
            Ordering::Release | Ordering::AcqRel | Ordering::SeqCst
        )
    }

    /// Whether a read of this ordering takes over what was published.
    pub fn acquires(self) -> bool {
        matches!(
            self,
            Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst
        )
    }
}

/// What a blocked thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Why {
    /// A lock.
    Lock,
    /// The read side of a lock.
    ReadLock,
    /// A notification of a condition variable.
    Notify,
    /// A message.
    Message,
    /// Room in a channel, or somebody to take the message.
    Room,
    /// The end of thread n.
    Join(u8),
    /// `unpark`.
    Unpark,
    /// The other threads of a barrier.
    Barrier,
    /// Another thread that runs an initialiser.
    Once,
    /// A scope's threads.
    Scope,
    /// Spinning until an atomic changes.
    Spin,
}
