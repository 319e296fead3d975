//! Folders of a submission that are called almost like one of the course, or lie where nobody looks for them.

use super::tree::{Budget, Folder};
use crate::model::{Course, Exercise, WhyRefused, tamed_name};
use std::{
    collections::VecDeque,
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Folders deeper than this are not searched.
const DEEPEST: usize = 6;

/// A folder, and the folder of the course that it may be.
pub(super) struct Misnamed {
    /// Relative to the submission.
    pub(super) path: PathBuf,
    /// What the course calls it: a chapter, or an exercise with its chapter.
    meant: String,
}

impl Misnamed {
    /// The end of a sentence that refuses the submission.
    pub(super) fn sentence(&self) -> String {
        let path = tamed_name(&self.path.to_string_lossy());
        if self.path.file_name() == Path::new(&self.meant).file_name() {
            return format!("; {path} looks like it: give the folder that holds it");
        }
        format!("; {path} looks like `{}`: rename the folder", self.meant)
    }

    /// Why it was not taken.
    pub(super) fn reason(&self) -> WhyRefused {
        WhyRefused::NotOfCourse {
            meant: self.meant.clone(),
        }
    }
}

/// The chapters' and exercises' folders of a course, or those of the one exercise that is asked for: name, and the
/// same with the chapter.
type Known<'a> = Vec<(&'a str, String)>;

fn known<'a>(course: &'a Course, only: Option<&Arc<Exercise>>) -> Known<'a> {
    let asked = course.exercises.iter();
    let asked = asked.filter(|exercise| only.is_none_or(|only| only.id == exercise.id));
    let names = asked.flat_map(|exercise| {
        let id = &exercise.id;
        [
            (id.chapter.as_str(), id.chapter.clone()),
            (id.name.as_str(), id.to_string()),
        ]
    });
    names.collect()
}

/// The chapter's or exercise's folder that somebody means by a name; of all, or of the one that is asked for.
pub(super) fn meant(course: &Course, only: Option<&Arc<Exercise>>, name: &OsStr) -> Option<String> {
    nearest(name, &known(course, only))
}

/// The known name that a folder's name is written like: with other numbers, signs, capitals, or a slip.
fn nearest(name: &OsStr, known: &Known<'_>) -> Option<String> {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let name = name.to_str()?;
    let said = letters(name);
    let distance = |known: &str| {
        let known_letters = letters(known);
        let most = known_letters.len() / 4;
        // Names of very different length are not compared, which would take long for long ones.
        let is_near = said.len() > 2 && said.len().abs_diff(known_letters.len()) <= most;
        let distance = is_near.then(|| strsim::levenshtein(&said, &known_letters))?;
        (distance <= most).then_some((distance, known != name))
    };
    let near = known
        .iter()
        .filter_map(|(known, whole)| Some((distance(known)?, whole)));
    near.min().map(|(_, whole)| whole.clone())
}

/// The first folder, from the top downwards, that somebody may mean as one of the course.
pub(super) fn first_meant(
    course: &Course,
    only: Option<&Arc<Exercise>>,
    top: &Folder,
    budget: &mut Budget,
) -> Option<Misnamed> {
    let known = known(course, only);
    let mut open = VecDeque::from([PathBuf::new()]);
    while let Some(folder) = open.pop_front() {
        for name in top.folders_in(&folder, budget) {
            let path = folder.join(&name);
            if let Some(meant) = nearest(&name, &known) {
                return Some(Misnamed { path, meant });
            }
            let is_hidden = name.as_encoded_bytes().starts_with(b".");
            if !is_hidden && path.components().count() < DEEPEST {
                open.push_back(path);
            }
        }
    }
    None
}

/// The folders below `base` that are called almost like one of the course, or like one of another chapter.
pub(super) fn misnamed(
    course: &Course,
    only: Option<&Arc<Exercise>>,
    (top, base): (&Folder, &Path),
    budget: &mut Budget,
) -> Vec<Misnamed> {
    let known = known(course, only);
    let ids = || course.exercises.iter().map(|exercise| &exercise.id);
    let mut found = Vec::new();
    let mut look = |folder: &Path, is_right: &dyn Fn(&OsStr) -> bool| {
        for name in top.folders_in(folder, budget) {
            let meant = nearest(&name, &known).filter(|_| !is_right(&name));
            found.extend(meant.map(|meant| Misnamed {
                path: folder.join(&name),
                meant,
            }));
        }
    };
    look(base, &|name| {
        ids().any(|id| *name == *id.chapter || *name == *id.name)
    });
    for chapter in &course.chapters {
        look(&base.join(&chapter.id), &|name| {
            ids().any(|id| id.chapter == chapter.id && *name == *id.name)
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{OsStr, nearest};

    #[track_caller]
    fn check(said: &str, meant: Option<&str>) {
        let known = [
            "02_atomics",
            "04_mutex",
            "07_async",
            "01_counter",
            "02_rc_to_thread",
        ];
        let known = known.map(|name| (name, name.to_owned()));
        let found = nearest(OsStr::new(said), &known.into());
        assert_eq!(found.as_deref(), meant, "{said}");
    }

    #[test]
    fn numbers_signs_capitals_and_slips_do_not_matter() {
        check("04_mutex", Some("04_mutex"));
        check("04_Mutex", Some("04_mutex"));
        check("4-mutex", Some("04_mutex"));
        check("Chapter MUTEX", None);
        check("atomic", Some("02_atomics"));
        check("1 Counter", Some("01_counter"));
        check("rc-to-threads", Some("02_rc_to_thread"));
    }

    #[test]
    fn other_names_mean_nothing() {
        for name in ["src", "homework", "course-main", "", "04", "exercises", "a"] {
            check(name, None);
        }
        check(&"mutex".repeat(51), None);
    }
}
