//! One atomic for all types: 64 bits, whose history is kept by number.
//!
//! Loom's atomic holds the *number* of a value, ours the values. So every write is `fetch_add(1)`, any function of
//! the old value can be applied in one step, a static begins with number 0 whatever its value, and a read tells
//! exactly which write it saw.

use crate::model::event::{At, Event, Op};
use crate::model::slot::Slot;
use crate::model::spin::{look_again, without_a_step};
use crate::model::step::{cut_off, overdue, visible};
use crate::model::world::World;
use crate::model::world::{Stale, Version, me, world};
use ::loom::sync::atomic::fence as raw_fence;
use ::std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

/// The number of a value that never is: a comparison with it always fails.
const NO_VERSION: usize = usize::MAX;

/// An atomic without a type.
pub struct Core {
    slot: Slot,
    kind: &'static str,
}

impl Core {
    /// An atomic that was made at `at`.
    pub const fn new(kind: &'static str, at: At) -> Core {
        Core {
            slot: Slot::new(at),
            kind,
        }
    }

    /// The last value, for those who own the atomic.
    pub fn latest(&self) -> Option<u64> {
        let object = self.slot.used()?;
        Some(world(|world| world.latest(object).value))
    }

    /// Another execution has used the atomic, so it is a static's, and begins afresh.
    pub fn is_left_over(&self) -> bool {
        self.slot.is_left_over()
    }

    /// The next use begins afresh.
    pub fn reset(&self) {
        self.slot.reset();
    }

    /// Reads.
    pub fn load(&self, first: u64, order: Ordering, at: At) -> u64 {
        match order {
            Release => panic!("there is no such thing as a release load"),
            AcqRel => panic!("there is no such thing as an acquire-release load"),
            _ => {}
        }
        let object = self.slot.atomic(self.kind, first);
        if let Some(value) = without_a_step(object, at, |_| true) {
            return value;
        }
        note_order(object, order == SeqCst, false);
        let reads_newest = order == SeqCst && !world(|world| world.plan.mixed);
        if !reads_newest {
            order_loads(object);
        }
        let raw = world(|world| world.raw(object));
        before(order);
        let version = if reads_newest || stale_for_too_long(object) {
            let acquiring = if order == SeqCst { Acquire } else { order };
            let _ = visible(|| raw.compare_exchange(NO_VERSION, NO_VERSION, acquiring, acquiring));
            world(|world| world.objects[object as usize].versions.len() - 1) as u32
        } else {
            visible(|| raw.load(order)) as u32
        };
        count_stale(object, version);
        let seen = saw(object, version, order, at, Op::Load);
        look_again(object, seen, at);
        seen.value
    }

    /// Writes. A swap for loom, so that all writes have one order, but it acquires nothing.
    pub fn store(&self, first: u64, value: u64, order: Ordering, at: At) {
        match order {
            Acquire => panic!("there is no such thing as an acquire store"),
            AcqRel => panic!("there is no such thing as an acquire-release store"),
            _ => {}
        }
        let object = self.slot.atomic(self.kind, first);
        overdue(object, false);
        if cut_off() {
            return;
        }
        note_order(object, order == SeqCst, order != SeqCst);
        let raw = world(|world| world.raw(object));
        before(order);
        let relaxed_read = if order == SeqCst { Release } else { order };
        visible(|| raw.fetch_add(1, relaxed_read));
        wrote(object, value, None, order, at, Op::Store);
    }

    /// Reads and writes in one step; returns the old value.
    pub fn modify(
        &self,
        first: u64,
        order: Ordering,
        at: At,
        name: &'static str,
        f: &dyn Fn(u64) -> u64,
    ) -> u64 {
        let object = self.slot.atomic(self.kind, first);
        overdue(object, false);
        if let Some(value) = without_a_step(object, at, |value| f(value) == value) {
            return value;
        }
        note_order(object, order == SeqCst, order != SeqCst);
        let raw = world(|world| world.raw(object));
        let idle = |value: u64| !releases(order) && f(value) == value;
        before(order);
        // A step that changes nothing and releases nothing need not write: that would only give others more values to
        // read that are the same. Other threads may write before it takes effect, though.
        let read_only = idle(world(|world| world.latest(object)).value);
        if read_only {
            let _ = visible(|| raw.compare_exchange(NO_VERSION, NO_VERSION, order, order));
        } else {
            visible(|| raw.fetch_add(1, order));
        }
        let old = world(|world| world.latest(object));
        acquired(object, old, order);
        if read_only && idle(old.value) {
            let version = world(|world| world.objects[object as usize].versions.len() - 1) as u32;
            let seen = saw(object, version, order, at, Op::Modify(name));
            look_again(object, seen, at);
            return old.value;
        }
        if read_only {
            at_once(|| raw.fetch_add(1, order));
        }
        let changed = wrote(
            object,
            f(old.value),
            Some(old.value),
            order,
            at,
            Op::Modify(name),
        );
        if !changed {
            look_again(object, world(|world| world.latest(object)), at);
        }
        old.value
    }

    /// Compares and exchanges.
    pub fn compare_exchange(
        &self,
        first: u64,
        current: u64,
        new: u64,
        orders: (Ordering, Ordering),
        at: At,
    ) -> Result<u64, u64> {
        let (success, failure) = orders;
        may_fail_with(failure);
        let object = self.slot.atomic(self.kind, first);
        overdue(object, false);
        if let Some(value) = without_a_step(object, at, |value| value != current) {
            return Err(value);
        }
        note_order(
            object,
            success == SeqCst || failure == SeqCst,
            success != SeqCst,
        );
        let (raw, guess) = world(|world| {
            (
                world.raw(object),
                world.objects[object as usize].versions.len() - 1,
            )
        });
        let matches = world(|world| world.latest(object).value == current);
        before(success);
        // Other threads may write before this takes effect: then the comparison must be made with their value.
        let compared = if matches { guess } else { NO_VERSION };
        let result = visible(|| raw.compare_exchange(compared, guess + 1, success, failure));
        let old = world(|world| world.latest(object));
        let exchanged = match result {
            Ok(_) => true,
            Err(_) if old.value == current => {
                at_once(|| raw.fetch_add(1, success));
                true
            }
            Err(_) => false,
        };
        if exchanged {
            acquired(object, old, success);
            if !wrote(object, new, Some(old.value), success, at, Op::Exchanged) {
                look_again(object, world(|world| world.latest(object)), at);
            }
            Ok(old.value)
        } else {
            let version = world(|world| world.objects[object as usize].versions.len() - 1) as u32;
            let seen = saw(object, version, failure, at, Op::NotExchanged);
            look_again(object, seen, at);
            Err(seen.value)
        }
    }
}

impl Core {
    /// A weak compare-and-exchange that could write fails all the same, if this is an execution in which it does.
    pub fn fails_for_no_reason(
        &self,
        first: u64,
        current: u64,
        order: Ordering,
        at: At,
    ) -> Option<u64> {
        may_fail_with(order);
        let object = self.slot.atomic(self.kind, first);
        let matches = world(|world| !world.ended && world.latest(object).value == current);
        if !matches || !crate::model::step::rare() {
            return None;
        }
        let raw = world(|world| world.raw(object));
        let _ = visible(|| raw.compare_exchange(NO_VERSION, NO_VERSION, order, order));
        let version = world(|world| world.objects[object as usize].versions.len() - 1) as u32;
        Some(saw(object, version, order, at, Op::NotExchanged).value)
    }
}

/// A comparison that fails only reads. std panics whether it fails or not.
#[track_caller]
fn may_fail_with(order: Ordering) {
    match order {
        Release => panic!("there is no such thing as a release failure ordering"),
        AcqRel => panic!("there is no such thing as an acquire-release failure ordering"),
        _ => {}
    }
}

/// A fence. A Relaxed one panics, as in std.
#[track_caller]
pub fn fence(order: Ordering) {
    assert!(
        order != Relaxed,
        "there is no such thing as a relaxed fence"
    );
    if cut_off() {
        return;
    }
    world(World::settle);
    raw_fence(order);
    let at = ::std::panic::Location::caller();
    world(|world| {
        let thread = me();
        let object = crate::model::event::NONE;
        world.record(Event {
            thread,
            op: Op::Fence,
            object,
            order: Some(order),
            read: None,
            wrote: None,
            version: 0,
            at,
        });
    });
}

/// Loom remembers one last access of each atomic to find steps that depend on each other, so the load of one thread
/// hides that of another from a later write. Where several threads load and somebody writes, each load is therefore
/// preceded by a step of its own, so that all orders of the loads are tried. Which atomics these are is learnt.
fn order_loads(object: u32) {
    let ordered = world(|world| {
        world.objects[object as usize].loaded_by |= 1 << me();
        learn_of_loads(world, object);
        world.objects[object as usize]
            .polled
            .then(|| world.loads(object))
    });
    if let Some(loads) = ordered {
        crate::model::step::step(loads);
    }
}

/// Begins again if the loads of this atomic must be ordered and were not.
fn learn_of_loads(world: &World, object: u32) {
    let it = &world.objects[object as usize];
    let needed = it.loaded_by.count_ones() > 1 && it.versions.len() > 1;
    if let (true, false, Some(at)) = (needed, it.polled, it.at) {
        crate::model::finish::restart(
            |plan| {
                plan.polled.insert(crate::model::plan::Site::of(at));
            },
            world,
        );
    }
}

/// Runs one of loom's operations without letting anybody come between: the step has been taken already, only its
/// effect is still missing.
fn at_once<R>(operation: impl FnOnce() -> R) -> R {
    let thread = me();
    ::loom::stop_exploring();
    let result = operation();
    ::loom::explore();
    crate::model::world::set_me(thread);
    result
}

/// Loom takes sequentially consistent accesses for about AcqRel. Two things make them as strong as the language promises,
/// and no stronger:
///
/// - Where every write of an atomic that is accessed with SeqCst is SeqCst itself, all that is missing is that a SeqCst
///   load reads the newest value. Loom runs one step after the other, so these accesses then have one order, that of
///   execution, which agrees with modification order and happens-before (C++20, [atomics.order]/4), and a fence with
///   SeqCst takes its place in the same order.
/// - Where somebody also writes with a weaker ordering, a SeqCst load may read an older value than such a write's. Then
///   each SeqCst access of the model has a fence before it, which is as strong as promised, but also acquires and
///   releases what the access does not; `docs/model.md` says what that hides.
fn before(order: Ordering) {
    if order == SeqCst && world(|world| world.plan.mixed) {
        world(World::settle);
        raw_fence(SeqCst);
    }
}

/// Notes how an atomic is accessed, and begins again if SeqCst is mixed with a weaker ordering and that was not known.
fn note_order(object: u32, is_seq_cst: bool, writes_weaker: bool) {
    world(|world| {
        let it = &mut world.objects[object as usize];
        it.seq_cst |= is_seq_cst;
        it.weaker |= writes_weaker;
        if it.seq_cst && it.weaker && !world.plan.mixed {
            crate::model::finish::restart(|plan| plan.mixed = true, world);
        }
    });
}

fn acquires(order: Ordering) -> bool {
    matches!(order, Acquire | AcqRel | SeqCst)
}

fn releases(order: Ordering) -> bool {
    matches!(order, Release | AcqRel | SeqCst)
}

fn acquired(_object: u32, old: Version, order: Ordering) {
    if acquires(order) {
        world(|world| world.reach(old.clock));
    }
}

/// A thread reads a value that has been overwritten at most so often: writes become visible in the end, and a thread
/// that waits for one may not be shown the old value for ever.
const STALE_READS: u32 = 2;

/// Whether this thread must see the last value now.
fn stale_for_too_long(object: u32) -> bool {
    world(|world| {
        world
            .current()
            .stale
            .iter()
            .any(|it| it.object == object && it.times >= STALE_READS)
    })
}

/// Counts a read of an old value.
fn count_stale(object: u32, version: u32) {
    world(|world| {
        let is_old = (version as usize) + 1 < world.objects[object as usize].versions.len();
        let stale = &mut world.current().stale;
        match stale.iter().position(|it| it.object == object) {
            Some(index) if is_old && stale[index].version == version => stale[index].times += 1,
            Some(index) => {
                stale.swap_remove(index);
                if is_old {
                    stale.push(Stale {
                        object,
                        version,
                        times: 1,
                    });
                }
            }
            None if is_old => stale.push(Stale {
                object,
                version,
                times: 1,
            }),
            None => {}
        }
    });
}

/// Records a read.
fn saw(object: u32, version: u32, order: Ordering, at: At, op: Op) -> Version {
    world(|world| {
        let seen = world.objects[object as usize].versions[version as usize];
        if acquires(order) {
            world.reach(seen.clock);
        }
        let thread = me();
        world.record(Event {
            thread,
            op,
            object,
            order: Some(order),
            read: Some(seen.value),
            wrote: None,
            version,
            at,
        });
        seen
    })
}

/// Records a write and wakes those who spin on the atomic; `true` if it changed the value.
fn wrote(object: u32, value: u64, read: Option<u64>, order: Ordering, at: At, op: Op) -> bool {
    world(|world| {
        let thread = me();
        let old = world.latest(object);
        let version = world.objects[object as usize].versions.len() as u32;
        let event = world.record(Event {
            thread,
            op,
            object,
            order: Some(order),
            read,
            wrote: Some(value),
            version,
            at,
        });
        let changed = old.value != value;
        // A write that is no release hands on the time that earlier releases carry (a release sequence).
        let clock = if releases(order) {
            old.clock.max(world.current().clock)
        } else {
            old.clock
        };
        let change = old.change + u32::from(changed);
        world.objects[object as usize].versions.push(Version {
            value,
            change,
            event,
            clock,
        });
        learn_of_loads(world, object);
        if changed {
            world.progress();
            world.wake_all(object);
        }
        changed
    })
}
