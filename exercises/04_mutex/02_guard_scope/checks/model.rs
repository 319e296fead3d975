//! Who holds the log's lock, in every order of the threads.

use guard_scope::{record_then, try_record};
use kit::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

type Log = Mutex<Vec<String>>;

/// The lines in the log; whether it is poisoned does not matter here.
fn lines(log: &Log) -> Vec<String> {
    log.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// How often `line` is in the log.
fn count(log: &Log, line: &str) -> usize {
    lines(log)
        .iter()
        .filter(|recorded| *recorded == line)
        .count()
}

/// Calls `try_record`; fails if it slept, or looked at a taken lock more than once.
fn try_at_once(log: &Log, line: &str) -> bool {
    let (steps_before, time_before) = (kit::steps().len(), Instant::now());
    let said = try_record(log, line);
    let slept = time_before.elapsed().as_millis();
    let me = kit::this_thread();
    let steps = kit::steps().split_off(steps_before);
    let refused: Vec<_> = steps
        .iter()
        .filter(|step| step.thread == me && step.op == kit::Op::WouldBlock)
        .collect();
    let again = refused.iter().enumerate().any(|(index, step)| {
        refused[..index]
            .iter()
            .any(|earlier| earlier.place == step.place)
    });
    expect!(
        !again,
        "try_record found the lock taken and tried again: it has to return false at once, not wait."
    );
    expect!(
        slept == 0,
        "try_record slept for {slept} ms: it has to return at once."
    );
    said
}

kit::model! {
    /// notify may take the lock itself.
    fn notify_takes_the_lock() {
        let log = Log::default();
        record_then(&log, "first", || {
            // Here the student's guard must be gone.
            lines(&log);
        });
    }

    /// notify may wait for another thread that records.
    fn notify_waits_for_a_recorder() {
        let log = Arc::new(Log::default());
        record_then(&log, "first", || {
            let theirs = Arc::clone(&log);
            thread::spawn(move || record_then(&theirs, "second", || {})).join().unwrap();
        });
    }

    /// The lock is free again when record_then has returned.
    fn free_after_notify() {
        let log = Log::default();
        record_then(&log, "first", || {});
        lines(&log);
        record_then(&log, "second", || {});
        lines(&log);
    }

    /// try_record, called while the lock is held, says false.
    fn held_by_the_caller() {
        let log = Log::default();
        let guard = log.lock().unwrap();
        let said = try_at_once(&log, "not now");
        drop(guard);
        expect!(!said, "try_record returned true, although the lock was held by somebody else all the time.");
        try_at_once(&log, "now");
        lines(&log);
    }

    /// Whoever holds the lock may wait for a thread that calls try_record.
    fn holder_waits_for_try_record() {
        let log = Arc::new(Log::default());
        let theirs = Arc::clone(&log);
        let other = thread::spawn(move || try_at_once(&theirs, "other"));
        let guard = log.lock().unwrap();
        other.join().unwrap();
        drop(guard);
    }

    /// While another thread holds the lock, record_then waits and then records.
    fn waits_while_the_lock_is_held() {
        let log = Arc::new(Log::default());
        let theirs = Arc::clone(&log);
        let guard = log.lock().unwrap();
        let other = thread::spawn(move || record_then(&theirs, "other", || {}));
        drop(guard);
        other.join().unwrap();
        let times = count(&log, "other");
        expect!(times == 1, "record_then had to wait for the lock, and its line is in the log {times} times instead of once.");
    }

    /// No line is lost when several threads record at once.
    fn recorders_at_once() {
        let log = Arc::new(Log::default());
        let theirs = Arc::clone(&log);
        let other = thread::spawn(move || record_then(&theirs, "other", || {}));
        record_then(&log, "mine", || {});
        other.join().unwrap();
        for line in ["mine", "other"] {
            let times = count(&log, line);
            expect!(
                times == 1,
                "Two threads called record_then at once, and afterwards the line {line:?} is in the log {times} times instead of once: {:?}",
                lines(&log)
            );
        }
    }

    /// try_record tells the truth while others use the log, and loses none of their lines.
    fn tells_beside_another_thread() {
        let log = Arc::new(Log::default());
        let theirs = Arc::clone(&log);
        let other = thread::spawn(move || {
            for line in ["first", "second"] {
                theirs.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
            }
        });
        let said = try_record(&log, "tried");
        other.join().unwrap();
        let times = count(&log, "tried");
        expect!(times == usize::from(said), "try_record returned {said}, but its line is in the log {times} times.");
        for line in ["first", "second"] {
            let times = count(&log, line);
            expect!(
                times == 1,
                "While try_record ran, another thread pushed {line:?} under the lock, and afterwards it is in the log {times} times: {:?}",
                lines(&log)
            );
        }
    }
}
