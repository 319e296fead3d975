//! Wrong values: data races, old values, updates that were lost.

use super::cause::{Cause, Found, Link, Note};
use super::record::{Record, is_read};
use kit_wire::trace::{Op, Ordering, Race, Step};

/// Why two accesses to unprotected data are not ordered.
pub(super) fn race(record: &Record<'_>, race: &Race) -> Option<Found> {
    let first = record.step(race.first?)?.thread;
    let second = record.step(race.second)?.thread;
    let link = broken_link(record, first, second);
    let threads = (first, second);
    Some(with_link(record, link, |link| Cause::Race {
        threads,
        link,
    }))
}

/// Why a comparison failed, if the record shows a pattern that the lecture has a name for.
pub(super) fn expectation(record: &Record<'_>) -> Option<Found> {
    lost_under_locks(record)
        .or_else(|| lost_atomic(record))
        .or_else(|| unpublished(record))
}

fn unpublished(record: &Record<'_>) -> Option<Found> {
    let &(read, newer) = record.stale_reads().last()?;
    let (reads, writes) = (record.step(read)?, record.step(newer)?);
    reads.read?;
    writes.wrote?;
    let link = broken_link(record, writes.thread, reads.thread);
    let (cause, place, note) =
        with_link(record, link, |link| Cause::OldValue { read, newer, link });
    Some((cause, place.or(Some(reads.place.clone())), note))
}

/// The cause with its link, the place that the link points at, and the remark on the read.
fn with_link(
    record: &Record<'_>,
    link: Option<(usize, usize)>,
    cause: impl Fn(Option<Link>) -> Cause,
) -> Found {
    let told = link.and_then(|(write, read)| {
        let (writes, reads) = (record.step(write)?, record.step(read)?);
        Some(if writes.ordering.is_some_and(Ordering::releases) {
            let note = (read, Note::NeedsAcquire);
            (Link::NotAcquired(read), reads.place.clone(), note)
        } else {
            let note = (read, Note::NotReleased { write });
            (Link::NotReleased(write), writes.place.clone(), note)
        })
    });
    match told {
        Some((link, place, note)) => (cause(Some(link)), Some(place), Some(note)),
        None => (cause(None), None, None),
    }
}

/// The last pair of a write by `from` and a read by `to` that saw it without ordering anything.
fn broken_link(record: &Record<'_>, from: u8, to: u8) -> Option<(usize, usize)> {
    let rows = record.steps().iter().enumerate().rev();
    let reads = rows.filter(|(_, step)| step.thread == to && is_read(step));
    let mut links = reads.filter_map(|(row, step)| Some((step.read_from?, row, step)));
    let broken = links.find(|&(write, _, read)| {
        let Some(write) = record.step(write) else {
            return false;
        };
        let other = write.thread != to && from == write.thread;
        // An attempt that found a lock taken hands nothing over, and taking a lock publishes nothing by right.
        let passes = read.op == Op::Load || read.wrote.is_some();
        let releases = write.ordering.is_some_and(Ordering::releases);
        let acquires = read.ordering.is_some_and(Ordering::acquires);
        let broken = write.ordering == Some(Ordering::Relaxed) || releases && !acquires;
        other && passes && broken
    });
    broken.map(|(write, read, _)| (write, read))
}

/// A read of an atomic, a write by another thread, and a store by the first one that knows nothing of it.
fn lost_atomic(record: &Record<'_>) -> Option<Found> {
    let steps = record.steps();
    let stores = steps.iter().enumerate();
    for (store, step) in stores.filter(|(_, step)| step.op == Op::Store) {
        let mine = |it: &Step| it.thread == step.thread && it.object == step.object;
        let load = steps[..store]
            .iter()
            .rposition(|it| mine(it) && (is_read(it) || it.op == Op::Store))?;
        if !is_read(&steps[load]) {
            continue;
        }
        let other = steps[load..store].iter().position(|it| {
            it.object == step.object && it.thread != step.thread && it.wrote.is_some()
        });
        let Some(other) = other.map(|row| load + row) else {
            continue;
        };
        let note = (store, Note::Overwrites { other });
        let place = Some(steps[load].place.clone());
        return Some((Cause::LostUpdate { load, store, other }, place, Some(note)));
    }
    None
}

/// Read under one lock, written under another, and somebody wrote in between.
fn lost_under_locks(record: &Record<'_>) -> Option<Found> {
    let steps = record.steps();
    let writes = steps.iter().enumerate();
    for (write, step) in writes.filter(|(_, step)| step.op == Op::Write) {
        let same = |it: &Step| it.object == step.object;
        let mine = |it: &Step| same(it) && it.thread == step.thread;
        // Where this section began, and the section of the same thread before it.
        let Some(locked) = steps[..write]
            .iter()
            .rposition(|it| mine(it) && it.op == Op::Lock)
        else {
            continue;
        };
        let touched = |it: &Step| mine(it) && matches!(it.op, Op::Read | Op::Write);
        let read = steps[..locked].iter().rposition(touched);
        let Some(read) = read.filter(|read| steps[*read].op == Op::Read) else {
            continue;
        };
        let wrote = |it: &Step| same(it) && it.thread != step.thread && it.op == Op::Write;
        let other = steps[read..locked].iter().position(wrote);
        let Some(other) = other.map(|row| read + row) else {
            continue;
        };
        let note = (write, Note::Overwrites { other });
        let place = Some(steps[read].place.clone());
        return Some((
            Cause::LostUnderLocks { read, write, other },
            place,
            Some(note),
        ));
    }
    None
}
