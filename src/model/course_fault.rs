//! Mistakes of the course.

use super::{CompilerSaid, FirstError, Location};

/// A mistake in a file of the course, which no submission can do anything about: whoever wrote the course is told, and it
/// costs no student anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFault {
    /// The file, relative to the exercise's folder: `checks/model.rs`.
    pub file: String,
    /// Line and column, if they are known.
    pub place: Option<(usize, usize)>,
    /// What is wrong there.
    pub what: FaultOfCourse,
}

/// What is wrong in a file of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultOfCourse {
    /// It does not compile.
    Error(FirstError),
    /// Its judge does not compile, and there is no error that says why.
    JudgeSilent(CompilerSaid),
    /// Its judge gave no verdict: what it said or did.
    JudgeBroke(String),
    /// A check names a function that is not in its file.
    NoFunction {
        /// The check file.
        file: String,
        /// The function.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// The file has no such macro with functions in it.
    NoFunctions(&'static str),
}

impl CourseFault {
    /// A mistake at a place.
    pub fn at(location: &Location, what: FaultOfCourse) -> CourseFault {
        CourseFault {
            file: location.file.clone(),
            place: Some((location.line as usize, location.column as usize)),
            what,
        }
    }

    /// A mistake somewhere in a file.
    pub fn of(file: &str, what: FaultOfCourse) -> CourseFault {
        CourseFault {
            file: file.to_owned(),
            place: None,
            what,
        }
    }

    /// Where it is: `checks/model.rs:12:5`.
    pub fn place(&self) -> String {
        match self.place {
            Some((line, column)) => format!("{}:{line}:{column}", self.file),
            None => self.file.clone(),
        }
    }
}
