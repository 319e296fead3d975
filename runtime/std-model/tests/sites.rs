//! Two files with something at the same line and column: what is learnt about one says nothing about the other.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::{FailureKind, ModelReport};
use std_model::cell::UnsafeCell;
use std_model::sync::atomic::{AtomicBool, Ordering};
use std_model::sync::{Arc, Mutex};
use std_model::thread;

#[allow(unused_must_use, reason = "a read is all that it is for")]
#[path = "sites/one.rs"]
mod one;
#[allow(unused_must_use, reason = "a read is all that it is for")]
#[path = "sites/two.rs"]
mod two;

/// A cell that threads may share.
pub struct Shared(UnsafeCell<u32>);

// SAFETY: the model runs one thread at a time, and says when accesses are not ordered.
unsafe impl Sync for Shared {}

impl Shared {
    fn new() -> Arc<Shared> {
        Arc::new(Shared(UnsafeCell::new(0)))
    }
}

fn explored(model: impl Fn() + Send + Sync + 'static) -> ModelReport {
    let bounds = Bounds {
        preemptions: Some(2),
        ..Bounds::default()
    };
    let report = std_model::model::explore(&bounds, model);
    assert_eq!(report.unsupported, None);
    report
}

/// Runs `work` on the cell in two threads at once.
fn twice_at_once(cell: &Arc<Shared>, work: fn(&Shared)) {
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let cell = Arc::clone(cell);
            thread::spawn(move || work(&cell))
        })
        .collect();
    for thread in threads {
        thread.join().expect("nothing panics");
    }
}

/// Only the first sixteen pointers are tried out, so that nobody asks what the line in `two.rs` does.
#[test]
fn a_line_that_reads_does_not_write_because_its_namesake_does() {
    let report = explored(|| {
        for _ in 0..20 {
            one::touch(&Shared::new());
        }
        twice_at_once(&Shared::new(), two::touch);
    });
    assert!(report.failure.is_none(), "a false race: {report:#?}");
}

#[test]
fn a_line_that_writes_is_seen_although_its_namesake_reads() {
    let report = explored(|| {
        two::touch(&Shared::new());
        twice_at_once(&Shared::new(), one::touch);
    });
    let failure = report.failure.expect("two writes at once are a race");
    assert_eq!(
        failure.failure.kind(),
        FailureKind::DataRace,
        "{failure:#?}"
    );
}

/// Two threads take turns at one lock, while main asks after another one without waiting.
fn beside_a_polled_lock(lock: fn() -> Mutex<u32>) -> u64 {
    let report = explored(move || {
        let polled = one::lock();
        drop(polled.try_lock());
        let waited_for = Arc::new(lock());
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let lock = Arc::clone(&waited_for);
                thread::spawn(move || *lock.lock().expect("nobody panics") += 1)
            })
            .collect();
        for thread in threads {
            thread.join().expect("nothing panics");
        }
    });
    assert!(report.failure.is_none() && report.complete, "{report:#?}");
    report.executions
}

#[test]
fn a_lock_is_not_polled_because_its_namesake_is() {
    assert_eq!(
        beside_a_polled_lock(two::lock),
        beside_a_polled_lock(two::lock_elsewhere)
    );
}

/// A poll that runs out is tried for one place at a time; who waits at the other for ever must not be called endless.
#[test]
fn a_poll_that_gives_up_leaves_its_namesake_waiting() {
    let report = explored(|| {
        let flag = Arc::new(AtomicBool::new(false));
        let polls = Arc::clone(&flag);
        let thread = thread::spawn(move || one::poll(&polls));
        let waits = Arc::clone(&flag);
        let other = thread::spawn(move || two::poll(&waits));
        flag.store(true, Ordering::Release);
        thread.join().expect("nothing panics");
        assert!(other.join().expect("nothing panics"));
    });
    assert!(report.failure.is_none(), "{report:#?}");
}

/// The token of a failure that needs both locks of one place told apart runs the same execution again.
#[test]
fn a_token_tells_namesakes_apart() {
    let model = || {
        let (polled, waited_for) = (Arc::new(one::lock()), Arc::new(two::lock()));
        let (theirs, other) = (Arc::clone(&polled), Arc::clone(&waited_for));
        let thread = thread::spawn(move || {
            let _first = other.lock().expect("nobody panics");
            let _second = theirs.lock().expect("nobody panics");
        });
        assert!(polled.try_lock().is_ok(), "somebody else has it");
        drop(waited_for.lock());
        thread.join().expect("nothing panics");
    };
    let found = explored(model).failure.expect("the thread may be first");
    let token = found.replay.expect("a failure has a token");
    assert_eq!(token.matches("-q").count(), 1, "{token}");
    let again = std_model::model::replay(&Bounds::default(), &token, model);
    let again = again.failure.expect("the same execution fails again");
    assert_eq!(again.failure, found.failure);
    assert_eq!(again.steps, found.steps);
    assert_eq!(again.replay, Some(token));
}
