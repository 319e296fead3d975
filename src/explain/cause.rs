//! Why an execution failed, as facts: lost updates, values that were not published, deadlocks.

use kit_wire::{Place, trace::Why};

/// Why an execution failed. Numbers name the record's threads, objects and rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Two accesses to the same data, and why nothing orders them.
    Race {
        threads: (u8, u8),
        link: Option<Link>,
    },
    /// A read saw an old value although a newer one had been written, and why.
    OldValue {
        read: usize,
        newer: usize,
        link: Option<Link>,
    },
    /// An atomic was loaded and stored, and another thread wrote in between.
    LostUpdate {
        load: usize,
        store: usize,
        other: usize,
    },
    /// A value was read under a lock and written back under another one, and another thread wrote in between.
    LostUnderLocks {
        read: usize,
        write: usize,
        other: usize,
    },
    /// No thread can go on.
    Deadlock(Deadlock),
    /// A thread waits for a notification.
    Forgotten(u8, Forgotten),
    /// Threads go on for ever and get nothing done.
    Livelock(Livelock),
    /// A thread had panicked before.
    AfterPanic { thread: u8, then: Box<Cause> },
}

/// Why no thread can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deadlock {
    /// A thread waits for a lock that it holds itself.
    LocksAgain { thread: u8, lock: u32 },
    /// A thread reads again what it reads, and a writer waits in between.
    ReadsAgain { thread: u8, lock: u32 },
    /// Two threads hold what the other one waits for.
    EachOther,
    /// Threads hold what others wait for.
    Circle,
    /// A thread has a lock that another one waits for, and will not give it back.
    Keeps {
        holder: u8,
        waiter: u8,
        lock: u32,
        why: Keeps,
    },
    /// Nobody sends, and the channel has not ended.
    NoMessage { thread: u8, channel: u32 },
    /// Nobody unparks.
    Parked { thread: u8 },
    /// A thread waits for something else.
    Waits { thread: u8, why: Why, object: u32 },
    /// The record does not say who waits.
    Unknown,
}

/// Why a thread does not give a lock back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeps {
    /// It waits for threads to end.
    Joins,
    /// It waits for something else.
    Waits,
    /// It has ended.
    Ended,
}

/// Why nobody notifies a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forgotten {
    /// A notification woke another thread.
    WokeAnother,
    /// There is none.
    Never,
    /// The thread was woken, and its condition was false.
    WokenInVain,
    /// This row notified before the thread waited.
    TooEarly(usize),
    /// The thread got what this row notified it of, and waits for more.
    TooSeldom(usize),
}

/// Why threads go on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Livelock {
    /// A thread only yields.
    Yields { thread: u8 },
    /// A thread spins until something changes.
    Spins { thread: u8, object: u32 },
    /// The record does not say who spins.
    Unknown,
}

/// A value went from one thread to another, and nothing that came before went with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// This write publishes nothing.
    NotReleased(usize),
    /// This read takes nothing over.
    NotAcquired(usize),
}

/// A remark on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// It saw an old value; this row had written a newer one.
    Stale { newer: usize },
    /// It should acquire.
    NeedsAcquire,
    /// This row, whose value it saw, did not release.
    NotReleased { write: usize },
    /// It undid what this row wrote.
    Overwrites { other: usize },
}

/// A cause, the line that it points at, and a remark on a row.
pub(super) type Found = (Cause, Option<Place>, Option<(usize, Note)>);
