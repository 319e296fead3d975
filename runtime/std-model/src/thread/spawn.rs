//! Starting and joining threads.

use super::local::drop_locals;
use super::park::Thread;
use crate::model::event::{At, Op};
use crate::model::finish;
use crate::model::spin::polled;
use crate::model::step::{Cancelled, ask, block, cut_off, end_thread, step_if_asked};
use crate::model::world::{Why, world};
use ::std::cell::{Cell, UnsafeCell};
use ::std::fmt;
use ::std::io;
use ::std::panic::{AssertUnwindSafe, Location};
use ::std::sync::Arc;
use ::std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// The stack of a thread, in bytes, as in std. Pages that nobody touches cost nothing.
pub(crate) const STACK_BYTES: usize = 2 << 20;

/// What a thread leaves for the one that joins it.
pub(crate) struct Packet<T> {
    /// Its function has returned.
    done: Cell<bool>,
    /// Its thread-local values are destroyed too. The thread keeps this when the packet is gone.
    gone: Arc<AtomicBool>,
    result: UnsafeCell<Option<super::Result<T>>>,
}

// SAFETY: the result is written before `done`, which is looked at only after a step on the thread's ending.
unsafe impl<T: Send> Sync for Packet<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Packet<T> {}

/// Starts a thread; gives its number. `after` runs when the result is there, before the thread's local values are destroyed:
/// a scope does not wait for these, a join does.
pub(crate) fn start<'a, T: 'a>(
    name: Option<String>,
    packet: Arc<Packet<T>>,
    body: Box<dyn FnOnce() -> T + 'a>,
    after: Box<dyn FnOnce(bool) + 'a>,
    at: At,
) -> u8 {
    let number = world(|world| {
        world.settle();
        if world.threads.len() >= world.plan.bounds.threads.min(::engine::MAX_THREADS) {
            finish::too_many_threads(world, at);
        }
        world.threads.len() as u8
    });
    let run: Box<dyn FnOnce() + 'a> = Box::new(move || {
        // Even a thread that begins when main has ended runs up to its first step: loom must hear of that.
        let result = crate::panic::catch(AssertUnwindSafe(body));
        let panicked = matches!(&result, Err(payload) if !payload.is::<Cancelled>());
        // SAFETY: nobody looks at the result before `done`.
        unsafe { *packet.result.get() = Some(result) };
        // From here on the thread ends in good order, even if it is cut off.
        world(|world| world.current().closing = true);
        let object = world(|world| world.threads[number as usize].ending);
        step_if_asked(object);
        packet.done.set(true);
        world(|world| world.changed(object));
        let gone = packet.gone.clone();
        // A result that nobody took may borrow from the scope: it goes before the scope learns that we have ended.
        drop(packet);
        after(panicked);
        let _ = crate::panic::catch(AssertUnwindSafe(drop_locals));
        gone.store(true, Relaxed);
        world(|world| {
            world.give(object);
            world.changed(object);
        });
        end_thread(at);
    });
    // SAFETY: threads that borrow (`'a` shorter than `'static`) are started by `scope` only, which does not return
    // before they have ended, or by `spawn_unchecked`, whose caller answers for it.
    let run: Box<dyn FnOnce() + 'static> = unsafe { ::std::mem::transmute(run) };
    ::engine::spawn(STACK_BYTES, run);
    world(|world| {
        let spawned = world.new_thread(name, at);
        debug_assert_eq!(spawned, number);
        world.remark(Op::Spawn(number), at);
        world.progress();
    });
    number
}

impl<T> Packet<T> {
    pub(crate) fn new() -> Arc<Packet<T>> {
        Arc::new(Packet {
            done: Cell::new(false),
            gone: Arc::default(),
            result: UnsafeCell::new(None),
        })
    }

    /// Waits for the thread and takes what it left.
    pub(crate) fn join(&self, number: u8, at: At) -> super::Result<T> {
        let object = world(|world| world.threads[number as usize].ending);
        while !self.gone.load(Relaxed) && !cut_off() {
            block(object, Why::Join(number), None, at);
        }
        world(|world| {
            world.take(object);
            world.progress();
            world.threads[number as usize].joined = true;
            if !world.ended {
                world.remark(Op::Join(number), at);
            }
        });
        // SAFETY: the thread is done with it.
        unsafe { (*self.result.get()).take() }.unwrap_or_else(|| Err(Box::new(Cancelled)))
    }

    /// Whether the thread's function has returned.
    pub(crate) fn is_finished(&self, number: u8, at: At) -> bool {
        let object = world(|world| world.threads[number as usize].ending);
        ask(object);
        let done = self.done.get();
        if !done {
            polled(object, at);
        }
        done
    }
}

/// `std::thread::JoinHandle`.
pub struct JoinHandle<T> {
    number: u8,
    packet: Arc<Packet<T>>,
    thread: Thread,
}

// SAFETY: as in std, whose handles are Send and Sync whatever `T` is: `T` was Send when the thread was started.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    /// The thread's handle.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Waits for the thread; `Err` with the payload if it panicked.
    #[track_caller]
    pub fn join(self) -> super::Result<T> {
        self.packet.join(self.number, Location::caller())
    }

    /// Whether the thread has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.packet.is_finished(self.number, Location::caller())
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
    spawn_named(None, f, Location::caller())
}

fn spawn_named<F, T>(name: Option<String>, f: F, at: At) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let packet = Packet::new();
    let number = start(name, packet.clone(), Box::new(f), Box::new(|_| {}), at);
    JoinHandle {
        number,
        packet,
        thread: Thread::of(number),
    }
}

/// `std::thread::Builder`.
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    pub(crate) name: Option<String>,
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
        Ok(spawn_named(self.name, f, Location::caller()))
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
        let packet = Packet::new();
        let (at, done) = (Location::caller(), Box::new(|_| {}));
        let number = start(self.name, packet.clone(), Box::new(f), done, at);
        Ok(JoinHandle {
            number,
            packet,
            thread: Thread::of(number),
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
        Ok(scope.spawn_named(self.name, f, Location::caller()))
    }
}
