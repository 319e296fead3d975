//! A run that is stopped stops at once, says what was not graded, and leaves nothing running.

use crate::common::*;
use grader::{
    catalog,
    control::Control,
    engine,
    events::{Event, Work},
    model::Outcome,
    plan::Request,
    sandbox::{Enclosure, is_ignored},
    submission, toolbox,
};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read},
    process::{Child, Stdio},
    thread,
    time::Duration,
};

/// With limits that nobody waits for: without being stopped, these tests would never end.
const PATIENT: &str = "title = \"A patient course\"\n[limits]\nseconds = 100000\n";

const JUDGED: &str = r#"
[[check]]
name = "judged"
points = 1
tests = { file = "tests.rs" }
why = "It must."
"#;

const TESTS: &str = r#"
use kit::prelude::*;
kit::act! { fn one() -> u32 { one::one() } }
kit::judge! {
    /// One is one.
    fn is_one() { expect_eq!(one(), 1, "one()"); }
}
"#;

const SEALED: &str = r#"
[[check]]
name = "model"
points = 1
model = { file = "model.rs" }
why = "It must."
"#;

const MODEL: &str = r#"
use kit::prelude::*;
kit::model! {
    /// One is one.
    fn is_one() { expect_eq!(one::one(), 1, "one()"); }
}
"#;

/// Whether a child of this process runs student code that has `mark` in it; other tests may run other code.
fn student_code_runs(mark: &str) -> bool {
    let us = std::process::id().to_string();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.map(|process| process.path()).any(|process| {
        let read = |file: &str| fs::read(process.join(file)).unwrap_or_default();
        let stat = String::from_utf8_lossy(&read("stat")).into_owned();
        let is_ours = stat
            .rsplit(") ")
            .next()
            .and_then(|rest| rest.split(' ').nth(1))
            == Some(us.as_str());
        is_ours
            && read("cmdline").starts_with(b"submission")
            && read("exe")
                .windows(mark.len())
                .any(|bytes| bytes == mark.as_bytes())
    })
}

/// Grades an endless loop with one more check, and stops as soon as the loop runs.
fn stop_in(mark: &str, check: &str) {
    let endless = format!("pub fn one() -> u32 {{ loop {{ std::hint::black_box(\"{mark}\"); }} }}");
    let exercise = format!("{COMPILES}{check}");
    let folder = course(&[
        ("grader.toml", PATIENT),
        ("exercises/01_a/01_one/exercise.toml", &exercise),
        ("exercises/01_a/01_one/checks/tests.rs", TESTS),
        ("exercises/01_a/01_one/checks/model.rs", MODEL),
        ("exercises/01_a/01_one/src/lib.rs", &endless),
    ]);
    let course = catalog::read(folder.path()).unwrap();
    let handed_in = submission::take(&course, folder.path(), None).unwrap();
    let tools = toolbox::open(&mut |_| {}).unwrap();
    let control = Control::default();
    let request = Request {
        tools: &tools,
        chapters: &course.chapters,
        seed: 42,
        walls: &Enclosure::Unconfined,
        replay: None,
        repeat: 1,
        control: &control,
    };
    let (mut is_running, mut finished) = (false, Vec::new());
    let mut stopped = None;
    let mut watch = |event: &Event| match event {
        Event::StepStarted {
            work: Work::Run, ..
        } => is_running = true,
        Event::Tick if is_running && student_code_runs(mark) => control.cancel(),
        Event::ExerciseGraded { .. } | Event::SubmissionGraded(_) => {
            panic!("nothing could be graded: {event:?}")
        }
        Event::SubmissionStopped(grade) => stopped = Some(grade.clone()),
        Event::Finished { is_cancelled } => finished.push(*is_cancelled),
        _ => {}
    };
    engine::grade_all(request, vec![handed_in], &mut watch).unwrap();
    assert_eq!(finished, [true], "the last event comes once");
    let stopped = stopped.expect("a submission that was begun is told of");
    assert_eq!(stopped.exercises[0].outcome, Outcome::Ungraded);
    assert!(!student_code_runs(mark), "the loop goes on");
}

#[test]
fn stopping_kills_the_driver_of_a_judge() {
    stop_in("a loop in a driver", JUDGED);
}

#[test]
fn stopping_kills_a_sealed_check() {
    stop_in("a loop in a model", SEALED);
}

#[test]
fn what_is_stopped_before_it_begins_is_not_told_at_all() {
    let folder = course(&[
        ("grader.toml", PATIENT),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ("exercises/01_a/01_one/src/lib.rs", ""),
    ]);
    let course = catalog::read(folder.path()).unwrap();
    let handed_in = submission::take(&course, folder.path(), None).unwrap();
    let tools = toolbox::open(&mut |_| {}).unwrap();
    let control = Control::default();
    control.cancel();
    let request = Request {
        tools: &tools,
        chapters: &course.chapters,
        seed: 42,
        walls: &Enclosure::Unconfined,
        replay: None,
        repeat: 1,
        control: &control,
    };
    let mut told = Vec::new();
    let mut watch = |event: &Event| told.push(format!("{event:?}"));
    engine::grade_all(request, vec![handed_in], &mut watch).unwrap();
    assert_eq!(
        told,
        [
            "RunStarted { submissions: 1 }",
            "Finished { is_cancelled: true }"
        ]
    );
}

/// What is known of a process by its number: its parent's, and when it began.
fn process(number: &str) -> Option<(String, String)> {
    let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    let mut fields = stat.rsplit(") ").next()?.split(' ');
    let parent = fields.nth(1)?.to_owned();
    let begin = fields.nth(17)?.to_owned();
    Some((parent, begin))
}

/// All that a process has started, and what these have started: numbers, and when each began.
fn started_by(grader: &Child) -> BTreeSet<(String, String)> {
    let grader = grader.id().to_string();
    let all = fs::read_dir("/proc").unwrap().flatten();
    let all = all.filter_map(|entry| {
        let number = entry.file_name().into_string().ok()?;
        let (mut parent, begin) = process(&number)?;
        while parent != grader {
            parent = process(&parent)?.0;
        }
        Some((number, begin))
    });
    all.collect()
}

/// Starts the grader on a course of two exercises, of which the second never ends.
fn start(arguments: &[&str]) -> (tempfile::TempDir, Child) {
    let exercise = format!("{COMPILES}{JUDGED}");
    let of_two = TESTS.replace("one::one()", "two::one()");
    let folder = course(&[
        ("grader.toml", PATIENT),
        ("exercises/01_a/01_one/exercise.toml", &exercise),
        ("exercises/01_a/01_one/checks/tests.rs", TESTS),
        (
            "exercises/01_a/01_one/src/lib.rs",
            "pub fn one() -> u32 { 1 }",
        ),
        ("exercises/01_a/02_two/exercise.toml", &exercise),
        ("exercises/01_a/02_two/checks/tests.rs", &of_two),
        (
            "exercises/01_a/02_two/src/lib.rs",
            "pub fn one() -> u32 { loop { std::hint::black_box(()); } }",
        ),
    ]);
    let mut command = grader(&["check"]);
    command
        .current_dir(folder.path())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    (folder, child)
}

/// Waits until code of a submission runs.
fn wait_for_the_loop(child: &Child) {
    let is_submission = |number: &str| {
        let line = fs::read(format!("/proc/{number}/cmdline"));
        line.is_ok_and(|line| line.starts_with(b"submission"))
    };
    while !started_by(child)
        .iter()
        .any(|(number, _)| is_submission(number))
    {
        // Only to leave the processor to those who are waited for.
        thread::sleep(Duration::from_millis(20));
    }
}

/// Ctrl-C, unless these tests were started by somebody who ignores it (`&` in a script): a grader then does as well.
fn heeded() -> Signal {
    if is_ignored(Signal::INT.as_raw()) {
        Signal::TERM
    } else {
        Signal::INT
    }
}

#[test]
fn an_exercise_is_printed_while_the_next_one_runs_and_ctrl_c_ends_that() {
    for walls in ["--no-sandbox", "--sandbox=auto"] {
        let (folder, mut child) = start(&[walls, "--report", "json=report.json"]);
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        stdout.read_line(&mut first).unwrap();
        assert!(first.starts_with("01_a/01_one  One"), "{first}");
        wait_for_the_loop(&child);
        let running = started_by(&child);
        let report = folder.path().join("report.json");
        assert!(!report.exists(), "half a report");

        kill_process(Pid::from_child(&child), heeded()).unwrap();
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130));
        for (number, begin) in running {
            let left = process(&number).filter(|(_, other)| *other == begin);
            assert_eq!(left, None, "process {number} goes on");
        }
        assert!(rest.contains("1 complete, 1 NOT GRADED"), "{rest}");
        assert!(!rest.contains("02_two"), "{rest}");
        let report = fs::read_to_string(report).unwrap();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["exercises"][0]["status"], "pass");
        assert_eq!(report["exercises"][1]["status"], "ungraded");
    }
}
