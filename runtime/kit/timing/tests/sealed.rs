//! Timing checks as real processes: what right, wrong and hostile student code comes to.

#[path = "../../judge/tests/support/store.rs"]
mod store;

use kit_wire::{
    Mismatch, Unmet,
    sealed::{Bounds, FromSealed, Ran, Report, Start, TimingFailure, TimingReport},
};
use std::{
    fs,
    io::{Cursor, Write},
    process::{Command, Stdio},
};

const EXTERNS: [&str; 3] = [
    "kit=libkit_timing.rlib",
    "tokio=libtokio.rlib",
    "web=libweb.rlib",
];
const SECRET: [u8; 32] = [7; 32];
const JOIN: &str = "tokio::try_join!(web::get(a), web::get(b))";

/// What the process wrote, and how it ended.
struct Graded {
    ran: Vec<Ran>,
    /// Secret and count of the last message, if it was [`FromSealed::Finished`].
    finished: Option<([u8; 32], u32)>,
    code: Option<i32>,
    printed: String,
}

/// Runs the sample check against `good.rs` with another body of `both`.
fn grade(body: &str, run: &[&str]) -> Graded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let good = include_str!("fixtures/good.rs");
    assert!(good.contains(JOIN));
    for (name, text) in [
        ("src/lib.rs", &*good.replace(JOIN, body)),
        ("checks/timing.rs", include_str!("fixtures/check.rs")),
    ] {
        fs::create_dir_all(path.join(name).parent().unwrap()).unwrap();
        fs::write(path.join(name), text).unwrap();
    }
    let mut library = store::rustc(path, &EXTERNS[1..]);
    store::succeed(library.args([
        "--crate-name",
        "pages",
        "--crate-type",
        "rlib",
        "src/lib.rs",
    ]));
    let mut check = store::rustc(path, &EXTERNS);
    check.args([
        "--extern",
        "pages=libpages.rlib",
        "--crate-name",
        "check",
        "-o",
        "check",
    ]);
    store::succeed(check.arg("checks/timing.rs"));

    let mut command = Command::new(path.join("check"));
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let run = run.iter().map(|name| name.to_string()).collect();
    let start = Start {
        secret: SECRET,
        run,
        bounds: Bounds::default(),
        replay: None,
        statics: Vec::new(),
    };
    let mut frame = Vec::new();
    kit_wire::write_frame(&mut frame, &start).unwrap();
    process.stdin.take().unwrap().write_all(&frame).unwrap();
    let output = process.wait_with_output().unwrap();
    let (mut ran, mut finished, mut from) = (Vec::new(), None, Cursor::new(output.stdout));
    while let Ok(message) = kit_wire::read_frame(&mut from) {
        assert!(finished.is_none(), "nothing may follow the end");
        match message {
            FromSealed::Ready => assert!(ran.is_empty(), "it begins once"),
            FromSealed::Ran(one) => ran.push(one),
            FromSealed::Working => panic!("a sign of life is for models"),
            FromSealed::Finished { secret, ran } => finished = Some((secret, ran)),
        }
    }
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    Graded {
        ran,
        finished,
        code: output.status.code(),
        printed,
    }
}

fn report(ran: &Ran) -> &TimingReport {
    match &ran.report {
        Report::Timing(report) => report,
        other => panic!("no report of a timing check: {other:?}"),
    }
}

/// The failure of the only function that ran.
fn failure(graded: &Graded) -> TimingFailure {
    assert_eq!(graded.ran.len(), 1, "{}", graded.printed);
    report(&graded.ran[0]).failure.clone().expect("a failure")
}

/// A comparison that failed.
fn differs(what: &str, got: &str, expected: &str) -> TimingFailure {
    TimingFailure::Unmet(Unmet::Differs(Mismatch::new(
        what.to_owned(),
        got,
        expected,
    )))
}

/// Label, start and end of each bar.
fn bars(ran: &Ran) -> Vec<(&str, u64, Option<u64>)> {
    report(ran)
        .intervals
        .iter()
        .map(|bar| (&*bar.label, bar.start_ms, bar.end_ms))
        .collect()
}

#[test]
fn right_code_passes_and_its_bars_are_drawn() {
    let graded = grade(
        "println!(\"hello\"); tokio::try_join!(web::get(a), web::get(b))",
        &[],
    );
    assert_eq!(graded.finished, Some((SECRET, 4)), "{}", graded.printed);
    for ran in &graded.ran {
        assert!(report(ran).failure.is_none(), "{ran:?}");
    }
    let first = &graded.ran[0];
    assert_eq!(
        (&*first.name, &*first.title),
        (
            "takes_the_longer",
            "Both pages are fetched at the same time."
        )
    );
    assert_eq!(
        bars(first),
        [("/slow", 0, Some(200)), ("/quick", 0, Some(150))]
    );
    assert_eq!(report(first).expected.as_deref(), Some("both from 0 ms"));
    let place = report(first).intervals[1].place.as_ref().unwrap();
    assert_eq!((&*place.file, place.line), ("src/lib.rs", 4));
    assert_eq!(
        bars(&graded.ran[2]),
        [
            ("/a", 0, Some(10)),
            ("/b", 0, Some(10)),
            ("both", 0, Some(10))
        ]
    );
    assert!(
        graded.printed.contains("hello"),
        "what student code prints goes to stderr"
    );
}

#[test]
fn one_after_the_other_is_seen_in_the_time() {
    let graded = grade(
        "Ok((web::get(a).await?, web::get(b).await?))",
        &["takes_the_longer"],
    );
    assert_eq!(
        failure(&graded),
        differs("milliseconds for both pages", "350", "200")
    );
    assert_eq!(
        bars(&graded.ran[0]),
        [("/slow", 0, Some(200)), ("/quick", 200, Some(350))]
    );
}

#[test]
fn one_after_the_other_never_meets() {
    let body = "Ok((web::get(a).await?, web::get(b).await?))";
    let sentence = "the two requests were never under way together";
    assert_eq!(
        failure(&grade(body, &["together"])),
        TimingFailure::Unmet(Unmet::Said(sentence.to_owned()))
    );
}

#[test]
fn a_future_that_is_dropped_halfway_has_an_end() {
    let body = "tokio::select! { a = web::get(a) => Ok((a?, String::new())), b = web::get(b) => Ok((String::new(), b?)) }";
    let graded = grade(body, &["takes_the_longer"]);
    assert_eq!(
        bars(&graded.ran[0]),
        [("/slow", 0, Some(150)), ("/quick", 0, Some(150))]
    );
}

#[test]
fn blocking_in_async_code_is_named_with_its_line() {
    let failure = failure(&grade(
        "Ok((web::get_blocking(a)?, web::get(b).await?))",
        &["takes_the_longer"],
    ));
    let TimingFailure::Blocked { url, place } = &failure else {
        panic!("{failure:?}")
    };
    assert_eq!(
        (&**url, &*place.file, place.line),
        ("/slow", "src/lib.rs", 4)
    );
    assert_eq!(failure.place(), Some(place));
}

#[test]
fn blocking_in_spawn_blocking_is_no_blocking_of_the_runtime() {
    let body = "let a = a.to_owned(); let a = tokio::task::spawn_blocking(move || web::get_blocking(&a)).await.unwrap()?; \
        Ok((a, web::get(b).await?))";
    let failure = failure(&grade(body, &["takes_the_longer"]));
    let TimingFailure::Unmet(Unmet::Differs(found)) = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(found.what, "milliseconds for both pages");
}

#[test]
fn fetching_on_another_thread_is_seen() {
    let body = "let (c, d) = (a.to_owned(), b.to_owned()); std::thread::spawn(move || { \
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap(); \
            runtime.block_on(async { tokio::join!(web::get(&c), web::get(&d)) }) }).join().unwrap().0.ok(); \
        tokio::time::sleep(std::time::Duration::from_millis(200)).await; \
        Ok((format!(\"page {a}\"), format!(\"page {b}\")))";
    let failure = failure(&grade(body, &["takes_the_longer"]));
    assert_eq!(failure, differs("the threads that fetched", "[2]", "[1]"));
}

#[test]
fn a_panic_is_told_with_its_place() {
    let failure = failure(&grade("let _ = (a, b); todo!()", &["takes_the_longer"]));
    assert_eq!(failure.place().unwrap().line, 4);
    let TimingFailure::Panicked(panicked) = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(panicked.message, "not yet implemented");
}

#[test]
fn a_panic_in_a_task_is_told_instead_of_the_unwrap() {
    let body = "let _ = (a, b); tokio::spawn(async { panic!(\"inside\") }).await.unwrap()";
    let failure = failure(&grade(body, &["takes_the_longer"]));
    let TimingFailure::Panicked(panicked) = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(panicked.message, "inside");
}

#[test]
fn a_failed_expectation_in_a_task_is_not_lost() {
    let graded = grade(
        "web::get(a).await?; web::get(b).await?; Err(Error::panicked(a))",
        &["in_a_task"],
    );
    let TimingFailure::Unmet(Unmet::Said(sentence)) = failure(&graded) else {
        panic!("{:?}", failure(&graded))
    };
    assert!(sentence.starts_with("both returned Err("), "{sentence}");
}

#[test]
fn waiting_for_nothing_is_told_at_once() {
    let failure = failure(&grade(
        "let _ = (a, b); std::future::pending().await",
        &["takes_the_longer"],
    ));
    assert_eq!(failure, TimingFailure::NeverReady);
}

#[test]
fn polling_without_end_is_told() {
    let body = "let _ = (a, b); std::future::poll_fn(|context| { context.waker().wake_by_ref(); \
        std::task::Poll::Pending }).await";
    let failure = failure(&grade(body, &["takes_the_longer"]));
    assert_eq!(failure, TimingFailure::NeverWaits);
}

#[test]
fn ending_the_process_seals_nothing() {
    for body in [
        "std::process::exit(0)",
        "println!(\"test result: ok\"); std::process::exit(0)",
        "std::process::abort()",
    ] {
        let graded = grade(&format!("let _ = (a, b); {body}"), &[]);
        assert_eq!((graded.ran.len(), graded.finished), (0, None));
    }
}

#[test]
fn a_stack_overflow_names_itself() {
    let body = "fn deep(n: usize) -> usize { std::hint::black_box(deep(n + 1)) + 1 } let _ = (b, deep(a.len())); todo!()";
    let graded = grade(body, &["takes_the_longer"]);
    assert!(
        graded.printed.contains("thread 'takes_the_longer'"),
        "{}",
        graded.printed
    );
    assert!(
        graded.printed.contains("has overflowed its stack"),
        "{}",
        graded.printed
    );
    assert_eq!(graded.finished, None);
}

#[test]
fn an_unknown_function_is_a_broken_check() {
    let graded = grade(JOIN, &["takes"]);
    assert_eq!((graded.code, graded.finished), (Some(97), None));
    assert!(
        graded.printed.contains("no function `takes`"),
        "{}",
        graded.printed
    );
}
