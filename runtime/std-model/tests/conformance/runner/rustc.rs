//! Calls rustc as the grader does, against the runtime that cargo has built.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Calls rustc in `folder` with some of the runtime's crates.
pub fn rustc(folder: &Path, arguments: &[&str], externs: &[&str]) -> Output {
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
pub fn error<'e>(line: &'e str, name: &str) -> Option<(usize, &'e str)> {
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
