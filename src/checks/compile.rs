//! Calls `rustc` directly: the steps that compile student code and checks.

use crate::model::{Action, Bench, CrateFlavour, Keep, Limits, Program, Step};
use std::{path::Path, path::PathBuf};

/// Lets a step compile: rustc is ours, but what it is given is not.
pub(super) const COMPILE: Limits = Limits {
    wall_seconds: 60,
    cpu_seconds: 40,
    memory_mb: 3072,
    output_kb: 1024,
};

/// Starts a call of rustc with what all calls share.
fn rustc(bench: &Bench<'_>, folder: &Path, arguments: Vec<String>) -> Program {
    let tools = bench.tools;
    let mut all: Vec<String> = [
        "--edition=2024",
        "--error-format=json",
        "--json=diagnostic-rendered-ansi",
        "--diagnostic-width=100",
        "-Cdebuginfo=0",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("-Ldependency={}", tools.dependencies.display()));
    all.extend(arguments);
    Program {
        path: tools.rustc.clone(),
        called: None,
        arguments: all,
        environment: environment(bench),
        folder: folder.to_owned(),
    }
}

/// The environment of compilers: where the linker is, where temporary files go, nothing else.
pub(super) fn environment(bench: &Bench<'_>) -> Vec<(String, String)> {
    vec![
        ("PATH".to_owned(), bench.tools.search_path.clone()),
        ("TMPDIR".to_owned(), bench.products.display().to_string()),
    ]
}

/// `--extern` for a crate of the store under its own name.
fn external(bench: &Bench<'_>, name: &str) -> Vec<String> {
    external_as(bench, name, name)
}

/// `--extern` for a crate of the store under another name.
fn external_as(bench: &Bench<'_>, name: &str, file: &str) -> Vec<String> {
    match bench.tools.externs.get(file) {
        Some(path) => vec!["--extern".to_owned(), format!("{name}={}", path.display())],
        None => Vec::new(),
    }
}

/// `--extern` for each crate that the exercise offers.
pub(super) fn offered(bench: &Bench<'_>) -> Vec<String> {
    bench
        .exercise
        .crates
        .iter()
        .flat_map(|name| external(bench, &name.replace('-', "_")))
        .collect()
}

/// Where the student's library lies once it is compiled.
fn student_library(bench: &Bench<'_>, flavour: CrateFlavour) -> PathBuf {
    let folder = match flavour {
        CrateFlavour::Real => "real",
        CrateFlavour::Model => "model",
    };
    bench
        .products
        .join(folder)
        .join(format!("lib{}.rlib", bench.exercise.crate_name()))
}

/// Where the student's program lies once it is compiled.
pub(super) fn student_program(bench: &Bench<'_>) -> PathBuf {
    bench.products.join(bench.exercise.crate_name())
}

/// What the student's crate is compiled with, whatever compiles it.
pub(super) fn student_arguments(bench: &Bench<'_>) -> Vec<String> {
    let mut arguments = vec![format!("--crate-name={}", bench.exercise.crate_name())];
    // As under clippy, so that `#[cfg(clippy)]` shows every check the same code.
    arguments.push("--cfg=clippy".to_owned());
    if !bench.exercise.unsafe_allowed {
        arguments.push("-Funsafe_code".to_owned());
    }
    arguments.extend(offered(bench));
    arguments.push(bench.exercise.root().unwrap_or("src/lib.rs").to_owned());
    arguments
}

/// Compiles the student's crate against one of the two stds.
pub(super) fn student(bench: &Bench<'_>, flavour: CrateFlavour) -> Step {
    let mut arguments = Vec::new();
    let library = student_library(bench, flavour);
    let out = |path: &Path| format!("--out-dir={}", path.parent().unwrap_or(path).display());
    let folder = match flavour {
        CrateFlavour::Real if bench.exercise.is_program() => {
            arguments.push("--crate-type=bin".to_owned());
            arguments.push(out(&student_program(bench)));
            bench.submission.to_owned()
        }
        CrateFlavour::Real => {
            arguments.push("--crate-type=rlib".to_owned());
            arguments.push(out(&library));
            bench.submission.to_owned()
        }
        CrateFlavour::Model => {
            arguments.push("--crate-type=rlib".to_owned());
            // Lints have had their say against the real std.
            arguments.push("--cap-lints=allow".to_owned());
            arguments.push(out(&library));
            arguments.extend(external_as(bench, "std", "std_model"));
            arguments.extend(external_as(bench, "core", "std_model"));
            arguments.extend(external(bench, "std_model"));
            bench.model_submission.to_owned()
        }
    };
    arguments.extend(student_arguments(bench));
    let title = match flavour {
        CrateFlavour::Real => "compile the submission",
        CrateFlavour::Model => "compile the submission against the look-alike std",
    };
    compile(title, rustc(bench, &folder, arguments))
}

/// The kit that a check file is compiled against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kit {
    Driver,
    Model,
    Timing,
}

impl Kit {
    fn library(self) -> &'static str {
        match self {
            Kit::Driver => "kit_driver",
            Kit::Model => "kit_model",
            Kit::Timing => "kit_timing",
        }
    }

    fn flavour(self) -> CrateFlavour {
        if self == Kit::Model {
            CrateFlavour::Model
        } else {
            CrateFlavour::Real
        }
    }
}

/// Compiles a check file together with the student's library; returns the step and the binary.
pub(super) fn check(bench: &Bench<'_>, file: &str, kit: Kit) -> (Step, PathBuf) {
    let stem = Path::new(file)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let binary = bench.products.join(format!("{}-{stem}", kit.library()));
    let name = bench.exercise.crate_name();
    let library = student_library(bench, kit.flavour());
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        "--crate-name=check".to_owned(),
        "--cap-lints=allow".to_owned(),
        format!("-o{}", binary.display()),
        "--extern".to_owned(),
        format!("{name}={}", library.display()),
    ];
    arguments.extend(external_as(bench, "kit", kit.library()));
    arguments.extend(external(bench, "serde"));
    match kit {
        Kit::Driver => {}
        Kit::Model => {
            arguments.extend(external_as(bench, "std", "std_model"));
            arguments.extend(external(bench, "std_model"));
        }
        Kit::Timing => arguments.extend(external(bench, "tokio")),
    }
    arguments.extend(offered(bench));
    arguments.push(file.to_owned());
    (
        compile(
            &format!("compile {file} with the submission"),
            rustc(bench, bench.checks, arguments),
        ),
        binary,
    )
}

/// Compiles a judge, without any student code; it is kept for the next grading.
pub(super) fn judge(bench: &Bench<'_>, file: &str, text: &str) -> (Step, PathBuf) {
    let digest = blake3::hash(format!("{file}\0{text}").as_bytes()).to_hex()[..16].to_owned();
    let built = bench.products.join(format!("judge-{digest}"));
    let at = bench.tools.judges.join(&digest);
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        "--crate-name=judge".to_owned(),
        "--cap-lints=allow".to_owned(),
        format!("-o{}", built.display()),
    ];
    arguments.extend(external_as(bench, "kit", "kit_judge"));
    arguments.extend(external(bench, "serde"));
    arguments.extend(external(bench, "proptest"));
    arguments.push(file.to_owned());
    let mut step = compile(
        &format!("compile the judge of {file}"),
        rustc(bench, bench.checks, arguments),
    );
    step.keep = Some(Keep {
        built,
        at: at.clone(),
    });
    (step, at)
}

fn compile(title: &str, program: Program) -> Step {
    Step {
        title: title.to_owned(),
        action: Action::Run(program),
        limits: COMPILE,
        keep: None,
        may_fail: false,
    }
}

/// Compiles one snippet of the course, far enough to know whether it is accepted.
pub(super) fn snippet(bench: &Bench<'_>, file: &str) -> Step {
    let arguments = [
        "--crate-type=bin",
        "--crate-name=snippet",
        "--emit=metadata",
    ]
    .map(str::to_owned);
    let out = bench
        .products
        .join("snippets")
        .join(file.replace(['/', '.'], "-"));
    let mut arguments = arguments.to_vec();
    arguments.push(format!("--out-dir={}", out.display()));
    arguments.extend(offered(bench));
    arguments.push(file.to_owned());
    let mut step = compile(
        &format!("compile {file}"),
        rustc(bench, bench.checks, arguments),
    );
    step.may_fail = true;
    step
}
