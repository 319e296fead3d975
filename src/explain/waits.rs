//! Threads that wait for ever: deadlocks, lost wake-ups, livelocks.

use super::cause::{Cause, Deadlock, Forgotten, Found, Keeps, Livelock};
use super::record::{Record, is_read};
use kit_wire::{
    Place,
    trace::{ObjectKind, Op, Step, ThreadState, Why},
};

/// A thread that waits.
#[derive(Clone, Copy)]
struct Blocked<'a> {
    thread: u8,
    why: Why,
    object: u32,
    place: &'a Place,
}

impl Blocked<'_> {
    fn found(&self, cause: Cause) -> Found {
        (cause, Some(self.place.clone()), None)
    }

    fn dead(&self, why: Deadlock) -> Found {
        self.found(Cause::Deadlock(why))
    }
}

fn blocked<'a>(record: &Record<'a>) -> impl Iterator<Item = Blocked<'a>> + Clone {
    record.threads().filter_map(|(thread, it)| match &it.state {
        ThreadState::Blocked { why, object, place } => Some(Blocked {
            thread,
            why: *why,
            object: *object,
            place,
        }),
        _ => None,
    })
}

/// Why no thread can go on.
pub(super) fn deadlock(record: &Record<'_>) -> Found {
    let blocked: Vec<_> = blocked(record).collect();
    let locks: Vec<_> = blocked
        .iter()
        .filter(|it| matches!(it.why, Why::Lock | Why::ReadLock))
        .copied()
        .collect();
    let held = locks
        .iter()
        .find_map(|waiter| held_lock(record, &blocked, *waiter, locks.len() > 1));
    if let Some(found) = held {
        return found;
    }
    if let [first, _, ..] = locks.as_slice() {
        return first.dead(Deadlock::Circle);
    }
    let first = |wanted: fn(Why) -> bool| blocked.iter().find(|it| wanted(it.why));
    if let Some(it) = first(|why| why == Why::Notify) {
        return it.found(Cause::Forgotten(
            it.thread,
            forgotten(record, it.thread, it.object),
        ));
    }
    if let Some(it) = first(|why| why == Why::Message) {
        let (thread, channel) = (it.thread, it.object);
        return it.dead(Deadlock::NoMessage { thread, channel });
    }
    if let Some(it) = first(|why| why == Why::Unpark) {
        return it.dead(Deadlock::Parked { thread: it.thread });
    }
    let told = first(|why| !matches!(why, Why::Join(_) | Why::Scope)).or(blocked.first());
    match told {
        Some(it) => it.dead(Deadlock::Waits {
            thread: it.thread,
            why: it.why,
            object: it.object,
        }),
        None => (Cause::Deadlock(Deadlock::Unknown), None, None),
    }
}

/// What is to be said of a lock that a thread waits for and somebody holds.
fn held_lock(
    record: &Record<'_>,
    blocked: &[Blocked<'_>],
    it: Blocked<'_>,
    others_wait: bool,
) -> Option<Found> {
    let holder_of = |object: u32| {
        let mut threads = record.threads();
        let holds = threads.find(|(_, it)| it.holds.iter().any(|held| held.object == object));
        holds.map(|(thread, _)| thread)
    };
    let (waiter, lock) = (it.thread, it.object);
    let holder = holder_of(lock)?;
    let keeps = |why| Deadlock::Keeps {
        holder,
        waiter,
        lock,
        why,
    };
    if holder == waiter {
        let (thread, reads) = (waiter, it.why == Why::ReadLock && others_wait);
        return Some(it.dead(if reads {
            Deadlock::ReadsAgain { thread, lock }
        } else {
            Deadlock::LocksAgain { thread, lock }
        }));
    }
    if record.thread(holder)?.state == ThreadState::Ended {
        return Some(it.dead(keeps(Keeps::Ended)));
    }
    let waits = blocked.iter().find(|it| it.thread == holder)?;
    match waits.why {
        Why::Lock | Why::ReadLock => {
            let circle = holder_of(waits.object) == Some(waiter);
            circle.then(|| it.dead(Deadlock::EachOther))
        }
        Why::Join(_) | Why::Scope => Some(waits.dead(keeps(Keeps::Joins))),
        Why::Message | Why::Room | Why::Notify | Why::Barrier | Why::Unpark => {
            Some(waits.dead(keeps(Keeps::Waits)))
        }
        Why::Once | Why::Spin => None,
    }
}

/// Somebody waits on a condition variable: was a wake-up lost, or was there none?
fn forgotten(record: &Record<'_>, thread: u8, object: u32) -> Forgotten {
    let of = |it: &Step| it.object == Some(object);
    let mine = |it: &Step| it.thread == thread;
    let notifies = |it: &Step| of(it) && matches!(it.op, Op::Notify(_));
    let wait = record
        .steps()
        .iter()
        .rposition(|it| of(it) && it.op == Op::Wait && mine(it))
        .unwrap_or(0);
    let (before, after) = record.steps().split_at(wait);
    if after.iter().any(notifies) {
        return Forgotten::WokeAnother;
    }
    let Some(notify) = before.iter().rposition(|it| notifies(it) && !mine(it)) else {
        return Forgotten::Never;
    };
    let woken = before
        .iter()
        .rposition(|it| of(it) && it.op == Op::Woken && mine(it))
        .filter(|woken| *woken > notify);
    match woken {
        Some(woken) if found_false(record, thread, woken, wait) => Forgotten::WokenInVain,
        None if !looked_up_to_date(record, thread, notify, wait) => Forgotten::TooEarly(notify),
        _ => Forgotten::TooSeldom(notify),
    }
}

/// Whether a thread that was woken in one row and waits again in the other only looked in between: it did not change
/// anything, and did not give the lock back.
fn found_false(record: &Record<'_>, thread: u8, woken: usize, wait: usize) -> bool {
    let mut between = record.steps()[woken..wait].iter();
    let done = between.any(|it| {
        let acts = matches!(it.op, Op::Unlock | Op::Write);
        it.thread == thread && acts
    });
    !done && looked_up_to_date(record, thread, woken, wait)
}

/// Whether the thread looked at something between these rows, and saw nothing old.
fn looked_up_to_date(record: &Record<'_>, thread: u8, from: usize, to: usize) -> bool {
    let looks = |row: usize| {
        record.step(row).is_some_and(|it| {
            let under_a_lock = matches!(it.op, Op::Read | Op::Write);
            it.thread == thread && (under_a_lock || is_read(it))
        })
    };
    let mut old = record.stale_reads().iter().map(|(row, _)| *row);
    (from..to).any(looks) && !old.any(|row| (from..to).contains(&row) && looks(row))
}

/// Who spins for ever.
pub(super) fn livelock(record: &Record<'_>) -> Found {
    let Some(it) = blocked(record).find(|it| it.why == Why::Spin) else {
        return (Cause::Livelock(Livelock::Unknown), None, None);
    };
    let (thread, object) = (it.thread, it.object);
    let kind = record.object(object).map(|object| object.kind);
    it.found(Cause::Livelock(if kind == Some(ObjectKind::WithoutSteps) {
        Livelock::Yields { thread }
    } else {
        Livelock::Spins { thread, object }
    }))
}
