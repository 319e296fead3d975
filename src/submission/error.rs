//! Why nothing can be taken in.

use crate::course_file::CourseError;
use std::{io, path::PathBuf};

/// Why a path cannot be taken as a submission at all.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// Nothing there, or not readable.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It could be for any exercise.
    #[error("{} does not say which exercise it is for; name it with --exercise", path.display())]
    WhichExercise {
        /// The path as given.
        path: PathBuf,
    },
    /// It holds no exercise of the course.
    #[error(
        "{} holds no exercise of this course: expected {expected}{found}",
        path.display()
    )]
    NothingKnown {
        /// The path as given.
        path: PathBuf,
        /// What should be there.
        expected: String,
        /// The end of the sentence: the folder that may have been meant, if there is one.
        found: String,
    },
    /// A file was handed in for an exercise that wants several.
    #[error("{exercise} asks for {wanted}: hand in a folder instead of one file")]
    SeveralFiles {
        /// The exercise.
        exercise: String,
        /// The files that it wants.
        wanted: String,
    },
    /// A class's folder without anybody's submission in it.
    #[error("{} holds no submissions: in a class's folder every folder is one", path.display())]
    EmptyClass {
        /// The path as given.
        path: PathBuf,
    },
    /// The exercise asked for is not known.
    #[error(transparent)]
    Course(#[from] CourseError),
}
