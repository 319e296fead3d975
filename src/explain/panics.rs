//! Which of several panics is to be told of: the one that the others came of.

use super::record::Record;
use kit_wire::{Panicked, trace::Op};

/// The panic to tell of: the running thread's own, unless it only passes on that another thread panicked.
pub(super) fn first<'a>(record: &Record<'a>) -> Option<(u8, &'a Panicked)> {
    let own = of(record, record.execution.thread);
    own.filter(|(_, panic)| !is_passed_on(panic))
        .or_else(|| uncaught(record))
        .or_else(|| roots(record).next())
        .or(own)
}

/// The first panic that passes on no other one, and ended its thread.
pub(super) fn uncaught<'a>(record: &Record<'a>) -> Option<(u8, &'a Panicked)> {
    roots(record).find(|(thread, _)| record.thread(*thread).is_some_and(|it| !it.caught))
}

/// The panics that pass on no other one, in the order in which they began.
fn roots<'a>(record: &Record<'a>) -> impl Iterator<Item = (u8, &'a Panicked)> {
    let begun = record.steps().iter().filter(|step| step.op == Op::Panic);
    begun
        .filter_map(|step| of(record, step.thread))
        .filter(|(_, panic)| !is_passed_on(panic))
}

fn of<'a>(record: &Record<'a>, thread: u8) -> Option<(u8, &'a Panicked)> {
    Some((thread, record.thread(thread)?.panic.as_ref()?))
}

/// Whether it says no more than that another thread panicked: it unwraps the end of that thread, or what that one poisoned.
fn is_passed_on(panic: &Panicked) -> bool {
    let message = &panic.message;
    message.ends_with("Any { .. }")
        || message.contains("PoisonError {")
        || message.ends_with("Poisoned(..)")
        || message.ends_with("instance has previously been poisoned")
        || message == "a scoped thread panicked"
}
