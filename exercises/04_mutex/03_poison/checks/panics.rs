//! What a panic in `f` leaves behind, and what goes on from there.

use kit::prelude::*;

/// What happened when `f` panicked.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Caught {
    /// `with` returned, and did not panic.
    Returned(String),
    /// It panicked with this text.
    Text(String),
    /// It panicked with this number.
    Number(i64),
    /// It panicked with something else.
    Other,
}

/// How a ledger answers that should be poisoned.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Answers {
    is_poisoned: bool,
    with: Vec<String>,
    calls: usize,
}

kit::driver_only! {
    use poison::{Ledger, Poisoned};
    use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

    /// What a panic of `f` brings with it.
    fn raise(what: &str) -> ! {
        match what {
            "a String" => panic!("panic number {}", what.len()),
            "a number" => panic_any(42_i64),
            _ => panic!("plain text"),
        }
    }

    /// A ledger with two entries, whose next change has panicked.
    fn poisoned(what: &str) -> (Ledger, Caught) {
        let ledger = Ledger::new();
        let filled = ledger.with(|mine| mine.extend([1, 2]));
        assert!(filled == Ok(()), "with returned {filled:?} on a new ledger");
        let result = catch_unwind(AssertUnwindSafe(|| {
            ledger.with(|mine| {
                mine.push(999);
                raise(what)
            })
        }));
        let caught = match result {
            Ok(result) => {
                let result: Result<(), Poisoned> = result;
                Caught::Returned(format!("{result:?}"))
            }
            Err(payload) => match (payload.downcast_ref::<String>(), payload.downcast_ref::<&str>(), payload.downcast_ref()) {
                (Some(text), _, _) => Caught::Text(text.clone()),
                (_, Some(text), _) => Caught::Text(text.to_string()),
                (_, _, Some(number)) => Caught::Number(*number),
                _ => Caught::Other,
            },
        };
        (ledger, caught)
    }
}

kit::act! {
    /// What comes out of `with` when `f` panics.
    fn caught(what: String) -> Caught {
        poisoned(&what).1
    }

    /// How the ledger answers afterwards.
    fn ask_poisoned() -> Answers {
        let ledger = poisoned("text").0;
        let mut calls = 0;
        let is_poisoned = ledger.is_poisoned();
        let mut ask = || match kit::catch(|| ledger.with(|_| calls += 1)) {
            Ok(result) => format!("{result:?}"),
            Err(message) => format!("panic: {message}"),
        };
        let with = vec![ask(), ask()];
        Answers { is_poisoned: is_poisoned && ledger.is_poisoned(), with, calls }
    }

    /// Whether another ledger is poisoned too.
    fn other_is_poisoned() -> bool {
        let other = Ledger::new();
        let _poisoned = poisoned("text");
        other.is_poisoned() || other.with(|_| ()).is_err() || Ledger::new().is_poisoned()
    }
}

kit::judge! {
    /// A panic poisons its own ledger and no other.
    fn only_its_own_ledger() {
        expect!(!other_is_poisoned(), "A closure f panicked in a `with` of one ledger, and another ledger was poisoned too.");
    }

    /// A panic in f comes out of `with` as it is.
    fn the_panic_goes_on() {
        for (what, expected) in [
            ("text", Caught::Text("plain text".to_owned())),
            ("a String", Caught::Text("panic number 8".to_owned())),
            ("a number", Caught::Number(42)),
        ] {
            let got = caught(what.to_owned());
            if let Caught::Returned(result) = got {
                fail!("A closure f panicked, and with(f) returned {result}: the panic has to go on, out of `with`.");
            }
            expect_eq!(got, expected, "the panic that came out of with(f); f panicked with {what}");
        }
    }

    /// A poisoned ledger says so, and does not let anybody at its entries.
    fn says_so() {
        let answers = ask_poisoned();
        expect!(answers.is_poisoned, "A closure f panicked in `with`, and is_poisoned() is false afterwards.");
        expect!(
            answers.calls == 0,
            "A closure f panicked in `with`, and a later call of `with` called its f all the same, with entries that may be broken."
        );
        for answer in answers.with {
            if let Some(message) = answer.strip_prefix("panic: ") {
                fail!("with(f) on a poisoned ledger panicked instead of returning Err(Poisoned). It said: {message}");
            }
            expect_eq!(answer, "Err(Poisoned)", "what `with` returned on a poisoned ledger");
        }
    }
}
