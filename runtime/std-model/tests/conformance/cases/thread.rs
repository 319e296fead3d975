//! `spawn`, handles and `Builder`.

#[macro_use]
mod common;

use common::{message, text};
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::sync::{Arc, Barrier};
use std::thread::{self, Builder, JoinHandle, Scope, ScopedJoinHandle, Thread, ThreadId};
use std::time::Duration;

/// `spawn`, `JoinHandle::join`: gives what the closure returns (the documentation's example).
pub fn join_gives_the_value() -> String {
    let computation = thread::spawn(|| (1..5).product::<i32>());
    format!("{:?}", computation.join().unwrap())
}

/// `spawn`: runs beside the caller: the two can wait for each other.
pub fn runs_beside() -> String {
    let barrier = Arc::new(Barrier::new(2));
    let other = barrier.clone();
    let handle = thread::spawn(move || other.wait().is_leader());
    let mine = barrier.wait().is_leader();
    format!("{}", mine != handle.join().unwrap())
}

/// `spawn`: moves what the closure captures.
pub fn moves_captures() -> String {
    let words = vec!["a".to_owned(), "b".to_owned()];
    let back = thread::spawn(move || {
        let mut words = words;
        words.push("c".to_owned());
        words
    });
    format!("{:?}", back.join().unwrap())
}

/// `spawn`: what the spawner did before is seen by the thread.
pub fn spawn_orders() -> String {
    let data = Arc::new(AtomicU32::new(0));
    data.store(5, Relaxed);
    let other = data.clone();
    format!(
        "{}",
        thread::spawn(move || other.load(Relaxed)).join().unwrap()
    )
}

/// `JoinHandle::join`: what the thread did is seen after the join.
pub fn join_orders() -> String {
    let data = Arc::new(AtomicU32::new(0));
    let other = data.clone();
    thread::spawn(move || other.store(7, Relaxed))
        .join()
        .unwrap();
    format!("{}", data.load(Relaxed))
}

/// `JoinHandle::join`: a panic becomes `Err` with the payload.
pub fn join_gives_the_payload() -> String {
    let literal = thread::spawn(|| panic!("a literal")).join().unwrap_err();
    let formatted = thread::spawn(|| panic!("number {}", 3)).join().unwrap_err();
    let other = thread::spawn(|| std::panic::panic_any(42_i32))
        .join()
        .unwrap_err();
    format!(
        "{} {} {:?}",
        text(&*literal),
        text(&*formatted),
        other.downcast_ref::<i32>()
    )
}

/// `JoinHandle::join`: a panic drops what the thread owned.
pub fn panic_drops() -> String {
    let shared = Arc::new(());
    let other = shared.clone();
    let result = thread::spawn(move || {
        let _other = other;
        panic!("away");
    })
    .join();
    format!("{} {}", result.is_err(), Arc::strong_count(&shared))
}

/// `JoinHandle::join`: in any order.
pub fn join_in_any_order() -> String {
    let handles: Vec<JoinHandle<usize>> = (0..3).map(|i| thread::spawn(move || i * i)).collect();
    let squares: Vec<usize> = handles
        .into_iter()
        .rev()
        .map(|handle| handle.join().unwrap())
        .collect();
    format!("{squares:?}")
}

/// `spawn`: from a spawned thread, and the handle can be joined elsewhere.
pub fn spawn_from_a_thread() -> String {
    let handle = thread::spawn(|| thread::spawn(|| 5));
    format!("{}", handle.join().unwrap().join().unwrap())
}

/// `JoinHandle`: dropped, the thread goes on alone (it is detached).
pub fn detached() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    drop(thread::spawn(move || sender.send(3).unwrap()));
    format!("{:?}", receiver.recv())
}

/// `JoinHandle::is_finished`: false while the thread cannot have ended; true after a while.
pub fn is_finished() -> String {
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let handle = thread::spawn(move || receiver.recv().is_err());
    let before = handle.is_finished();
    drop(sender);
    while !handle.is_finished() {
        thread::yield_now();
    }
    format!("{before} {}", handle.join().unwrap())
}

/// `JoinHandle::is_finished`: true also after a panic.
pub fn is_finished_after_a_panic() -> String {
    let handle = thread::spawn(|| panic!("over"));
    while !handle.is_finished() {
        thread::yield_now();
    }
    format!("{}", handle.join().is_err())
}

/// `JoinHandle::thread`: is the thread's handle (the documentation's example).
pub fn handle_of_the_thread() -> String {
    let handle = Builder::new()
        .name("worker".to_owned())
        .spawn(|| thread::current().id())
        .unwrap();
    let (name, id) = (
        handle.thread().name().map(str::to_owned),
        handle.thread().id(),
    );
    format!("{name:?} {}", handle.join().unwrap() == id)
}

/// `JoinHandle`, `ScopedJoinHandle`, `Thread`, `ThreadId`, `Builder`: their traits.
pub fn traits_of_handles() -> String {
    use std::rc::Rc;
    traits!(
        JoinHandle<i32>,
        JoinHandle<Rc<i32>>,
        ScopedJoinHandle<'static, i32>,
        ScopedJoinHandle<'static, Rc<i32>>,
        Thread,
        ThreadId,
        Builder,
        Scope<'static, 'static>,
    )
}

/// `ThreadId`: is never zero, so that an option of it is no larger.
pub fn an_option_of_an_id() -> String {
    format!("{}", size_of::<Option<ThreadId>>())
}

/// `JoinHandle: Debug`, `Builder: Debug`: their texts.
pub fn debug() -> String {
    let handle = thread::spawn(|| ());
    let text = format!("{handle:?}");
    handle.join().unwrap();
    text
}

/// `spawn`, `JoinHandle`, `Builder`: the types of the functions.
pub fn signatures() -> String {
    let _: fn(fn() -> i32) -> JoinHandle<i32> = thread::spawn;
    let _: fn(JoinHandle<i32>) -> thread::Result<i32> = JoinHandle::join;
    let _: fn(&JoinHandle<i32>) -> bool = JoinHandle::is_finished;
    let _: fn(&JoinHandle<i32>) -> &Thread = JoinHandle::thread;
    let _: fn(Builder, String) -> Builder = Builder::name;
    let _: fn(Builder, usize) -> Builder = Builder::stack_size;
    let _: fn(Builder, fn() -> i32) -> std::io::Result<JoinHandle<i32>> = Builder::spawn;
    let _: fn() -> Thread = thread::current;
    let _: fn(&Thread) -> ThreadId = Thread::id;
    let _: fn(&Thread) -> Option<&str> = Thread::name;
    let _: fn(&Thread) = Thread::unpark;
    let _: fn() = thread::park;
    let _: fn(Duration) = thread::park_timeout;
    let _: fn(Duration) = thread::sleep;
    let _: fn() = thread::yield_now;
    let _: fn() -> bool = thread::panicking;
    let _: fn() -> std::io::Result<std::num::NonZero<usize>> = thread::available_parallelism;
    "as in std".to_owned()
}

/// `Result`: is the standard result with a boxed payload.
pub fn result_alias() -> String {
    fn take(result: thread::Result<i32>) -> Result<i32, Box<dyn std::any::Any + Send + 'static>> {
        result
    }
    format!("{:?}", take(thread::spawn(|| 3).join()).is_ok())
}

/// `Builder::name`: names the thread, which sees its name (the documentation's example).
pub fn builder_name() -> String {
    let handle = Builder::new()
        .name("foo".into())
        .spawn(|| thread::current().name().map(str::to_owned))
        .unwrap();
    format!("{:?}", handle.join().unwrap())
}

/// `Builder::new`: without a name there is none.
pub fn builder_without_a_name() -> String {
    let named = Builder::new()
        .spawn(|| thread::current().name().is_some())
        .unwrap()
        .join()
        .unwrap();
    let spawned = thread::spawn(|| thread::current().name().is_some())
        .join()
        .unwrap();
    format!("{named} {spawned}")
}

/// `Builder::name`: with a NUL byte panics.
pub fn builder_name_with_nul() -> String {
    format!(
        "{:?}",
        message(|| Builder::new().name("a\0b".to_owned()).spawn(|| ()).is_ok()).is_err()
    )
}

/// `Builder::stack_size`: is taken as a wish.
pub fn builder_stack_size() -> String {
    let handle = Builder::new().stack_size(128 * 1024).spawn(|| 7).unwrap();
    format!("{:?}", handle.join().unwrap())
}

/// `Builder::spawn_unchecked`: may borrow, if the caller joins in time (the documentation's example).
pub fn builder_spawn_unchecked() -> String {
    let x = AtomicU32::new(1);
    // SAFETY: the thread is joined before `x` goes.
    let handle = unsafe { Builder::new().spawn_unchecked(|| x.fetch_add(1, Relaxed)) }.unwrap();
    format!("{} {x:?}", handle.join().unwrap())
}
