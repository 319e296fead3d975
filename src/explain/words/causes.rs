//! Why it went wrong.

use super::names::{Name, at, by, object, object_of, shown};
use super::steps::waits_for;
use crate::explain::cause::{Cause, Deadlock, Forgotten, Keeps, Link, Livelock};
use crate::explain::record::Record;
use kit_wire::trace::{Op, Ordering, Step};

/// What a cause is in words.
pub(super) fn cause(record: &Record<'_>, cause: &Cause) -> String {
    match cause {
        Cause::Race { threads, link } => race(record, *threads, *link),
        Cause::OldValue { read, newer, link } => old_value(record, (*read, *newer), *link),
        Cause::LostUpdate { load, store, other } => format!(
            "An update was lost: {} read {} at {} and stored at {}, and {} wrote in between. A load and a store are two steps.",
            by(record, *store),
            object_of(record, *store),
            at(record, *load),
            at(record, *store),
            by(record, *other)
        ),
        Cause::LostUnderLocks { read, write, other } => format!(
            "An update was lost: {} read the value under one lock ({}) and wrote it back under another ({}), and {} wrote in between.",
            by(record, *write),
            at(record, *read),
            at(record, *write),
            by(record, *other)
        ),
        Cause::Deadlock(why) => format!("Deadlock: {}.", deadlock(record, *why)),
        Cause::Forgotten(thread, why) => forgotten(record, *thread, *why),
        Cause::Livelock(why) => livelock(record, *why),
        Cause::AfterPanic { thread, then } => {
            let panic = record.thread(*thread).and_then(|it| it.panic.as_ref());
            format!(
                "{} panicked: {}. After that: {}",
                Name(record, *thread).first(),
                panic.map_or("", |panic| panic.message.trim_end_matches('.')),
                self::cause(record, then)
            )
        }
    }
}

fn race(record: &Record<'_>, threads: (u8, u8), link: Option<Link>) -> String {
    let (first, second) = (Name(record, threads.0), Name(record, threads.1));
    let begin = format!("Data race: {first} and {second} access the same data");
    match link {
        Some(link) => {
            let why = broken(record, link);
            format!("{begin}, and nothing orders the two: {why}.")
        }
        None => format!("{begin}, and nothing orders the two accesses."),
    }
}

fn old_value(record: &Record<'_>, (read, newer): (usize, usize), link: Option<Link>) -> String {
    let value = |row: usize, value: fn(&Step) -> Option<u64>| {
        let step = record.step(row);
        let shown = step.and_then(|step| Some(shown(record, step.object, value(step)?)));
        shown.unwrap_or_default()
    };
    let why = match link {
        Some(link) => broken(record, link),
        None => "nothing orders that write before the read".to_owned(),
    };
    format!(
        "{} read the old value {} of {} although {} had been written at {}: {why}.",
        by(record, read).first(),
        value(read, |step| step.read),
        object_of(record, read),
        value(newer, |step| step.wrote),
        at(record, newer),
    )
}

/// Says what is wrong with a broken link.
fn broken(record: &Record<'_>, link: Link) -> String {
    let (Link::NotReleased(row) | Link::NotAcquired(row)) = link;
    let Some(step) = record.step(row) else {
        return String::new();
    };
    let (what, line) = (verb(step.op), at(record, row));
    let order = super::steps::ordering(step.ordering.unwrap_or(Ordering::AcqRel));
    match link {
        Link::NotReleased(_) => {
            format!("the {what} at {line} is {order}, which publishes nothing")
        }
        Link::NotAcquired(_) => {
            format!("the {what} at {line} reads with {order}, which acquires nothing")
        }
    }
}

fn verb(op: Op) -> &'static str {
    match op {
        Op::Load => "load",
        Op::Store => "store",
        Op::Modify(how) => super::steps::modify(how),
        _ => "compare_exchange",
    }
}

fn deadlock(record: &Record<'_>, why: Deadlock) -> String {
    let name = |thread: u8| Name(record, thread);
    match why {
        Deadlock::ReadsAgain { thread, lock } => format!(
            "{} reads {} again while it still reads it; a writer waits in between, and comes first",
            name(thread),
            object(record, lock)
        ),
        Deadlock::LocksAgain { thread, lock } => format!(
            "{} locks {} again while it still holds it",
            name(thread),
            object(record, lock)
        ),
        Deadlock::EachOther => "each thread holds the lock that the other one waits for".to_owned(),
        Deadlock::Circle => "each thread holds a lock that another one waits for".to_owned(),
        Deadlock::Keeps {
            holder,
            waiter,
            lock,
            why,
        } => {
            let (them, me, lock) = (name(holder), name(waiter), object(record, lock));
            match why {
                Keeps::Joins => format!(
                    "{them} holds {lock} while it waits for threads to end, and {me} waits for that lock"
                ),
                Keeps::Waits => format!(
                    "{them} holds {lock} while it waits for something else, and {me} waits for that lock"
                ),
                Keeps::Ended => {
                    format!("{them} ended and never gave {lock} back, and {me} waits for it")
                }
            }
        }
        Deadlock::NoMessage { thread, channel } => format!(
            "{} waits for a message on {} that nobody sends; the channel has not ended, because a sender is still alive",
            name(thread),
            object(record, channel)
        ),
        Deadlock::Parked { thread } => format!(
            "{} is parked, and nobody is left to unpark it",
            name(thread)
        ),
        Deadlock::Waits {
            thread,
            why,
            object,
        } => format!(
            "{} waits for {}, and nobody is left who could bring it",
            name(thread),
            waits_for(record, why, object)
        ),
        Deadlock::Unknown => "no thread can go on".to_owned(),
    }
}

fn forgotten(record: &Record<'_>, thread: u8, why: Forgotten) -> String {
    let me = Name(record, thread);
    match why {
        Forgotten::WokeAnother => format!(
            "A wake-up went to another thread: {me} waits for a notification, and nobody is left to send one."
        ),
        Forgotten::Never => format!(
            "{} waits for a notification, and nobody sends one.",
            me.first()
        ),
        Forgotten::WokenInVain => format!(
            "{} was woken, found its condition false and waits again, and nobody notifies any more.",
            me.first()
        ),
        Forgotten::TooEarly(row) => format!(
            "A wake-up was lost: {} notified at {} before {me} waited, and nobody notifies again.",
            by(record, row),
            at(record, row)
        ),
        Forgotten::TooSeldom(row) => format!(
            "{} waits for a notification, and nobody sends another after {}'s at {}.",
            me.first(),
            by(record, row),
            at(record, row)
        ),
    }
}

fn livelock(record: &Record<'_>, why: Livelock) -> String {
    match why {
        Livelock::Yields { thread } => format!(
            "{} yields for ever: it waits for something that nobody is left to change.",
            Name(record, thread).first()
        ),
        Livelock::Spins { thread, object } => format!(
            "{} spins for ever: it waits for a change of {}, and nobody is left to make one.",
            Name(record, thread).first(),
            super::object(record, object)
        ),
        Livelock::Unknown => "All threads that are left spin for ever.".to_owned(),
    }
}
