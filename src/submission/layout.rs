//! How a submission's folder is laid out.

use super::{SubmissionError, name_of, text::read_text};
use crate::model::{Course, Exercise};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a folder is.
pub(super) enum Layout<'a> {
    /// The crate of this exercise.
    One(&'a Arc<Exercise>),
    /// Below this folder it is laid out like `exercises/`.
    Course(PathBuf),
}

/// Tells how the folder at `path` is laid out; `only` is the exercise that is asked for, if one is.
pub(super) fn layout<'a>(
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
pub(super) fn exercise_folder(base: &Path, exercise: &Exercise) -> PathBuf {
    let full = base.join(&exercise.id.chapter).join(&exercise.id.name);
    let short = base.join(&exercise.id.name);
    if !full.is_dir() && short.is_dir() {
        short
    } else {
        full
    }
}
