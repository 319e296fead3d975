//! Takes in only the files that an exercise asks for, and names the rest.

mod class;
mod extras;
mod layout;
mod text;

pub use class::{Unusable, take_class};

use crate::catalog;
use crate::course_file::CourseError;
use crate::model::{Course, Exercise};
use layout::{Layout, exercise_folder, layout};
use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};
use text::{Refusal, first_link, read_text};

/// What a student handed in.
#[derive(Debug)]
pub struct Submission {
    /// Its name: the folder's or the file's.
    pub name: String,
    /// One entry for each exercise asked for, in the course's order.
    pub parts: Vec<Part>,
    /// Files that were not taken, and why.
    pub refused: Vec<(String, String)>,
}

/// What was handed in for one exercise.
#[derive(Debug)]
pub struct Part {
    /// The exercise.
    pub exercise: Arc<Exercise>,
    /// Its files.
    pub handed: Handed,
}

/// The state of one exercise's files.
#[derive(Debug, PartialEq, Eq)]
pub enum Handed {
    /// All files are there: path and text, in the order in which the exercise asks for them.
    In(Vec<(String, String)>),
    /// The exercise's folder is not there.
    Nothing,
    /// A file cannot be taken, for a reason that the student can mend: one sentence.
    Unusable(String),
    /// A file cannot be read, for a reason that lies with the system: one sentence.
    Unreadable(String),
}

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
        "{} holds no exercise of this course: expected folders such as {example}, or one exercise with --exercise",
        path.display()
    )]
    NothingKnown {
        /// The path as given.
        path: PathBuf,
        /// The id of some exercise.
        example: String,
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

/// Takes in what lies at `path`: a folder laid out like `exercises/`, a clone of the whole course, one
/// exercise's crate, or one file. `only` names the exercise that is asked for.
pub fn take(
    course: &Course,
    path: &Path,
    only: Option<&str>,
) -> Result<Submission, SubmissionError> {
    let only = only
        .map(|wanted| catalog::find(course, wanted))
        .transpose()?;
    let read = |source| SubmissionError::Read {
        path: path.to_owned(),
        source,
    };
    let metadata = fs::metadata(path).map_err(read)?;
    let name = name_of(path).map_err(read)?;
    if !metadata.is_dir() {
        let Some(exercise) = only else {
            return Err(SubmissionError::WhichExercise {
                path: path.to_owned(),
            });
        };
        return take_file(path, name, exercise);
    }
    fs::read_dir(path).map_err(read)?;
    let mut submission = Submission {
        name,
        parts: Vec::new(),
        refused: Vec::new(),
    };
    match layout(course, path, only)? {
        Layout::One(exercise) => {
            let part = submission.take_exercise(path, path, exercise);
            submission.parts.push(part);
        }
        Layout::Course(base) => {
            for exercise in &course.exercises {
                if only.is_none_or(|only| only.id == exercise.id) {
                    let folder = exercise_folder(&base, exercise);
                    let part = submission.take_exercise(path, &folder, exercise);
                    submission.parts.push(part);
                }
            }
        }
    }
    Ok(submission)
}

/// Takes in one exercise from a crate's folder or a single file, whatever they are called.
pub fn take_for(
    path: &Path,
    name: &str,
    exercise: &Arc<Exercise>,
) -> Result<Submission, SubmissionError> {
    if !path.is_dir() {
        return take_file(path, name.to_owned(), exercise);
    }
    let mut submission = Submission {
        name: name.to_owned(),
        parts: Vec::new(),
        refused: Vec::new(),
    };
    let handed = take_files(path, path, exercise);
    submission.parts.push(Part {
        exercise: Arc::clone(exercise),
        handed,
    });
    Ok(submission)
}

fn take_file(
    path: &Path,
    name: String,
    exercise: &Arc<Exercise>,
) -> Result<Submission, SubmissionError> {
    let [wanted] = exercise.submit.as_slice() else {
        let wanted = exercise.submit.join(" and ");
        return Err(SubmissionError::SeveralFiles {
            exercise: exercise.id.to_string(),
            wanted,
        });
    };
    let handed = match read_text(path) {
        Ok(text) => Handed::In(vec![(wanted.clone(), text)]),
        Err(Refusal::Mend(reason)) => Handed::Unusable(format!("{name} {reason}")),
        Err(Refusal::System(source)) => {
            return Err(SubmissionError::Read {
                path: path.to_owned(),
                source,
            });
        }
    };
    let part = Part {
        exercise: Arc::clone(exercise),
        handed,
    };
    Ok(Submission {
        name,
        parts: vec![part],
        refused: Vec::new(),
    })
}

impl Submission {
    fn take_exercise(&mut self, top: &Path, folder: &Path, exercise: &Arc<Exercise>) -> Part {
        let handed = if folder.symlink_metadata().is_err() {
            Handed::Nothing
        } else {
            self.refuse_extras(top, folder, exercise);
            take_files(top, folder, exercise)
        };
        Part {
            exercise: Arc::clone(exercise),
            handed,
        }
    }

    /// Names the files that nobody asked for, except those that the course itself put there.
    fn refuse_extras(&mut self, top: &Path, folder: &Path, exercise: &Exercise) {
        if first_link(top, folder).is_some() {
            return;
        }
        for file in extras::not_asked_for(folder, exercise) {
            let shown = folder
                .join(&file)
                .strip_prefix(top)
                .map_or(file.clone(), |path| path.display().to_string());
            if self.refused.len() < extras::MOST_REFUSED {
                self.refused.push((shown, "not asked for".to_owned()));
            }
        }
    }
}

fn take_files(top: &Path, folder: &Path, exercise: &Exercise) -> Handed {
    let mut files = Vec::new();
    for wanted in &exercise.submit {
        let path = folder.join(wanted);
        if let Some(link) = first_link(top, &path) {
            let link = link
                .strip_prefix(top)
                .unwrap_or(&link)
                .display()
                .to_string();
            return Handed::Unusable(format!(
                "{link} is a symbolic link; hand in the file itself, links are never followed"
            ));
        }
        match read_text(&path) {
            Ok(text) => files.push((wanted.clone(), text)),
            Err(Refusal::Mend(reason)) => return Handed::Unusable(format!("{wanted} {reason}")),
            Err(Refusal::System(source)) => {
                return Handed::Unreadable(format!("cannot read {}: {source}", path.display()));
            }
        }
    }
    Handed::In(files)
}

/// The last part of a path, also for `.` and `..`.
fn name_of(path: &Path) -> io::Result<String> {
    let named = match path.components().next_back() {
        Some(Component::Normal(name)) => name.to_owned(),
        _ => path
            .canonicalize()?
            .file_name()
            .unwrap_or_default()
            .to_owned(),
    };
    Ok(named.to_string_lossy().into_owned())
}
