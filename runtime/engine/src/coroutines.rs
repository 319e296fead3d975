//! The threads of a program, as coroutines. A stack serves many executions, one thread at a time: making one costs as much as
//! running a small execution.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a coroutine does.
pub type Body = Box<dyn FnOnce()>;

/// A thread needed more stack than it has.
#[derive(Debug)]
pub struct Overflow;

type Stack = ::generator::Generator<'static, (), ()>;

thread_local! {
    /// Stacks that nobody uses, by their size in words.
    static IDLE: RefCell<Vec<(usize, Stack)>> = const { RefCell::new(Vec::new()) };
    /// What the next coroutine to be resumed begins with; nothing: it ends.
    static NEXT: RefCell<Option<Body>> = const { RefCell::new(None) };
    /// The coroutine that ran last has done what it had to do.
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

/// A thread's stack.
pub struct Coroutine {
    words: usize,
    stack: Stack,
    body: Option<Body>,
}

fn serve() {
    while let Some(body) = NEXT.take() {
        body();
        IS_DONE.set(true);
        leave();
    }
}

/// Leaves the running coroutine; it goes on here when it is resumed.
pub fn leave() {
    #[allow(deprecated, reason = "the other way needs a parameter")]
    ::generator::yield_with(());
}

impl Coroutine {
    /// Will run `body` on a stack of at least so many bytes.
    pub fn new(bytes: usize, body: Body) -> Coroutine {
        // The crate takes an odd number for a wish to know how much is used, and fills such a stack.
        let words = bytes.div_ceil(size_of::<usize>()).next_multiple_of(2);
        let idle = IDLE.with_borrow_mut(|idle| {
            let found = idle.iter().position(|(size, _)| *size == words)?;
            Some(idle.swap_remove(found).1)
        });
        Coroutine {
            words,
            stack: idle.unwrap_or_else(|| ::generator::Gn::new_opt(words, serve)),
            body: Some(body),
        }
    }

    /// Goes on until it leaves; `true` if it has come to its end.
    ///
    /// # Errors
    /// If its stack overflowed. It can be forgotten then, but not dropped.
    pub fn resume(&mut self) -> Result<bool, Overflow> {
        if let Some(body) = self.body.take() {
            NEXT.set(Some(body));
        }
        match catch_unwind(AssertUnwindSafe(|| self.stack.resume())) {
            Ok(_) => Ok(IS_DONE.take()),
            Err(payload) if is_overflow(payload.as_ref()) => Err(Overflow),
            Err(payload) => std::panic::resume_unwind(payload),
        }
    }

    /// Keeps the stack for others. Only for a coroutine that has come to its end.
    pub fn give_back(self) {
        IDLE.with_borrow_mut(|idle| idle.push((self.words, self.stack)));
    }
}

/// Whether a panic with this payload is no panic, but the end of a coroutine whose stack overflowed.
pub fn is_overflow(payload: &(dyn Any + Send)) -> bool {
    payload.is::<::generator::Error>()
}

/// The first coroutine of a process installs a panic hook. Who wants one too calls this before.
pub fn prepare() {
    let mut first = Coroutine::new(0x8000, Box::new(|| ()));
    first.resume().expect("it does nothing");
    first.give_back();
    end();
}

/// Ends the stacks that nobody uses, in good order.
pub fn end() {
    for (_, mut stack) in IDLE.take() {
        stack.resume();
    }
}
