//! Compiles a file of cases twice: against std, and against the look-alike as a student's crate is.

use super::rustc::{error, rustc};
use super::source::{Case, without};
use std::path::{Path, PathBuf};

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
