//! Statics begin afresh in each execution, whatever they hold. The statics are those of this file; in a check it is the grader
//! that tells where they lie.

#![cfg(target_os = "linux")]
#![allow(missing_docs, static_mut_refs)]

use kit_wire::sealed::Bounds;
use std_model as std;
use std_model::model::statics;

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Mutex, Once, OnceLock, mpsc};
use std::thread;

/// A cell of one's own, of std's: no lock of the look-alike is in it.
struct Own(::std::cell::UnsafeCell<u32>);

// SAFETY: the programs below lock before they use it.
unsafe impl Sync for Own {}

static LOCK: Mutex<u32> = Mutex::new(1);
static mut COUNT: u32 = 0;
static mut ARRAY: [u8; 40] = [3; 40];
static OWN: Own = Own(::std::cell::UnsafeCell::new(7));
static mut LIST: Vec<u32> = Vec::new();
static mut BORROWED: &mut [u8] = &mut [1, 2];
static ONCE: OnceLock<u32> = OnceLock::new();
static STARTED: Once = Once::new();
static ATOMIC: AtomicU32 = AtomicU32::new(5);

struct Watched(UnsafeCell<u32>);

// SAFETY: as above.
unsafe impl Sync for Watched {}

static WATCHED: Watched = Watched(UnsafeCell::new(2));

mod inner {
    pub static mut DEEP: (u8, Option<Box<u32>>) = (4, None);
}

/// Where a static lies in this program.
fn range<T>(of: *const T) -> ::std::ops::Range<u64> {
    unsafe extern "C" {
        static __executable_start: u8;
    }
    let first = (of.addr() - (&raw const __executable_start).addr()) as u64;
    first..first + size_of::<T>() as u64
}

/// All statics of this file but the two in functions, which nobody else can name.
fn all() -> Vec<::std::ops::Range<u64>> {
    // SAFETY: the slice that is borrowed is only looked at, before any model runs.
    let borrowed = unsafe { BORROWED.as_ptr() };
    vec![
        range(&raw const LOCK),
        range(&raw const COUNT),
        range(&raw const ARRAY),
        range(&raw const OWN),
        range(&raw const LIST),
        range(&raw const BORROWED),
        range(borrowed.cast::<[u8; 2]>()),
        range(&raw const ONCE),
        range(&raw const STARTED),
        range(&raw const ATOMIC),
        range(&raw const WATCHED),
        range(&raw const inner::DEEP),
        range(in_a_function()),
    ]
}

fn in_a_function() -> *mut u32 {
    static mut DEEP: u32 = 8;
    &raw mut DEEP
}

/// Two threads that change everything, under the lock.
fn change_everything() {
    let change = || {
        let mut lock = LOCK.lock().unwrap();
        *lock += 1;
        // SAFETY: all under the lock.
        unsafe {
            COUNT += 1;
            ARRAY[39] += 1;
            *OWN.0.get() += 1;
            *WATCHED.0.get() += 1;
            LIST.push(COUNT);
            BORROWED[1] += 1;
            inner::DEEP.0 += 1;
            inner::DEEP.1 = Some(Box::new(COUNT));
            *in_a_function() += 1;
        }
        ONCE.get_or_init(|| *lock);
        STARTED.call_once(|| {
            ATOMIC.fetch_add(10, SeqCst);
        });
        ATOMIC.fetch_add(1, SeqCst);
    };
    let other = thread::spawn(change);
    change();
    other.join().unwrap();
    // SAFETY: the other thread has ended.
    unsafe {
        assert_eq!(COUNT, 2);
        assert_eq!(ARRAY[39], 5);
        assert_eq!(*OWN.0.get(), 9);
        assert_eq!(*WATCHED.0.get(), 4);
        assert_eq!(LIST, [1, 2]);
        assert_eq!(BORROWED, [1, 4]);
        assert_eq!(inner::DEEP, (6, Some(Box::new(2))));
        assert_eq!(*in_a_function(), 10);
    }
    assert_eq!(*LOCK.lock().unwrap(), 3);
    assert_eq!(ONCE.get(), Some(&2));
    assert!(STARTED.is_completed());
    assert_eq!(ATOMIC.load(SeqCst), 17);
}

/// Leaves a lock poisoned and held, and threads that are cut off with a static's guard.
fn leave_it_locked() {
    assert!(!LOCK.is_poisoned());
    let (out, taken) = mpsc::channel();
    let _ = thread::spawn(|| {
        let _guard = LOCK.lock().unwrap();
        panic!("with the lock");
    })
    .join();
    assert!(LOCK.is_poisoned());
    LOCK.clear_poison();
    thread::spawn(move || {
        let mut guard = LOCK.lock().unwrap();
        *guard += 100;
        out.send(()).unwrap();
        loop {
            thread::park();
        }
    });
    taken.recv().unwrap();
    assert!(LOCK.try_lock().is_err());
}

/// Adds without a lock: an update is lost in some execution, but never found in the first.
fn lose_an_update() {
    let add = || {
        let old = ATOMIC.load(SeqCst);
        // SAFETY: nobody else is in between in this program's runs of one thread after the other; the others fail below.
        unsafe { COUNT = old };
        ATOMIC.store(old + 1, SeqCst);
    };
    let other = thread::spawn(add);
    add();
    other.join().unwrap();
    assert_eq!(ATOMIC.load(SeqCst), 7);
}

/// One test, since there is one set of statics.
#[test]
fn statics_begin_afresh() {
    // SAFETY: these are the statics of this file, which only the models below use, one after the other.
    unsafe { statics::keep(&all()) };
    for program in [change_everything, leave_it_locked, change_everything] {
        let report = std_model::model::explore(&Bounds::default(), program);
        assert!(report.failure.is_none(), "{:?}", report.failure);
        assert!(report.complete && report.executions > 1, "{report:?}");
    }
    let report = std_model::model::explore(&Bounds::default(), lose_an_update);
    let failure = report.failure.expect("an update is lost");
    let said = failure.threads[0]
        .panic
        .as_ref()
        .map(|panic| &panic.message);
    assert!(
        said.is_some_and(|said| said.contains("left: 6")),
        "{said:?}"
    );
    let token = failure.replay.expect("a token");
    let again = std_model::model::replay(&Bounds::default(), &token, lose_an_update);
    let again = again.failure.expect("the same");
    assert_eq!(
        (again.failure, again.steps),
        (failure.failure, failure.steps)
    );
}
