//! Folders of a submission that are called almost like one of the course, or lie where nobody looks for them.

use super::tree::{Budget, Folder};
use crate::model::{Course, Exercise, tamed_name};
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
    /// What the course calls it.
    meant: String,
}

impl Misnamed {
    /// What to say of it.
    pub(super) fn sentence(&self) -> String {
        let path = tamed_name(&self.path.to_string_lossy());
        match self.path.file_name() {
            Some(name) if *name == *self.meant => {
                format!("; {path} looks like it: give the folder that holds it")
            }
            _ => format!("; {path} looks like `{}`: rename the folder", self.meant),
        }
    }

    /// Why it was not taken.
    pub(super) fn reason(&self) -> String {
        format!(
            "no folder of this course has that name; did you mean `{}`?",
            self.meant
        )
    }
}

/// The chapter's or exercise's folder that somebody means by a name; of all, or of the one that is asked for.
pub(super) fn meant(course: &Course, only: Option<&Arc<Exercise>>, name: &OsStr) -> Option<String> {
    let asked = course.exercises.iter();
    let asked = asked.filter(|exercise| only.is_none_or(|only| only.id == exercise.id));
    let known = asked.flat_map(|exercise| [&exercise.id.chapter, &exercise.id.name]);
    nearest(name.to_str()?, known)
}

/// The known name that a folder's name is written like: with other numbers, signs, capitals, or a slip.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let said = letters(name);
    let distance = |known: &str| {
        let known_letters = letters(known);
        let most = known_letters.len() / 4;
        // Names of very different length are not compared, which would take long for long ones.
        let is_near = said.len() > 2 && said.len().abs_diff(known_letters.len()) <= most;
        let distance = is_near.then(|| strsim::levenshtein(&said, &known_letters))?;
        (distance <= most).then_some((distance, known != name))
    };
    let near = known.filter_map(|known| Some((distance(known)?, known)));
    near.min().map(|(_, known)| known.clone())
}

/// The first folder, from the top downwards, that somebody may mean as one of the course.
pub(super) fn first_meant(
    course: &Course,
    only: Option<&Arc<Exercise>>,
    top: &Folder,
    budget: &mut Budget,
) -> Option<Misnamed> {
    let mut open = VecDeque::from([PathBuf::new()]);
    while let Some(folder) = open.pop_front() {
        for name in top.folders_in(&folder, budget) {
            let path = folder.join(&name);
            if let Some(meant) = meant(course, only, &name) {
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

/// The folders below `base` that are called almost like one of the course.
pub(super) fn misnamed(
    course: &Course,
    only: Option<&Arc<Exercise>>,
    (top, base): (&Folder, &Path),
    budget: &mut Budget,
) -> Vec<Misnamed> {
    let mut found = Vec::new();
    let mut look = |folder: &Path, known: &[&String]| {
        for name in top.folders_in(folder, budget) {
            let meant = name
                .to_str()
                .and_then(|name| nearest(name, known.iter().copied()));
            found.extend(
                meant
                    .filter(|meant| *name != **meant)
                    .map(|meant| Misnamed {
                        path: folder.join(&name),
                        meant,
                    }),
            );
        }
    };
    let is_asked = |exercise: &&Arc<Exercise>| only.is_none_or(|only| only.id == exercise.id);
    let asked: Vec<_> = course.exercises.iter().filter(is_asked).collect();
    let chapters = asked.iter().map(|exercise| &exercise.id.chapter);
    let names = asked.iter().map(|exercise| &exercise.id.name);
    look(base, &chapters.chain(names).collect::<Vec<_>>());
    for chapter in &course.chapters {
        let of_chapter = asked.iter().filter(|one| one.id.chapter == chapter.id);
        let names: Vec<_> = of_chapter.map(|exercise| &exercise.id.name).collect();
        if !names.is_empty() {
            look(&base.join(&chapter.id), &names);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[track_caller]
    fn check(said: &str, meant: Option<&str>) {
        let known = [
            "02_atomics",
            "04_mutex",
            "07_async",
            "01_counter",
            "02_rc_to_thread",
        ];
        let known = known.map(str::to_owned);
        assert_eq!(nearest(said, known.iter()).as_deref(), meant, "{said}");
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
