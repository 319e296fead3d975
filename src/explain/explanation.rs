//! From a record to its cause and the line to look at.

use super::cause::{Cause, Found, Note};
use super::record::{Record, in_student_code};
use super::{panics, values, waits};
use kit_wire::{
    Place,
    trace::{Expectation, Failure},
};

/// What an execution comes to.
#[derive(Debug)]
pub(super) struct Explanation {
    /// Why it failed, if the record shows more than that it did.
    pub(super) cause: Option<Cause>,
    /// The line to look at first, in the student's code whenever there is one.
    pub(super) place: Option<Place>,
    /// Remarks on rows.
    pub(super) notes: Vec<(usize, Note)>,
}

/// Explains a record.
pub(super) fn of(record: &Record<'_>) -> Explanation {
    let (cause, place, note) = match found(record) {
        Some((cause, place, note)) => (Some(cause), place, note),
        None => (None, None, None),
    };
    let told = told_place(record);
    let candidates = [&place, &told].into_iter().flatten();
    let student_place = candidates
        .clone()
        .find(|place| in_student_code(place))
        .or_else(|| record.last_student_place());
    let stale = record.stale_reads().iter();
    let stale = stale.map(|&(row, newer)| (row, Note::Stale { newer }));
    Explanation {
        cause,
        place: student_place.or(told.as_ref()).or(place.as_ref()).cloned(),
        notes: stale.chain(note).collect(),
    }
}

/// The place that the failure itself names.
fn told_place(record: &Record<'_>) -> Option<Place> {
    match &record.execution.failure {
        Failure::Exit { place, .. }
        | Failure::TooManyThreads { place, .. }
        | Failure::TooLong { place, .. } => Some(place.clone()),
        Failure::Panic | Failure::NoUnwind => panics::first(record)?.1.place.clone(),
        Failure::DataRace(race) => {
            race.first.and_then(|first| record.step(first))?;
            Some(record.step(race.second)?.place.clone())
        }
        // That of the first thread, main, which nobody joins.
        Failure::Leak => {
            let threads = &record.execution.threads;
            let left = threads.iter().find(|thread| !thread.joined)?;
            Some(left.spawned.clone())
        }
        Failure::Expectation(_)
        | Failure::StackOverflow { .. }
        | Failure::Deadlock
        | Failure::Livelock => None,
    }
}

fn found(record: &Record<'_>) -> Option<Found> {
    match &record.execution.failure {
        Failure::Deadlock => Some(after_a_panic(record, waits::deadlock(record))),
        Failure::Livelock => Some(after_a_panic(record, waits::livelock(record))),
        Failure::DataRace(race) => values::race(record, race),
        // A sentence of the check's own says what happened; the record may still say where to look.
        Failure::Expectation(Expectation::Said(_) | Expectation::Differs { .. }) => {
            values::expectation(record)
        }
        Failure::Panic
        | Failure::NoUnwind
        | Failure::StackOverflow { .. }
        | Failure::Leak
        | Failure::Exit { .. }
        | Failure::TooManyThreads { .. }
        | Failure::TooLong { .. } => None,
    }
}

/// Threads that wait for one that has panicked: the panic comes first.
fn after_a_panic(record: &Record<'_>, (cause, place, note): Found) -> Found {
    let Some((thread, panic)) = panics::uncaught(record) else {
        return (cause, place, note);
    };
    let begun = panic.place.clone().filter(in_student_code);
    let then = Box::new(cause);
    (Cause::AfterPanic { thread, then }, begun.or(place), note)
}
