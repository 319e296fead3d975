//! Jobs that panic, with payloads of several types.

use kit::prelude::*;

/// What a job does at last.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum End {
    Returns(i32),
    /// `panic!` with a text that is put together.
    PanicsWithString(String),
    /// `panic!` with a fixed text: "no network".
    PanicsWithStr,
    /// `panic_any` with a number, which is neither.
    PanicsWithNumber,
    /// `unwrap` of a `None`.
    Unwraps,
}

kit::driver_only! {
    use spawn_and_join::run_all;
    use std::hint::black_box;
    use std::panic;

    fn end(end: End) -> i32 {
        match end {
            End::Returns(number) => number,
            End::PanicsWithString(text) => panic!("{text}"),
            End::PanicsWithStr => panic!("no network"),
            End::PanicsWithNumber => panic::panic_any(404),
            End::Unwraps => black_box(None::<i32>).unwrap(),
        }
    }
}

kit::act! {
    /// The results of jobs that end like this.
    fn run(ends: Vec<End>) -> Result<Vec<Result<i32, String>>, String> {
        kit::catch(|| run_all(ends.into_iter().map(|how| move || end(how)).collect()))
    }
}

kit::judge_only! {
    /// What one job that ends like this gives.
    fn run_one(end: End) -> Result<i32, String> {
        match run(vec![end.clone()]) {
            Ok(results) => match <[_; 1]>::try_from(results) {
                Ok([result]) => result,
                Err(results) => fail!("run_all with one job that ends with {end:?} returned {} results.", results.len()),
            },
            Err(text) => fail!("run_all panicked ({text:?}), because its only job did ({end:?}). If a thread panics, its join returns an Err."),
        }
    }
}

kit::judge! {
    /// The text of a panic with a fixed text.
    fn fixed_text() {
        expect_eq!(run_one(End::PanicsWithStr), Err("no network".to_owned()), "the result of a job that calls panic!(\"no network\"), whose payload is a &str");
    }

    /// The text of a panic whose text was put together.
    fn text_put_together() {
        for text in ["port 80", "", "called `Option::unwrap()`", " two\nlines "] {
            expect_eq!(
                run_one(End::PanicsWithString(text.to_owned())),
                Err(text.to_owned()),
                "the result of a job that calls panic!(\"{{text}}\") with the text {text:?}, whose payload is a String"
            );
        }
    }

    /// The text of the standard library's own panics.
    fn unwrapped_none() {
        expect_eq!(
            run_one(End::Unwraps),
            Err("called `Option::unwrap()` on a `None` value".to_owned()),
            "the result of a job that unwraps a None"
        );
    }

    /// Another payload gives an Err too.
    fn other_payload() {
        if let Ok(number) = run_one(End::PanicsWithNumber) {
            fail!("The result of a job that calls panic_any(404) is Ok({number}), and not an Err.");
        }
    }

    /// Those who do not panic are not harmed.
    fn others_go_on() {
        let ends = vec![End::Returns(1), End::PanicsWithStr, End::Returns(-3), End::PanicsWithNumber, End::Returns(5)];
        let oks = match run(ends.clone()) {
            Ok(results) => results.into_iter().filter_map(Result::ok).collect::<Vec<_>>(),
            Err(text) => fail!("run_all panicked ({text:?}), because some of its jobs did."),
        };
        expect_eq!(oks, [1, -3, 5], "what is in the Oks of run_all with jobs that end with {ends:?}");
    }
}
