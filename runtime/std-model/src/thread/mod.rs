//! `std::thread`.

mod local;
mod park;
mod raw;
mod scope;
mod spawn;

pub use ::std::thread::Result;
pub(crate) use local::drop_locals;
pub use local::{AccessError, LocalKey};
#[allow(deprecated)]
pub use park::park_timeout_ms;
pub use park::{Thread, ThreadId, current, park, park_timeout};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub(crate) use spawn::STACK_BYTES;
pub use spawn::{Builder, JoinHandle, spawn};

use crate::model::event::Op;
use crate::model::world::{try_world, world};
use ::std::num::NonZero;
use ::std::panic::Location;
use ::std::time::Duration;
use kit_wire::trace::Item;

/// Whether this thread of the model is unwinding.
#[inline(never)]
pub fn panicking() -> bool {
    try_world(|world| (!world.threads.is_empty()).then(|| world.current().panicking))
        .flatten()
        .unwrap_or_else(::std::thread::panicking)
}

/// A hint that changes nothing: the model runs every order of steps anyway.
#[track_caller]
pub fn yield_now() {
    crate::model::spin::hint(Location::caller());
}

/// Moves this thread's clock on. Nothing else: a sleep orders nothing.
#[track_caller]
pub fn sleep(duration: Duration) {
    let at = Location::caller();
    if crate::model::step::cut_off() {
        return;
    }
    world(|world| {
        world.remark(Op::Sleep, at);
        let thread = world.current();
        thread.clock = thread
            .clock
            .saturating_add(crate::time::nanoseconds(duration));
    });
    crate::model::step::give_turn();
}

/// The old form of [`sleep`].
#[deprecated(note = "replaced by `std::thread::sleep`")]
#[track_caller]
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms.into()));
}

/// Four, always.
pub fn available_parallelism() -> ::std::io::Result<NonZero<usize>> {
    Ok(const { NonZero::new(4).unwrap() })
}

/// A thread of a model has no handle of the operating system.
#[cfg(unix)]
impl<T> ::std::os::unix::thread::JoinHandleExt for JoinHandle<T> {
    fn as_pthread_t(&self) -> ::std::os::unix::thread::RawPthread {
        crate::model::unsupported(Item::AsPthread);
        0
    }

    fn into_pthread_t(self) -> ::std::os::unix::thread::RawPthread {
        self.as_pthread_t()
    }
}
