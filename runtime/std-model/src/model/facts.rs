//! The record of an execution, as it is reported: facts and no more. What they mean is told by the grader.

use super::event::{Event, NONE, Op};
use super::token;
use super::world::{self, World, me};
use kit_wire::trace::{
    Execution, Failure, Held, Object, ObjectKind, Ordering, Race, Step, Thread, ThreadState,
};

/// The record of the execution that fails now.
pub fn execution(world: &World, failure: Failure) -> Execution {
    Execution {
        failure,
        thread: me(),
        number: world.plan.before + world.plan.executions,
        preemptions: preemptions(world),
        threads: world.threads.iter().map(thread).collect(),
        objects: objects(world),
        steps: steps(world),
        intervals: world.intervals.clone(),
        replay: Some(token::write(&world.plan)),
    }
}

/// The race of the access in this row. The engine knows that there is one, the record knows with whom.
pub fn race(world: &World, row: usize) -> Race {
    let last = &world.events[row];
    let is_access = |event: &Event| matches!(event.op, Op::CellRead | Op::CellWrite);
    let writes = |event: &Event| event.op == Op::CellWrite;
    let first = world.events[..row].iter().rposition(|event| {
        is_access(event)
            && event.object == last.object
            && event.thread != last.thread
            && (writes(event) || writes(last))
    });
    Race { first, second: row }
}

/// How often a thread was interrupted that could have gone on.
fn preemptions(world: &World) -> usize {
    let switches = world
        .events
        .windows(2)
        .filter(|pair| pair[0].thread != pair[1].thread && pair[0].op != Op::End);
    let most = world.plan.preemptions.unwrap_or(usize::MAX);
    switches.count().min(most)
}

fn thread(thread: &world::Thread) -> Thread {
    let held = thread.holds.iter().map(|(object, at)| Held {
        object: *object,
        place: (*at).into(),
    });
    Thread {
        name: thread.name.clone(),
        spawned: thread.at.into(),
        state: match thread.state {
            world::State::Running => ThreadState::Running,
            world::State::Blocked {
                object, why, at, ..
            } => ThreadState::Blocked {
                why,
                object,
                place: at.into(),
            },
            world::State::Finished => ThreadState::Ended,
        },
        holds: held.collect(),
        panic: thread.panic.clone(),
        caught: thread.caught,
        joined: thread.joined,
    }
}

/// The objects of the execution so far.
pub fn objects(world: &World) -> Vec<Object> {
    let object = |it: &world::Object| Object {
        kind: it.kind,
        of: it.of.map(str::to_owned),
        place: it.at.map(Into::into),
        lock: it.lock,
        initial: match it.kind {
            ObjectKind::Atomic(_) => it.versions.first().map(|first| first.value),
            _ => None,
        },
    };
    world.objects.iter().map(object).collect()
}

/// The steps of the execution so far.
pub fn steps(world: &World) -> Vec<Step> {
    let mut panics = world.panics.iter().peekable();
    let step = |(row, event): (usize, &Event)| {
        let begun = panics.next_if(|(begun, _)| *begun as usize == row);
        Step {
            thread: event.thread,
            op: event.op,
            object: (event.object != NONE).then_some(event.object),
            ordering: event.order.map(Ordering::of),
            read: event.read,
            wrote: event.wrote,
            read_from: read_from(world, event),
            place: event.at.into(),
            panic: begun.map(|(_, panicked)| panicked.clone()),
        }
    };
    world.events.iter().enumerate().map(step).collect()
}

/// The row that wrote the value which an atomic read saw.
fn read_from(world: &World, event: &Event) -> Option<usize> {
    let version = match event.op {
        Op::Load | Op::ExchangeFails => event.version,
        // What is written comes right behind what was read.
        Op::Modify(_) | Op::Exchange => {
            event.version - u32::from(event.wrote.is_some() && event.version > 0)
        }
        _ => return None,
    };
    let object = world.objects.get(event.object as usize)?;
    let writer = object.versions.get(version as usize)?.event;
    (writer != u32::MAX).then_some(writer as usize)
}
