//! What a step does, and what a thread waits for: short enough for a cell of a table.

use super::names::{Name, object, shown, thread_name};
use crate::explain::cause::Note;
use crate::explain::record::Record;
use kit_wire::trace::{Modify, NoMessage, Notify, Op, Ordering, Step, Why};

/// What a step does.
pub(in crate::explain) fn operation(record: &Record<'_>, step: &Step) -> String {
    let value = |value: Option<u64>| value.map(|value| shown(record, step.object, value));
    let (read, wrote) = (value(step.read), value(step.wrote));
    let either = |name: &str| match (&read, &wrote) {
        (_, Some(wrote)) => format!("{name} {wrote}"),
        (Some(read), None) => format!("{name} -> {read}"),
        (None, None) => name.to_owned(),
    };
    match step.op {
        Op::Spawn(thread) => format!("spawn {}", thread_name(record, thread)),
        Op::Join(thread) => format!("join {}", thread_name(record, thread)),
        Op::Unpark(thread) => format!("unpark {}", thread_name(record, thread)),
        Op::Load => either("load"),
        Op::Store => either("store"),
        Op::Read => either("read"),
        Op::Write => either("write"),
        Op::ExchangeFails => either("exchange fails"),
        Op::Modify(how) => match (&read, &wrote) {
            (Some(read), Some(wrote)) => format!("{}: {read} -> {wrote}", modify(how)),
            (Some(read), None) => format!("{}: {read} stays", modify(how)),
            _ => modify(how).to_owned(),
        },
        Op::Exchange => match (&read, &wrote) {
            (Some(read), Some(wrote)) => format!("exchange {read} -> {wrote}"),
            _ => "exchange".to_owned(),
        },
        other => without_values(other).to_owned(),
    }
}

fn without_values(op: Op) -> &'static str {
    match op {
        Op::End => "ends",
        Op::ScopeEnd => "end of the scope",
        Op::Fence => "fence",
        Op::Lock => "lock",
        Op::ReadLock => "read lock",
        Op::Unlock => "unlock",
        Op::Downgrade => "downgrade",
        Op::WouldBlock => "try lock: would block",
        Op::Wait | Op::BarrierWait => "wait",
        Op::Woken => "woken",
        Op::TimedOut => "timed out",
        Op::Spurious => "woken for no reason",
        Op::Notify(Notify::One) => "notify_one",
        Op::Notify(Notify::All) => "notify_all",
        Op::Send => "send",
        Op::Receive => "receive",
        Op::NoMessage(NoMessage::ReceiverGone) => "send: the receiver is gone",
        Op::NoMessage(NoMessage::SendersGone) => "receive: all senders are gone",
        Op::NoMessage(NoMessage::Full) => "try_send: full",
        Op::NoMessage(NoMessage::Empty) => "try_recv: empty",
        Op::LastSenderDropped => "the last sender is dropped",
        Op::ReceiverDropped => "the receiver is dropped",
        Op::Park => "unparked",
        Op::Read | Op::CellRead => "read",
        Op::Write | Op::CellWrite => "write",
        Op::Sleep => "sleep",
        Op::Panic => "panics",
        Op::InitialiseBegins => "begin to initialise",
        Op::InitialiseEnds => "initialised",
        Op::Initialised => "is initialised",
        Op::BarrierPass => "pass",
        Op::Exit => "ends the process",
        Op::Check => "check",
        Op::Spawn(_) => "spawn",
        Op::Join(_) => "join",
        Op::Unpark(_) => "unpark",
        Op::Load => "load",
        Op::Store => "store",
        Op::Modify(how) => modify(how),
        Op::Exchange => "exchange",
        Op::ExchangeFails => "exchange fails",
    }
}

/// The name of a read-modify-write.
pub(in crate::explain) fn modify(how: Modify) -> &'static str {
    match how {
        Modify::Swap => "swap",
        Modify::FetchAdd => "fetch_add",
        Modify::FetchSub => "fetch_sub",
        Modify::FetchAnd => "fetch_and",
        Modify::FetchNand => "fetch_nand",
        Modify::FetchOr => "fetch_or",
        Modify::FetchXor => "fetch_xor",
        Modify::FetchNot => "fetch_not",
        Modify::FetchMax => "fetch_max",
        Modify::FetchMin => "fetch_min",
        Modify::FetchPtrAdd => "fetch_ptr_add",
        Modify::FetchPtrSub => "fetch_ptr_sub",
        Modify::FetchByteAdd => "fetch_byte_add",
        Modify::FetchByteSub => "fetch_byte_sub",
    }
}

/// The name of a memory ordering.
pub(in crate::explain) fn ordering(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Relaxed => "Relaxed",
        Ordering::Release => "Release",
        Ordering::Acquire => "Acquire",
        Ordering::AcqRel => "AcqRel",
        Ordering::SeqCst => "SeqCst",
    }
}

/// What the last step of a failed comparison found.
pub(in crate::explain) fn unexpected(expected: &str, got: &str) -> String {
    format!("expected {expected}, found {got}")
}

/// A remark on a step.
pub(in crate::explain) fn note(record: &Record<'_>, note: Note) -> String {
    match note {
        Note::Stale { newer } => {
            let step = record.step(newer);
            let value = step.and_then(|step| Some(shown(record, step.object, step.wrote?)));
            let value = value.unwrap_or_default();
            format!("stale: {value} was written in step {}", newer + 1)
        }
        Note::NeedsAcquire => "Acquire is needed here".to_owned(),
        Note::NotReleased { write } => {
            format!("no edge to step {}: it was not Release", write + 1)
        }
        Note::Overwrites { other } => format!(
            "what {} wrote in step {} is gone",
            super::names::by(record, other),
            other + 1
        ),
    }
}

/// What a thread waits for.
pub(in crate::explain) fn waits_for(record: &Record<'_>, why: Why, number: u32) -> String {
    let object = || object(record, number);
    match why {
        Why::Lock => format!("lock of {}", object()),
        Why::ReadLock => format!("read lock of {}", object()),
        Why::Notify => format!("notify of {}", object()),
        Why::Message => format!("a message on {}", object()),
        Why::Room => format!("room in {}", object()),
        Why::Join(thread) => format!("join of {}", thread_name(record, thread)),
        Why::Unpark => "unpark".to_owned(),
        Why::Barrier => format!("the others at {}", object()),
        Why::Once => format!("the initialiser of {}", object()),
        Why::Scope => "the end of the scope's threads".to_owned(),
        Why::Spin => format!("a change of {}", object()),
    }
}

/// What is missing between the accesses of two threads.
pub(in crate::explain) fn missing(record: &Record<'_>, first: u8, second: u8) -> String {
    let (first, second) = (Name(record, first), Name(record, second));
    format!("nothing that {first} releases after its access is acquired by {second} before its own")
}
