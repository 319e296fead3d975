//! What a report shows of a record.

use super::cause::Note;
use super::record::Record;
use super::{explanation, words};
use crate::model::trace::{ModelFailure, Race, Step, Waiting};
use kit_wire::trace::{self, Execution, Expectation, Failure, FailureKind, Op, ThreadState};

/// The whole story of a failed execution.
pub(super) fn failure(execution: &Execution) -> ModelFailure {
    let record = &Record::of(execution);
    let explanation = explanation::of(record);
    let kind = execution.failure.kind();
    let stuck = matches!(kind, FailureKind::Deadlock | FailureKind::Livelock);
    let (expected, got) = match &execution.failure {
        Failure::Expectation(Expectation::Differs { got, expected, .. }) => {
            (Some(expected.clone()), Some(got.clone()))
        }
        _ => (None, None),
    };
    let threads = record.threads();
    ModelFailure {
        kind,
        message: words::headline(record, explanation.cause.as_ref()),
        trace: trace(
            record,
            &explanation.notes,
            expected.as_ref().zip(got.as_ref()),
        ),
        expected,
        got,
        place: explanation.place,
        execution: execution.number,
        preemptions: execution.preemptions,
        threads: threads
            .map(|(thread, _)| words::thread_name(record, thread))
            .collect(),
        waiting: if stuck { waiting(record) } else { Vec::new() },
        race: race(record),
        intervals: execution.intervals.clone(),
        replay: execution.replay.clone(),
    }
}

/// The rows, with remarks.
fn trace(
    record: &Record<'_>,
    notes: &[(usize, Note)],
    compared: Option<(&String, &String)>,
) -> Vec<Step> {
    let steps = record.steps().iter();
    let mut trace: Vec<Step> = steps.map(|it| step(record, it)).collect();
    for &(row, note) in notes {
        if let Some(row) = trace.get_mut(row) {
            row.note = Some(words::note(record, note));
        }
    }
    if let Some(last) = trace.last_mut() {
        last.failing = true;
        if let Some((expected, got)) = compared {
            last.operation = words::unexpected(expected, got);
        }
    }
    trace
}

fn step(record: &Record<'_>, step: &trace::Step) -> Step {
    let value = |value: Option<u64>| value.map(|value| words::shown(record, step.object, value));
    let (read, wrote) = (value(step.read), value(step.wrote));
    Step {
        thread: step.thread.into(),
        operation: words::operation(record, step),
        kind: kind(step.op).to_owned(),
        about: match step.op {
            Op::Spawn(thread) | Op::Join(thread) | Op::Unpark(thread) => Some(thread.into()),
            _ => None,
        },
        object_id: step.object,
        object: step.object.map(|number| words::object(record, number)),
        ordering: step
            .ordering
            .map(|ordering| words::ordering(ordering).to_owned()),
        value: wrote.clone().or_else(|| read.clone()),
        read,
        wrote,
        read_from: step.read_from,
        place: Some(step.place.clone()),
        note: None,
        failing: false,
    }
}

/// One word for each kind of step. It is read by programs, so it is the same in every language.
fn kind(op: Op) -> &'static str {
    match op {
        Op::Spawn(_) => "spawn",
        Op::Join(_) => "join",
        Op::End => "end",
        Op::Load => "load",
        Op::Store => "store",
        Op::Modify(how) => words::modify(how),
        Op::Exchange => "exchange",
        Op::ExchangeFails => "exchange_failed",
        Op::Fence => "fence",
        Op::Lock => "lock",
        Op::ReadLock => "read_lock",
        Op::Unlock => "unlock",
        Op::WouldBlock => "would_block",
        Op::Read | Op::CellRead => "read",
        Op::Write | Op::CellWrite => "write",
        Op::Wait => "wait",
        Op::Woken => "woken",
        Op::TimedOut => "timed_out",
        Op::Spurious => "spurious",
        Op::Notify(trace::Notify::One) => "notify_one",
        Op::Notify(trace::Notify::All) => "notify_all",
        Op::Send => "send",
        Op::Receive => "receive",
        Op::NoMessage(_) => "no_message",
        Op::Park => "park",
        Op::Unpark(_) => "unpark",
        Op::Sleep => "sleep",
        Op::Panic => "panic",
        Op::ScopeEnd
        | Op::Downgrade
        | Op::LastSenderDropped
        | Op::ReceiverDropped
        | Op::InitialiseBegins
        | Op::InitialiseEnds
        | Op::Initialised
        | Op::BarrierWait
        | Op::BarrierPass
        | Op::Exit
        | Op::Check => "other",
    }
}

/// Who waits for what, and holds what.
fn waiting(record: &Record<'_>) -> Vec<Waiting> {
    let blocked = record.threads().filter_map(|(thread, it)| {
        let ThreadState::Blocked { why, object, place } = &it.state else {
            return None;
        };
        let holds = it.holds.iter();
        let held = holds.map(|held| {
            let object = words::object(record, held.object);
            (object, Some(held.place.clone()))
        });
        Some(Waiting {
            thread: thread.into(),
            what: words::waits_for(record, *why, *object),
            place: Some(place.clone()),
            holds: held.collect(),
        })
    });
    blocked.collect()
}

fn race(record: &Record<'_>) -> Option<Race> {
    let Failure::DataRace(race) = &record.execution.failure else {
        return None;
    };
    let (first, second) = (record.step(race.first?)?, record.step(race.second)?);
    let access = |it: &trace::Step| {
        let what = words::operation(record, it);
        (what, usize::from(it.thread), Some(it.place.clone()))
    };
    Some(Race {
        first: access(first),
        second: access(second),
        missing: words::missing(record, first.thread, second.thread),
    })
}
