//! Mistakes of the course.

use super::Location;
use std::fmt;

/// A mistake in a file of the course, which no submission can do anything about: whoever wrote the course is told, and it
/// costs no student anything.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CourseFault {
    /// The file, relative to the exercise's folder: `checks/model.rs`.
    pub file: String,
    /// Line and column, if they are known.
    pub place: Option<(u32, u32)>,
    /// What is wrong there, in one line.
    pub what: String,
}

impl CourseFault {
    /// A mistake at a place.
    pub fn at(location: &Location, what: impl Into<String>) -> CourseFault {
        CourseFault {
            file: location.file.clone(),
            place: Some((location.line, location.column)),
            what: what.into(),
        }
    }

    /// A mistake somewhere in a file.
    pub fn of(file: &str, what: impl Into<String>) -> CourseFault {
        CourseFault {
            file: file.to_owned(),
            place: None,
            what: what.into(),
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

impl fmt::Display for CourseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.what)
    }
}
