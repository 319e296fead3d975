//! One atomic for all types: 64 bits, whose history is kept by number.
//!
//! The engine knows of an atomic only which of its values, by number, a step may see; the values are kept here. So any function
//! of the old value can be applied in one step, a static begins with number 0 whatever its value, and a read tells
//! exactly which write it saw.

use crate::model::event::{At, Event, Op};
use crate::model::slot::Slot;
use crate::model::spin::{look_again, must_see_the_last, without_a_step};
use crate::model::step::{cut_off, is_too_late_for, turn};
use crate::model::world::{Version, World, me, world};
use ::engine::{Access, acquires, releases};
use ::std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use kit_wire::trace::{Modify, ObjectKind};

/// An atomic without a type.
pub struct Core {
    slot: Slot,
    kind: ObjectKind,
}

impl Core {
    /// An atomic that was made at `at`.
    pub const fn new(kind: ObjectKind, at: At) -> Core {
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
        if is_too_late_for(Access::read(object)) {
            return last(object);
        }
        if let Some(value) = without_a_step(object, at, |_| true) {
            return value;
        }
        turn(Access::read(object));
        let version = ::engine::load(object, order, must_see_the_last(object, at));
        let seen = saw(object, version, order, at, Op::Load);
        look_again(object, seen, at);
        seen.value
    }

    /// Writes.
    pub fn store(&self, first: u64, value: u64, order: Ordering, at: At) {
        match order {
            Acquire => panic!("there is no such thing as an acquire store"),
            AcqRel => panic!("there is no such thing as an acquire-release store"),
            _ => {}
        }
        let object = self.slot.atomic(self.kind, first);
        if is_too_late_for(Access::write(object)) {
            return write_at_the_end(object, value);
        }
        turn(Access::write(object));
        ::engine::store(object, order);
        wrote(object, value, None, order, at, Op::Store);
    }

    /// Reads and writes in one step; returns the old value.
    pub fn modify(
        &self,
        first: u64,
        order: Ordering,
        at: At,
        how: Modify,
        f: &dyn Fn(u64) -> u64,
    ) -> u64 {
        let object = self.slot.atomic(self.kind, first);
        if is_too_late_for(Access::write(object)) {
            let old = last(object);
            write_at_the_end(object, f(old));
            return old;
        }
        if let Some(value) = without_a_step(object, at, |value| f(value) == value) {
            return value;
        }
        turn(Access::write(object));
        let old = world(|world| world.latest(object));
        let new = f(old.value);
        let op = Op::Modify(how);
        // A step that changes nothing and releases nothing need not write: that would only give others more values to
        // read that are the same.
        if new == old.value && !releases(order) && ::engine::leaves_nothing_new(object) {
            let version = ::engine::load(object, order, true);
            let seen = saw(object, version, order, at, op);
            look_again(object, seen, at);
            return old.value;
        }
        ::engine::modify(object, order);
        if acquires(order) {
            world(|world| world.reach(old.clock));
        }
        if !wrote(object, new, Some(old.value), order, at, op) {
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
        if is_too_late_for(Access::write(object)) {
            let old = last(object);
            if old != current {
                return Err(old);
            }
            write_at_the_end(object, new);
            return Ok(old);
        }
        if let Some(value) = without_a_step(object, at, |value| value != current) {
            return Err(value);
        }
        turn(Access::write(object));
        let newest = must_see_the_last(object, at);
        let result = ::engine::compare_exchange(object, orders, newest, |version| {
            world(|world| {
                world.objects[object as usize].versions[version as usize].value == current
            })
        });
        match result {
            Ok(_) => {
                let old = world(|world| world.latest(object));
                if acquires(success) {
                    world(|world| world.reach(old.clock));
                }
                if !wrote(object, new, Some(old.value), success, at, Op::Exchange) {
                    look_again(object, world(|world| world.latest(object)), at);
                }
                Ok(old.value)
            }
            Err(version) => {
                let seen = saw(object, version, failure, at, Op::ExchangeFails);
                look_again(object, seen, at);
                Err(seen.value)
            }
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
        turn(Access::read(object));
        let version = ::engine::load(object, order, true);
        Some(saw(object, version, order, at, Op::ExchangeFails).value)
    }
}

/// What a thread that is cut off finds: the last value. Nobody sees what it does.
fn last(object: u32) -> u64 {
    world(|world| world.latest(object).value)
}

/// A thread that is cut off and cleans up writes: its own next steps find that.
fn write_at_the_end(object: u32, value: u64) {
    ::engine::store(object, Relaxed);
    world(|world| {
        let old = world.latest(object);
        let event = u32::MAX;
        world.objects[object as usize].versions.push(Version {
            value,
            event,
            ..old
        });
    });
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
    if order == SeqCst {
        turn(::engine::FENCE);
    }
    world(World::settle);
    ::engine::fence(order);
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
        if changed {
            world.progress();
            world.wake_all(object);
        }
        changed
    })
}
