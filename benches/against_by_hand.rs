//! Warm `grader check counter` against what a teacher would run by hand on the same code: `cargo test`,
//! `cargo test` with loom, and trybuild. Run it with `cargo bench`; prints medians, their ratio, the
//! grader's own overhead and its peak memory.

use grader::{
    catalog, control::Control, engine, events::Event, plan::Request, submission, toolbox,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const ROUNDS: usize = 7;

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = tempfile::tempdir().unwrap();
    let by_hand = by_hand(root, work.path());
    let course = course(root, work.path());
    let grader = Path::new(env!("CARGO_BIN_EXE_grader"));
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for round in 0..=ROUNDS {
        edit(
            &course.join("exercises/04_mutex/01_counter/src/lib.rs"),
            round,
        );
        let check = time(
            Command::new(grader)
                .args(["check", "counter"])
                .current_dir(&course),
        );
        edit(&by_hand.join("src/lib.rs"), round);
        let tests = time(
            Command::new("cargo")
                .args(["test", "--offline"])
                .current_dir(&by_hand),
        );
        let loom = time(
            Command::new("cargo")
                .args(["test", "--offline", "--release", "--test", "interleavings"])
                .env("RUSTFLAGS", "--cfg loom")
                .env("CARGO_TARGET_DIR", by_hand.join("target/loom"))
                .current_dir(&by_hand),
        );
        // The first round warms both sides.
        if round > 0 {
            ours.push(check);
            theirs.push(tests + loom);
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "by hand (cargo test + trybuild + loom), warm, after an edit   {:>6} ms",
        theirs.as_millis()
    );
    println!(
        "grader check counter, warm, after an edit                     {:>6} ms",
        ours.as_millis()
    );
    println!(
        "ratio                                                         {:>6.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    own_cost(&course);
}

/// The by-hand project in a fresh folder, with its dependencies fetched and built.
fn by_hand(root: &Path, work: &Path) -> PathBuf {
    let to = work.join("by_hand");
    copy(&root.join("benches/by_hand"), &to);
    time(Command::new("cargo").arg("fetch").current_dir(&to));
    // trybuild writes the expected message the first time, so that the rounds compare with it.
    let status = Command::new("cargo")
        .args(["test", "--test", "compile_errors"])
        .env("TRYBUILD", "overwrite")
        .current_dir(&to)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        status.unwrap().success(),
        "the by-hand project does not pass"
    );
    to
}

/// The course with the reference solution in the place of the starter.
fn course(root: &Path, work: &Path) -> PathBuf {
    let to = work.join("course");
    copy(&root.join("exercises"), &to.join("exercises"));
    fs::copy(root.join("grader.toml"), to.join("grader.toml")).unwrap();
    let solution = root.join("solutions/04_mutex/01_counter/src/lib.rs");
    fs::copy(
        solution,
        to.join("exercises/04_mutex/01_counter/src/lib.rs"),
    )
    .unwrap();
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() && path.file_name().unwrap() != "target" {
            copy(&path, &target);
        } else if path.is_file() {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// A student saves the file with one more line.
fn edit(file: &Path, round: usize) {
    let mut text = fs::read_to_string(file).unwrap();
    text.push_str(&format!("// round {round}\n"));
    fs::write(file, text).unwrap();
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{command:?}");
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What the grader itself needs: one step after the other, the wall time in which neither rustc nor a check
/// was running; and its peak memory.
fn own_cost(folder: &Path) {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .unwrap();
    let course = catalog::read(folder).unwrap();
    let (mut wall, mut work) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let tools = toolbox::open(&mut |_| {}).unwrap();
        let submission = submission::take(&course, folder, Some("counter")).unwrap();
        let request = Request {
            tools: &tools,
            chapters: &course.chapters,
            seed: 42,
            walls: &grader::sandbox::Enclosure::Unconfined,
            replay: None,
            repeat: 1,
            control: &Control::default(),
        };
        let mut add = |event: &Event| {
            if let Event::StepFinished { cost, .. } = event {
                work += cost.wall;
            }
        };
        engine::grade_all(request, vec![submission], &mut add).unwrap();
        wall += start.elapsed();
    }
    let share = (1.0 - work.as_secs_f64() / wall.as_secs_f64()) * 100.0;
    println!("grader's own part of the wall time                            {share:>6.1} %");
    println!(
        "grader's peak memory                                          {:>6} MB",
        peak_kb() / 1024
    );
}

fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
