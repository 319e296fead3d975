//! Compiles a file of cases twice: against std, and against the look-alike as a student's crate is.

use super::source::{Case, without};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Which std the cases see.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The real one.
    Std,
    /// The look-alike.
    Model,
}

/// A program of cases.
pub struct Program {
    /// The file to run.
    pub path: PathBuf,
    /// The cases that did not compile, each with the compiler's first message.
    pub refused: Vec<(String, String)>,
}

/// Compiles the cases; those that do not compile are left out, so that each stands for itself.
pub fn compile(folder: &Path, text: &str, cases: &[Case], against: Against) -> Program {
    let (name, end) = match against {
        Against::Std => ("real", include_str!("main_real.rs")),
        Against::Model => ("cases", ""),
    };
    let source = folder.join(format!("{name}.rs"));
    std::fs::write(folder.join("common.rs"), include_str!("../cases/common.rs"))
        .expect("a file for the build");
    let mut refused: Vec<(String, String)> = Vec::new();
    loop {
        let left_out: Vec<&Case> = cases
            .iter()
            .filter(|case| refused.iter().any(|(name, _)| *name == case.name))
            .collect();
        std::fs::write(&source, without(text, &left_out, cases) + end)
            .expect("a file for the build");
        let output = match against {
            Against::Std => rustc(folder, &["real.rs"], &[]),
            Against::Model => rustc(
                folder,
                &["cases.rs", "--crate-type", "rlib"],
                &["std", "core"],
            ),
        };
        if output.status.success() {
            break;
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let before = refused.len();
        for (line, message) in errors.lines().filter_map(|line| error(line, name)) {
            let Some(case) = cases.iter().find(|case| case.lines.contains(&line)) else {
                continue;
            };
            if !refused.iter().any(|(name, _)| *name == case.name) {
                refused.push((case.name.clone(), message.to_owned()));
            }
        }
        assert!(
            refused.len() > before,
            "{} does not compile, and no case is to blame:\n{errors}",
            source.display()
        );
    }
    if against == Against::Model {
        std::fs::write(folder.join("model.rs"), include_str!("main_model.rs"))
            .expect("a file for the build");
        let output = rustc(
            folder,
            &["model.rs", "--extern", "cases=libcases.rlib"],
            &["std_model", "kit_wire"],
        );
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        return Program {
            path: folder.join("model"),
            refused,
        };
    }
    Program {
        path: folder.join("real"),
        refused,
    }
}

/// Calls rustc in `folder` with some of the runtime's crates.
fn rustc(folder: &Path, arguments: &[&str], externs: &[&str]) -> Output {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(folder).args(arguments);
    rustc.args([
        "--edition",
        "2024",
        "--cap-lints",
        "allow",
        "-Cdebuginfo=0",
        "--error-format=short",
        "-L.",
    ]);
    if !externs.is_empty() {
        rustc
            .arg("-L")
            .arg(format!("dependency={}", release().join("deps").display()));
    }
    for name in externs {
        let file = match *name {
            "std" | "core" => "std_model",
            name => name,
        };
        rustc.arg("--extern").arg(format!(
            "{name}={}",
            release().join(format!("lib{file}.rlib")).display()
        ));
    }
    rustc.output().expect("rustc runs")
}

/// Reads `file:line:column: error[…]: message`.
fn error<'e>(line: &'e str, name: &str) -> Option<(usize, &'e str)> {
    let rest = line.strip_prefix(name)?.strip_prefix(".rs:")?;
    let (at, rest) = rest.split_once(':')?;
    let (_, message) = rest.split_once(": ")?;
    message
        .starts_with("error")
        .then_some((at.parse().ok()?, message))
}

/// The folder of the compiled runtime. Cargo is asked, because a folder may hold the libraries of several builds; it
/// has built them already to build this test, so this takes a moment only. Other crates of the workspace are left
/// alone: their dependencies need not have been downloaded.
fn release() -> &'static Path {
    static RELEASE: OnceLock<PathBuf> = OnceLock::new();
    RELEASE.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--release",
                "--package=std-model",
                "--package=kit-wire",
                "--message-format=json",
            ])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .output()
            .expect("cargo runs");
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        let messages = String::from_utf8(built.stdout).expect("cargo speaks UTF-8");
        let library = messages
            .split('"')
            .find(|word| word.ends_with("/libstd_model.rlib"));
        Path::new(library.expect("an rlib of std-model"))
            .parent()
            .expect("it lies in a folder")
            .to_owned()
    })
}
