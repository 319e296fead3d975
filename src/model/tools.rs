//! Compilers and compiled crates that steps are made of.

use std::{collections::BTreeMap, path::PathBuf};

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
