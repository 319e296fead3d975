//! Judge and driver as real processes: what right, wrong and hostile student code comes to.

mod support;

use kit_wire::{
    Ending, Excerpt, Mismatch, Panicked, Unmet,
    judged::{Begin, Failure, Loss, Question, Wrong},
};
use std::time::Duration;
use support::{Graded, Stage, check, student};

/// Grades the sample check with `good.rs` after a replacement.
fn grade(from: &str, to: &str, run: &[&str]) -> Graded {
    let stage = Stage::new(&check());
    stage.driver(&student(from, to));
    stage.grade(run)
}

/// The failure of the last test, which must be the only one.
fn failure(graded: &Graded) -> &Failure {
    let (last, before) = graded.verdict.tests.split_last().expect("a test ran");
    assert!(before.iter().all(|test| test.failure.is_none()));
    last.failure.as_ref().expect("the last test failed")
}

/// The comparison that failed.
fn mismatch(failure: &Failure) -> &Mismatch {
    match &failure.what {
        Wrong::Unmet(Unmet::Differs(found)) => found,
        other => panic!("no comparison: {other:?}"),
    }
}

/// The author's sentence.
fn said(failure: &Failure) -> &str {
    match &failure.what {
        Wrong::Unmet(Unmet::Said(sentence)) => sentence,
        other => panic!("no sentence: {other:?}"),
    }
}

/// The call that panicked, and the panic.
fn panicked(failure: &Failure) -> (&Excerpt, &Panicked) {
    match &failure.what {
        Wrong::Panicked { call, panicked } => (call, panicked),
        other => panic!("no panic: {other:?}"),
    }
}

/// The call that was never answered, and how the driver ended.
fn ending(failure: &Failure) -> (&Excerpt, Ending) {
    match &failure.what {
        Wrong::Lost {
            call,
            loss: Loss::Ended { ending, .. },
        } => (call, *ending),
        other => panic!("no end of a driver: {other:?}"),
    }
}

/// Whether the driver wrote something that is no answer.
fn disturbed(failure: &Failure) -> bool {
    let is_disturbed = |loss: &Loss| matches!(loss, Loss::Disturbed(_));
    matches!(&failure.what, Wrong::Lost { loss, .. } if is_disturbed(loss))
}

const COUNT_UP: &str = "println!(\"test result: ok. 1 passed; 0 failed\");";

#[test]
fn right_code_passes_all_tests_with_one_driver() {
    let graded = grade("0", "0", &[]);
    for test in &graded.verdict.tests {
        assert!(test.failure.is_none(), "{test:?}");
    }
    let seen: Vec<_> = graded
        .verdict
        .tests
        .iter()
        .map(|test| (&*test.name, &*test.title, test.cases))
        .collect();
    assert_eq!(
        seen,
        [
            ("counts_up", "`count_up(n)` adds up to n * (n - 1) / 2.", 1),
            (
                "adds_to_any_start",
                "Any start value is counted on from.",
                40
            ),
            ("meets", "The jobs run at the same time.", 1),
            ("refuses", "`refuse` panics.", 1),
            ("weigh", "Each element weighs one unit.", 30),
        ]
    );
    assert_eq!(graded.drivers, 1);
    let serials: Vec<_> = graded.questions.iter().map(|(serial, _)| *serial).collect();
    assert!(
        serials.iter().copied().eq(0..serials.len() as u64),
        "{serials:?}"
    );
}

#[test]
fn only_the_tests_asked_for_run() {
    let graded = grade("0", "0", &["refuses", "counts_up"]);
    let names: Vec<_> = graded
        .verdict
        .tests
        .iter()
        .map(|test| &*test.name)
        .collect();
    assert_eq!(names, ["refuses", "counts_up"]);
}

#[test]
fn a_wrong_value_is_told_with_call_expected_and_got() {
    let graded = grade("let end = *counter.lock().unwrap();", "let end = 1;", &[]);
    let failure = failure(&graded);
    assert_eq!(
        *mismatch(failure),
        Mismatch {
            what: "count_up(0)".to_owned(),
            expected: Excerpt::of(&0),
            got: Excerpt::of(&1),
            divergence: None,
        }
    );
    assert_eq!(
        graded.verdict.tests.len(),
        1,
        "the judge stops after the first failure"
    );
}

#[test]
fn a_panic_is_told_with_its_place_and_the_driver_lives_on() {
    let graded = grade(
        COUNT_UP,
        "if n_max == 2 { panic!(\"at {n_max}\") }",
        &["counts_up"],
    );
    let failure = failure(&graded);
    let (call, panicked) = panicked(failure);
    assert_eq!((&*call.text, &*panicked.message), ("count_up(2)", "at 2"));
    let place = failure.place().expect("a place");
    assert_eq!((&*place.file, place.line), ("src/lib.rs", 14));
    assert_eq!(graded.drivers, 1);
}

#[test]
fn a_panic_of_a_joined_thread_is_told_instead_of_the_unwrap() {
    // The panics of `refuse` belong to an earlier question.
    let graded = grade(
        "(0..i)",
        "(0..if i < 30 { i } else { panic!(\"too many\") })",
        &["refuses", "counts_up"],
    );
    assert_eq!(panicked(failure(&graded)).1.message, "too many");
}

#[test]
fn ending_the_process_is_no_pass() {
    let graded = grade(COUNT_UP, "std::process::exit(0);", &["counts_up"]);
    assert_eq!(ending(failure(&graded)).1, Ending::Exited(0));
}

#[test]
fn an_abort_is_told_as_such() {
    let graded = grade(COUNT_UP, "std::process::abort();", &["counts_up"]);
    assert_eq!(ending(failure(&graded)).1, Ending::Signalled(6));
}

#[test]
fn a_stack_overflow_names_itself() {
    let deep = "fn deep(n: usize) -> usize { std::hint::black_box(deep(n + 1)) + 1 } deep(n_max);";
    let graded = grade(COUNT_UP, deep, &["counts_up"]);
    assert_eq!(ending(failure(&graded)).1, Ending::StackOverflow);
}

#[test]
fn a_hang_is_told_and_not_repeated_by_shrinking() {
    let hang = "(0..{ while i == 3 { thread::park(); } i })";
    let mut stage = Stage::new(&check());
    stage.driver(&student("(0..i)", hang));
    stage.limit = Duration::from_secs(1);
    let graded = stage.grade(&["adds_to_any_start"]);
    let failure = failure(&graded);
    assert_eq!(ending(failure).1, Ending::TimedOut { busy: false });
    assert!(failure.counterexample.is_some());
    assert_eq!(
        graded.drivers, 1,
        "each further driver would have cost the whole limit"
    );
}

#[test]
fn the_smallest_counterexample_is_found() {
    let wrong = "if n_max > 4 && *counter.lock().unwrap() >= 10 { return; }\n    let add =";
    let graded = grade("let add =", wrong, &["adds_to_any_start"]);
    let failure = failure(&graded);
    let counterexample = failure.counterexample.as_ref().expect("a counterexample");
    let inputs: Vec<_> = counterexample
        .inputs
        .iter()
        .map(|(name, value)| (&**name, &*value.text))
        .collect();
    assert_eq!(inputs, [("start", "10"), ("n", "5")]);
    assert_eq!(
        *mismatch(failure),
        Mismatch::new("count_into on 10, n_max = 5".to_owned(), "10", "20")
    );
    assert_eq!(
        (counterexample.seed, counterexample.cases),
        (42, graded.verdict.tests[0].cases)
    );
}

#[test]
fn a_crash_is_made_smaller_with_a_new_driver_each_time() {
    let wrong = "if n_max > 4 { std::process::exit(3); }\n    let add =";
    let graded = grade("let add =", wrong, &["adds_to_any_start"]);
    let failure = failure(&graded);
    let (call, ending) = ending(failure);
    assert_eq!(ending, Ending::Exited(3));
    let inputs = &failure
        .counterexample
        .as_ref()
        .expect("a counterexample")
        .inputs;
    assert_eq!(inputs[1], ("n".to_owned(), Excerpt::of(&5)));
    assert!(graded.drivers > 1);
    assert!(call.text.starts_with("count_into on"), "{call:?}");
    let first_questions = graded.questions.iter().filter(|(serial, _)| *serial == 0);
    assert_eq!(
        first_questions.count(),
        graded.drivers,
        "each driver is asked from 0"
    );
}

#[test]
fn student_code_finds_nothing_to_read() {
    let read = "assert_eq!(std::io::stdin().read_line(&mut String::new()).unwrap(), 0);";
    let graded = grade(COUNT_UP, read, &["counts_up"]);
    assert!(graded.verdict.tests[0].failure.is_none());
}

#[test]
fn the_environment_does_not_change_the_inputs() {
    // `Stage::grade` sets PROPTEST_* variables: with them all lists would be empty and the seed another one.
    let run = || grade("list.len())", "list.len().min(3))", &["weigh"]);
    let (first, second) = (run(), run());
    assert_eq!(first.questions, second.questions);
    let failure = failure(&first);
    assert_eq!(
        *mismatch(failure),
        Mismatch::new("weigh(list, unit)".to_owned(), "\"3 kg\"", "\"4 kg\"")
    );
    let inputs = &failure.counterexample.as_ref().unwrap().inputs;
    assert_eq!(inputs[0], ("list".to_owned(), Excerpt::of(&[0; 4])));
}

#[test]
fn sequential_jobs_never_meet() {
    let sequential = "return (0..jobs).map(|_| job()).collect();\n    #[allow(unreachable_code)]\n    thread::scope";
    let graded = grade("thread::scope", sequential, &["meets"]);
    assert_eq!(
        said(failure(&graded)),
        "the three jobs never ran at the same time"
    );
}

#[test]
fn a_missing_panic_is_told_by_fail() {
    let graded = grade("panic!(\"no\");", "", &["refuses"]);
    assert_eq!(said(failure(&graded)), "refuse() returned");
}

#[test]
fn a_hook_of_the_student_changes_nothing() {
    let hook = "std::panic::set_hook(Box::new(|_| std::process::exit(0)));";
    let graded = grade(COUNT_UP, hook, &["counts_up", "refuses"]);
    assert!(
        graded
            .verdict
            .tests
            .iter()
            .all(|test| test.failure.is_none())
    );
}

#[test]
fn garbage_on_the_answer_pipe_is_no_answer() {
    // Descriptors 3 to 9 are tried: the private pipe is among them.
    let garbage = "for fd in 3..10 { use std::{fs::File, io::Write, os::fd::FromRawFd}; \
        let mut file = std::mem::ManuallyDrop::new(unsafe { File::from_raw_fd(fd) }); \
        let _ = file.write_all(&[3, 0, 0, 0, 255, 255, 255]); }";
    let graded = grade(COUNT_UP, garbage, &["counts_up"]);
    assert!(disturbed(failure(&graded)), "{:?}", failure(&graded));
}

#[test]
fn an_answer_with_a_wrong_serial_is_no_answer() {
    let answer = "for fd in 3..10 { use std::{fs::File, io::Write, os::fd::FromRawFd}; \
        let mut file = std::mem::ManuallyDrop::new(unsafe { File::from_raw_fd(fd) }); \
        let _ = file.write_all(&[4, 0, 0, 0, 9, 0, 1, 0]); }";
    let graded = grade(COUNT_UP, answer, &["counts_up"]);
    let failure = failure(&graded);
    assert!(disturbed(failure), "{failure:?}");
}

#[test]
fn the_driver_knows_nothing_of_the_judge() {
    let stage = Stage::new(&check());
    let driver = std::fs::read(stage.driver(&student("0", "0"))).unwrap();
    for secret in [
        "adds up to",
        "counts_up",
        "adds_to_any_start",
        "sum_below",
        "never ran at the same time",
    ] {
        let found = driver
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret:?} is in the driver");
    }
    let found = driver.windows(8).any(|bytes| bytes == b"count_up");
    assert!(found, "the search finds what is there");
}

#[test]
fn a_check_that_is_broken_says_so_and_gives_no_verdict() {
    let stage = Stage::new(&check());
    stage.driver(&student("0", "0"));
    let judge = stage.judge_alone(&Begin {
        seed: 1,
        run: vec!["counts".to_owned()],
    });
    assert_eq!(judge.status.code(), Some(97));
    assert!(judge.stdout.is_empty());
    assert!(
        String::from_utf8_lossy(&judge.stderr).contains("no function `counts`; it has `counts_up`")
    );
    let question = |function: &str, arguments: &[u8]| {
        let question = Question {
            serial: 0,
            function: function.to_owned(),
            arguments: arguments.to_vec(),
        };
        stage.driver_alone(&kit_wire::to_bytes(&question))
    };
    for (output, sentence) in [
        (question("count", &[]), "has no act function `count`"),
        (
            question("count_up", &[]),
            "got arguments that do not fit `count_up`",
        ),
        (
            question("count_up", &[1, 1]),
            "got arguments that do not fit `count_up`",
        ),
        (stage.driver_alone(&[255]), "cannot read a question"),
    ] {
        assert_eq!(output.status.code(), Some(97));
        assert!(output.stdout.is_empty());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains(sentence), "{errors}");
    }
}

#[test]
fn long_values_are_cut_but_their_difference_is_told() {
    let text = "\"x\".repeat(2000) + if list.len() > 9 { \"a\" } else { \"b\" } + unit";
    let check = check().replace(
        "format!(\"{} {unit}\", list.len())",
        "format!(\"{}b{unit}\", \"x\".repeat(2000))",
    );
    let stage = Stage::new(&check);
    stage.driver(&student("format!(\"{} {unit}\", list.len())", text));
    let graded = stage.grade(&["weigh"]);
    let failure = failure(&graded);
    let found = mismatch(failure);
    let divergence = found.divergence.as_ref().expect("they are long");
    assert_eq!(divergence.expected.text, "xxxxxxxxxxxxxxxbkg\"");
    assert_eq!(divergence.got.text, "xxxxxxxxxxxxxxxakg\"");
    assert_eq!(
        (found.got.text.len(), found.got.cut_from),
        (400, Some(2005))
    );
}
