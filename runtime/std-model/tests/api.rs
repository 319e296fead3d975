//! What compiles with std compiles with the look-alike, item by item.
//!
//! `api/std-1.95.txt` has a line for each stable item of the modules that the look-alike replaces: paths, methods with their
//! signatures, constants, and which types have which traits. Each becomes a function that compiles where the line holds,
//! and both sides have to compile them all. The list was read off the documentation that comes with the toolchain:
//!
//! `rustup component add rust-docs; RENEW=1 cargo test --release -p std-model --test api`
//!
//! What a list of lines cannot say (which types do not have a trait, variance, sizes), the cases of `conformance/cases/types.rs`
//! tell.

#![allow(missing_docs)]

#[path = "api/lines.rs"]
mod lines;
#[path = "api/pages.rs"]
mod pages;
#[path = "conformance/runner/rustc.rs"]
mod rustc;

use rustc::{error, rustc};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/std-1.95.txt");

/// What a crate of a student is given instead of std.
const LOOK_ALIKE: &[&str] = &["std", "core"];

fn folder(name: &str) -> PathBuf {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("api-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the build");
    folder
}

/// The functions that do not compile, by number, each with the compiler's first message.
fn refused(name: &str, functions: &[String], externs: &[&str]) -> BTreeMap<usize, String> {
    let folder = folder(name);
    let mut refused = BTreeMap::new();
    loop {
        let mut text = String::new();
        for (number, function) in functions.iter().enumerate() {
            text += if refused.contains_key(&number) {
                ""
            } else {
                function
            };
            text.push('\n');
        }
        std::fs::write(folder.join("items.rs"), text).expect("a file for the build");
        let output = rustc(
            &folder,
            &["items.rs", "--crate-type=rlib", "--emit=metadata"],
            externs,
        );
        if output.status.success() {
            break;
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let before = refused.len();
        for (line, message) in errors.lines().filter_map(|line| error(line, "items")) {
            refused
                .entry(line - 1)
                .or_insert_with(|| message.to_owned());
        }
        assert!(refused.len() > before, "no function is to blame:\n{errors}");
    }
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    refused
}

/// A function for each line.
fn functions<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    lines
        .enumerate()
        .map(|(number, line)| lines::function(line, number))
        .collect()
}

/// Writes the list anew: the lines that compile with the toolchain in use.
fn renew() {
    let asked = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .expect("rustc runs");
    let sysroot = String::from_utf8(asked.stdout).expect("a path");
    let all = pages::lines(&Path::new(sysroot.trim()).join("share/doc/rust/html/std"));
    let refused = refused("renew", &functions(all.iter().map(String::as_str)), &[]);
    let stable = all
        .iter()
        .enumerate()
        .filter(|(number, _)| !refused.contains_key(number));
    let list: String = stable.map(|(_, line)| format!("{line}\n")).collect();
    std::fs::write(LIST, list).expect("the list can be written");
}

#[test]
fn what_std_has_is_here_too() {
    if std::env::var_os("RENEW").is_some() {
        renew();
    }
    let list = std::fs::read_to_string(LIST).expect("the list can be read");
    let lines: Vec<&str> = list.lines().collect();
    let functions = functions(lines.iter().copied());
    let with_std = refused("std", &functions, &[]);
    assert!(with_std.is_empty(), "std itself does not have {with_std:?}");
    let refused = refused("look-alike", &functions, LOOK_ALIKE);
    let differs = differences();
    let is_named = |line: &str| differs.iter().any(|part| line.contains(part.as_str()));
    let missing = refused
        .iter()
        .map(|(number, message)| (lines[*number], message));
    let wrong: Vec<String> = missing
        .filter(|(line, _)| !is_named(line))
        .map(|(line, message)| format!("{line}\n    {message}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} items are missing:\n{}",
        wrong.len(),
        lines.len(),
        wrong.join("\n")
    );
    for part in &differs {
        let is_missing = refused
            .keys()
            .any(|number| lines[*number].contains(part.as_str()));
        assert!(
            is_missing,
            "docs/model.md says that `{part}` does not compile, but it does"
        );
    }
}

/// What `docs/model.md` names as not compiling: parts of lines of the list.
fn differences() -> Vec<String> {
    let note = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/model.md");
    let note = std::fs::read_to_string(note).expect("docs/model.md can be read");
    let section = note
        .split("## What compiles with std only\n")
        .nth(1)
        .expect("the section of docs/model.md");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| row.split('`').nth(1))
        .map(str::to_owned)
        .collect()
}
