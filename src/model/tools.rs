//! Compilers and compiled crates that steps are made of.

use super::Workplace;
use std::{collections::BTreeMap, io, path::PathBuf};

/// The toolchain and the store of compiled crates.
#[derive(Clone, Debug)]
pub struct Tools {
    /// The toolchain's folder: compilers, their libraries, and std.
    pub sysroot: PathBuf,
    /// `rustc` itself, not rustup's proxy, which costs 30 ms a start.
    pub rustc: PathBuf,
    /// `cargo` itself; only trybuild needs it.
    pub cargo: PathBuf,
    /// `clippy-driver`, if the toolchain has it.
    pub clippy_driver: PathBuf,
    /// The target triple that rustc compiles for.
    pub target: String,
    /// `rustc --version`.
    pub version: String,
    /// Crates that checks and students may name, and where they are.
    pub externs: BTreeMap<String, PathBuf>,
    /// The folder with everything that those crates depend on.
    pub dependencies: PathBuf,
    /// A folder with rustc's own linker under the name by which the C compiler calls it, where rustc uses its own.
    pub linker: Option<PathBuf>,
    /// Where compiled judges are kept between gradings; `None` where nothing can be kept.
    pub judges: Option<PathBuf>,
    /// `PATH` for the linker.
    pub search_path: String,
    /// The grader's own binary, for trybuild's child process.
    pub grader: PathBuf,
    /// Changes whenever the toolchain or the runtime does.
    pub key: String,
}

impl Tools {
    /// What compilers work with, and a folder for what they write.
    pub fn workplace(&self, scratch: PathBuf) -> Workplace {
        let libraries = self.sysroot.join("lib");
        let target = libraries.join("rustlib").join(&self.target).join("lib");
        let store = || {
            [&self.dependencies]
                .into_iter()
                .chain(&self.linker)
                .cloned()
        };
        Workplace {
            compiler: self.rustc.clone(),
            sees: store().chain([self.sysroot.clone()]).collect(),
            reads: store().chain([libraries, target]).collect(),
            scratch,
        }
    }
}

/// Which `std` a crate is compiled against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrateFlavour {
    /// The real one.
    Real,
    /// The look-alike that runs under the model checker.
    Model,
}

/// How far a build of the toolbox has come.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// Another grader is building it; this one waits.
    Waiting,
    /// So many of about so many crates are compiled.
    Building {
        /// Crates compiled.
        done: usize,
        /// Crates in the lock file.
        of: usize,
    },
    /// It is there.
    Done,
}

/// Completes a sentence about a file for the time of a grading that could not be written: what to do, if the error says so.
pub fn disk_advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            " Is the disk full? Make room there, or name another folder in TMPDIR"
        }
        io::ErrorKind::NotFound
        | io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem => " Name another folder in TMPDIR",
        _ => "",
    }
}
