//! What try_record says and does.

use kit::prelude::*;

kit::driver_only! {
    use guard_scope::try_record;
    use std::sync::Mutex;
}

kit::act! {
    /// What `try_record` returned, and the log afterwards. `held`: while somebody else held the lock.
    fn try_to_record(before: Vec<String>, line: String, held: bool) -> (bool, Vec<String>) {
        let log = Mutex::new(before);
        let guard = held.then(|| log.lock().unwrap());
        let said = try_record(&log, &line);
        drop(guard);
        (said, log.into_inner().unwrap())
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
    /// try_record on a free lock appends the line and says true.
    fn says_true_and_records() {
        for before in logs() {
            for line in ["new", ""] {
                let (said, log) = try_to_record(before.clone(), line.to_owned(), false);
                expect_eq!(said, true, "what try_record(log, {line:?}) returned; nobody held the lock");
                expect_eq!(log, with(before.clone(), line), "the log after try_record(log, {line:?}) returned true");
            }
        }
    }

    /// try_record on a taken lock changes nothing and says false.
    fn says_false_and_leaves_the_log() {
        for before in logs() {
            let (said, log) = try_to_record(before.clone(), "new".to_owned(), true);
            expect_eq!(said, false, "what try_record(log, \"new\") returned; somebody else held the lock");
            expect_eq!(log, before, "the log after try_record(log, \"new\") returned false");
        }
    }
}
