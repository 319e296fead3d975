//! What record_then puts into the log, and when it tells.

use kit::prelude::*;

/// What one call of `record_then` did.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Recorded {
    /// How often `notify` was called.
    notified: u32,
    /// The log as `notify` found it; `None` if the lock was not free.
    seen: Option<Vec<String>>,
    /// The log at the end.
    left: Vec<String>,
}

kit::driver_only! {
    use guard_scope::record_then;
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::sync::Mutex;
    use std::thread;
    use std::time::Duration;
}

kit::act! {
    /// Records `line` in a log that has these lines already.
    fn record(before: Vec<String>, line: String) -> Recorded {
        let log = Mutex::new(before);
        let notified = Cell::new(0);
        let seen = RefCell::new(None);
        record_then(&log, &line, || {
            notified.set(notified.get() + 1);
            *seen.borrow_mut() = log.try_lock().ok().map(|lines| lines.clone());
        });
        Recorded { notified: notified.get(), seen: seen.into_inner(), left: log.into_inner().unwrap() }
    }

    /// Holds the lock for a while, in which another thread calls `record_then`; returns the log.
    fn record_while_held() -> Vec<String> {
        let log = Mutex::new(Vec::new());
        thread::scope(|scope| {
            let guard = log.lock().unwrap();
            scope.spawn(|| record_then(&log, "late", || {}));
            // Right code waits however long this is; it is long enough for a million tries.
            thread::sleep(Duration::from_millis(200));
            drop(guard);
        });
        log.into_inner().unwrap()
    }

    /// `notify` is a closure that can be called only once, borrows from its caller and cannot leave its thread.
    fn record_with_awkward_notify() -> bool {
        let log = Mutex::new(Vec::new());
        let told = Cell::new(false);
        let (tell, only_one) = (Rc::new(&told), Box::new(true));
        record_then(&log, "line", move || tell.set(*{ only_one }));
        let named: Box<dyn FnOnce()> = Box::new(|| {});
        record_then(&log, "another line", named);
        told.get()
    }
}

kit::judge_only! {
    /// Logs with nothing, something, and the very line that will be recorded.
    fn logs() -> Vec<Vec<String>> {
        let log = |lines: &[&str]| lines.iter().map(|line| line.to_string()).collect();
        vec![log(&[]), log(&["one"]), log(&["zwei", "", "one", "new"])]
    }

    fn with(mut log: Vec<String>, line: &str) -> Vec<String> {
        log.push(line.to_owned());
        log
    }
}

kit::judge! {
    /// record_then appends the line, and then calls notify.
    fn records_then_notifies() {
        for before in logs() {
            for line in ["new", "", " two\nlines "] {
                let expected = with(before.clone(), line);
                let got = record(before.clone(), line.to_owned());
                expect!(got.notified > 0, "record_then(log, {line:?}, notify) never called notify.");
                let Some(seen) = got.seen else {
                    fail!("When record_then(log, {line:?}, notify) called notify, the lock was still held.")
                };
                expect!(
                    seen != before || got.left != expected,
                    "When record_then(log, {line:?}, notify) called notify, the line was not in the log yet: first record, then notify."
                );
                expect_eq!(seen, expected, "the log as notify saw it, in record_then(log, {line:?}, notify) on the log {before:?}");
                expect_eq!(got.left, expected, "the log after record_then(log, {line:?}, notify) on the log {before:?}");
            }
        }
    }

    /// record_then waits as long as somebody else holds the lock.
    fn waits_as_long_as_it_takes() {
        expect_eq!(record_while_held(), ["late"], "the log after another thread had held the lock for 200 ms");
    }

    /// notify may be any closure that can be called once.
    fn takes_any_closure() {
        expect!(record_with_awkward_notify(), "notify was not called, or its effect was lost.");
    }
}
