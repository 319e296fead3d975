//! The threads of a program, as coroutines. A stack serves many executions, one thread at a time: making one costs as much as
//! running a small execution.

use std::any::Any;
use std::cell::{Cell, RefCell};
#[cfg(target_os = "linux")]
use std::collections::BTreeMap;
#[cfg(unix)]
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a coroutine does.
pub type Body = Box<dyn FnOnce()>;

/// A thread needed more stack than it has.
#[derive(Debug)]
pub struct Overflow {
    /// What it has.
    pub bytes: usize,
    /// Whether that was for calls of a function by itself, or else for its variables; `None`: nobody knows.
    pub calls_itself: Option<bool>,
}

/// A stack, and what runs on it.
struct Stack {
    /// Its size.
    words: usize,
    /// An address close to its upper end, once somebody was there.
    top: usize,
    runs: ::generator::Generator<'static, (), ()>,
}

thread_local! {
    /// Stacks that nobody uses.
    static IDLE: RefCell<Vec<Stack>> = const { RefCell::new(Vec::new()) };
    /// Where the stack lies that was begun last.
    static TOP: Cell<usize> = const { Cell::new(0) };
    /// What the next coroutine to be resumed begins with; nothing: it ends.
    static NEXT: RefCell<Option<Body>> = const { RefCell::new(None) };
    /// The coroutine that ran last has done what it had to do.
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

/// A thread's stack.
pub struct Coroutine {
    stack: Stack,
    body: Option<Body>,
}

fn serve() {
    let first = 0_u8;
    TOP.set((&raw const first).addr());
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

/// Whether a coroutine runs.
pub fn is_inside() -> bool {
    ::generator::is_generator()
}

impl Coroutine {
    /// Will run `body` on a stack of at least so many bytes.
    pub fn new(bytes: usize, body: Body) -> Coroutine {
        // The crate takes an odd number for a wish to know how much is used, and fills such a stack.
        let words = bytes.div_ceil(size_of::<usize>()).next_multiple_of(2);
        let idle = IDLE.with_borrow_mut(|idle| {
            let found = idle.iter().position(|stack| stack.words == words)?;
            Some(idle.swap_remove(found))
        });
        let new = || Stack {
            words,
            top: 0,
            runs: ::generator::Gn::new_opt(words, serve),
        };
        Coroutine {
            stack: idle.unwrap_or_else(new),
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
        let resumed = catch_unwind(AssertUnwindSafe(|| self.stack.runs.resume()));
        if self.stack.top == 0 {
            self.stack.top = TOP.get();
        }
        match resumed {
            Ok(_) => Ok(IS_DONE.take()),
            Err(payload) if is_overflow(payload.as_ref()) => Err(Overflow {
                bytes: self.stack.words * size_of::<usize>(),
                calls_itself: calls_itself(&self.stack),
            }),
            Err(payload) => std::panic::resume_unwind(payload),
        }
    }

    /// Keeps the stack for others. Only for a coroutine that has come to its end.
    pub fn give_back(self) {
        IDLE.with_borrow_mut(|idle| idle.push(self.stack));
    }

    /// Gives the stack's memory back without unwinding what is on it, which nobody may ever use again.
    pub fn give_up(self) {
        if let Some(body) = self.body {
            // It has not begun, and its values may not be dropped outside of the program.
            std::mem::forget(body);
            IDLE.with_borrow_mut(|idle| idle.push(self.stack));
        } else {
            unmap(&self.stack);
            std::mem::forget(self.stack);
        }
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
    for mut stack in IDLE.take() {
        stack.runs.resume();
    }
}

/// Pages of a stack that are left alone, since nobody says where exactly it ends. Its frames begin within the first of them.
#[cfg(unix)]
const LEFT: usize = 4;

/// The other pages, as addresses.
#[cfg(unix)]
fn pages(stack: &Stack) -> Range<usize> {
    // SAFETY: it only asks.
    let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as usize;
    let end = stack.top / page * page;
    let bytes = (stack.words * size_of::<usize>() / page).saturating_sub(LEFT) * page;
    end - bytes..end
}

#[cfg(unix)]
fn unmap(stack: &Stack) {
    let pages = pages(stack);
    if !pages.is_empty() {
        let start = std::ptr::without_provenance_mut(pages.start);
        // SAFETY: the pages belong to the stack: it ends above them, by less than `LEFT` pages. Nobody uses it any more: what runs
        // on it is forgotten, and so is whatever points to it.
        unsafe { libc::munmap(start, pages.len()) };
    }
}

#[cfg(not(unix))]
fn unmap(_: &Stack) {}

/// Who calls itself leaves the address at which the call returns on the stack, each time. A stack that is full of fewer calls than
/// this is full of variables.
#[cfg(target_os = "linux")]
const MANY_CALLS: u32 = 8;

/// Whether a function on this stack, which is full, has called itself many times. Frames that were left before lie there too, so after a deep
/// recursion that ended this may say so of another function.
#[cfg(target_os = "linux")]
fn calls_itself(stack: &Stack) -> Option<bool> {
    unsafe extern "C" {
        // Where the linker says that the program's code begins and ends.
        safe static __executable_start: u8;
        safe static etext: u8;
    }
    let code = (&raw const __executable_start).addr()..(&raw const etext).addr();
    let mut times = BTreeMap::new();
    for at in pages(stack).step_by(size_of::<usize>()) {
        // SAFETY: the pages are mapped, see `unmap`, and nobody runs on them now. Whatever lies there is a number.
        let word = unsafe { std::ptr::with_exposed_provenance::<usize>(at).read_volatile() };
        if code.contains(&word) {
            *times.entry(word).or_insert(0) += 1;
        }
    }
    Some(times.values().any(|&times| times >= MANY_CALLS))
}

#[cfg(not(target_os = "linux"))]
fn calls_itself(_: &Stack) -> Option<bool> {
    None
}
