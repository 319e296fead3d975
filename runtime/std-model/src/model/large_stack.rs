//! Loom gives its main coroutine 32 KB of stack, which formatting or a small recursion can use up. A coroutine inside
//! it has more; when loom wants to switch threads it leaves the inner one, and the outer one passes that on.
//!
//! Making a stack costs about as much as running a small model once, so one inner coroutine serves all executions of a
//! pass.

use ::std::cell::{Cell, RefCell};
use ::std::panic::{AssertUnwindSafe, catch_unwind};

/// The stack of a model's main thread, in words.
const STACK_WORDS: usize = 0x8000;

type Body = Box<dyn FnOnce()>;

::std::thread_local! {
    static INNER: RefCell<Option<::generator::Generator<'static, (), ()>>> = const { RefCell::new(None) };
    /// What the inner coroutine does next; nothing: it ends.
    static NEXT: RefCell<Option<Body>> = const { RefCell::new(None) };
    /// It has done it.
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

fn serve() {
    while let Some(body) = NEXT.take() {
        body();
        IS_DONE.set(true);
        leave();
    }
}

/// Leaves the coroutine; it goes on here when it is resumed.
fn leave() {
    #[allow(deprecated, reason = "the other way needs a parameter")]
    ::generator::yield_with(());
}

/// Runs `body` on the large stack.
///
/// # Errors
/// If it overflows even that.
pub fn run(body: impl FnOnce() + 'static) -> Result<(), ()> {
    NEXT.set(Some(Box::new(body)));
    let mut inner = INNER
        .take()
        .unwrap_or_else(|| ::generator::Gn::new_opt(STACK_WORDS, serve));
    loop {
        if catch_unwind(AssertUnwindSafe(|| inner.resume())).is_err() {
            // It is never resumed, nor unwound.
            ::std::mem::forget(inner);
            return Err(());
        }
        if IS_DONE.take() {
            INNER.set(Some(inner));
            return Ok(());
        }
        leave();
    }
}

/// The pass is over: ends the coroutine in good order.
pub fn end() {
    if let Some(mut inner) = INNER.take() {
        inner.resume();
    }
}
