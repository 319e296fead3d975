//! What a program calls while it runs, and what runs it. All state lies in one thread-local, since all threads of the
//! program are coroutines on one thread of the operating system.

use crate::clock::{Clock, Knowledge};
use crate::coroutines::{self, Coroutine, Overflow};
use crate::execution::Execution;
use crate::path::{Access, Mode, Path};
use std::cell::{Cell, RefCell};
use std::sync::atomic::Ordering;

#[derive(Default)]
struct Running {
    execution: Execution,
    path: Path,
}

thread_local! {
    static RUNNING: RefCell<Running> = RefCell::default();
    /// The running thread, or the one to be resumed; nobody, if nobody can go on.
    static ME: Cell<Option<usize>> = const { Cell::new(None) };
    /// Threads that were spawned and wait for a coroutine of their own.
    static SPAWNED: RefCell<Vec<Coroutine>> = const { RefCell::new(Vec::new()) };
    /// The execution is not brought to its end.
    static IS_ABANDONED: Cell<bool> = const { Cell::new(false) };
}

fn running<R>(f: impl FnOnce(&mut Execution, &mut Path) -> R) -> R {
    RUNNING.with_borrow_mut(|running| f(&mut running.execution, &mut running.path))
}

/// Why an execution could not be run to its end.
#[derive(Debug)]
pub enum Stop {
    /// A stack overflowed.
    Overflow(Overflow),
    /// Somebody called [`abandon`].
    Abandoned,
    /// The engine cannot go on, for this reason.
    Stumbled(&'static str),
}

/// What an execution came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is different from all before.
    New,
    /// It was given up, or has shown nothing new.
    Redundant,
}

/// A search through the executions of a program. One at a time on a thread of the operating system.
pub struct Search(());

impl Search {
    /// Begins with an execution in which nobody is interrupted, and tries those with at most so many preemptions.
    pub fn new(preemptions: Option<usize>) -> Search {
        RUNNING.take();
        running(|_, path| path.bound = preemptions);
        Search(())
    }

    /// Runs the execution at hand; `main` is its first thread.
    ///
    /// # Errors
    /// If it could not be run to its end. The search is over then.
    pub fn run(&mut self, stack_bytes: usize, main: Box<dyn FnOnce()>) -> Result<Ended, Stop> {
        running(|execution, path| {
            path.begin();
            execution.begin();
        });
        let mut threads = vec![Some(Coroutine::new(stack_bytes, main))];
        let mut next = next_turn();
        while let Some(thread) = next {
            let coroutine = threads[thread].as_mut().expect("who has ended has no turn");
            let resumed = coroutine.resume();
            SPAWNED.with_borrow_mut(|spawned| threads.extend(spawned.drain(..).map(Some)));
            match resumed {
                Ok(false) if IS_ABANDONED.take() => {
                    give_up(threads);
                    return Err(Stop::Abandoned);
                }
                Ok(false) => next = ME.get(),
                Ok(true) => {
                    threads[thread].take().expect("it ran").give_back();
                    running(|execution, _| execution.finish(thread));
                    next = next_turn();
                }
                Err(overflow) => {
                    give_up(threads);
                    return Err(Stop::Overflow(overflow));
                }
            }
        }
        let stumbled = running(|execution, path| {
            execution.end(path);
            let left = execution.threads.iter().any(|thread| !thread.finished);
            let left = left.then_some("no thread can go on");
            (execution.stumbled.or(left), execution.redundant)
        });
        match stumbled {
            (Some(why), _) => {
                give_up(threads);
                Err(Stop::Stumbled(why))
            }
            (None, true) => Ok(Ended::Redundant),
            (None, false) => Ok(Ended::New),
        }
    }

    /// The execution that was run last was given up: the next run is the same one again. What it found out first may be
    /// different this time, see [`note`].
    pub fn take_back(&mut self) {
        running(|_, path| path.take_back());
    }

    /// Goes on to the next execution; `false` if there is none.
    pub fn advance(&mut self) -> bool {
        running(|_, path| path.advance())
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        coroutines::end();
    }
}

/// The threads will never go on.
fn give_up(threads: Vec<Option<Coroutine>>) {
    threads.into_iter().flatten().for_each(Coroutine::give_up);
}

/// Leaves the running execution where it is: its threads are gone, without unwinding. What they have on the heap is never freed. Outside of
/// an execution, where nothing but the search can be unwound, this unwinds.
pub fn abandon() -> ! {
    if coroutines::is_inside() {
        IS_ABANDONED.set(true);
        coroutines::leave();
        unreachable!("who is gone is not resumed");
    }
    std::panic::resume_unwind(Box::new("abandoned"))
}

/// Ends the turn of whoever runs; who goes on.
fn next_turn() -> Option<usize> {
    let next = running(|execution, path| execution.turn(path));
    ME.set(next);
    next
}

/// The number of the running thread; 0 is main.
pub fn me() -> usize {
    ME.get().unwrap_or(0)
}

/// The running execution shows nothing new from here on, and should be brought to its end.
pub fn is_redundant() -> bool {
    running(|execution, _| execution.redundant)
}

impl Access {
    /// Reads an object.
    pub fn read(object: u32) -> Access {
        Access::new(inner(object), Mode::Read)
    }

    /// Changes an object.
    pub fn write(object: u32) -> Access {
        Access::new(inner(object), Mode::Write)
    }

    const fn new(object: u32, mode: Mode) -> Access {
        let class = 0;
        Access {
            object,
            class,
            mode,
        }
    }
}

/// The engine has an object of its own before those of the program.
fn inner(object: u32) -> u32 {
    object + 1
}

/// The running thread comes to a step that begins with `pending`: others may go on before it does.
pub fn turn(pending: Option<Access>) {
    let me = me();
    running(|execution, _| execution.threads[me].pending = pending);
    if next_turn() != Some(me) {
        coroutines::leave();
    }
    running(|execution, _| execution.threads[me].pending = None);
}

/// The running thread lets others go on first.
pub fn yield_now() {
    running(|execution, _| {
        let me = execution.me;
        execution.threads[me].yields = true;
    });
    turn(None);
}

/// The running thread waits until somebody calls [`unblock`].
pub fn block(pending: Option<Access>) {
    running(|execution, _| {
        let me = execution.me;
        execution.threads[me].enabled = false;
    });
    turn(pending);
}

/// A thread that waits can go on. `causes`: its next step could not come before what the running thread has done.
pub fn unblock(thread: usize, causes: bool) {
    running(|execution, _| {
        let trace = execution.threads[execution.me].trace;
        let woken = &mut execution.threads[thread];
        woken.enabled = true;
        if causes {
            woken.trace.join(&trace);
        }
    });
}

/// A thread that has not come to its step yet must wait until somebody calls [`unblock`].
pub fn hold_up(thread: usize) {
    running(|execution, _| execution.threads[thread].enabled = false);
}

/// A thread that waits goes on because nobody else can: its next step comes after everything.
pub fn comes_after_all(thread: usize) {
    running(|execution, _| {
        for other in 0..execution.threads.len() {
            let trace = execution.threads[other].trace;
            execution.threads[thread].trace.join(&trace);
        }
    });
}

/// Starts a thread; its number.
pub fn spawn(stack_bytes: usize, body: Box<dyn FnOnce()>) -> usize {
    SPAWNED.with_borrow_mut(|spawned| spawned.push(Coroutine::new(stack_bytes, body)));
    running(|execution, _| execution.add_thread())
}

/// The running thread uses an object whose uses are all ordered with each other, without a step of its own.
pub fn access(access: Access) {
    running(|execution, path| execution.access(access.object, access.mode, path));
}

/// There is an object of this number from now on. Its class is the same for one object in all executions, and best
/// for no others: the place where it is made, say.
pub fn exists(object: u32, class: usize) {
    running(|execution, _| execution.object(inner(object)).class = class);
}

/// Everything that a thread did up to a moment.
#[derive(Clone)]
pub struct Hand {
    knowledge: Knowledge,
    trace: Clock,
}

/// Takes up what the running thread did until now.
pub fn release() -> Hand {
    running(|execution, _| {
        let me = execution.me;
        let thread = &mut execution.threads[me];
        let knowledge = thread.current.clone();
        thread.current.clock.tick(me);
        Hand {
            knowledge,
            trace: thread.trace,
        }
    })
}

/// What was handed over happened before everything that the running thread does from now on.
pub fn acquire(hand: &Hand) {
    running(|execution, _| {
        let me = execution.me;
        let thread = &mut execution.threads[me];
        thread.current.join(&hand.knowledge);
        thread.trace.join(&hand.trace);
    });
}

/// The running thread reads or writes data that is no atomic; `false` if that is in a data race.
#[must_use]
pub fn use_data(object: u32, writes: bool) -> bool {
    running(|execution, _| execution.use_data(inner(object), writes))
}

/// What may be learnt in the course of the search, and changes what the program does: `now`, or what it was when this point
/// of the execution was reached first.
pub fn note(now: bool) -> bool {
    running(|execution, path| execution.note(now, path))
}

/// From here on nothing is recorded: the execution only comes to its end.
pub fn stop() {
    running(|execution, path| execution.stop(path));
}

/// The execution was stopped, and the running thread would have taken this step next: another order, in which it comes before
/// what it depends on, is tried too.
pub fn late(access: Access) {
    running(|execution, path| execution.late(access, path));
}

/// What a step may see, the newest first; with `newest` nothing else.
fn readable(
    execution: &mut Execution,
    path: &Path,
    object: u32,
    order: Ordering,
    newest: bool,
) -> Vec<u32> {
    let mut found = execution.readable(object, order, path.bound.is_some());
    if newest {
        found.truncate(1);
    }
    found
}

/// Reads an atomic; the number of the value. `newest`: only the last one will do.
pub fn load(object: u32, order: Ordering, newest: bool) -> u32 {
    running(|execution, path| {
        let object = inner(object);
        let found = readable(execution, path, object, order, newest);
        let index = found[execution.pick(found.len(), path)];
        execution.read(object, index, order, path);
        index
    })
}

/// Writes an atomic; the number of the value.
pub fn store(object: u32, order: Ordering) -> u32 {
    running(|execution, path| execution.write(inner(object), false, order, path))
}

/// Reads the last value of an atomic and writes the next one; the number of that.
pub fn modify(object: u32, order: Ordering) -> u32 {
    running(|execution, path| execution.write(inner(object), true, order, path))
}

/// A read-modify-write that leaves the value as it is would leave nothing else either.
pub fn leaves_nothing_new(object: u32) -> bool {
    running(|execution, _| execution.leaves_nothing_new(inner(object)))
}

/// Compares and exchanges, with what values `matches`. `Ok`: the number of the new value. `Err`: the number of one that
/// does not match; with `newest` only the last one will do.
///
/// # Errors
/// If it did not write.
pub fn compare_exchange(
    object: u32,
    (success, failure): (Ordering, Ordering),
    newest: bool,
    matches: impl Fn(u32) -> bool,
) -> Result<u32, u32> {
    running(|execution, path| {
        let object = inner(object);
        let mut found = readable(execution, path, object, failure, newest);
        let newest = found[0];
        found.retain(|&index| index == newest || !matches(index));
        let index = found[execution.pick(found.len(), path)];
        if index == newest && matches(index) {
            return Ok(execution.write(object, true, success, path));
        }
        execution.read(object, index, failure, path);
        Err(index)
    })
}

/// A fence, of any ordering but Relaxed. A SeqCst one is a step.
pub fn fence(order: Ordering) {
    running(|execution, path| execution.fence(order, path));
}

/// What a SeqCst fence uses.
pub const FENCE: Access = Access::new(crate::execution::SEQ_CST, Mode::Write);
