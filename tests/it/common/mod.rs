//! What integration tests share: running the real binary, and grading within the test.
#![allow(dead_code, unreachable_pub)]

pub mod intake;

use grader::{
    control::Control,
    engine,
    events::Event,
    model::{Course, Grade, Tools},
    plan::Request,
    sandbox::Enclosure,
    submission::Submission,
    toolbox,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The grader, on the course that ships.
pub fn grader(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command
        .current_dir(root())
        .args(arguments)
        .env("NO_COLOR", "1");
    command
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Ran {
        code: status
            .code()
            .expect("the grader itself is never ended by a signal"),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// Runs the grader and reads its JSON report, whatever the exit code.
pub fn json(arguments: &[&str]) -> (i32, serde_json::Value) {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    let ran = run(&mut grader(&all));
    let report = serde_json::from_str(&ran.stdout);
    (
        ran.code,
        report.unwrap_or_else(|error| panic!("no JSON ({error}): {ran:?}")),
    )
}

/// Grades the text of one file as a submission for an exercise.
pub fn grade_text(exercise: &str, text: impl AsRef<[u8]>) -> (i32, serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    fs::write(&file, text).unwrap();
    json(&["grade", file.to_str().unwrap(), "--exercise", exercise])
}

/// A check of a report with one exercise.
pub fn check<'a>(report: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    let checks = report["exercises"][0]["checks"].as_array().unwrap();
    checks
        .iter()
        .find(|check| check["name"] == name)
        .unwrap_or_else(|| panic!("no check {name}"))
}

/// A small course in a fresh folder: `files` are paths and contents.
pub fn course(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path: PathBuf = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// `grader.toml` of a small course.
pub const SETTINGS: &str = "title = \"A small course\"\n[limits]\nseconds = 2\nmemory_mb = 256\n";

/// An `exercise.toml` with one check that the crate compiles.
pub const COMPILES: &str = r#"title = "One"
slide = "One"
submit = ["src/lib.rs"]
[[check]]
name = "compiles"
points = 1
build = {}
why = "It must."
"#;

/// Grades the course's own submissions within this process, where grades can be looked at as values. Nobody else's code
/// runs, so nothing stands around it.
pub fn graded(course: &Course, handed_in: Vec<Submission>) -> Vec<Grade> {
    let tools = Tools {
        // trybuild runs in a child process of the grader, and this program is none.
        grader: env!("CARGO_BIN_EXE_grader").into(),
        ..toolbox::open(&mut |_| {}).unwrap()
    };
    let request = Request {
        tools: &tools,
        chapters: &course.chapters,
        seed: 42,
        walls: &Enclosure::Unconfined,
        replay: None,
        repeat: 1,
        control: &Control::default(),
    };
    let mut grades = Vec::new();
    let mut keep = |event: &Event| {
        if let Event::SubmissionGraded(grade) = event {
            grades.push(Grade::clone(grade));
        }
    };
    engine::grade_all(request, handed_in, &mut keep).unwrap();
    grades
}
