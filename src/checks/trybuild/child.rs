//! The child process that trybuild runs in.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, panic, path::Path};

/// What the child is told, as JSON on its command line.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Order {
    pub(super) crate_name: String,
    pub(super) submission: std::path::PathBuf,
    pub(super) checks: std::path::PathBuf,
    /// The crate is put together here.
    pub(super) folder: std::path::PathBuf,
    pub(super) cases: Vec<String>,
    pub(super) files: Vec<String>,
    pub(super) target: String,
    /// Flags that let a crate without dependencies use the store's.
    pub(super) flags: Vec<String>,
}

/// What the child found.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Answer {
    /// For each case that the compiler rejected: what it said, as trybuild normalises it.
    pub(super) rejected: BTreeMap<String, String>,
}

/// The hidden word on the command line that makes the grader trybuild's child.
pub const CHILD: &str = "__trybuild";

/// What the child is called. trybuild looks for a test's hash at the end of its own name and panics if the
/// name is shorter than such a hash (1.0.122, `features.rs`), as `grader` is.
pub(super) const CALLED: &str = "grader-compiles-the-cases-of-a-check";

/// Runs in the child: puts a crate together from the submission and the cases, lets trybuild compile the
/// cases, and returns an [`Answer`], which must be the last line that the child prints.
pub fn child(order: &str) -> io::Result<String> {
    let order: Order = serde_json::from_str(order)?;
    stage(&order)?;
    std::env::set_current_dir(&order.folder)?;
    let outcome = panic::catch_unwind(|| {
        let cases = ::trybuild::TestCases::new();
        for case in &order.cases {
            cases.compile_fail(case);
        }
    });
    if let Err(payload) = &outcome {
        // "2 of 3 tests failed" is a result; any other panic is trybuild's own.
        let text = payload.downcast_ref::<String>().map_or("", String::as_str);
        if !(text.contains(" of ") && text.ends_with(" tests failed")) {
            return Err(io::Error::other(format!("trybuild broke: {text}")));
        }
    }
    let mut answer = Answer {
        rejected: BTreeMap::new(),
    };
    for case in &order.cases {
        if let Ok(stderr) = fs::read_to_string(order.folder.join(case).with_extension("stderr")) {
            answer.rejected.insert(case.clone(), stderr);
        }
    }
    Ok(serde_json::to_string(&answer)?)
}

fn stage(order: &Order) -> io::Result<()> {
    let copy = |from: &Path, file: &str| {
        let to = order.folder.join(file);
        fs::create_dir_all(to.parent().unwrap_or(&order.folder))?;
        fs::copy(from.join(file), to).map(drop)
    };
    for file in &order.files {
        copy(&order.submission, file)?;
    }
    for case in &order.cases {
        copy(&order.checks, case)?;
    }
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
        order.crate_name
    );
    fs::write(order.folder.join("Cargo.toml"), manifest)?;
    let lock = format!(
        "version = 4\n\n[[package]]\nname = \"{}\"\nversion = \"0.0.0\"\n",
        order.crate_name
    );
    fs::write(order.folder.join("Cargo.lock"), lock)?;
    let settings = toml::toml! { [target] };
    let mut settings = settings;
    let flags = toml::Value::Array(
        order
            .flags
            .iter()
            .cloned()
            .map(toml::Value::String)
            .collect(),
    );
    let target = toml::Table::from_iter([("rustflags".to_owned(), flags)]);
    settings.insert(
        "target".to_owned(),
        toml::Value::Table(toml::Table::from_iter([(
            order.target.clone(),
            target.into(),
        )])),
    );
    let folder = order.folder.join(".cargo");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("config.toml"), settings.to_string())
}
