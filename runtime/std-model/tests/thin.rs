//! What of the look-alike is compiled into a student's crate: typed shells, and nothing of the machine behind them.
//!
//! A function with type parameters is compiled again in each crate that uses it, with all the functions with type parameters
//! that it calls: closures, collections of the machine's own, their destructors. That costs every check of every submission.

#![allow(missing_docs)]

#[path = "conformance/runner/rustc.rs"]
#[allow(dead_code, reason = "another test reads errors")]
mod rustc;

use rustc::rustc;
use std::path::Path;
use std::sync::OnceLock;

/// What a student's crate is given instead of std.
const LOOK_ALIKE: &[&str] = &["std", "core"];

/// The names of the functions that are compiled for everything generic, as the linker sees them.
fn functions(externs: &[&str]) -> Vec<String> {
    let folder = format!("thin-{}-{}", std::process::id(), externs.len());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).expect("a folder for the build");
    std::fs::write(folder.join("lib.rs"), include_str!("thin/uses.rs"))
        .expect("a file for the build");
    let arguments = ["lib.rs", "--crate-type=rlib", "--emit=llvm-ir=lib.ll"];
    let output = rustc(&folder, &arguments, externs);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let code = std::fs::read_to_string(folder.join("lib.ll")).expect("rustc's output");
    let defined = code.lines().filter(|line| line.starts_with("define "));
    let names = defined.filter_map(|line| line.split('@').nth(1)?.split('(').next());
    names.map(str::to_owned).collect()
}

/// The functions against the look-alike. Compiled once: the tests run at the same time, and would write the same files.
fn against_the_look_alike() -> &'static [String] {
    static FUNCTIONS: OnceLock<Vec<String>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| functions(LOOK_ALIKE))
}

/// Whether a function is about the machine: its state, its steps, or what runs them. Values without types are no part of it.
fn is_of_the_machine(function: &&String) -> bool {
    let rest = function.replace("5model6erased", "");
    let rest = rest.replace("..model..erased..", "");
    ["5model", "..model..", "6engine", "..engine..", "BTreeMap"]
        .iter()
        .any(|word| rest.contains(word))
}

#[test]
fn nothing_of_the_machine_is_compiled_again() {
    let all = against_the_look_alike();
    let own = all.iter().filter(|name| name.contains("std_model")).count();
    assert!(own > 50, "only {own} functions of the look-alike are seen");
    let machine: Vec<&String> = all.iter().filter(is_of_the_machine).collect();
    assert!(machine.is_empty(), "{machine:#?}");
}

#[test]
fn no_more_is_compiled_than_against_std() {
    let (real, model) = (functions(&[]).len(), against_the_look_alike().len());
    assert!(
        model <= real,
        "{model} functions, and {real} against std itself"
    );
}
