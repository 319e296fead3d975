//! Submissions that try to talk a verdict into existence, and submissions that run into limits: all lose, and are
//! called what they are. The checks are a small course's own, so that each attack meets exactly one kind.

use crate::common::*;
use std::{
    fs,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

const EXERCISE: &str = r#"title = "Answer"
slide = "Answer"
submit = ["src/lib.rs"]
[[check]]
name = "judged"
points = 3
tests = { file = "tests.rs" }
why = "It must."
[[check]]
name = "sealed"
points = 2
timing = { file = "timing.rs" }
why = "It must."
"#;

const TESTS: &str = r#"
use kit::prelude::*;
kit::act! {
    fn answer(question: u32) -> u32 { answer::answer(question) }
}
kit::judge! {
    /// The answer is one more than the question.
    fn adds_one() {
        for question in [1, 5, 41] {
            expect_eq!(answer(question), question + 1, "answer({question})");
        }
    }
}
"#;

const TIMING: &str = r#"
use kit::prelude::*;
kit::timing! {
    /// The answer is one more than the question.
    async fn adds_one() {
        expect_eq!(answer::answer(1), 2, "answer(1)");
    }
}
"#;

/// A course with `body` as the student's `answer`.
fn answering(items: &str, body: &str) -> tempfile::TempDir {
    let source = format!("{items}\npub fn answer(question: u32) -> u32 {{ {body} }}\n");
    course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_answer/exercise.toml", EXERCISE),
        ("exercises/01_a/01_answer/checks/tests.rs", TESTS),
        ("exercises/01_a/01_answer/checks/timing.rs", TIMING),
        ("exercises/01_a/01_answer/src/lib.rs", &source),
    ])
}

/// Grades `body` as the student's `answer` and gives the report.
fn graded(items: &str, body: &str) -> serde_json::Value {
    let folder = answering(items, body);
    json(&["check", "--course", folder.path().to_str().unwrap()]).1
}

/// The command lines of running processes that contain a word.
fn running(word: &str) -> Vec<String> {
    let entries = fs::read_dir("/proc").unwrap();
    let lines =
        entries.filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("cmdline")).ok());
    lines.filter(|line| line.contains(word)).collect()
}

/// A process, told from a later one of the same number by when it started.
#[derive(Clone, Debug, PartialEq)]
struct Process {
    id: u32,
    parent: u32,
    started: String,
    command: String,
}

impl Process {
    fn read(id: u32) -> Option<Process> {
        let folder = PathBuf::from(format!("/proc/{id}"));
        let stat = fs::read_to_string(folder.join("stat")).ok()?;
        let mut fields = stat.rsplit(") ").next()?.split(' ');
        let is_zombie = fields.next()? == "Z";
        let parent = fields.next()?.parse().ok()?;
        let started = fields.nth(17)?.to_owned();
        let command = fs::read_to_string(folder.join("cmdline")).ok()?;
        (!is_zombie).then_some(Process {
            id,
            parent,
            started,
            command,
        })
    }

    fn lives(&self) -> bool {
        Process::read(self.id).is_some_and(|now| now.started == self.started)
    }
}

/// The processes that descend from one.
fn descendants(ancestor: u32) -> Vec<Process> {
    let entries = fs::read_dir("/proc").unwrap();
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let all: Vec<Process> = numbers.filter_map(Process::read).collect();
    let mut family = vec![ancestor];
    let mut known = 0;
    while known < family.len() {
        let parent = family[known];
        let children = all.iter().filter(|process| process.parent == parent);
        family.extend(children.map(|process| process.id));
        known += 1;
    }
    let is_descendant = |process: &Process| family[1..].contains(&process.id);
    all.into_iter().filter(is_descendant).collect()
}

/// Both checks fail, and their messages contain these words.
#[track_caller]
fn loses(items: &str, body: &str, judged: &str, sealed: &str) {
    let report = graded(items, body);
    for (name, words) in [("judged", judged), ("sealed", sealed)] {
        let check = check(&report, name);
        let message = check["message"].as_str().unwrap();
        assert_eq!(check["status"], "fail", "{name}: {message}");
        assert!(
            message.contains(words),
            "{name}: `{words}` is not in: {message}"
        );
    }
    assert_eq!(report["points"], 0);
}

#[test]
fn the_right_answer_passes_both() {
    let report = graded("", "question + 1");
    assert_eq!(
        (&report["points"], &report["max_points"]),
        (&5.into(), &5.into()),
        "{report:#}"
    );
    assert_eq!(check(&report, "judged")["rests_on"], "judge");
    assert_eq!(check(&report, "sealed")["rests_on"], "sealed record");
}

#[test]
fn a_wrong_answer_is_shown_with_what_was_expected() {
    let report = graded("", "question");
    let failure = &check(&report, "judged")["evidence"]["tests"][0]["failure"];
    assert_eq!(
        (&failure["call"], &failure["expected"], &failure["got"]),
        (&"answer(1)".into(), &"2".into(), &"1".into())
    );
}

#[test]
fn exit_with_success_is_no_pass() {
    loses("", "std::process::exit(0)", "exit code 0", "exit code 0");
}

#[test]
fn printing_what_a_passing_test_prints_is_no_pass() {
    loses(
        "",
        r#"println!("test adds_one ... ok\ntest result: ok. 1 passed; 0 failed"); std::process::exit(0)"#,
        "exit code 0",
        "exit code 0",
    );
}

#[test]
fn a_panic_hook_that_exits_is_no_pass() {
    loses(
        "",
        "std::panic::set_hook(Box::new(|_| std::process::exit(0))); panic!()",
        "exit code 0",
        "exit code 0",
    );
}

#[test]
fn a_thread_that_outlives_the_check_changes_nothing() {
    loses(
        "",
        "std::thread::spawn(|| loop { std::thread::park() }); question",
        "answer(1)",
        "answer(1)",
    );
}

#[test]
fn a_background_thread_that_exits_is_no_pass() {
    loses(
        "",
        "std::thread::spawn(|| std::process::exit(0)).join().unwrap(); 0",
        "exit code 0",
        "exit code 0",
    );
}

#[test]
fn bytes_on_stdout_are_no_answer() {
    loses(
        "use std::io::Write;",
        r"std::io::stdout().write_all(&[9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap(); std::process::exit(0)",
        "exit code 0",
        "exit code 0",
    );
}

#[test]
fn a_panic_is_named_with_its_place() {
    let report = graded("", "panic!(\"no idea about {question}\")");
    for name in ["judged", "sealed"] {
        let check = check(&report, name);
        assert!(
            check["message"]
                .as_str()
                .unwrap()
                .contains("no idea about 1"),
            "{check:#}"
        );
        assert_eq!(
            (&check["location"]["file"], &check["location"]["line"]),
            (&"src/lib.rs".into(), &2.into())
        );
    }
}

#[test]
fn an_endless_loop_is_stopped_in_time_and_called_one() {
    let start = Instant::now();
    loses(
        "",
        "loop { std::hint::black_box(question); }",
        "computing",
        "computing",
    );
    // Two checks with a limit of 2 s each on two cores, each allowed a second more, and compiling.
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn waiting_for_ever_is_told_from_computing_for_ever() {
    loses("", "loop { std::thread::park(); }", "waiting", "waiting");
}

#[test]
fn a_stack_overflow_is_called_one() {
    loses(
        "#[allow(unconditional_recursion)] fn down(n: u32) -> u32 { std::hint::black_box(down(n + 1)) + 1 }",
        "down(question)",
        "stack",
        "stack",
    );
}

#[test]
fn too_much_memory_is_called_that() {
    loses(
        "",
        "std::hint::black_box(vec![1u8; 4 << 30]).len() as u32",
        "memory",
        "memory",
    );
}

#[test]
fn an_abort_is_called_one() {
    loses("", "std::process::abort()", "aborted", "aborted");
}

#[test]
fn printing_without_end_is_stopped() {
    loses(
        "",
        r#"loop { eprintln!("more and more and more") }"#,
        "print",
        "printed without end",
    );
}

#[test]
fn threads_left_running_are_gone_after_grading() {
    let marker = format!("grader-test-{}", std::process::id());
    let body = format!(
        r#"std::process::Command::new("/bin/sh").args(["-c", "sleep 600; : {marker}"]).spawn().ok(); question + 1"#
    );
    graded("", &body);
    assert_eq!(running(&marker), Vec::<String>::new());
}

#[test]
fn a_grader_that_is_killed_leaves_nothing_running() {
    let folder = answering("", "loop { std::hint::black_box(question); }");
    let mut command = grader(&["check", "--course", folder.path().to_str().unwrap()]);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Every program with student code in it is called that.
    let is_check = |process: &Process| process.command.starts_with("submission");
    let family = loop {
        let family = descendants(child.id());
        if family.iter().any(is_check) {
            break family;
        }
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended before it ran any check"
        );
        std::thread::sleep(Duration::from_millis(5));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    let start = Instant::now();
    while let Some(left) = family.iter().find(|process| process.lives()) {
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{left:?} lives on"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn unsafe_code_is_refused_where_the_exercise_forbids_it() {
    let report = graded("", "unsafe { std::hint::unreachable_unchecked() }");
    assert_eq!(check(&report, "judged")["status"], "fail");
    assert!(
        check(&report, "judged")["message"]
            .as_str()
            .unwrap()
            .contains("unsafe")
    );
}

#[test]
fn endless_compiling_is_stopped() {
    let report = graded(
        "const FOREVER: u32 = { let mut n = 0u32; loop { n = n.wrapping_add(1); if n == 3_000_000_000 { n = 0; } } };",
        "FOREVER",
    );
    assert_eq!(check(&report, "judged")["status"], "fail");
}

#[test]
fn another_signature_than_asked_for_is_explained() {
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_answer/exercise.toml", EXERCISE),
        ("exercises/01_a/01_answer/checks/tests.rs", TESTS),
        ("exercises/01_a/01_answer/checks/timing.rs", TIMING),
        (
            "exercises/01_a/01_answer/src/lib.rs",
            "pub fn answer(question: String) -> String { question }",
        ),
    ]);
    let (_, report) = json(&["check", "--course", folder.path().to_str().unwrap()]);
    let message = check(&report, "judged")["message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        message.contains("differ from what the exercise asks for") && message.contains("E0308"),
        "{message}"
    );
    let location = &check(&report, "judged")["location"];
    assert_eq!(location["file"], "src/lib.rs", "{location}");
    assert_eq!(location["line"], 1, "{location}");
}

#[test]
fn code_that_shows_addresses_gets_the_same_report_each_time() {
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_answer/exercise.toml", EXERCISE),
        ("exercises/01_a/01_answer/checks/tests.rs", TESTS),
        ("exercises/01_a/01_answer/checks/timing.rs", TIMING),
        (
            "exercises/01_a/01_answer/src/lib.rs",
            "pub fn answer(question: u32) -> u32 { (&raw const *Box::new(question)).addr() as u32 }",
        ),
    ]);
    let report = || json(&["check", "--course", folder.path().to_str().unwrap()]).1;
    let first = report();
    assert_eq!(check(&first, "judged")["status"], "fail");
    assert_eq!(report(), first);
}

/// trybuild once panicked in a grader with a short path, and right submissions lost the points.
#[test]
fn a_grader_with_a_short_name_judges_compile_errors_as_well() {
    let folder = tempfile::Builder::new()
        .prefix("g")
        .rand_bytes(2)
        .tempdir_in("/tmp")
        .unwrap();
    let short = folder.path().join("g");
    fs::copy(env!("CARGO_BIN_EXE_grader"), &short).unwrap();
    let mut command = std::process::Command::new("./g");
    command.current_dir(folder.path()).args([
        "grade",
        "--format",
        "json",
        "--exercise",
        "rc_to_thread",
        "--course",
    ]);
    command
        .arg(root())
        .arg(root().join("solutions/01_safety/02_rc_to_thread/src/lib.rs"));
    let ran = run(&mut command);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

/// Clippy is told apart by `cfg(clippy)`: every check must see the code that clippy sees.
#[test]
fn code_cannot_be_hidden_from_clippy() {
    let source = r#"
        use std::sync::atomic::{AtomicBool, Ordering};
        #[cfg(not(clippy))] type Inner = std::sync::Mutex<()>;
        #[cfg(clippy)] #[derive(Default)] struct Inner;
        #[cfg(clippy)] impl Inner { fn lock(&self) {} }
        #[derive(Default)] pub struct SpinLockMutex { locked: AtomicBool, inner: Inner }
        impl SpinLockMutex {
            pub fn new() -> Self { Self::default() }
            pub fn lock(&self) { while !self.try_lock() {} }
            pub fn unlock(&self) { self.locked.store(false, Ordering::Relaxed) }
            pub fn try_lock(&self) -> bool { let _turn = self.inner.lock(); !self.locked.swap(true, Ordering::Relaxed) }
        }
    "#;
    let (_, report) = grade_text("spin_lock", source);
    assert_eq!(check(&report, "no lock inside")["status"], "pass");
    assert_eq!(
        check(&report, "one thread at a time")["status"],
        "fail",
        "the hidden mutex did the work"
    );
}
