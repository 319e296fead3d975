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
    /// Why it was not taken: completes a sentence that begins with the name, or is [`NOT_ASKED_FOR`].
    pub reason: String,
}

/// Why a file was not taken, mostly.
pub const NOT_ASKED_FOR: &str = "not asked for";
