//! Statics: they begin with what the source says, in each execution of a model anew.

#[macro_use]
mod common;

use common::message;
use std::cell::UnsafeCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicUsize, Ordering::*};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::thread;

/// `static`: an array of locks.
pub fn array_of_locks() -> String {
    static CELLS: [Mutex<u32>; 3] = [const { Mutex::new(1) }; 3];
    let handles = [0, 2].map(|i| thread::spawn(move || *CELLS[i].lock().unwrap() += 10));
    handles.map(|handle| handle.join().unwrap());
    format!("{:?}", CELLS.each_ref().map(|cell| *cell.lock().unwrap()))
}

/// `static`: a struct of several parts, made by a `const fn`.
pub fn struct_of_parts() -> String {
    struct Registry {
        open: AtomicBool,
        names: Mutex<Vec<String>>,
        settings: RwLock<(i32, Option<Box<str>>)>,
        changed: Condvar,
    }
    impl Registry {
        const fn new() -> Registry {
            Registry {
                open: AtomicBool::new(true),
                names: Mutex::new(Vec::new()),
                settings: RwLock::new((-1, None)),
                changed: Condvar::new(),
            }
        }
    }
    static REGISTRY: Registry = Registry::new();
    let handle = thread::spawn(|| {
        REGISTRY.names.lock().unwrap().push("a".to_owned());
        REGISTRY.changed.notify_all();
    });
    let names = REGISTRY
        .changed
        .wait_while(REGISTRY.names.lock().unwrap(), |names| names.is_empty())
        .unwrap();
    let length = names.len();
    drop(names);
    let mut settings = REGISTRY.settings.write().unwrap();
    settings.0 += 1;
    let old = settings.1.replace("new".into());
    handle.join().unwrap();
    format!(
        "{length} {} {old:?} {}",
        settings.0,
        REGISTRY.open.swap(false, SeqCst)
    )
}

/// `static`: a counter of each width, counted by threads.
pub fn counters() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(5);
    static BALANCE: AtomicI64 = AtomicI64::new(-5);
    let handles = [1, 2].map(|i| {
        thread::spawn(move || {
            COUNT.fetch_add(i, Relaxed);
            BALANCE.fetch_sub(i as i64, Relaxed);
        })
    });
    handles.map(|handle| handle.join().unwrap());
    format!("{COUNT:?} {BALANCE:?}")
}

/// `static`: an atomic pointer to another static.
pub fn pointer_to_a_static() -> String {
    static VALUE: AtomicUsize = AtomicUsize::new(3);
    static POINTER: AtomicPtr<AtomicUsize> = AtomicPtr::new((&raw const VALUE).cast_mut());
    // SAFETY: it points at a static.
    let value = unsafe { &*POINTER.load(Acquire) }.fetch_add(1, Relaxed);
    let there = !POINTER.swap(std::ptr::null_mut(), AcqRel).is_null();
    format!("{value} {there} {VALUE:?}")
}

/// `static`: a lock that was poisoned in one execution is healthy in the next.
pub fn poisoned_static() -> String {
    static LOCK: Mutex<i32> = Mutex::new(1);
    let before = (LOCK.is_poisoned(), *LOCK.lock().unwrap());
    let result = thread::spawn(|| {
        *LOCK.lock().unwrap() = 2;
        let _guard = LOCK.lock().unwrap();
        panic!("with the guard");
    })
    .join();
    format!("{before:?} {} {}", result.is_err(), LOCK.is_poisoned())
}

/// `static`: a read-write lock that was poisoned, likewise.
pub fn poisoned_static_rwlock() -> String {
    static LOCK: RwLock<i32> = RwLock::new(1);
    let before = (LOCK.is_poisoned(), *LOCK.read().unwrap());
    let said = message(|| {
        let mut guard = LOCK.write().unwrap();
        *guard = 2;
        panic!("with the guard");
    });
    let said: Result<(), String> = said;
    format!("{before:?} {said:?} {}", LOCK.is_poisoned())
}

/// `static`: a lock whose guard was forgotten is free in the next execution.
pub fn forgotten_guard() -> String {
    static LOCK: Mutex<i32> = Mutex::new(1);
    let free = LOCK.try_lock().is_ok();
    std::mem::forget(LOCK.lock().unwrap());
    format!("{free} {}", LOCK.try_lock().is_err())
}

/// `static`: a lock that a detached thread may hold at the end.
pub fn held_by_a_detached_thread() -> String {
    static LOCK: Mutex<u32> = Mutex::new(0);
    let value = *LOCK.lock().unwrap();
    thread::spawn(|| {
        let mut guard = LOCK.lock().unwrap();
        *guard += 1;
        thread::park();
        drop(guard);
    });
    format!("{value}")
}

/// `static`: `Once` and `OnceLock`, used by two threads.
pub fn once_statics() -> String {
    static INIT: Once = Once::new();
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    static NAME: OnceLock<String> = OnceLock::new();
    let handles = [(); 2].map(|()| {
        thread::spawn(|| {
            INIT.call_once(|| {
                RUNS.fetch_add(1, Relaxed);
            });
            NAME.get_or_init(|| format!("run {RUNS:?}")).len()
        })
    });
    let lengths = handles.map(|handle| handle.join().unwrap());
    format!("{lengths:?} {RUNS:?} {:?}", NAME.get())
}

/// `static`: a `Once` that was poisoned is new in the next execution.
pub fn poisoned_once() -> String {
    static INIT: Once = Once::new();
    let done = INIT.is_completed();
    let first = message(|| INIT.call_once(|| panic!("first")));
    let mut poisoned = false;
    INIT.call_once_force(|state| poisoned = state.is_poisoned());
    format!("{done} {first:?} {poisoned}")
}

/// `static`: a `LazyLock` that uses another one.
pub fn lazy_of_a_lazy() -> String {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| "a b c".split(' ').collect());
    static PLACES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
        WORDS
            .iter()
            .enumerate()
            .map(|(place, word)| (*word, place))
            .collect()
    });
    let handle = thread::spawn(|| PLACES["b"]);
    let mine = PLACES["c"];
    format!("{} {mine}", handle.join().unwrap())
}

/// `static`: holds one end of a channel.
pub fn channel_in_a_static() -> String {
    static SENDER: Mutex<Option<Sender<i32>>> = Mutex::new(None);
    let before = SENDER.lock().unwrap().is_none();
    let (sender, receiver) = channel();
    *SENDER.lock().unwrap() = Some(sender);
    let handle = thread::spawn(|| {
        let sender = SENDER.lock().unwrap().take();
        sender.unwrap().send(4)
    });
    let got: Vec<i32> = receiver.iter().collect();
    format!("{before} {got:?} {:?}", handle.join().unwrap())
}

/// `static`: inside a generic function there is one for all types.
pub fn in_a_generic_function() -> String {
    fn next<T>(_: T) -> usize {
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        NEXT.fetch_add(1, Relaxed)
    }
    format!("{} {} {}", next(1), next("a"), next(()))
}

/// `static`: data of an `UnsafeCell`, which only one thread uses.
pub fn unsafe_cell_in_a_static() -> String {
    struct Shared(UnsafeCell<[u8; 4]>);
    // SAFETY: the case uses it on one thread after the other.
    unsafe impl Sync for Shared {}
    static DATA: Shared = Shared(UnsafeCell::new(*b"abcd"));
    // SAFETY: joined before the next use.
    thread::spawn(|| unsafe { (&mut *DATA.0.get())[1] += 1 })
        .join()
        .unwrap();
    // SAFETY: the thread is gone.
    let text = unsafe { &*DATA.0.get() };
    String::from_utf8_lossy(text).into_owned()
}

/// `const`: each use of a constant lock is a lock of its own.
#[allow(clippy::declare_interior_mutable_const)]
pub fn constants_are_copied() -> String {
    const LOCK: Mutex<i32> = Mutex::new(1);
    let (a, b) = (LOCK, LOCK);
    *a.lock().unwrap() += 1;
    format!("{a:?} {b:?}")
}
