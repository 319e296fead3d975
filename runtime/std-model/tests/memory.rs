//! What a search that is given up leaves behind: a check has several models, and its process a limit on memory that counts
//! stacks whether they are used or not.
#![cfg(target_os = "linux")]
#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::{Failure, ModelReport};
use rustix::process::{Resource, Rlimit, setrlimit};
use std_model as std;

use std::cell::UnsafeCell;
use std::sync::{Arc, Mutex};
use std::thread;

/// The grader's own limit.
const MOST: u64 = 512 << 20;

fn explore(model: fn()) -> ModelReport {
    std_model::model::explore(&Bounds::default(), model)
}

/// Numbers under a lock, each in a cell of its own, so that many lines are tried out.
struct Cells {
    lock: Mutex<()>,
    cells: [UnsafeCell<u64>; 6],
}

// SAFETY: the cells are used under the lock only.
unsafe impl Sync for Cells {}

fn right() {
    let cells = Arc::new(Cells {
        lock: Mutex::new(()),
        cells: [const { UnsafeCell::new(0) }; 6],
    });
    let threads = [(); 4].map(|()| {
        let cells = cells.clone();
        thread::spawn(move || {
            let _guard = cells.lock.lock().unwrap();
            for cell in &cells.cells {
                // SAFETY: under the lock.
                unsafe { *cell.get() += 1 };
            }
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
}

fn wrong() {
    let threads = [(); 4].map(|()| thread::spawn(|| assert!(thread::panicking())));
    for thread in threads {
        thread.join().unwrap();
    }
}

#[allow(unconditional_recursion)]
fn endless() -> u64 {
    ::std::hint::black_box(endless()) + 1
}

#[test]
fn what_is_given_up_leaves_little_behind() {
    let limit = Rlimit {
        current: Some(MOST),
        maximum: Some(MOST),
    };
    setrlimit(Resource::Data, limit).expect("a limit can be lowered");
    for _ in 0..10 {
        let report = explore(right);
        assert!(report.complete, "{report:?}");
    }
    for _ in 0..100 {
        assert!(explore(wrong).failure.is_some());
    }
    for _ in 0..300 {
        let report = explore(|| {
            endless();
        });
        let failure = report.failure.expect("the stack overflows");
        let why = failure.failure;
        assert!(matches!(why, Failure::StackOverflow { .. }), "{why:?}");
    }
    let status = ::std::fs::read_to_string("/proc/self/status").expect("on Linux");
    let threads = status
        .lines()
        .find_map(|line| line.strip_prefix("Threads:"));
    // This one, and the one that runs the tests.
    assert_eq!(threads.map(str::trim), Some("2"));
}
