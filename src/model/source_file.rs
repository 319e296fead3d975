//! Files of a submission: those that were taken, and those that were not.

/// A file of source code as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it lies in the exercise: `src/lib.rs`.
    pub path: String,
    /// Its contents.
    pub text: String,
}

impl SourceFile {
    /// A file of this name with these contents.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> SourceFile {
        SourceFile {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// A file or folder that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is called where it was found, tamed.
    pub name: String,
    /// Why it was not taken.
    pub reason: WhyRefused,
}

/// Why a file or folder was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyRefused {
    /// No exercise asks for it.
    NotAskedFor,
    /// Too much lies in it to look at.
    TooMuch,
    /// It is no folder of the course, but called almost like this one.
    NotOfCourse {
        /// What the course calls it.
        meant: String,
    },
    /// An entry of a class: its name is not UTF-8.
    NameNotText,
    /// An entry of a class: it is a symbolic link.
    Link,
    /// An entry of a class: it is no folder.
    NotAFolder,
    /// An entry of a class: it cannot be opened; what the system says, tamed.
    NotOpened(String),
    /// An entry of a class: it cannot be taken for a submission; what was said about it, tamed.
    Unfit(String),
}
