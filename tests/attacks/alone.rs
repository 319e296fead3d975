//! A test in a process of its own. What an attack leaves running is found among the test's children, so nobody else may
//! have children beside it.

use super::{leftovers, world::World};
use std::{
    env, io,
    io::Write,
    process::{Command, Stdio},
};

/// Set in the process that is a test's own.
const ALONE: &str = "GRADER_TEST_IS_ALONE";

/// Runs a test of this folder in a process of its own, with a world of its own.
#[track_caller]
pub fn alone(name: &str, test: impl FnOnce(&World)) {
    if env::var_os(ALONE).is_some() {
        leftovers::inherit_orphans();
        return test(&World::new());
    }
    let full = format!("attacks::{name}");
    let ran = Command::new(env::current_exe().unwrap())
        .args(["--exact", &full, "--nocapture", "--test-threads=1"])
        .env(ALONE, "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    let _ = io::stderr().write_all(&ran.stderr);
    assert!(ran.status.success(), "{full} failed: {said}");
    assert!(said.contains("1 passed"), "{full} was not run: {said}");
}
