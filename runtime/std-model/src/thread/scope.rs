//! Scoped threads.

use super::park::Thread;
use super::spawn::{Packet, start};
use crate::model::event::{At, Op};
use crate::model::slot::Slot;
use crate::model::step::{block, cut_off, step};
use crate::model::world::{Why, world};
use ::std::cell::Cell;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::panic::{AssertUnwindSafe, Location, resume_unwind};
use ::std::sync::Arc;

/// `std::thread::Scope`.
pub struct Scope<'scope, 'env: 'scope> {
    shared: Arc<Shared>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// What a scope shares with its threads.
struct Shared {
    slot: Slot,
    running: Cell<usize>,
    /// Threads that panicked, less those whose panic was taken by a join.
    panicked: Cell<isize>,
}

// SAFETY: the cells are only touched between two steps of a model, whose threads all run on one thread of the
// operating system.
unsafe impl Sync for Shared {}

/// `std::thread::ScopedJoinHandle`.
pub struct ScopedJoinHandle<'scope, T> {
    number: u8,
    packet: Arc<Packet<T>>,
    shared: Arc<Shared>,
    thread: Thread,
    scope: PhantomData<&'scope ()>,
}

/// Runs `f`, and returns when all threads that it spawned have ended.
///
/// # Panics
/// If a thread panicked that was not joined.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let at = Location::caller();
    let shared = Arc::new(Shared { slot: Slot::new(at), running: Cell::new(0), panicked: Cell::new(0) });
    let scope = Scope { shared: shared.clone(), scope: PhantomData, env: PhantomData };
    let result = crate::panic::catch(AssertUnwindSafe(|| f(&scope)));
    shared.wait(at);
    match result {
        Err(payload) => {
            crate::panic::goes_on();
            resume_unwind(payload)
        }
        Ok(_) if shared.panicked.get() > 0 => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

impl Shared {
    fn object(&self) -> u32 {
        self.slot.object("scope", |_, _| {})
    }

    fn wait(&self, at: At) {
        let object = self.object();
        loop {
            step(object);
            // Threads of a scope borrow from it, so even a thread that is cut off must wait for them.
            if self.running.get() == 0 {
                break;
            }
            if cut_off() {
                ::loom::thread::yield_now();
                continue;
            }
            block(object, Why::Scope, None, at);
        }
        world(|world| {
            world.take_clock(object);
            world.progress();
            if !world.ended {
                world.note(Op::Other("end of the scope"), object, at);
            }
        });
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
        self.spawn_named(None, f, Location::caller())
    }

    pub(crate) fn spawn_named<F, T>(&'scope self, name: Option<String>, f: F, at: At) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let packet = Packet::new();
        let shared = self.shared.clone();
        let object = shared.object();
        shared.running.set(shared.running.get() + 1);
        let after = {
            let shared = shared.clone();
            move |panicked: bool| {
                shared.panicked.set(shared.panicked.get() + isize::from(panicked));
                step(object);
                shared.running.set(shared.running.get() - 1);
                world(|world| {
                    world.give_clock(object);
                    world.changed(object);
                });
            }
        };
        let number = start(name, packet.clone(), Box::new(f), Box::new(after), at);
        world(|world| world.threads[number as usize].joined = true);
        ScopedJoinHandle { number, packet, shared, thread: Thread::of(number), scope: PhantomData }
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    /// The thread's handle.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Waits for the thread; `Err` with the payload if it panicked.
    #[track_caller]
    pub fn join(self) -> super::Result<T> {
        let result = self.packet.join(self.number, Location::caller());
        if result.is_err() {
            self.shared.panicked.set(self.shared.panicked.get() - 1);
        }
        result
    }

    /// Whether the thread has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.packet.is_finished(self.number, Location::caller())
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
