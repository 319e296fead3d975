//! The child process that trybuild runs in.

use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io, panic,
    path::{Path, PathBuf},
};

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
    /// The cases of which the compiler said nothing and left nothing, neither errors nor a product.
    pub(super) undecided: Vec<String>,
    /// Why nothing could be written in the end, if so: then nothing is known about what is undecided.
    pub(super) no_room: Option<String>,
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
    let mut answer = compile(&order)?;
    if !answer.undecided.is_empty() {
        // Others share the disk: there may have been no room for a moment only.
        clear(&order)?;
        answer = compile(&order)?;
        answer.no_room = room(&order.folder).err().map(|error| error.to_string());
    }
    Ok(serde_json::to_string(&answer)?)
}

/// Lets trybuild compile all cases.
fn compile(order: &Order) -> io::Result<Answer> {
    let outcome = panic::catch_unwind(|| {
        let cases = ::trybuild::TestCases::new();
        for case in &order.cases {
            cases.compile_fail(case);
        }
    });
    let failed = match &outcome {
        Ok(()) => 0,
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map_or("", String::as_str);
            // "2 of 3 tests failed" is a result; any other panic is trybuild's own.
            let count = text
                .strip_suffix(" tests failed")
                .and_then(|counts| counts.split(" of ").next()?.parse().ok());
            count.ok_or_else(|| io::Error::other(format!("trybuild broke: {text}")))?
        }
    };
    let mut answer = Answer {
        rejected: BTreeMap::new(),
        undecided: Vec::new(),
        no_room: None,
    };
    sort(order, failed, &mut answer);
    Ok(answer)
}

/// Sorts the cases by what there is to show for them. trybuild takes a case of which cargo says nothing for one that
/// compiles, also when cargo or the compiler broke: only a product proves it. Of a case that was rejected, trybuild fails
/// if it cannot write down all that was said.
fn sort(order: &Order, failed: usize, answer: &mut Answer) {
    let products = products(&order.folder.join("target/tests/trybuild"));
    let mut compiled = Vec::new();
    for (index, case) in order.cases.iter().enumerate() {
        let name = format!("libtrybuild{index:03}-");
        let said = fs::read_to_string(said_about(order, case)).unwrap_or_default();
        if products.iter().any(|product| product.starts_with(&name)) {
            compiled.push(case.clone());
        } else if said.trim().is_empty() {
            answer.undecided.push(case.clone());
        } else {
            answer.rejected.insert(case.clone(), said);
        }
    }
    if failed != compiled.len() && answer.undecided.is_empty() {
        answer.undecided = order.cases.clone();
    }
}

/// The file in which trybuild writes down what the compiler said about a case.
fn said_about(order: &Order, case: &str) -> PathBuf {
    order.folder.join(case).with_extension("stderr")
}

/// Names of the crates' metadata, which is all that cargo lets rustc write. A program's is empty, and made when nothing
/// was found to be wrong with it.
fn products(target: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(target).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.metadata() {
            Ok(found) if found.is_dir() => names.extend(products(&entry.path())),
            Ok(_) if name.ends_with(".rmeta") => names.push(name),
            _ => {}
        }
    }
    names
}

/// Forgets what was compiled and what was said.
fn clear(order: &Order) -> io::Result<()> {
    let gone = |done: io::Result<()>| match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    gone(fs::remove_dir_all(order.folder.join("target")))?;
    let mut said = order.cases.iter().map(|case| said_about(order, case));
    said.try_for_each(|file| gone(fs::remove_file(file)))
}

/// More than a few small programs need.
const ROOM: usize = 16 << 20;

/// Whether there is still room to compile in.
fn room(folder: &Path) -> io::Result<()> {
    let file = folder.join("room");
    fs::write(&file, vec![1; ROOM])?;
    fs::remove_file(file)
}

fn stage(order: &Order) -> io::Result<()> {
    let copy = |from: &Path, file: &str| {
        let to = order.folder.join(file);
        fs::create_dir_all(to.parent().unwrap_or(&order.folder))?;
        let length = fs::metadata(from.join(file))?.len();
        match fs::copy(from.join(file), to)? {
            copied if copied == length => Ok(()),
            _ => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
        }
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
