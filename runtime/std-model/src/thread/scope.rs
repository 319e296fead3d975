//! Scoped threads.

use super::park::Thread;
use super::spawn::{Packet, start};
use crate::model::event::{At, Op};
use crate::model::hand::Hand;
use crate::model::step::{block, cut_off};
use crate::model::world::{Why, World, me, world};
use ::std::cell::{Cell, RefCell};
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

// SAFETY: the cells are only touched between two steps of a model, whose threads all run on one thread of the
// operating system.
unsafe impl Sync for Shared {}
impl ::std::panic::RefUnwindSafe for Shared {}

/// `std::thread::ScopedJoinHandle`.
pub struct ScopedJoinHandle<'scope, T> {
    number: u8,
    packet: Arc<Packet<T>>,
    shared: Arc<Shared>,
    thread: Thread,
    scope: PhantomData<&'scope ()>,
}

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
    let at = Location::caller();
    let shared = Arc::new(Shared {
        threads: RefCell::new(Vec::new()),
        panicked: Cell::new(0),
    });
    let scope = Scope {
        shared: shared.clone(),
        scope: PhantomData,
        env: PhantomData,
    };
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
                world.remark(Op::Other("end of the scope"), at);
            });
        }
    }

    fn ended(&self, number: u8, panicked: bool) {
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

    pub(crate) fn spawn_named<F, T>(
        &'scope self,
        name: Option<String>,
        f: F,
        at: At,
    ) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let packet = Packet::new();
        let shared = self.shared.clone();
        let after = Box::new(move |panicked: bool| shared.ended(me(), panicked));
        let number = start(name, packet.clone(), Box::new(f), after, at);
        self.shared.threads.borrow_mut().push(Member {
            number,
            ended: false,
            did: None,
        });
        world(|world| world.threads[number as usize].joined = true);
        ScopedJoinHandle {
            number,
            packet,
            shared: self.shared.clone(),
            thread: Thread::of(number),
            scope: PhantomData,
        }
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
