//! Any sequence of calls on one log, poisoned now and then.

use kit::prelude::*;

/// What is done with the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Action {
    /// A thread panics while it holds the lock.
    Poison,
    /// `record_then` with this line.
    Record(String),
    /// `record_then` with the first line; its `notify` calls `try_record` with the second one.
    RecordBoth(String, String),
    /// `try_record` with this line.
    Try(String),
    /// `try_record` with this line, while somebody else holds the lock.
    TryHeld(String),
    /// Somebody else empties the log.
    Empty,
}

/// What happened: what `try_record` said (`None` if it was not called), and the log afterwards.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Happened {
    said: Option<bool>,
    log: Vec<String>,
}

kit::driver_only! {
    use guard_scope::{record_then, try_record};
    use std::panic::resume_unwind;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    fn lock(log: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
        log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does it, and returns what `try_record` said.
    fn act_on(log: &Mutex<Vec<String>>, action: Action) -> Option<bool> {
        match action {
            Action::Poison => {
                let _ = kit::catch(|| {
                    let _guard = lock(log);
                    resume_unwind(Box::new("poisoned by the check"));
                });
                None
            }
            Action::Record(line) => {
                record_then(log, &line, || {});
                None
            }
            Action::RecordBoth(line, other) => {
                let mut said = None;
                record_then(log, &line, || said = Some(try_record(log, &other)));
                said
            }
            Action::Try(line) => Some(try_record(log, &line)),
            Action::TryHeld(line) => {
                let _guard = lock(log);
                Some(try_record(log, &line))
            }
            Action::Empty => {
                lock(log).clear();
                None
            }
        }
    }
}

kit::act! {
    /// Does all this on one log. A panic ends it.
    fn play(actions: Vec<Action>) -> Vec<Result<Happened, String>> {
        let log = Mutex::new(Vec::new());
        let mut story = Vec::new();
        for action in actions {
            let said = kit::catch(|| act_on(&log, action));
            let panicked = said.is_err();
            story.push(said.map(|said| Happened { said, log: lock(&log).clone() }));
            if panicked {
                break;
            }
        }
        story
    }
}

kit::judge_only! {
    fn actions() -> impl Strategy<Value = Vec<Action>> {
        let line = || prop::sample::select(vec!["a", "b", ""]).prop_map(str::to_owned);
        // A failing input is made smaller by trying the kinds that come earlier: RecordBoth becomes Record.
        let action = prop_oneof![
            2 => Just(Action::Poison),
            1 => Just(Action::Empty),
            1 => line().prop_map(Action::TryHeld),
            1 => line().prop_map(Action::Try),
            2 => line().prop_map(Action::Record),
            1 => (line(), line()).prop_map(|(line, other)| Action::RecordBoth(line, other)),
        ];
        prop::collection::vec(action, 1..8)
    }

    /// What has to happen to this log.
    fn right(log: &mut Vec<String>, action: &Action) -> Option<bool> {
        match action {
            Action::Poison => None,
            Action::Empty => {
                log.clear();
                None
            }
            Action::Record(line) => {
                log.push(line.clone());
                None
            }
            Action::RecordBoth(line, other) => {
                log.extend([line.clone(), other.clone()]);
                Some(true)
            }
            Action::Try(line) => {
                log.push(line.clone());
                Some(true)
            }
            Action::TryHeld(_) => Some(false),
        }
    }

    /// The call that this action is about.
    fn call(action: &Action) -> &'static str {
        match action {
            Action::Record(_) | Action::RecordBoth(..) => "record_then",
            _ => "try_record",
        }
    }
}

kit::judge! {
    /// Both functions work in any order, on a poisoned log too.
    #[cases(96)]
    fn any_sequence_of_calls(actions in actions()) {
        let story = play(actions.clone());
        let mut log = Vec::new();
        let mut poisoned = "";
        for (happened, action) in story.into_iter().zip(&actions) {
            if *action == Action::Poison {
                poisoned = ", after a thread had panicked while it held the lock";
            }
            let said = right(&mut log, action);
            match happened {
                Ok(happened) => {
                    expect_eq!(happened.said, said, "what try_record returned in {action:?}{poisoned}");
                    expect_eq!(happened.log, log, "the log after {action:?}{poisoned}");
                }
                Err(message) => fail!("{} panicked in {action:?}{poisoned}. It said: {message}", call(action)),
            }
        }
    }
}
