//! Spinning: a thread that repeats a step which tells it nothing new waits until something changes.
//!
//! Loom would let it spin for ever. A poll that is bounded must not look blocked, though: when nobody else can go on,
//! the thread is let run freely for a while (see [`super::world::World::resolve`]).

use super::event::At;
use super::finish;
use super::plan::Site;
use super::step::{block_on, cut_off, overdue, visible};
use super::world::{Futile, Version, Why, me, try_world, world};

/// The answer of a step that need not be taken: the thread is cut off, or repeats itself while nobody else can run.
/// `idle` says whether the step would leave this value as it is.
pub fn without_a_step(object: u32, at: At, idle: impl Fn(u64) -> bool) -> Option<u64> {
    overdue(object, true);
    if cut_off() {
        return Some(world(|world| world.latest(object).value));
    }
    world(|world| {
        let latest = world.latest(object);
        let thread = world.current();
        if thread.free_steps == 0 || !idle(latest.value) {
            return None;
        }
        thread
            .futile
            .iter()
            .find(|it| it.object == object && it.at == at && it.change == latest.change)?;
        thread.free_steps -= 1;
        thread.clock += 1_000_000;
        Some(latest.value)
    })
}

/// What a thread that repeats itself must do before it looks again.
enum Next {
    GoOn,
    Yield,
    Wait(Vec<u32>),
}

/// Notes that a step changed nothing. If the thread has seen just this before, and nothing else that it looks at has
/// changed since, it waits until something does.
pub fn look_again(object: u32, seen: Version, at: At) {
    look_again_patiently(object, seen, at, 2);
}

/// The same; the thread waits when it has seen the same so many times.
fn look_again_patiently(object: u32, seen: Version, at: At, patience: u32) {
    let next = world(|world| {
        let latest = world.latest(object);
        let thread = me() as usize;
        let futile = &mut world.threads[thread].futile;
        let Some(entry) = futile
            .iter()
            .position(|it| it.object == object && it.at == at)
        else {
            // This is new, so what it saw before beside it may lead elsewhere now: only a whole round of repetitions
            // is futile.
            futile.iter_mut().for_each(|it| it.times = 0);
            futile.push(Futile {
                object,
                at,
                change: seen.change,
                times: 1,
            });
            return Next::GoOn;
        };
        if futile[entry].change != seen.change {
            world.progress();
            world.threads[thread].futile.push(Futile {
                object,
                at,
                change: seen.change,
                times: 1,
            });
            return Next::GoOn;
        }
        if seen.change != latest.change {
            return Next::Yield;
        }
        futile[entry].times += 1;
        if futile[entry].times < patience {
            return Next::GoOn;
        }
        let objects = &world.objects;
        let futile = &mut world.threads[thread].futile;
        let before = futile.len();
        futile.retain(|it| {
            objects[it.object as usize]
                .versions
                .last()
                .is_some_and(|last| last.change == it.change)
        });
        if futile.len() < before {
            futile.iter_mut().for_each(|it| it.times = 0);
            return Next::GoOn;
        }
        let objects = futile.iter().map(|it| it.object).collect();
        let thread = world.current();
        if thread.free_steps > 0 {
            thread.free_steps -= 1;
            thread.clock += 1_000_000;
            return Next::GoOn;
        }
        if world.plan.gives_up.is_some_and(|site| site.is(at)) {
            if world.current().exhausted {
                finish::endless(world, at);
            }
            let thread = world.current();
            thread.free_steps = GIVES_UP_AFTER;
            thread.exhausted = true;
            return Next::GoOn;
        }
        if !world.plan.spins.iter().any(|site| site.is(at)) {
            world.plan.spins.insert(Site::of(at));
        }
        Next::Wait(objects)
    });
    match next {
        Next::GoOn => {}
        Next::Yield => visible(::loom::thread::yield_now),
        Next::Wait(mut objects) => {
            // The first one is named in reports.
            let first = objects.iter().position(|&it| it == object).unwrap_or(0);
            objects.swap(0, first);
            objects.dedup();
            block_on(&objects, Why::Spin, None, at);
        }
    }
}

/// After so many calls of `yield_now` and `spin_loop` and nothing else, the others get a turn.
const HINTS: u32 = 20_000;

/// Stands for whatever it is that no step changes.
pub const NO_STEPS: &str = "something without steps";

/// More of them than this do not end.
const ENDLESS_HINTS: u32 = 5_000_000;

/// `yield_now` and `spin_loop`: no steps. But a thread that does nothing else waits for something that is no step either,
/// such as the count of an `Arc`, and somebody must run to change it.
pub fn hint(at: At) {
    let hints = try_world(|world| {
        let thread = world.threads.get_mut(me() as usize)?;
        // A poll that is let run out is not interrupted.
        if thread.free_steps > 0 {
            return None;
        }
        thread.hints += 1;
        Some(thread.hints)
    });
    let Some(hints) = hints.flatten().filter(|hints| hints.is_multiple_of(HINTS)) else {
        return;
    };
    if cut_off() {
        return;
    }
    if world(|world| world.others_run()) {
        visible(::loom::thread::yield_now);
    } else if hints >= ENDLESS_HINTS {
        let object = world(|world| {
            world.current().hints = 0;
            world.new_object(NO_STEPS, None)
        });
        block_on(&[object], Why::Spin, None, at);
    }
}

/// A poll of more steps than this counts as endless.
const GIVES_UP_AFTER: u32 = 2_000;

/// Who looks under a lock so often and changes nothing waits for a change.
const PATIENCE_WITH_LOCKS: u32 = 3;

/// Notes that a lock was given back without anything under it having been changed.
pub fn looked(object: u32, at: At) {
    if !cut_off() {
        let data = world(|world| world.data(object));
        look_again_patiently(data, unnumbered(data), at, PATIENCE_WITH_LOCKS);
    }
}

/// Who polls while it holds a lock may be about to give that lock back and begin again: waiting with the lock in its hands
/// would make two threads of this kind wait for each other. So the place to wait is where it gives the lock back, see
/// [`looked`]; only who polls on and on with the lock in its hands waits there.
const PATIENCE_WHILE_HOLDING: u32 = 2 * PATIENCE_WITH_LOCKS;

/// Notes that an attempt on a lock, channel or the like came to nothing, so that a loop of such attempts waits until
/// the object changes.
pub fn polled(object: u32, at: At) {
    if cut_off() {
        return;
    }
    let patience = if world(|world| world.current().holds.is_empty()) {
        2
    } else {
        PATIENCE_WHILE_HOLDING
    };
    look_again_patiently(object, unnumbered(object), at, patience);
}

/// The state of an object that has no values of its own.
fn unnumbered(object: u32) -> Version {
    world(|world| {
        let versions = &mut world.objects[object as usize].versions;
        if versions.is_empty() {
            versions.push(Version {
                value: 0,
                change: 0,
                event: u32::MAX,
                clock: 0,
            });
        }
        versions[0]
    })
}
