//! What of the machine a program gets to see, and how strictly that is enforced.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What of the machine a program gets to see. What is not named here is not there for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Whether it compiles or runs student code.
    pub phase: Phase,
    /// Files and folders that it may read, besides what its phase needs in any case.
    pub reads: Vec<PathBuf>,
    /// Folders that it may write to; they are made if they are not there.
    pub writes: Vec<PathBuf>,
    /// Files that it makes and that a later step uses: they must be there and whole if it succeeds.
    pub makes: Vec<PathBuf>,
    /// What it may reach over sockets.
    pub network: Network,
    /// Whether it makes a file executable by the file's name, as GNU's linker does, which rustc's own does not.
    pub may_chmod: bool,
}

/// The two kinds of programs that a step starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Runs compiled code: no files, no processes of its own.
    #[default]
    Run,
    /// A compiler: it reads the toolchain, starts a linker, and writes its product.
    Compile,
}

/// What a program may reach over sockets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// Nothing.
    #[default]
    None,
    /// Itself, over a loopback interface that nobody else has.
    Loopback,
}

/// What all compilers of a grading work with, so that walls can be tried around just that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workplace {
    /// `rustc`.
    pub compiler: PathBuf,
    /// The folders that compilers get to see: the toolchain and the store.
    pub sees: Vec<PathBuf>,
    /// Files, and folders of files, that they must be able to read.
    pub reads: Vec<PathBuf>,
    /// A folder for temporary files that they must be able to write to; it is made if it is not there.
    pub scratch: PathBuf,
}

/// How programs are kept from the rest of the machine. Stronger ones come first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Isolation {
    /// Namespaces with a small root of their own, Landlock and seccomp.
    Namespaces,
    /// The same, with the namespaces made by bubblewrap.
    Bwrap,
    /// Landlock and seccomp only: other files can be seen to exist, but not be opened.
    Landlock,
    /// Limits on time, memory and output only.
    #[default]
    None,
}

impl Isolation {
    /// Its name on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Isolation::Namespaces => "namespaces",
            Isolation::Bwrap => "bwrap",
            Isolation::Landlock => "landlock",
            Isolation::None => "none",
        }
    }
}

/// One wall of this machine, as `grader doctor` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What it is called.
    pub name: &'static str,
    /// What was seen of it.
    pub state: LayerState,
}

/// Whether a layer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerState {
    /// It holds.
    Holds {
        /// Its version or extent.
        detail: String,
    },
    /// It does not.
    Missing {
        /// What the system said.
        reason: String,
        /// What submitted code could do because of that.
        means: &'static str,
        /// The exact remedy.
        remedy: String,
    },
}
