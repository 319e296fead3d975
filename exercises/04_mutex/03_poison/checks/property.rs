//! Any sequence of good changes, panics and repairs.

use kit::prelude::*;

/// What `f` does to the entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Change {
    Clear,
    Pop,
    Push(i64),
    Reverse,
    Replace(Vec<i64>),
}

/// What is done with the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Action {
    Repair,
    With(Change),
    WithPanic(Change),
}

/// What the call returned, and the ledger after it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Happened {
    returned: String,
    is_poisoned: bool,
    total: i64,
    /// `None` if `with` does not let us look.
    entries: Option<Vec<i64>>,
}

/// Changes the entries, and returns how many there are then.
fn apply(entries: &mut Vec<i64>, change: Change) -> usize {
    match change {
        Change::Clear => entries.clear(),
        Change::Pop => drop(entries.pop()),
        Change::Push(entry) => entries.push(entry),
        Change::Reverse => entries.reverse(),
        Change::Replace(others) => *entries = others,
    }
    entries.len()
}

kit::driver_only! {
    use poison::Ledger;

    fn act_on(ledger: &Ledger, action: Action) -> String {
        match action {
            Action::Repair => ledger.repair().to_string(),
            Action::With(change) => format!("{:?}", ledger.with(|mine| apply(mine, change))),
            Action::WithPanic(change) => {
                let caught = kit::catch(|| {
                    ledger.with(|mine| {
                        apply(mine, change);
                        panic!("after the change");
                    })
                });
                caught.map_or("panic".to_owned(), |result: Result<(), _>| format!("{result:?}"))
            }
        }
    }
}

kit::act! {
    /// Does all this with one ledger.
    fn play(actions: Vec<Action>) -> Vec<Happened> {
        let ledger = Ledger::new();
        let mut story = Vec::new();
        for action in actions {
            let returned = act_on(&ledger, action);
            let (is_poisoned, total) = (ledger.is_poisoned(), ledger.total());
            let entries = ledger.with(|mine| mine.clone()).ok();
            story.push(Happened { returned, is_poisoned, total, entries });
        }
        story
    }
}

kit::judge_only! {
    fn actions() -> impl Strategy<Value = Vec<Action>> {
        let change = || {
            prop_oneof![
                Just(Change::Clear),
                Just(Change::Pop),
                (1_i64..50).prop_map(Change::Push),
                Just(Change::Reverse),
                prop::collection::vec(-50_i64..50, 0..4).prop_map(Change::Replace),
            ]
        };
        let action = prop_oneof![
            2 => Just(Action::Repair),
            3 => change().prop_map(Action::With),
            2 => change().prop_map(Action::WithPanic),
        ];
        prop::collection::vec(action, 1..12)
    }

    /// The last good entries, and whether the ledger is poisoned.
    #[derive(Default)]
    struct Right {
        entries: Vec<i64>,
        poisoned: bool,
    }

    impl Right {
        fn after(&mut self, action: Action) -> Happened {
            let returned = match action {
                Action::Repair => {
                    self.poisoned = false;
                    self.entries.len().to_string()
                }
                Action::With(_) | Action::WithPanic(_) if self.poisoned => "Err(Poisoned)".to_owned(),
                Action::With(change) => format!("Ok({})", apply(&mut self.entries, change)),
                Action::WithPanic(_) => {
                    self.poisoned = true;
                    "panic".to_owned()
                }
            };
            Happened {
                returned,
                is_poisoned: self.poisoned,
                total: self.entries.iter().sum(),
                entries: (!self.poisoned).then(|| self.entries.clone()),
            }
        }
    }
}

kit::judge! {
    /// After any sequence of changes, panics and repairs the ledger is what it has to be.
    #[cases(96)]
    fn any_sequence(actions in actions()) {
        let mut right = Right::default();
        for (number, (happened, action)) in play(actions.clone()).into_iter().zip(actions).enumerate() {
            let call = format!("call number {}, {action:?}", number + 1);
            let right = right.after(action);
            expect_eq!(happened.returned, right.returned, "what {call}, returned");
            expect_eq!(happened.is_poisoned, right.is_poisoned, "is_poisoned() after {call}");
            expect_eq!(happened.total, right.total, "total() after {call}");
            expect_eq!(happened.entries, right.entries, "the entries that `with` gives after {call}");
        }
    }
}
