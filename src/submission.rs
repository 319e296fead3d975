//! Takes in only the files that an exercise asks for, and names the rest.

use crate::catalog;
use crate::course_file::CourseError;
use crate::model::{Course, Exercise};
use std::{
    fs, io,
    io::Read,
    os::unix::fs::OpenOptionsExt,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

/// No file of a submission may be larger, in bytes.
pub const LARGEST_FILE: u64 = 256 * 1024;

/// So many files that were not taken are named; a flood of them is counted.
const MOST_REFUSED: usize = 50;

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

/// Entries of a class's folder that cannot be graded: name and reason.
pub type Unusable = Vec<(String, String)>;

/// Takes in a class: every folder of `folder` is a submission, in order of names.
pub fn take_class(
    course: &Course,
    folder: &Path,
) -> Result<(Vec<Submission>, Unusable), SubmissionError> {
    let read = |source| SubmissionError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        paths.push(entry.map_err(read)?.path());
    }
    paths.sort();
    let mut submissions = Vec::new();
    let mut unusable = Vec::new();
    for path in paths {
        let name = name_of(&path).map_err(read)?;
        let is_link = fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink());
        if name.starts_with('.') {
            continue;
        } else if is_link {
            unusable.push((
                name,
                "is a symbolic link; links are never followed".to_owned(),
            ));
        } else if !path.is_dir() {
            unusable.push((name, "is not a folder".to_owned()));
        } else {
            match take(course, &path, None) {
                Ok(submission) => submissions.push(submission),
                Err(error) => unusable.push((name, error.to_string())),
            }
        }
    }
    Ok((submissions, unusable))
}

enum Layout<'a> {
    One(&'a Arc<Exercise>),
    Course(PathBuf),
}

fn layout<'a>(
    course: &'a Course,
    path: &Path,
    only: Option<&'a Arc<Exercise>>,
) -> Result<Layout<'a>, SubmissionError> {
    let clone = path.join("exercises");
    let base = if clone.is_dir() {
        clone
    } else {
        path.to_owned()
    };
    let laid_out = course
        .exercises
        .iter()
        .any(|exercise| exercise_folder(&base, exercise).is_dir());
    if laid_out {
        return Ok(Layout::Course(base));
    }
    if let Some(exercise) = only {
        return Ok(Layout::One(exercise));
    }
    let is_crate = course
        .exercises
        .iter()
        .flat_map(|exercise| &exercise.submit)
        .any(|file| path.join(file).symlink_metadata().is_ok());
    if is_crate {
        let names = [name_of(path).ok(), package_name(path)];
        let by_name = names.into_iter().flatten().find_map(|name| {
            course.exercises.iter().find(|exercise| {
                let known = [
                    exercise.id.name.as_str(),
                    exercise.id.short(),
                    &exercise.crate_name(),
                ];
                known.contains(&name.as_str())
            })
        });
        return match by_name {
            Some(exercise) => Ok(Layout::One(exercise)),
            None => Err(SubmissionError::WhichExercise {
                path: path.to_owned(),
            }),
        };
    }
    if is_empty(path) {
        return Ok(Layout::Course(base));
    }
    let example = course
        .exercises
        .first()
        .map(|exercise| exercise.id.to_string())
        .unwrap_or_default();
    Err(SubmissionError::NothingKnown {
        path: path.to_owned(),
        example,
    })
}

/// The name in a crate's Cargo.toml, which is all that is taken from it.
fn package_name(folder: &Path) -> Option<String> {
    let text = read_text(&folder.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = toml::from_str(&text).ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

/// Nothing but hidden files such as `.gitkeep`.
fn is_empty(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.all(|entry| entry.file_name().to_string_lossy().starts_with('.'))
}

/// `<chapter>/<exercise>`, or `<exercise>` alone if that is what is there.
fn exercise_folder(base: &Path, exercise: &Exercise) -> PathBuf {
    let full = base.join(&exercise.id.chapter).join(&exercise.id.name);
    let short = base.join(&exercise.id.name);
    if !full.is_dir() && short.is_dir() {
        short
    } else {
        full
    }
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
        let mut found = Vec::new();
        list(folder, folder, &mut found, 0);
        found.sort();
        for file in found {
            let is_asked_for = exercise.submit.contains(&file);
            if is_asked_for || same_contents(&folder.join(&file), &exercise.folder.join(&file)) {
                continue;
            }
            let shown = folder
                .join(&file)
                .strip_prefix(top)
                .map_or(file.clone(), |path| path.display().to_string());
            if self.refused.len() < MOST_REFUSED {
                self.refused.push((shown, "not asked for".to_owned()));
            }
        }
    }
}

/// All files below a folder, relative to it; links are named and not followed.
fn list(top: &Path, folder: &Path, found: &mut Vec<String>, depth: usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if depth > 8
            || found.len() > MOST_REFUSED
            || matches!(name.to_str(), Some("target" | ".git" | ".gitkeep"))
        {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(top, &path, found, depth + 1);
        } else if let Ok(relative) = path.strip_prefix(top) {
            found.push(relative.display().to_string());
        }
    }
}

fn same_contents(theirs: &Path, ours: &Path) -> bool {
    let length = |path: &Path| {
        fs::symlink_metadata(path)
            .ok()
            .filter(fs::Metadata::is_file)
            .map(|file| file.len())
    };
    match (length(theirs), length(ours)) {
        (Some(a), Some(b)) if a == b && a <= LARGEST_FILE => {
            theirs == ours || fs::read(theirs).ok() == fs::read(ours).ok()
        }
        _ => false,
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

/// The first symbolic link on the way from `top` (which may be one) down to `path`.
fn first_link(top: &Path, path: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(top).ok()?;
    let mut walked = top.to_owned();
    for part in below.components() {
        walked.push(part);
        if fs::symlink_metadata(&walked).is_ok_and(|found| found.is_symlink()) {
            return Some(walked);
        }
    }
    None
}

enum Refusal {
    /// The student can mend it; completes a sentence that begins with the file's name.
    Mend(String),
    /// The system is at fault.
    System(io::Error),
}

/// Reads a file as text without following a link, waiting for a pipe, or taking more than is allowed.
fn read_text(path: &Path) -> Result<String, Refusal> {
    let mut options = fs::OpenOptions::new();
    options
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Err(Refusal::Mend(
                "is missing; the exercise asks for it".to_owned(),
            ));
        }
        Err(error) if error.raw_os_error() == Some(libc::ELOOP) => {
            return Err(Refusal::Mend(
                "is a symbolic link; hand in the file itself, links are never followed".to_owned(),
            ));
        }
        Err(error) => return Err(Refusal::System(error)),
    };
    let metadata = file.metadata().map_err(Refusal::System)?;
    if !metadata.is_file() {
        return Err(Refusal::Mend(
            "is not a regular file; hand in a text file".to_owned(),
        ));
    }
    let too_large = || {
        let limit = LARGEST_FILE / 1024;
        Refusal::Mend(format!(
            "is larger than {limit} KiB; hand in only the code that the exercise asks for"
        ))
    };
    if metadata.len() > LARGEST_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(Refusal::System)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        Refusal::Mend(format!("is not UTF-8 text (line {line}); save it as UTF-8"))
    })
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
