//! What a course asks for: exercises and their checks.

use super::{
    CourseFault, Finding, Limits, Network, NotRun, Overlay, Ran, Recipe, SourceFile, Trust,
};
use std::{fmt, path::PathBuf, sync::Arc};

/// A course, read and validated.
#[derive(Debug)]
pub struct Course {
    /// The course's title, from `grader.toml`.
    pub title: String,
    /// The folder with `grader.toml`.
    pub folder: PathBuf,
    /// What every step may use unless its check says otherwise.
    pub limits: Limits,
    /// The chapters that have exercises, in order.
    pub chapters: Vec<Chapter>,
    /// All exercises, in order of chapter and name.
    pub exercises: Vec<Arc<Exercise>>,
}

/// A chapter of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its folder below `exercises/`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it counts in the grade of the course, against the other chapters.
    pub weight: u32,
}

/// `<chapter>/<exercise>`, as in `04_mutex/01_counter`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExerciseId {
    /// The chapter's folder.
    pub chapter: String,
    /// The exercise's folder.
    pub name: String,
}

impl ExerciseId {
    /// The exercise's name without its number: `01_counter` is `counter`. Mostly also the name of its crate.
    pub fn short(&self) -> &str {
        match self.name.split_once('_') {
            Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest,
            _ => &self.name,
        }
    }
}

impl fmt::Display for ExerciseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.chapter, self.name)
    }
}

/// One exercise: what is asked and how it is checked.
#[derive(Debug)]
pub struct Exercise {
    /// Where it stands in the course.
    pub id: ExerciseId,
    /// Its title.
    pub title: String,
    /// The slide of the lecture that it practises.
    pub slide: String,
    /// Its folder in the course.
    pub folder: PathBuf,
    /// The files taken from the student, relative to the exercise's folder; nothing else is.
    pub submit: Vec<String>,
    /// Crates besides std that the student may use.
    pub crates: Vec<String>,
    /// Whether the student may write `unsafe`.
    pub unsafe_allowed: bool,
    /// What student code and checks may reach over sockets.
    pub network: Network,
    /// The checks, in the order in which they are shown.
    pub checks: Vec<Check>,
}

impl Exercise {
    /// The name of the student's crate. An exercise about a crate may have that crate's name; its own crate must
    /// then be called otherwise, since checks name both.
    pub fn crate_name(&self) -> String {
        let short = self.id.short();
        if self.crates.iter().any(|name| name == short) {
            format!("{short}_exercise")
        } else {
            short.to_owned()
        }
    }

    /// The crate's root file, if the exercise asks for code.
    pub fn root(&self) -> Option<&str> {
        self.submit
            .iter()
            .map(String::as_str)
            .find(|file| matches!(*file, "src/lib.rs" | "src/main.rs"))
    }

    /// Whether the student hands in a program rather than a library.
    pub fn is_program(&self) -> bool {
        self.root() == Some("src/main.rs")
    }

    /// CPU seconds for each call of a compiler: equal builds are one, so the most patient check decides for all.
    pub fn compile_seconds(&self) -> u32 {
        let seconds = self.checks.iter().map(|check| check.limits.compile_seconds);
        seconds.max().unwrap_or(Limits::default().compile_seconds)
    }

    /// What all checks together are worth.
    pub fn max_points(&self) -> u32 {
        self.checks.iter().map(|check| check.points).sum()
    }
}

/// One check of an exercise.
#[derive(Debug)]
pub struct Check {
    /// Its name, unique within the exercise.
    pub name: String,
    /// What it is worth.
    pub points: u32,
    /// Why a wrong submission fails it, in one sentence for the student.
    pub why: String,
    /// Names of checks that must have passed before; otherwise this one is skipped.
    pub needs: Vec<String>,
    /// What each of its steps may use.
    pub limits: Limits,
    /// What it does.
    pub kind: Box<dyn Kind>,
}

/// A kind of check. Pure: it names files, builds and runs, and judges what came back.
pub trait Kind: fmt::Debug + Send + Sync {
    /// The key in `exercise.toml` and in JSON: `model`, `compile_fail`, …
    fn name(&self) -> &'static str;

    /// What a verdict of this kind rests on.
    fn trust(&self) -> Trust;

    /// The check's own files to lay out beside the submission.
    fn overlays(&self) -> Vec<Overlay>;

    /// What is to be built and run. Equal builds and runs of several checks are done once.
    fn recipe(&self, exercise: &Exercise) -> Result<Recipe, CourseFault>;

    /// Whether this check has a model of that name, so that a schedule of it can be run again.
    fn replays(&self, _function: &str) -> bool {
        false
    }

    /// Judges what came back. It is only asked if everything was built; what a failed build means is not its business.
    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun>;
}

/// What a kind of check knows when it judges.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The exercise being graded.
    pub exercise: &'a Exercise,
    /// The submitted files.
    pub files: &'a [SourceFile],
    /// What each run may use.
    pub limits: Limits,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_name(name: &str, crates: &[&str]) -> String {
        let exercise = Exercise {
            id: ExerciseId {
                chapter: "04_mutex".to_owned(),
                name: name.to_owned(),
            },
            title: String::new(),
            slide: String::new(),
            folder: PathBuf::new(),
            submit: Vec::new(),
            crates: crates.iter().map(|name| (*name).to_owned()).collect(),
            unsafe_allowed: false,
            network: crate::model::Network::None,
            checks: Vec::new(),
        };
        exercise.crate_name()
    }

    #[test]
    fn the_students_crate_is_called_after_the_folder_but_never_like_a_crate_it_may_use() {
        assert_eq!(crate_name("01_counter", &["tokio"]), "counter");
        assert_eq!(
            crate_name("06_parking_lot", &["parking_lot"]),
            "parking_lot_exercise"
        );
    }
}
