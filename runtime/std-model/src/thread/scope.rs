//! Scoped threads.

use super::park::Thread;
use super::raw::{Body, RawHandle, left};
use super::spawn::Builder;
use crate::model::event::{At, Op};
use crate::model::object::Hand;
use crate::model::step::{block, cut_off};
use crate::model::world::{Why, World, world};
use ::std::cell::{Cell, RefCell, UnsafeCell};
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::mem::ManuallyDrop;
use ::std::panic::{AssertUnwindSafe, Location, resume_unwind};
use ::std::rc::Rc;
use ::std::sync::Arc;

/// `std::thread::Scope`.
pub struct Scope<'scope, 'env: 'scope> {
    raw: RawScope,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// A scope without its lifetimes. Dropped by hand, here, as a thread's handle.
struct RawScope(ManuallyDrop<Rc<Shared>>);

// SAFETY: only touched between two steps of a model, whose threads all run on one thread of the operating system.
unsafe impl Send for RawScope {}
// SAFETY: as above.
unsafe impl Sync for RawScope {}
impl ::std::panic::UnwindSafe for RawScope {}
impl ::std::panic::RefUnwindSafe for RawScope {}

/// What a scope shares with its threads.
#[derive(Default)]
pub(super) struct Shared {
    threads: RefCell<Vec<Member>>,
    /// Threads that panicked, less those whose panic was taken by a join.
    panicked: Cell<isize>,
}

/// A thread of a scope.
#[derive(Clone)]
struct Member {
    number: u8,
    /// Its function has returned, though its thread-local values may still be there.
    ended: bool,
    /// What it did up to then.
    did: Option<Hand>,
}

/// `std::thread::ScopedJoinHandle`.
pub struct ScopedJoinHandle<'scope, T> {
    raw: RawHandle,
    scope: PhantomData<&'scope ()>,
    /// What the thread leaves is shared with it, as in std.
    left: PhantomData<Arc<UnsafeCell<T>>>,
}

// SAFETY: as in std: what the thread leaves may go to whoever has the handle. All else is only touched between two steps of
// a model, whose threads all run on one thread of the operating system.
unsafe impl<T: Send> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for ScopedJoinHandle<'_, T> {}

/// Runs `f`, and returns when the functions of all threads that it spawned have. As in std, destructors of their thread-local
/// values may still run then.
///
/// # Panics
/// If a thread panicked that was not joined.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope {
        raw: RawScope::new(),
        scope: PhantomData,
        env: PhantomData,
    };
    let (mut f, mut result) = (Some(f), None);
    scope.raw.run(&mut || {
        if let Some(f) = f.take() {
            result = Some(f(&scope));
        }
    });
    result.expect("the function was run")
}

impl RawScope {
    #[inline(never)]
    fn new() -> RawScope {
        RawScope(ManuallyDrop::new(Rc::default()))
    }

    /// Runs `f`, and returns when all threads of the scope have ended.
    #[inline(never)]
    #[track_caller]
    fn run(&self, f: &mut dyn FnMut()) {
        let at = Location::caller();
        let result = crate::panic::catch(AssertUnwindSafe(f));
        self.0.wait(at);
        match result {
            Err(payload) => {
                crate::panic::goes_on();
                resume_unwind(payload)
            }
            Ok(()) if self.0.panicked.get() > 0 => panic!("a scoped thread panicked"),
            Ok(()) => {}
        }
    }

    /// Starts a thread.
    #[inline(never)]
    #[track_caller]
    fn start(&self, builder: Builder, body: Body) -> RawHandle {
        let handle = RawHandle::start_in(builder, body, Some(Rc::clone(&self.0)));
        self.0.threads.borrow_mut().push(Member {
            number: handle.number(),
            ended: false,
            did: None,
        });
        world(|world| world.threads[handle.number() as usize].joined = true);
        handle
    }

    /// Starts a thread without a name.
    #[inline(never)]
    #[track_caller]
    fn start_unnamed(&self, body: Body) -> RawHandle {
        self.start(Builder::new(), body)
    }
}

impl Drop for RawScope {
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: nobody uses it afterwards.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl Shared {
    /// Waits for all threads. Their order of ending makes no difference, so none of this is a step.
    fn wait(&self, at: At) {
        let mut next = 0;
        while let Some(member) = { self.threads.borrow().get(next).cloned() } {
            let ending = world(|world| world.threads[member.number as usize].ending);
            if !member.ended {
                // Threads of a scope borrow from it, so even a thread that is cut off must wait for them.
                if cut_off() {
                    ::engine::yield_now();
                } else {
                    block(ending, Why::Scope, None, at);
                }
                continue;
            }
            world(|world| world.acquire(member.did));
            next += 1;
        }
        if next > 0 && !cut_off() {
            world(|world| {
                world.progress();
                world.remark(Op::ScopeEnd, at);
            });
        }
    }

    /// A thread has ended.
    pub(super) fn ended(&self, number: u8, panicked: bool) {
        self.panicked
            .set(self.panicked.get() + isize::from(panicked));
        let did = world(World::release);
        for member in self.threads.borrow_mut().iter_mut() {
            if member.number == number {
                (member.ended, member.did) = (true, did.clone());
            }
        }
        world(|world| {
            let ending = world.threads[number as usize].ending;
            world.changed(ending);
        });
    }

    /// A panic of one of the threads was taken by a join.
    pub(super) fn forgive(&self) {
        self.panicked.set(self.panicked.get() - 1);
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Starts a thread in the scope.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        ScopedJoinHandle {
            raw: self.raw.start_unnamed(Body::new(f)),
            scope: PhantomData,
            left: PhantomData,
        }
    }

    #[track_caller]
    pub(super) fn start<F, T>(&'scope self, builder: Builder, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        ScopedJoinHandle {
            raw: self.raw.start(builder, Body::new(f)),
            scope: PhantomData,
            left: PhantomData,
        }
    }
}

impl<T> ScopedJoinHandle<'_, T> {
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

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
