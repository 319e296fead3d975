//! Compiles a student's file and a model check by plain rustc against the release build, runs the check and prints
//! what it found:
//!
//! ```text
//! cargo build --release && cargo run --release -p kit-model --example look -- \
//!     counter path/to/src/lib.rs path/to/checks/model.rs [--program] [--threads N] [--preemptions N] [--executions N] [--replay TOKEN]
//! ```

use kit_wire::sealed::{Bounds, FromSealed, Report, Start};
use kit_wire::trace::ModelReport;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, student, check, options @ ..] = arguments.as_slice() else {
        eprintln!(
            "usage: look CRATE STUDENT.rs CHECK.rs [--program] [--threads N] [--preemptions N] [--executions N]"
        );
        std::process::exit(2);
    };
    let folder = std::env::temp_dir().join(format!("look-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("src")).expect("a folder for the build");
    std::fs::create_dir_all(folder.join("checks")).expect("a folder for the build");
    let program = options.iter().any(|option| option == "--program");
    compile(&folder, name, Path::new(student), Path::new(check), program);
    let option = |name: &str| {
        let at = options.iter().position(|option| option == name)?;
        options.get(at + 1).cloned()
    };
    let mut bounds = Bounds::default();
    if let Some(threads) = option("--threads") {
        bounds.threads = threads.parse().expect("a number of threads");
    }
    bounds.preemptions =
        option("--preemptions").map(|bound| bound.parse().expect("a number of preemptions"));
    if let Some(executions) = option("--executions") {
        bounds.executions = executions.parse().expect("a number of executions");
    }
    let start = Start {
        secret: [7; 32],
        run: option("--run").into_iter().collect(),
        bounds,
        replay: option("--replay"),
        statics: Vec::new(),
    };
    run(&folder, &start);
    let _ = std::fs::remove_dir_all(&folder);
}

fn compile(folder: &Path, name: &str, student: &Path, check: &Path, program: bool) {
    let file = if program { "src/main.rs" } else { "src/lib.rs" };
    let mut text = std::fs::read_to_string(student).expect("the student's file");
    if program {
        text += "\npub fn __main() { let _ = main(); }";
    }
    std::fs::write(folder.join(file), text).expect("a copy of the student's file");
    std::fs::copy(check, folder.join("checks/model.rs")).expect("a copy of the check");
    let library = format!("lib{name}.rlib");
    rustc(
        folder,
        &[
            file,
            "--crate-name",
            name,
            "--crate-type",
            "rlib",
            "-o",
            &library,
        ],
        &["std", "core", "std_model", "web"],
        None,
    );
    let student = format!("{name}={library}");
    rustc(
        folder,
        &["checks/model.rs", "-o", "model"],
        &["std", "std_model", "kit", "web"],
        Some(&student),
    );
}

fn rustc(folder: &Path, arguments: &[&str], externs: &[&str], student: Option<&str>) {
    let release = release();
    let mut command = Command::new("rustc");
    command.current_dir(folder).args(arguments).args([
        "--edition",
        "2024",
        "-Copt-level=1",
        "-Cdebuginfo=0",
        "--cap-lints",
        "allow",
    ]);
    command
        .arg("-L")
        .arg(format!("dependency={}", release.join("deps").display()));
    for name in externs {
        let file = match *name {
            "std" | "core" | "std_model" => "std_model",
            "kit" => "kit_model",
            other => other,
        };
        command.arg("--extern").arg(format!(
            "{name}={}",
            release.join(format!("lib{file}.rlib")).display()
        ));
    }
    if let Some(student) = student {
        command.arg("--extern").arg(student);
    }
    assert!(
        command.status().expect("rustc runs").success(),
        "rustc refused {arguments:?}"
    );
}

/// The folder of this example's own build, two levels up.
fn release() -> PathBuf {
    let me = std::env::current_exe().expect("this program has a path");
    me.parent()
        .and_then(Path::parent)
        .expect("examples lie in the build's folder")
        .to_owned()
}

fn run(folder: &Path, start: &Start) {
    let begun = Instant::now();
    let mut child = Command::new(folder.join("model"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the check runs");
    kit_wire::write_frame(&mut child.stdin.take().expect("a pipe"), start)
        .expect("the check listens");
    let mut from = child.stdout.take().expect("a pipe");
    while let Ok(message) = kit_wire::read_frame::<FromSealed>(&mut from) {
        match message {
            FromSealed::Ran(ran) => {
                println!("{}: {}", ran.name, ran.title);
                if let Report::Model(report) = &ran.report {
                    print(report);
                }
            }
            FromSealed::Ready | FromSealed::Working => {}
            FromSealed::Finished { ran, .. } => println!("finished: {ran} ran"),
        }
    }
    println!(
        "{:?} in {:?}",
        child.wait().expect("the check ends"),
        begun.elapsed()
    );
}

fn print(report: &ModelReport) {
    println!(
        "  {} executions, complete: {}, {} threads",
        report.executions, report.complete, report.threads
    );
    if let Some(what) = &report.unsupported {
        println!("  UNSUPPORTED {what:?}");
    }
    let Some(execution) = &report.failure else {
        return;
    };
    println!("  FAIL {:?}", execution.failure);
    println!(
        "  execution {}, {} preemptions, replay {:?}",
        execution.number, execution.preemptions, execution.replay
    );
    for (number, step) in execution.steps.iter().enumerate() {
        let object = step
            .object
            .map(|object| &execution.objects[object as usize]);
        println!(
            "  {number:4} thread {} {:?} {:?} -> {:?} {:?} {}:{}  {:?}",
            step.thread,
            step.op,
            step.read,
            step.wrote,
            step.ordering,
            step.place.file,
            step.place.line,
            object.map(|object| object.kind)
        );
    }
    for thread in &execution.threads {
        println!("    {thread:?}");
    }
    for interval in &execution.intervals {
        println!("    {interval:?}");
    }
}
