//! Why there is no toolbox, and what to do about it.

use crate::sandbox::SandboxError;
use std::{io, path::PathBuf};

/// The oldest rustc that the runtime compiles with.
pub(super) const OLDEST_RUSTC: (u32, u32) = (1, 95);

/// Names the folder of the cache when it should not be the user's.
pub const CACHE_VARIABLE: &str = "GRADER_CACHE";

/// Why there is no toolbox.
#[derive(Debug, thiserror::Error)]
pub enum ToolboxError {
    /// There is no Rust toolchain.
    #[error(
        "cannot run `{program}`: {reason}. grader compiles Rust code, so it needs Rust {}.{} or newer; install it with rustup",
        OLDEST_RUSTC.0, OLDEST_RUSTC.1
    )]
    NoRust {
        /// What was tried.
        program: String,
        /// What the system said.
        reason: String,
    },
    /// The toolchain is too old.
    #[error(
        "{found} is too old: grader needs Rust {}.{} or newer; update it with `rustup update stable`",
        OLDEST_RUSTC.0, OLDEST_RUSTC.1
    )]
    OldRust {
        /// What was found.
        found: String,
    },
    /// The cache cannot be written.
    #[error(
        "cannot write to the cache folder {}: {source}. {}",
        path.display(),
        remedy(source)
    )]
    Cache {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A part of the cache, or a folder on the way to it, belongs to another user.
    #[error(
        "{} belongs to user {owner} and the grader runs as user {me}, so it is not used: who can change the cache decides on \
         verdicts. Name a folder of your own in {CACHE_VARIABLE} (or, with sudo, start it by `sudo -H`)",
        path.display()
    )]
    Foreign {
        /// The folder or file.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
        /// Who runs the grader.
        me: u32,
    },
    /// A part of the cache, or a folder on the way to it, can be changed by others.
    #[error(
        "{} can be changed by other users (mode {mode:o}), so it is not used: who can change the cache decides on verdicts. \
         Remove the cache and `chmod go-w` that folder, or name another one in {CACHE_VARIABLE}",
        path.display()
    )]
    Open {
        /// The folder or file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// A part of the cache cannot be read by the user that jails run as, and not be mended either.
    #[error(
        "{} cannot be read by everybody (mode {mode:o}), as what is compiled against has to be: let its owner run \
         `chmod -R a+rX` on it, or name another folder in {CACHE_VARIABLE}",
        path.display()
    )]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The runtime did not compile.
    #[error("the grader's runtime could not be built:\n{stderr}")]
    Build {
        /// The end of what cargo said.
        stderr: String,
    },
    /// A process could not be run.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}

/// What to do about a cache that the system does not let us use.
fn remedy(source: &io::Error) -> String {
    let first = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room there, or name",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Make it writable, or name"
        }
        _ => "Name",
    };
    format!("{first} another folder in {CACHE_VARIABLE}")
}
