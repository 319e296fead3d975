//! What an execution has done so far, for checks that ask.

use kit_wire::Place;
use kit_wire::trace::{ObjectKind, Op};
use std_model::model::ask;

/// One step of one thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The thread that took it; 0 is main.
    pub thread: usize,
    /// What it did.
    pub op: Op,
    /// To what; `None` where it is about nothing but the thread.
    pub object: Option<Object>,
    /// The bits of the value read, if it is a number or truth value.
    pub read: Option<u64>,
    /// The bits of the value written, if it is a number or truth value.
    pub wrote: Option<u64>,
    /// The line that did it.
    pub place: Place,
}

/// Something that steps are about: a lock with the data under it, an atomic, a channel, …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Tells it from others.
    pub number: u32,
    /// What it is.
    pub kind: ObjectKind,
    /// For locks: the type of the data under them, as `std::any::type_name` writes it.
    pub of: Option<String>,
    /// Where it was made.
    pub place: Option<Place>,
}

/// The steps of this execution so far.
pub fn steps() -> Vec<Step> {
    let (objects, steps) = ask::record();
    let named = |number: u32| {
        let number = objects[number as usize].lock.unwrap_or(number);
        let object = objects[number as usize].clone();
        Object {
            number,
            kind: object.kind,
            of: object.of,
            place: object.place,
        }
    };
    let steps = steps.into_iter();
    let step = |step: kit_wire::trace::Step| Step {
        thread: step.thread.into(),
        op: step.op,
        object: step.object.map(named),
        read: step.read,
        wrote: step.wrote,
        place: step.place,
    };
    steps.map(step).collect()
}
