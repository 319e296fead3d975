//! Bad input: each kind of it gets a verdict of its own, and the process lives on.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::{AtomicType, Execution, Failure, FailureKind, Item, Unsupported};
use std_model as std;

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

fn failure(model: impl Fn() + Send + Sync + 'static) -> Execution {
    let report = std_model::model::explore(&Bounds::default(), model);
    assert!(report.unsupported.is_none(), "{:?}", report.unsupported);
    report.failure.expect("the model fails")
}

/// The check function panics, and one of the panics said this.
fn panics(words: &str, model: impl Fn() + Send + Sync + 'static) {
    let record = failure(model);
    assert_eq!(record.failure, Failure::Panic);
    let mut said = record.threads.iter().filter_map(|it| it.panic.as_ref());
    let found = said.any(|panic| panic.message.contains(words));
    assert!(found, "{:?}", record.threads);
}

/// The stack of so many bytes overflows, by recursion or not.
fn overflows(bytes: u64, calls_itself: bool, model: impl Fn() + Send + Sync + 'static) {
    let expected = Failure::StackOverflow {
        bytes,
        calls_itself: Some(calls_itself),
    };
    assert_eq!(failure(model).failure, expected);
}

fn expect(kind: FailureKind, model: impl Fn() + Send + Sync + 'static) {
    let record = failure(model);
    assert_eq!(record.failure.kind(), kind, "{:?}", record.failure);
}

struct PanicsInDrop;

impl Drop for PanicsInDrop {
    fn drop(&mut self) {
        panic!("in drop");
    }
}

#[test]
fn a_panic_in_drop() {
    panics("in drop", || drop(PanicsInDrop));
}

#[test]
fn a_panic_in_a_statics_initialiser() {
    static BAD: LazyLock<u32> = LazyLock::new(|| panic!("no value"));
    panics("no value", || {
        let _ = *BAD;
    });
}

#[test]
fn a_panic_inside_a_lock_is_told_and_not_the_poison() {
    panics("inside the lock", || {
        let lock = Arc::new(Mutex::new(0));
        let other = lock.clone();
        let _ = thread::spawn(move || {
            let _guard = other.lock().unwrap();
            panic!("inside the lock");
        })
        .join();
        let _guard = lock.lock().unwrap();
    });
}

#[allow(unconditional_recursion)]
fn endless() -> u64 {
    ::std::hint::black_box(endless()) + 1
}

/// What a thread has that does not ask for another size.
const MIB_2: u64 = 2 << 20;

#[test]
fn recursion_without_end() {
    overflows(MIB_2, true, || {
        endless();
    });
}

#[test]
fn recursion_without_end_in_a_thread() {
    overflows(MIB_2, true, || {
        let _ = thread::spawn(endless).join();
    });
}

/// One that takes 64 KiB for each call.
#[allow(unconditional_recursion)]
fn endless_and_wide() -> u64 {
    let large = ::std::hint::black_box([1_u8; 64 << 10]);
    endless_and_wide() + u64::from(::std::hint::black_box(&large)[7])
}

#[test]
fn recursion_with_large_frames() {
    overflows(MIB_2, true, || {
        endless_and_wide();
    });
}

#[inline(never)]
fn array<const BYTES: usize>() {
    let large = [1_u8; BYTES];
    assert_eq!(::std::hint::black_box(&large)[BYTES / 2], 1);
}

#[test]
fn an_array_that_is_larger_than_the_stack_is_no_recursion() {
    overflows(MIB_2, false, array::<{ 3 << 20 }>);
    overflows(MIB_2, false, || {
        let _ = thread::spawn(array::<{ 3 << 20 }>).join();
    });
}

#[test]
fn an_array_that_fits_on_the_stack() {
    let report = std_model::model::explore(&Bounds::default(), || {
        array::<{ 300 << 10 }>();
        thread::spawn(array::<{ 1500 << 10 }>).join().unwrap();
        array::<{ 1500 << 10 }>();
    });
    assert!(report.complete, "{report:?}");
}

#[test]
fn a_stack_is_as_large_as_was_asked_for() {
    overflows(64 << 10, false, || {
        let small = thread::Builder::new().stack_size(64 << 10);
        let _ = small.spawn(array::<{ 100 << 10 }>).unwrap().join();
    });
    let report = std_model::model::explore(&Bounds::default(), || {
        thread::spawn(array::<{ 100 << 10 }>).join().unwrap();
        let large = thread::Builder::new().stack_size(4 << 20);
        large.spawn(array::<{ 3 << 20 }>).unwrap().join().unwrap();
    });
    assert!(report.complete, "{report:?}");
}

#[test]
fn a_thousand_threads() {
    let record = failure(|| {
        let threads: Vec<_> = (0..1000).map(|_| thread::spawn(|| ())).collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    });
    let why = record.failure;
    assert!(
        matches!(why, Failure::TooManyThreads { most: 5, .. }),
        "{why:?}"
    );
}

#[test]
fn an_execution_without_end() {
    expect(FailureKind::TooLong, || {
        let counter = AtomicU32::new(0);
        loop {
            counter.fetch_add(1, SeqCst);
        }
    });
}

#[test]
fn endless_work_under_a_lock() {
    expect(FailureKind::TooLong, || {
        let lock = Mutex::new(0u64);
        let mut guard = lock.lock().unwrap();
        loop {
            *guard = guard.wrapping_add(1);
        }
    });
}

#[test]
fn ending_the_process() {
    let code = |record: Execution| match record.failure {
        Failure::Exit { code, .. } => code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(failure(|| std::process::exit(0))), Some(0));
    let aborts = || drop(thread::spawn(|| std::process::abort()).join());
    assert_eq!(code(failure(aborts)), None);
}

#[test]
fn spinning_for_ever() {
    expect(FailureKind::Livelock, || {
        let flag = Arc::new(std::sync::atomic::AtomicBool::new(false));
        while !flag.load(SeqCst) {
            std::hint::spin_loop();
        }
    });
}

#[test]
fn a_model_that_is_too_large_is_truncated_and_says_so() {
    let bounds = Bounds {
        executions: 500,
        ..Bounds::default()
    };
    let report = std_model::model::explore(&bounds, || {
        let counter = Arc::new(AtomicU32::new(0));
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let counter = counter.clone();
                thread::spawn(move || {
                    for _ in 0..4 {
                        counter.fetch_add(1, SeqCst);
                    }
                })
            })
            .collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    });
    assert!(!report.complete && report.failure.is_none());
    assert_eq!(report.covered, Some(0));
    // The budget once without a bound, and once with few preemptions.
    assert!(report.executions <= 1_000, "{}", report.executions);
}

#[test]
fn what_cannot_be_modelled_is_named() {
    let report = std_model::model::explore(&Bounds::default(), || {
        let _ = AtomicU32::new(0).as_ptr();
    });
    let item = Item::AtomicAsPtr(AtomicType::U32);
    assert_eq!(report.unsupported, Some(Unsupported::Item(item)));
    assert_eq!(report.failure, None);
}

#[test]
fn threads_that_outlive_the_check_are_cut_off() {
    let report = std_model::model::explore(&Bounds::default(), || {
        let lock = Arc::new(Mutex::new(0));
        let other = lock.clone();
        let (tx, rx) = std::sync::mpsc::channel::<()>();
        thread::spawn(move || {
            let _guard = other.lock().unwrap();
            let _ = rx.recv();
        });
        ::std::mem::forget(tx);
        thread::spawn(|| {
            loop {
                thread::park();
            }
        });
    });
    assert!(report.complete && report.failure.is_none(), "{report:?}");
}

/// What the search has cut off stands in the report.
#[test]
fn what_is_repeated_is_followed_for_some_time_and_the_report_says_so() {
    fn polls(times: usize) {
        let flag = Arc::new(AtomicU32::new(0));
        let theirs = flag.clone();
        let other = thread::spawn(move || theirs.store(1, SeqCst));
        for _ in 0..times {
            if flag.load(SeqCst) == 1 {
                break;
            }
        }
        other.join().unwrap();
    }
    fn adds(times: usize) {
        let count = Arc::new(AtomicU32::new(0));
        let theirs = count.clone();
        let other = thread::spawn(move || {
            for _ in 0..times {
                theirs.fetch_add(1, SeqCst);
            }
        });
        count.load(SeqCst);
        other.join().unwrap();
    }
    let rounds = |model: fn(usize), times| {
        let report = std_model::model::explore(&Bounds::default(), move || model(times));
        assert!(report.failure.is_none() && report.complete);
        report.rounds
    };
    assert_eq!((rounds(polls, 4), rounds(polls, 40)), (None, Some(8)));
    assert_eq!((rounds(adds, 40), rounds(adds, 80)), (None, Some(64)));
}
