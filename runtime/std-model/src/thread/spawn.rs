//! Starting and joining threads.

use super::local::drop_locals;
use super::park::Thread;
use super::raw::{Body, Packet, RawHandle, left};
use super::scope::Shared;
use crate::model::event::{At, Op};
use crate::model::finish;
use crate::model::step::{end_thread, step_if_asked};
use crate::model::world::{Cancelled, world};
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::io;
use ::std::marker::PhantomData;
use ::std::panic::AssertUnwindSafe;
use ::std::rc::Rc;
use ::std::sync::Arc;

/// The stack of a thread, in bytes, as in std. Pages that nobody touches cost nothing.
pub(crate) const STACK_BYTES: usize = 2 << 20;

/// What the look-alike itself needs of it.
const LEAST_STACK: usize = 64 << 10;

/// Starts a thread; gives its number.
pub(super) fn start(
    builder: Builder,
    packet: Rc<Packet>,
    body: Body,
    scope: Option<Rc<Shared>>,
    at: At,
) -> u8 {
    let number = world(|world| {
        world.settle();
        if world.threads.len() >= world.plan.bounds.threads.min(::engine::MAX_THREADS) {
            finish::too_many_threads(world, at);
        }
        world.threads.len() as u8
    });
    let stack = builder.stack.unwrap_or(STACK_BYTES).max(LEAST_STACK);
    let run = move || {
        // Even a thread that begins when main has ended runs up to its first step: the engine must hear of that.
        let result = crate::panic::catch(AssertUnwindSafe(|| body.run()));
        let panicked = matches!(&result, Err(payload) if !payload.is::<Cancelled>());
        *packet.result.borrow_mut() = Some(result);
        // From here on the thread ends in good order, even if it is cut off.
        world(|world| world.current().closing = true);
        let object = world(|world| world.threads[number as usize].ending);
        step_if_asked(object);
        packet.done.set(true);
        world(|world| world.changed(object));
        let gone = packet.gone.clone();
        // A result that nobody took may borrow from the scope: it goes before the scope learns that we have ended.
        drop(packet);
        if let Some(scope) = scope {
            scope.ended(number, panicked);
        }
        let _ = crate::panic::catch(AssertUnwindSafe(drop_locals));
        gone.set(true);
        world(|world| {
            world.give(object);
            world.changed(object);
        });
        end_thread(at);
    };
    ::engine::spawn(stack, Box::new(run));
    world(|world| {
        let spawned = world.new_thread(builder.name, at);
        debug_assert_eq!(spawned, number);
        world.remark(Op::Spawn(number), at);
        world.progress();
    });
    number
}

/// `std::thread::JoinHandle`.
pub struct JoinHandle<T> {
    raw: RawHandle,
    /// What the thread leaves is shared with it, as in std.
    left: PhantomData<Arc<UnsafeCell<T>>>,
}

// SAFETY: as in std, whose handles are Send and Sync whatever `T` is: `T` was Send when the thread was started.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    /// The thread's handle.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.raw.thread()
    }

    /// Waits for the thread; `Err` with the payload if it panicked.
    #[track_caller]
    pub fn join(self) -> super::Result<T> {
        // SAFETY: the thread was started with a function that returns a `T`.
        unsafe { left(self.raw.join()) }
    }

    /// Whether the thread has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.raw.is_finished()
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

/// Starts a thread.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    JoinHandle {
        raw: RawHandle::start_unnamed(Body::new(f)),
        left: PhantomData,
    }
}

/// `std::thread::Builder`.
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
    /// The size of its stack in bytes.
    stack: Option<usize>,
}

#[allow(clippy::new_without_default, reason = "std has none either")]
impl Builder {
    /// A thread without a name.
    pub fn new() -> Builder {
        Builder {
            name: None,
            stack: None,
        }
    }

    /// Gives it a name.
    pub fn name(self, name: String) -> Builder {
        assert!(
            !name.contains('\0'),
            "thread name may not contain interior null bytes"
        );
        Builder {
            name: Some(name),
            ..self
        }
    }

    /// Gives it a stack of so many bytes, if that is enough to run a model at all.
    pub fn stack_size(self, size: usize) -> Builder {
        Builder {
            stack: Some(size),
            ..self
        }
    }

    /// Starts the thread.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // SAFETY: what lives for ever is there when the thread ends.
        unsafe { self.spawn_unchecked(f) }
    }

    /// Starts a thread that may borrow.
    ///
    /// # Safety
    /// As in std: what the thread borrows must live until it has ended.
    #[track_caller]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        Ok(JoinHandle {
            raw: RawHandle::start(self, Body::new(f)),
            left: PhantomData,
        })
    }

    /// Starts a thread in a scope.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope super::Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<super::ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(scope.start(self, f))
    }
}
