//! A condition variable.

use super::guard::RawGuard;
use crate::model::event::{At, Op};
use crate::model::slot::Slot;
use crate::model::step::{block, cut_off, rare, step, step_that_may_read};
use crate::model::timeout::{Early, Timeout};
use crate::model::world::{Wake, Why, me, world};
use ::std::cell::RefCell;
use ::std::mem::ManuallyDrop;
use ::std::panic::Location;
use ::std::time::Duration;
use kit_wire::trace::{Notify, ObjectKind};

/// What a condition variable does, whatever the guards are for.
pub(crate) struct RawCondvar {
    slot: Slot,
    /// The threads that wait and have not been notified, the longest-waiting first. Dropped by hand, here: otherwise each
    /// crate that drops a condition variable would have to know how.
    waiting: ManuallyDrop<RefCell<Vec<u8>>>,
}

// SAFETY: `waiting` is only touched between two steps of a model, whose threads all run on one thread of the operating
// system.
unsafe impl Sync for RawCondvar {}
impl ::std::panic::UnwindSafe for RawCondvar {}
impl ::std::panic::RefUnwindSafe for RawCondvar {}

impl RawCondvar {
    /// One that nobody waits on.
    #[track_caller]
    pub const fn new() -> RawCondvar {
        RawCondvar {
            slot: Slot::new(Location::caller()),
            waiting: ManuallyDrop::new(RefCell::new(Vec::new())),
        }
    }

    fn object(&self) -> u32 {
        self.slot.object(ObjectKind::Condvar, |_, _| {
            self.waiting.borrow_mut().clear()
        })
    }

    /// Gives the lock back, waits for a notification, and takes the lock again; `true` if the time was over first.
    #[inline(never)]
    #[track_caller]
    pub fn wait(&self, guard: &mut RawGuard<'_>, duration: Option<Duration>) -> bool {
        let (object, at) = (self.object(), Location::caller());
        guard.end();
        let timeout = Timeout::new(duration);
        // In some executions the wait ends at once: by its timeout, or for no reason.
        let early = if cut_off() {
            None
        } else {
            timeout.ends_early()
        };
        step(object);
        world(|world| {
            world.note(Op::Wait, object, at);
        });
        let timed_out = if let Some(early) = early {
            guard.unlock(at);
            let timed_out = early == Early::TimedOut;
            world(|world| {
                world.note(early.op(), object, at);
                if timed_out {
                    world.reach(timeout.deadline.unwrap_or(0));
                }
            });
            timed_out
        } else {
            self.waiting.borrow_mut().push(me());
            guard.unlock(at);
            self.wait_for_a_notification(object, timeout, at)
        };
        guard.lock_again(at);
        timed_out
    }

    fn wait_for_a_notification(&self, object: u32, timeout: Timeout, at: At) -> bool {
        let mut timed_out = false;
        while self.waiting.borrow().contains(&me()) {
            match block(object, Why::Notify, timeout.deadline, at) {
                Wake::Changed => {}
                Wake::TimedOut => {
                    timed_out = true;
                    self.waiting.borrow_mut().retain(|&waiter| waiter != me());
                }
                Wake::Cancelled => break,
            }
        }
        if !cut_off() {
            let op = if timed_out { Op::TimedOut } else { Op::Woken };
            world(|world| world.note(op, object, at));
            timeout.is_over(true);
        }
        timed_out
    }

    /// Wakes threads that wait, `most` of them.
    #[inline(never)]
    #[track_caller]
    pub fn notify(&self, how: Notify, most: usize) {
        let (object, at) = (self.object(), Location::caller());
        // Where nobody waits, nothing happens.
        step_that_may_read(object, || self.waiting.borrow().is_empty());
        if cut_off() {
            return;
        }
        // Which thread wakes is not said. In most executions it is the longest-waiting one, in some the last one.
        let others = self.waiting.borrow().len();
        let last_first = others > most && rare();
        let mut waiting = self.waiting.borrow_mut();
        if last_first {
            waiting.rotate_right(1);
        }
        let woken = most.min(waiting.len());
        world(|world| {
            world.note(Op::Notify(how), object, at);
            world.progress();
            for thread in waiting.drain(..woken) {
                world.wake(thread, Wake::Changed);
            }
        });
    }
}

impl Drop for RawCondvar {
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: nobody uses it afterwards.
        unsafe { ManuallyDrop::drop(&mut self.waiting) };
    }
}
