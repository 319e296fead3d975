//! Takes in only the files that an exercise asks for, and names the rest.

mod class;
mod error;
mod extras;
mod layout;
mod names;
mod text;
mod tree;

pub use class::take_class;
pub use error::SubmissionError;

use crate::catalog;
use crate::model::{
    Course, Defect, Exercise, Refused, SourceFile, WhyRefused, tamed_name, unique_name,
};
use layout::{Layout, Search, exercise_folder};
use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};
use text::{NotTaken, not_opened, read_single, read_text};
use tree::{Budget, Folder, Found};

/// What a student handed in.
#[derive(Debug)]
pub struct Submission {
    /// Its name: the folder's or the file's.
    pub name: String,
    /// One entry for each exercise asked for, in the course's order.
    pub parts: Vec<Part>,
    /// What was not taken of it.
    pub refused: Vec<Refused>,
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
    /// All files are there, in the order in which the exercise asks for them.
    In(Vec<SourceFile>),
    /// The exercise's folder is not there.
    Nothing,
    /// A file or folder cannot be taken, for a reason that the student can mend.
    Unusable {
        /// What it is called.
        name: String,
        /// What is wrong with it.
        defect: Defect,
    },
    /// A file or folder cannot be read, for a reason that lies with the system.
    Unreadable {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        said: String,
    },
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
    let name = name_of(path).map_err(read)?;
    if fs::metadata(path).map_err(read)?.is_dir() {
        let top = Folder::open(path).map_err(read)?;
        return take_folder(course, &top, path, name, only);
    }
    match only {
        Some(exercise) => take_file(path, name, exercise),
        None => Err(SubmissionError::WhichExercise {
            path: path.to_owned(),
        }),
    }
}

/// The same for a folder that is open.
fn take_folder(
    course: &Course,
    top: &Folder,
    path: &Path,
    name: String,
    only: Option<&Arc<Exercise>>,
) -> Result<Submission, SubmissionError> {
    let mut taking = Taking::begin(top, path, name);
    let search = Search {
        course,
        only,
        top,
        path,
        name: &taking.submission.name,
    };
    match search.layout(&mut taking.budget)? {
        Layout::One(exercise, folder) => taking.exercise(Some(folder), exercise),
        Layout::Course(base) => {
            for exercise in &course.exercises {
                if only.is_none_or(|only| only.id == exercise.id) {
                    taking.exercise(exercise_folder(top, &base, exercise), exercise);
                }
            }
            let misnamed = names::misnamed(course, only, (top, &base), &mut taking.budget);
            for folder in misnamed {
                taking.refuse(&folder.path, folder.reason());
            }
        }
    }
    Ok(taking.submission)
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
    let top = Folder::open(path).map_err(|source| SubmissionError::Read {
        path: path.to_owned(),
        source,
    })?;
    let mut taking = Taking::begin(&top, path, name.to_owned());
    taking.exercise(Some(PathBuf::new()), exercise);
    taking.submission.refused.clear();
    Ok(taking.submission)
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
    let handed = match read_single(path) {
        Ok(text) => Handed::In(vec![SourceFile::new(wanted, text)]),
        Err(NotTaken::Mend(defect)) => Handed::Unusable {
            name: name.clone(),
            defect,
        },
        Err(NotTaken::System(source)) => {
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

/// A submission that is being taken in.
struct Taking<'a> {
    top: &'a Folder,
    /// The path as given, for messages.
    path: &'a Path,
    submission: Submission,
    budget: Budget,
}

impl<'a> Taking<'a> {
    fn begin(top: &'a Folder, path: &'a Path, name: String) -> Taking<'a> {
        Taking {
            top,
            path,
            submission: Submission {
                name,
                parts: Vec::new(),
                refused: Vec::new(),
            },
            budget: Budget::full(),
        }
    }

    /// Takes in one exercise from its folder, relative to the submission's; `None`: it is not there.
    fn exercise(&mut self, folder: Option<PathBuf>, exercise: &Arc<Exercise>) {
        let handed = match folder {
            Some(folder) => self.files(&folder, exercise),
            None => Handed::Nothing,
        };
        self.submission.parts.push(Part {
            exercise: Arc::clone(exercise),
            handed,
        });
    }

    /// The files that the exercise asks for. All come from the folder that is opened here, whatever lies there later.
    fn files(&mut self, below: &Path, exercise: &Exercise) -> Handed {
        let folder = match self.top.folder(below) {
            Ok(folder) => folder,
            Err(_) if self.top.what_is(below) == Found::Other => {
                let shown = tamed_name(&below.to_string_lossy());
                return Handed::Unusable {
                    name: shown,
                    defect: Defect::NotAFolder,
                };
            }
            Err(error) => return self.not_taken(self.top, below, not_opened(error)),
        };
        self.refuse_extras(&folder, below, exercise);
        let mut files = Vec::new();
        for wanted in &exercise.submit {
            match read_text(&folder, Path::new(wanted)) {
                Ok(text) => files.push(SourceFile::new(wanted, text)),
                Err(refusal) => return self.not_taken(&folder, Path::new(wanted), refusal),
            }
        }
        Handed::In(files)
    }

    /// Why a file or folder below `folder` was not taken. If a link is to blame, it is named.
    fn not_taken(&self, folder: &Folder, below: &Path, refusal: NotTaken) -> Handed {
        let link = folder.first_link(below);
        let shown = tamed_name(&link.as_deref().unwrap_or(below).to_string_lossy());
        match refusal {
            NotTaken::Mend(defect) => Handed::Unusable {
                name: shown,
                defect,
            },
            NotTaken::System(source) => Handed::Unreadable {
                path: self.path.join(shown),
                said: source.to_string(),
            },
        }
    }

    /// Names the files that nobody asked for, except those that the course itself put there.
    fn refuse_extras(&mut self, folder: &Folder, below: &Path, exercise: &Exercise) {
        match extras::not_asked_for(folder, exercise, &mut self.budget) {
            Ok(files) => {
                for file in files {
                    self.refuse(&below.join(file), WhyRefused::NotAskedFor);
                }
            }
            Err(tree::Unlisted) => {
                self.refuse(below, WhyRefused::TooMuch);
            }
        }
    }

    fn refuse(&mut self, file: &Path, reason: WhyRefused) {
        if self.submission.refused.len() < extras::MOST_REFUSED {
            let name = match file.as_os_str().is_empty() {
                true => ".".to_owned(),
                false => tamed_name(&file.to_string_lossy()),
            };
            self.submission.refused.push(Refused { name, reason });
        }
    }
}

/// The last part of a path, also for `.` and `..`, fit to be shown and not to be taken for another one.
fn name_of(path: &Path) -> io::Result<String> {
    let named = match path.components().next_back() {
        Some(Component::Normal(name)) => name.to_owned(),
        _ => path
            .canonicalize()?
            .file_name()
            .unwrap_or_default()
            .to_owned(),
    };
    Ok(unique_name(&named))
}
