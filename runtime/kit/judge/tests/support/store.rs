//! The compiled kits, and how check files and student crates are compiled against them: as the grader does it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

/// Builds everything once for all tests; gives the folder of the `.rlib` files.
fn release() -> &'static Path {
    static RELEASE: OnceLock<PathBuf> = OnceLock::new();
    RELEASE.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--message-format=json"])
            .args(
                [
                    "kit-driver",
                    "kit-judge",
                    "kit-timing",
                    "serde",
                    "tokio",
                    "web",
                ]
                .map(|name| format!("-p={name}")),
            )
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
            .output()
            .expect("cargo runs");
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        let messages = String::from_utf8(built.stdout).expect("cargo speaks UTF-8");
        let kit = messages
            .split('"')
            .find(|word| word.ends_with("/libkit_judge.rlib"));
        Path::new(kit.expect("an rlib of kit-judge"))
            .parent()
            .unwrap()
            .to_owned()
    })
}

/// A call of rustc in `folder`; `externs` are of the form `kit=libkit_judge.rlib`.
pub fn rustc(folder: &Path, externs: &[&str]) -> Command {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(folder).args([
        "--edition",
        "2024",
        "--cap-lints",
        "allow",
        "-C",
        "debuginfo=0",
    ]);
    rustc
        .arg("-L")
        .arg(format!("dependency={}", release().join("deps").display()));
    for (name, file) in externs
        .iter()
        .chain(&["serde=libserde.rlib"])
        .flat_map(|text| text.split_once('='))
    {
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", release().join(file).display()));
    }
    rustc
}

/// Runs a command that must succeed.
pub fn succeed(command: &mut Command) {
    let output: Output = command.output().expect("the command runs");
    assert!(
        output.status.success(),
        "{command:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
