//! How a submission's folder is laid out.

use super::error::SubmissionError;
use super::names::{self, Misnamed};
use super::text::read_text;
use super::tree::{Budget, Folder, Found};
use crate::model::{Course, Exercise};
use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    sync::Arc,
};

/// So many folders with nothing else in them may lie around a submission, as archives have them.
const MOST_AROUND: usize = 4;

/// What a folder is. Paths are relative to the submission's folder.
pub(super) enum Layout<'a> {
    /// The crate of this exercise lies here.
    One(&'a Arc<Exercise>, PathBuf),
    /// Below this folder it is laid out like `exercises/`.
    Course(PathBuf),
}

/// A submission's folder, and what is looked for in it.
pub(super) struct Search<'a, 'b> {
    pub(super) course: &'a Course,
    /// The exercise that is asked for, if one is.
    pub(super) only: Option<&'a Arc<Exercise>>,
    pub(super) top: &'b Folder,
    /// The path as given.
    pub(super) path: &'b Path,
    /// The submission's name.
    pub(super) name: &'b str,
}

impl<'a> Search<'a, '_> {
    /// Tells how the folder is laid out.
    pub(super) fn layout(&self, budget: &mut Budget) -> Result<Layout<'a>, SubmissionError> {
        let mut folder = PathBuf::new();
        for _ in 0..=MOST_AROUND {
            if let Some(layout) = self.known(&folder)? {
                return Ok(layout);
            }
            match self.only_folder(&folder, budget) {
                Some(inner) if names::meant(self.course, self.only, &inner).is_none() => {
                    folder.push(inner);
                }
                _ => break,
            }
        }
        let found = names::first_meant(self.course, self.only, self.top, budget);
        match (found, self.only) {
            (None, Some(only)) => Ok(Layout::One(only, PathBuf::new())),
            (None, None) if self.is_empty() => Ok(Layout::Course(PathBuf::new())),
            (found, _) => Err(self.nothing_known(found)),
        }
    }

    /// How one folder of the submission is laid out, if it is in a way that is known.
    fn known(&self, folder: &Path) -> Result<Option<Layout<'a>>, SubmissionError> {
        for base in [folder.join("exercises"), folder.to_owned()] {
            let mut exercises = self.course.exercises.iter();
            if exercises.any(|exercise| exercise_folder(self.top, &base, exercise).is_some()) {
                return Ok(Some(Layout::Course(base)));
            }
        }
        let mut wanted = self.course.exercises.iter().flat_map(|one| &one.submit);
        if !wanted.any(|file| self.top.what_is(&folder.join(file)) != Found::Nothing) {
            return Ok(None);
        }
        match self.only.or_else(|| self.by_name(folder)) {
            Some(exercise) => Ok(Some(Layout::One(exercise, folder.to_owned()))),
            None => Err(SubmissionError::WhichExercise {
                path: self.path.to_owned(),
            }),
        }
    }

    /// The exercise that a crate is called after.
    fn by_name(&self, folder: &Path) -> Option<&'a Arc<Exercise>> {
        let own = match folder.file_name() {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.name.to_owned(),
        };
        let names = [Some(own), package_name(self.top, folder)];
        names.into_iter().flatten().find_map(|name| {
            self.course.exercises.iter().find(|exercise| {
                let known = [
                    exercise.id.name.as_str(),
                    exercise.id.short(),
                    &exercise.crate_name(),
                ];
                known.contains(&name.as_str())
            })
        })
    }

    /// The one folder that lies in a folder, if there is one; what archives add does not count.
    fn only_folder(&self, folder: &Path, budget: &mut Budget) -> Option<OsString> {
        let inner = self.top.folders_in(folder, budget).into_iter();
        let mut inner = inner.filter(|name| !is_hidden(name) && name != "__MACOSX");
        let first = inner.next()?;
        inner.next().is_none().then_some(first)
    }

    /// Nothing but hidden files such as `.gitkeep`.
    fn is_empty(&self) -> bool {
        let entries = self.top.entries(&mut Budget::full());
        entries.is_ok_and(|entries| entries.iter().all(|(name, _)| is_hidden(name)))
    }

    fn nothing_known(&self, found: Option<Misnamed>) -> SubmissionError {
        let first = self.course.exercises.first();
        let example = first.map(|one| one.id.to_string()).unwrap_or_default();
        SubmissionError::NothingKnown {
            path: self.path.to_owned(),
            expected: match self.only {
                Some(only) => format!("the folder {}", only.id),
                None => format!("folders such as {example}, or one exercise with --exercise"),
            },
            found: found.map(|one| one.sentence()).unwrap_or_default(),
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The name in a crate's Cargo.toml, which is all that is taken from it.
fn package_name(top: &Folder, folder: &Path) -> Option<String> {
    let text = read_text(top, &folder.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = toml::from_str(&text).ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

/// `<chapter>/<exercise>`, or `<exercise>` alone if that is what is there. `None`: neither is.
pub(super) fn exercise_folder(top: &Folder, base: &Path, exercise: &Exercise) -> Option<PathBuf> {
    let full = base.join(&exercise.id.chapter).join(&exercise.id.name);
    let short = base.join(&exercise.id.name);
    let is_there = |path: &PathBuf| top.what_is(path) != Found::Nothing;
    let is_folder = |path: &PathBuf| matches!(top.what_is(path), Found::Folder | Found::Link);
    let ways = [full, short];
    let folder = ways.iter().find(|path| is_folder(path));
    folder.or(ways.iter().find(|path| is_there(path))).cloned()
}
