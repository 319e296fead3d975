//! What came of compiling.

use crate::model::Ending;
use std::path::PathBuf;

/// An error of the compiler, without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstError {
    /// `E0277`, if it has a code.
    pub code: Option<String>,
    /// What it says.
    pub message: String,
}

/// What a compiler left behind that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompilerSaid {
    /// Its first error, as it renders it.
    Error(String),
    /// No error.
    Nothing {
        /// How it ended.
        ending: Ending,
        /// What it printed.
        printed: String,
    },
}

/// Why something did not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compiling {
    /// The submission does not compile.
    Fails {
        /// The first error.
        first: FirstError,
        /// How many there are.
        errors: usize,
    },
    /// rustc does not accept the submission, and does not say why.
    Silent {
        /// How it ended.
        ending: Ending,
        /// What it printed.
        printed: String,
    },
    /// The code brought a compiler down, or kept it busy for too long.
    Stopped {
        /// How.
        ending: Ending,
        /// The seconds that it had.
        seconds: u32,
    },
    /// The code compiles and cannot be linked: what the linker says.
    Unlinked(String),
    /// The submission compiles against the real std only.
    NotUnderLookAlike(CompilerSaid),
    /// Names or types differ from what a check calls.
    ContractMissed(FirstError),
    /// A program of the course does not compile with the submission.
    ProgramRejected(FirstError),
    /// A check could not be compiled, and the compiler names no error.
    CheckSilent(String),
    /// The same for a program of the course.
    ProgramSilent(String),
    /// The same for a snippet.
    SnippetSilent {
        /// The snippet.
        snippet: String,
        /// How the compiler ended.
        ending: Ending,
    },
    /// trybuild came to no result.
    TrybuildBroke {
        /// How it ended.
        ending: Ending,
        /// What it printed.
        printed: String,
    },
}

/// Why code that compiles is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unaccepted {
    /// It makes the compiler read a file that was not handed in.
    ReadsFile(String),
    /// It makes the compiler read a variable of its environment.
    ReadsVariable(String),
    /// The keyword `unsafe` stands in it.
    Unsafe,
    /// It contains something that ordinary Rust does not.
    Contains(OddProduct),
}

/// What the compiler made of code and ordinary Rust does not become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OddProduct {
    /// More than so many MiB.
    TooLarge(u64),
    /// Assembly.
    Assembly,
    /// A library that cannot be read.
    UnreadableLibrary,
    /// A file in a library that rustc puts into none.
    ForeignFile(String),
    /// An object file of an unknown kind.
    UnknownObject,
    /// An object file that cannot be read: why.
    UnreadableObject(String),
    /// A section that is neither ordinary code nor data.
    Section(String),
    /// A global name that could take the place of another library's.
    GlobalName(String),
}

/// What is wrong with the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineFault {
    /// There is no room.
    NoRoom {
        /// For what.
        what: NoRoomFor,
        /// In this folder.
        folder: PathBuf,
    },
    /// The linker could not do its work: what rustc says about it.
    Linker(String),
    /// The grader's own files are not as they should be: what rustc says about them.
    OwnFiles(String),
}

/// What there was no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRoomFor {
    /// What a linker writes: what rustc says about it.
    Linking(String),
    /// What a compiler writes: what the system says about it.
    Result(String),
    /// A case of trybuild's.
    Case {
        /// The case.
        file: String,
        /// What the system says.
        said: String,
    },
}
