//! Threads without the types of what they run and leave.

use super::Thread;
use super::scope::Shared;
use super::spawn::{Builder, start};
use crate::model::erased::Erased;
use crate::model::event::Op;
use crate::model::spin::polled;
use crate::model::step::{ask, block, cut_off};
use crate::model::world::{Cancelled, Why, world};
use ::std::cell::{Cell, RefCell};
use ::std::mem::ManuallyDrop;
use ::std::panic::Location;
use ::std::rc::Rc;

/// What a thread runs: a function, and how to call it.
pub(super) struct Body {
    function: Erased,
    run: unsafe fn(Erased) -> Erased,
}

impl Body {
    /// The new thread must have ended before what `f` borrows is gone.
    #[inline(always)]
    pub fn new<F: FnOnce() -> T, T>(f: F) -> Body {
        Body {
            function: Erased::new(f),
            run: run::<F, T>,
        }
    }

    /// Runs the function; gives what it returns.
    pub fn run(self) -> Erased {
        // SAFETY: both were made for each other.
        unsafe { (self.run)(self.function) }
    }
}

/// # Safety
/// The function is an `F`.
unsafe fn run<F: FnOnce() -> T, T>(function: Erased) -> Erased {
    // SAFETY: as the caller says.
    Erased::new(unsafe { function.take::<F>() }())
}

/// What a thread leaves for the one that joins it.
#[derive(Default)]
pub(super) struct Packet {
    /// Whether its function has returned. Looked at only after a step on the thread's ending.
    pub done: Cell<bool>,
    /// Whether the thread's local values are destroyed too. The thread keeps this when the packet is gone.
    pub gone: Rc<Cell<bool>>,
    pub result: RefCell<Option<super::Result<Erased>>>,
}

/// A handle without the type of what the thread leaves. Its parts are dropped by hand, here: otherwise each crate that drops
/// a handle would have to know how.
pub(super) struct RawHandle(ManuallyDrop<Parts>);

struct Parts {
    number: u8,
    packet: Rc<Packet>,
    scope: Option<Rc<Shared>>,
    thread: Thread,
}

impl RawHandle {
    /// Starts a thread.
    #[inline(never)]
    #[track_caller]
    pub fn start(builder: Builder, body: Body) -> RawHandle {
        RawHandle::start_in(builder, body, None)
    }

    /// Starts a thread without a name.
    #[inline(never)]
    #[track_caller]
    pub fn start_unnamed(body: Body) -> RawHandle {
        RawHandle::start_in(Builder::new(), body, None)
    }

    /// Starts a thread, in a scope if there is one.
    #[track_caller]
    pub fn start_in(builder: Builder, body: Body, scope: Option<Rc<Shared>>) -> RawHandle {
        let packet = Rc::new(Packet::default());
        let at = Location::caller();
        let number = start(builder, packet.clone(), body, scope.clone(), at);
        RawHandle(ManuallyDrop::new(Parts {
            number,
            packet,
            scope,
            thread: Thread::of(number),
        }))
    }

    /// The thread's number.
    pub fn number(&self) -> u8 {
        self.0.number
    }

    /// The thread's handle.
    #[inline(never)]
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// Waits for the thread and takes what it left.
    #[inline(never)]
    #[track_caller]
    pub fn join(&self) -> super::Result<Erased> {
        let (number, at) = (self.0.number, Location::caller());
        let object = world(|world| world.threads[number as usize].ending);
        while !self.0.packet.gone.get() && !cut_off() {
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
        let left = self.0.packet.result.take();
        let result = left.unwrap_or_else(|| Err(Box::new(Cancelled)));
        if let (Err(_), Some(scope)) = (&result, &self.0.scope) {
            scope.forgive();
        }
        result
    }

    /// Whether the thread has left something.
    #[inline(never)]
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        let (number, at) = (self.0.number, Location::caller());
        let object = world(|world| world.threads[number as usize].ending);
        ask(object);
        let done = self.0.packet.done.get();
        if !done {
            polled(object, at);
        }
        done
    }
}

impl Drop for RawHandle {
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: nobody uses them afterwards.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

/// Takes what a thread left as what it is.
///
/// # Safety
/// A thread that did not panic left a `T`.
#[inline(always)]
pub(super) unsafe fn left<T>(result: super::Result<Erased>) -> super::Result<T> {
    match result {
        // SAFETY: as the caller says.
        Ok(value) => Ok(unsafe { value.take() }),
        Err(payload) => Err(payload),
    }
}
