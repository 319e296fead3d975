//! `Condvar`.

use super::{LockResult, MutexGuard, PoisonError};
use crate::model::event::{At, Op};
use crate::model::slot::Slot;
use crate::model::step::{block, cut_off, rare, step};
use crate::model::timeout::{Early, Timeout};
use crate::model::world::{Wake, Why, me, world};
use ::std::cell::RefCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::time::Duration;

/// `std::sync::Condvar`.
pub struct Condvar {
    slot: Slot,
    /// The threads that wait and have not been notified, the longest-waiting first.
    waiting: RefCell<Vec<u8>>,
}

// SAFETY: `waiting` is only touched between two steps of a model, whose threads all run on one thread of the operating
// system.
unsafe impl Sync for Condvar {}
impl ::std::panic::UnwindSafe for Condvar {}
impl ::std::panic::RefUnwindSafe for Condvar {}

/// `std::sync::WaitTimeoutResult`.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether the wait ended because of its timeout.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// Makes one.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Condvar {
        Condvar {
            slot: Slot::new(Location::caller()),
            waiting: RefCell::new(Vec::new()),
        }
    }

    fn object(&self) -> u32 {
        self.slot
            .object("Condvar", |_, _| self.waiting.borrow_mut().clear())
    }

    /// Gives the lock back and waits for a notification. May return without one.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.wait_at(guard, None, Location::caller()).0
    }

    /// Waits while `condition` holds.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let at = Location::caller();
        let mut guard = guard;
        while condition(&mut guard) {
            guard = self.wait_at(guard, None, at).0?;
        }
        Ok(guard)
    }

    /// Waits for a notification, but not longer than `duration`.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        both(self.wait_at(guard, Some(duration), Location::caller()))
    }

    /// The old form of [`Self::wait_timeout`]; `false` after a timeout.
    #[deprecated(note = "replaced by `std::sync::Condvar::wait_timeout`")]
    #[track_caller]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        ms: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(ms.into())) {
            Ok((guard, result)) => Ok((guard, !result.timed_out())),
            Err(error) => {
                let (guard, result) = error.into_inner();
                Err(PoisonError::new((guard, !result.timed_out())))
            }
        }
    }

    /// Waits while `condition` holds, but not longer than `duration`.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let at = Location::caller();
        let start = crate::time::Instant::now();
        let mut guard = guard;
        loop {
            if !condition(&mut guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let left = duration.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            guard = both(self.wait_at(guard, Some(left), at))?.0;
        }
    }

    fn wait_at<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Option<Duration>,
        at: At,
    ) -> (LockResult<MutexGuard<'a, T>>, WaitTimeoutResult) {
        let object = self.object();
        let mutex = guard.mutex();
        guard.settle();
        ::std::mem::forget(guard);
        let timeout = Timeout::new(duration);
        let deadline = timeout.deadline;
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
        if let Some(early) = early {
            mutex.unlock_at(at, true);
            let timed_out = early == Early::TimedOut;
            world(|world| {
                world.note(early.op(), object, at);
                if timed_out {
                    world.reach(deadline.unwrap_or(0));
                }
            });
            mutex.lock_at(at);
            return (mutex.guard(at), WaitTimeoutResult(timed_out));
        }
        self.waiting.borrow_mut().push(me());
        mutex.unlock_at(at, true);
        let mut timed_out = false;
        while self.waiting.borrow().contains(&me()) {
            match block(object, Why::Notify, deadline, at) {
                Wake::Changed => {}
                Wake::TimedOut => {
                    timed_out = true;
                    self.waiting.borrow_mut().retain(|&waiter| waiter != me());
                }
                Wake::Cancelled => break,
            }
        }
        if !cut_off() {
            world(|world| world.note(if timed_out { Op::TimedOut } else { Op::Woken }, object, at));
            timeout.is_over(true);
        }
        mutex.lock_at(at);
        (mutex.guard(at), WaitTimeoutResult(timed_out))
    }

    /// Wakes one thread that waits.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(Op::Notify("notify_one"), Location::caller(), 1);
    }

    /// Wakes all threads that wait.
    #[track_caller]
    pub fn notify_all(&self) {
        self.notify(Op::Notify("notify_all"), Location::caller(), usize::MAX);
    }

    fn notify(&self, op: Op, at: At, most: usize) {
        let object = self.object();
        step(object);
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
            world.note(op, object, at);
            world.progress();
            for thread in waiting.drain(..woken) {
                world.wake(thread, Wake::Changed);
            }
        });
    }
}

fn both<'a, T>(
    (guard, result): (LockResult<MutexGuard<'a, T>>, WaitTimeoutResult),
) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
    match guard {
        Ok(guard) => Ok((guard, result)),
        Err(error) => Err(PoisonError::new((error.into_inner(), result))),
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Self {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
