//! Student code that makes life hard for a model: each gets its own clear verdict within its limits.

use crate::common::*;

const EXERCISE: &str = r#"title = "Count"
slide = "Count"
submit = ["src/lib.rs"]
[[check]]
name = "model"
points = 3
model = { file = "model.rs" }
why = "It must."
"#;

const MODEL: &str = r#"
use kit::prelude::*;
kit::model! {
    /// Two threads count to two.
    fn counts() {
        expect_eq!(count::count(), 2, "count()");
    }
}
"#;

/// Status and message of the model for a library with these items and this body of `count`, which may be unsafe if it says so.
fn judged(items: &str, body: &str) -> (String, String) {
    let source = format!(
        "#![allow(unused, unconditional_recursion, static_mut_refs)]\nuse std::sync::*; use std::thread;\n{items}\npub fn count() -> usize {{ {body} }}\n"
    );
    let may = match source.contains("unsafe") {
        true => "unsafe = \"allow\"\n",
        false => "",
    };
    let exercise = EXERCISE.replacen("[[check]]", &format!("{may}[[check]]"), 1);
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_count/exercise.toml", &exercise),
        ("exercises/01_a/01_count/checks/model.rs", MODEL),
        ("exercises/01_a/01_count/src/lib.rs", &source),
    ]);
    let (_, report) = json(&["check", "--course", folder.path().to_str().unwrap()]);
    let check = check(&report, "model");
    (
        check["status"].as_str().unwrap().to_owned(),
        check["message"].as_str().unwrap().to_owned(),
    )
}

#[track_caller]
fn gets(items: &str, body: &str, status: &str, words: &[&str]) {
    let (found, message) = judged(items, body);
    assert_eq!(found, status, "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
}

const RIGHT: &str = "let sum = Arc::new(Mutex::new(0)); \
    let threads: Vec<_> = (0..2).map(|_| { let sum = sum.clone(); thread::spawn(move || *sum.lock().unwrap() += 1) }).collect(); \
    for thread in threads { thread.join().unwrap(); } let sum = *sum.lock().unwrap(); sum";

#[test]
fn right_code_passes() {
    gets("", RIGHT, "pass", &[]);
}

/// Statics of all kinds, each changed in each execution, private ones and those of methods too.
#[cfg(target_os = "linux")]
#[test]
fn statics_begin_afresh_in_each_execution() {
    gets(
        "static LOCK: Mutex<()> = Mutex::new(()); static mut COUNT: usize = 0; static mut LIST: Vec<usize> = Vec::new(); \
         struct Own(std::cell::UnsafeCell<usize>); unsafe impl Sync for Own {} static OWN: Own = Own(std::cell::UnsafeCell::new(7)); \
         impl Drop for Own { fn drop(&mut self) { static mut DROPPED: usize = 0; unsafe { DROPPED += 1; assert_eq!(DROPPED, 1) } } } \
         mod deep { pub static mut ARRAY: [u8; 100] = [1; 100]; }",
        "let threads: Vec<_> = (0..2).map(|_| thread::spawn(|| { let _held = LOCK.lock().unwrap(); \
         unsafe { COUNT += 1; LIST.push(COUNT); *OWN.0.get() += 1; deep::ARRAY[99] += 1; } })).collect(); \
         for thread in threads { thread.join().unwrap(); } drop(Own(0.into())); \
         unsafe { assert_eq!(*OWN.0.get(), 9); assert_eq!(deep::ARRAY[99], 3); assert_eq!(*(&raw const LIST), [1, 2]); COUNT }",
        "pass",
        &[],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn statics_that_are_too_large_to_put_back_are_told() {
    gets(
        "static mut LARGE: [u8; 5 << 20] = [0; 5 << 20];",
        "unsafe { LARGE[0] = 1; } 2",
        "ungraded",
        &["statics of 5242880 bytes", "smaller ones"],
    );
}

#[test]
fn a_panic_in_drop_is_named() {
    gets(
        "struct Bomb; impl Drop for Bomb { fn drop(&mut self) { panic!(\"boom in drop\") } }",
        "let _bomb = Bomb; 2",
        "fail",
        &["boom in drop"],
    );
}

#[test]
fn a_panic_while_panicking_in_drop_is_survived() {
    gets(
        "struct Bomb; impl Drop for Bomb { fn drop(&mut self) { panic!(\"second\") } }",
        "let _bomb = Bomb; panic!(\"first\")",
        "fail",
        &["while another one unwinds", "first"],
    );
}

#[test]
fn a_panic_in_a_statics_initialiser_is_named() {
    gets(
        "static TWO: LazyLock<usize> = LazyLock::new(|| panic!(\"no two today\"));",
        "*TWO",
        "fail",
        &["no two today"],
    );
}

#[test]
fn a_panic_inside_a_lock_poisons_it_and_is_named() {
    gets(
        "",
        "let sum = Arc::new(Mutex::new(0)); let other = sum.clone(); \
         let _ = thread::spawn(move || { let _guard = other.lock().unwrap(); panic!(\"inside\") }).join(); \
         let value = *sum.lock().unwrap(); value",
        "fail",
        &["panicked"],
    );
}

#[test]
fn a_poisoned_lock_that_is_handled_is_no_failure() {
    gets(
        "",
        "let sum = Arc::new(Mutex::new(2)); let other = sum.clone(); \
         let ended = thread::spawn(move || { let _guard = other.lock().unwrap(); panic!(\"inside\") }).join(); \
         assert!(ended.is_err() && sum.is_poisoned()); \
         let value = *sum.lock().unwrap_or_else(PoisonError::into_inner); value",
        "pass",
        &[],
    );
}

#[test]
fn recursion_without_end_is_a_stack_overflow() {
    gets(
        "fn down(n: usize) -> usize { std::hint::black_box(down(n + 1)) + 1 }",
        "down(0)",
        "fail",
        &["stack"],
    );
}

#[test]
fn recursion_without_end_in_a_thread_is_a_stack_overflow() {
    gets(
        "fn down(n: usize) -> usize { std::hint::black_box(down(n + 1)) + 1 }",
        "thread::spawn(|| down(0)).join().unwrap()",
        "fail",
        &["stack"],
    );
}

#[test]
fn a_thousand_threads_are_too_many_for_a_model() {
    gets(
        "",
        "let threads: Vec<_> = (0..1000).map(|_| thread::spawn(|| ())).collect(); \
         for thread in threads { thread.join().unwrap(); } 2",
        "inconclusive",
        &["threads"],
    );
}

#[test]
fn a_loop_without_any_step_is_stopped_by_the_limit() {
    gets(
        "",
        "loop { std::hint::black_box(0); }",
        "fail",
        &["computing"],
    );
}

#[test]
fn a_loop_that_only_yields_is_a_livelock() {
    gets("", "loop { thread::yield_now(); }", "fail", &[]);
}

#[test]
fn a_model_larger_than_its_budget_is_inconclusive() {
    let large = "let sum = Arc::new(atomic::AtomicUsize::new(0)); \
        let threads: Vec<_> = (0..4).map(|_| { let sum = sum.clone(); thread::spawn(move || for _ in 0..6 { \
            sum.fetch_add(1, atomic::Ordering::SeqCst); }) }).collect(); \
        for thread in threads { thread.join().unwrap(); } sum.load(atomic::Ordering::SeqCst) - 22";
    let folder = course(&[
        ("grader.toml", SETTINGS),
        (
            "exercises/01_a/01_count/exercise.toml",
            &EXERCISE.replace("\"model.rs\" }", "\"model.rs\", executions = 2000 }"),
        ),
        ("exercises/01_a/01_count/checks/model.rs", MODEL),
        (
            "exercises/01_a/01_count/src/lib.rs",
            &format!("use std::sync::*; use std::thread; pub fn count() -> usize {{ {large} }}"),
        ),
    ]);
    let (code, report) = json(&["check", "--course", folder.path().to_str().unwrap()]);
    let check = check(&report, "model");
    assert_eq!(
        (code, check["status"].as_str().unwrap()),
        (1, "inconclusive"),
        "{}",
        check["message"]
    );
    assert_eq!(
        (&check["points"], &check["evidence"]["complete"]),
        (&0.into(), &false.into())
    );
}

#[test]
fn leaving_the_process_in_a_model_is_named() {
    gets("", "std::process::exit(0)", "fail", &["exit"]);
    gets("", "std::process::abort()", "fail", &["abort"]);
}
