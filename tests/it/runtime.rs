//! The runtime is a workspace of its own; its tests are run here, so that one command passes all tests.

use std::process::Command;

#[test]
fn the_tests_of_the_runtime_pass() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "test",
            "--release",
            "--workspace",
            "--locked",
            "--manifest-path",
            "runtime/Cargo.toml",
        ])
        .current_dir(crate::common::root())
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stdout}\n{stderr}");
    assert!(
        stdout.contains("test result: ok"),
        "no test was run:\n{stdout}"
    );
}
