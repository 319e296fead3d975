//! Handles of threads, `park` and `unpark`.

use crate::model::event::{At, Op};
use crate::model::step::{block, cut_off, step};
use crate::model::timeout::{Early, Timeout};
use crate::model::world::{Wake, Why, World, me, try_world, world};
use ::std::fmt;
use ::std::mem::ManuallyDrop;
use ::std::num::NonZeroU64;
use ::std::panic::Location;
use ::std::sync::Arc;
use ::std::time::Duration;

/// `std::thread::ThreadId`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(NonZeroU64);

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ThreadId({})", self.0)
    }
}

/// `std::thread::Thread`. Dropped by hand, here: otherwise each crate that drops one would have to know how.
pub struct Thread(ManuallyDrop<Arc<Inner>>);

struct Inner {
    number: u8,
    epoch: u64,
    name: Option<String>,
}

impl Thread {
    pub(crate) fn of(number: u8) -> Thread {
        world(|world| {
            let name = world.threads[number as usize].name.clone();
            Thread(ManuallyDrop::new(Arc::new(Inner {
                number,
                epoch: world.epoch,
                name,
            })))
        })
    }

    /// Its id: 1 for the main thread.
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZeroU64::MIN.saturating_add(u64::from(self.0.number)))
    }

    /// Its name.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Lets the thread's next or present `park` return.
    #[track_caller]
    pub fn unpark(&self) {
        let at = Location::caller();
        let number = self.0.number;
        if try_world(|world| world.epoch) != Some(self.0.epoch) {
            return;
        }
        let object = world(|world| world.threads[number as usize].parker);
        step(object);
        if cut_off() {
            return;
        }
        world(|world| {
            world.note(Op::Unpark(number), object, at);
            world.threads[number as usize].token = true;
            world.give_too(object);
            world.changed(object);
        });
    }
}

impl Clone for Thread {
    #[inline(never)]
    fn clone(&self) -> Thread {
        Thread(self.0.clone())
    }
}

impl Drop for Thread {
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: nobody uses it afterwards.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// The running thread.
#[must_use]
pub fn current() -> Thread {
    Thread::of(me())
}

/// Waits until somebody unparks this thread. May return without that.
#[track_caller]
pub fn park() {
    park_at(None, Location::caller());
}

/// Waits until somebody unparks this thread, but not longer than `duration`.
#[track_caller]
pub fn park_timeout(duration: Duration) {
    park_at(Some(duration), Location::caller());
}

/// The old form of [`park_timeout`].
#[deprecated(note = "replaced by `std::thread::park_timeout`")]
#[track_caller]
pub fn park_timeout_ms(ms: u32) {
    park_at(Some(Duration::from_millis(ms.into())), Location::caller());
}

fn park_at(duration: Option<Duration>, at: At) {
    let object = world(|world| world.current().parker);
    let timeout = Timeout::new(duration);
    let deadline = timeout.deadline;
    // In some executions the wait ends at once: by its timeout, or for no reason.
    let early = if cut_off() {
        None
    } else {
        timeout.ends_early()
    };
    loop {
        let waits = |world: &mut World| early.is_none() && !world.current().token;
        let mut wake = match early {
            Some(_) => Wake::TimedOut,
            None => Wake::Changed,
        };
        while wake == Wake::Changed && world(waits) && !cut_off() {
            wake = block(object, Why::Unpark, deadline, at);
        }
        step(object);
        if cut_off() {
            return;
        }
        if world(|world| ::std::mem::take(&mut world.current().token)) {
            break;
        }
        if wake == Wake::TimedOut {
            let ended = early.unwrap_or(Early::TimedOut);
            world(|world| {
                world.note(ended.op(), object, at);
                if ended == Early::TimedOut {
                    world.reach(deadline.unwrap_or(0));
                }
                world.progress();
            });
            return;
        }
    }
    world(|world| {
        world.take(object);
        world.objects[object as usize].hands.clear();
        world.progress();
        world.note(Op::Park, object, at);
    });
    timeout.is_over(true);
}
