//! Starting and joining threads.

use super::local::drop_locals;
use super::park::Thread;
use super::raw::{Body, Packet, RawHandle, left};
use super::scope::Shared;
use crate::model::event::{At, Op};
use crate::model::finish;
use crate::model::step::{Cancelled, end_thread, step_if_asked};
use crate::model::world::{set_me, world};
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::io;
use ::std::marker::PhantomData;
use ::std::panic::AssertUnwindSafe;
use ::std::rc::Rc;
use ::std::sync::Arc;

/// The stack of a model's thread, in words.
const STACK_WORDS: usize = 0x8000;

/// Makes a value movable to another thread of the model.
struct Carried<T>(T);

// SAFETY: all threads of a model run on one thread of the operating system, and the public functions that end up here
// ask for `Send` as std does.
unsafe impl<T> Send for Carried<T> {}

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
        if world.threads.len() >= world.plan.bounds.threads.min(::loom::MAX_THREADS) {
            finish::too_many_threads(world, at);
        }
        world.threads.len() as u8
    });
    let run = Carried(move || {
        set_me(number);
        // Even a thread that begins when main has ended runs up to its first step: loom must hear of that.
        let result = crate::panic::catch(AssertUnwindSafe(|| body.run()));
        let panicked = matches!(&result, Err(payload) if !payload.is::<Cancelled>());
        *packet.result.borrow_mut() = Some(result);
        // From here on the thread ends in good order, even if it is cut off.
        world(|world| world.current().closing = true);
        let _ = crate::panic::catch(AssertUnwindSafe(drop_locals));
        let object = world(|world| world.threads[number as usize].ending);
        step_if_asked(object);
        packet.done.set(true);
        world(|world| {
            world.give(object);
            world.changed(object);
        });
        // A result that nobody took may borrow from the scope: it goes before the scope learns that we have ended.
        drop(packet);
        if let Some(scope) = scope {
            scope.ended(number, panicked);
        }
        end_thread(at);
    });
    let handle = ::loom::thread::Builder::new()
        .stack_size(STACK_WORDS)
        .spawn(move || {
            let run = run;
            (run.0)();
        })
        .expect("loom's spawn does not fail");
    world(|world| {
        let spawned = world.new_thread(builder.name, at, handle.thread().clone());
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
}

#[allow(clippy::new_without_default, reason = "std has none either")]
impl Builder {
    /// A thread without a name.
    pub fn new() -> Builder {
        Builder { name: None }
    }

    /// Gives it a name.
    pub fn name(self, name: String) -> Builder {
        assert!(
            !name.contains('\0'),
            "thread name may not contain interior null bytes"
        );
        Builder { name: Some(name) }
    }

    /// Stacks have one size in a model.
    pub fn stack_size(self, _size: usize) -> Builder {
        self
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
