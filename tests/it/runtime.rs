//! The runtime is a workspace of its own; its tests are run here, so that one command passes all tests.

use crate::common::root;
use grader::toolbox;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn the_tests_of_the_runtime_pass() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args([
            "test",
            "--release",
            "--workspace",
            "--locked",
            "--manifest-path",
            "runtime/Cargo.toml",
        ])
        .current_dir(root());
    if let Some(layer) = layer() {
        go_on_from(&layer, &mut command);
    }
    let output = command.output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stdout}\n{stderr}");
    assert!(
        stdout.contains("test result: ok"),
        "no test was run:\n{stdout}"
    );
}

/// Where the toolbox was built, if that is still there.
fn layer() -> Option<PathBuf> {
    let tools = toolbox::open(&mut |_| {}).unwrap();
    let cache = tools.dependencies.parent()?.parent()?;
    let mut entries = fs::read_dir(cache).ok()?.flatten();
    let layer = entries.find(|entry| entry.file_name().to_string_lossy().starts_with("layer-"));
    layer.map(|entry| entry.path())
}

/// Lets cargo begin with the third-party crates that the toolbox was built of: half of the work. It takes them for those that
/// it would compile if settings and flags are the same.
fn go_on_from(layer: &Path, command: &mut Command) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime");
    if !target.exists() {
        let copied = Command::new("cp")
            .arg("-a")
            .arg(layer.join("target"))
            .arg(&target)
            .status();
        assert!(copied.unwrap().success());
    }
    let sources = layer.join("runtime");
    command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_HOME", layer.join("home"))
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            format!("--remap-path-prefix={}=runtime", sources.display()),
        );
}
