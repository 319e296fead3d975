//! The course folder: opening it, listing and showing its exercises, and finding one's own work in it.

use super::arguments::{Cli, Command};
use super::exit::{ALL_PASSED, print};
use crate::course_file::read_text;
use crate::model::{Course, Exercise};
use crate::submission::{self, Submission};
use crate::{catalog, report, settings};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Opens the course that is named, or the nearest one around the current folder. Nothing in what is graded can be the
/// course: whoever hands in a clone of it would set his own exercises.
pub(super) fn open_course(cli: &Cli) -> Result<Course> {
    let graded = match &cli.command {
        Command::Grade { path, .. } => Some(path),
        Command::Batch { dir, .. } => Some(dir),
        _ => None,
    };
    // What is not there is named later, when it is read.
    let graded = graded.and_then(|path| path.canonicalize().ok());
    let folder = match &cli.course {
        Some(folder) => {
            if is_inside(folder, graded.as_deref()) {
                bail!(
                    "the course {} lies in what is graded: give --course a folder outside of it",
                    folder.display()
                );
            }
            folder.to_owned()
        }
        None => course_around(graded.as_deref())?,
    };
    Ok(catalog::read(&folder)?)
}

/// The nearest course upwards from the current folder that may be used.
fn course_around(graded: Option<&Path>) -> Result<PathBuf> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let (own, mut around): (Vec<_>, Vec<_>) =
        settings::courses_around(&here).partition(|folder| is_inside(folder, graded));
    around.truncate(1);
    let Some(folder) = around.pop() else {
        if let Some(own) = own.first() {
            bail!(
                "the course {} lies in what is graded, which never brings its own: name the course with --course (for your own work use `grader check`)",
                own.display()
            );
        }
        bail!(
            "{} is not in a course: no folder upwards has a {}; go to the course folder or name it with --course",
            here.display(),
            settings::FILE
        );
    };
    // A student's clone around the very exercise that is graded is no better than one inside of it.
    let exercises = folder.join("exercises");
    if graded.is_some_and(|graded| is_inside(graded, exercises.canonicalize().ok().as_deref())) {
        bail!(
            "what is graded lies among the exercises of the course {} itself: name the course with --course (for your own work use `grader check`)",
            folder.display()
        );
    }
    if graded.is_some() {
        report::remark(&format!("note: the course is {}", folder.display()));
    }
    Ok(folder)
}

/// Whether a folder is this one or lies in it, whatever links lead there.
fn is_inside(folder: &Path, outer: Option<&Path>) -> bool {
    let Some(outer) = outer else {
        return false;
    };
    folder
        .canonicalize()
        .is_ok_and(|folder| folder.starts_with(outer))
}

/// `grader list`
pub(super) fn list(course: &Course) -> Result<u8> {
    let mut out = format!("{}\n", course.title);
    let mut chapter = "";
    for exercise in &course.exercises {
        if exercise.id.chapter != chapter {
            chapter = &exercise.id.chapter;
            out.push_str(&format!("\n{chapter}\n"));
        }
        out.push_str(&format!(
            "  {:<28}{:<40}{:>3} points\n",
            exercise.id.name,
            exercise.title,
            exercise.max_points()
        ));
    }
    print(&out)?;
    Ok(ALL_PASSED)
}

/// `grader show`
pub(super) fn show(course: &Course, wanted: &str) -> Result<u8> {
    let exercise = catalog::find(course, wanted)?;
    let readme = exercise.folder.join("README.md");
    let text = read_text(&readme).with_context(|| format!("cannot read {}", readme.display()))?;
    let mut out = format!("{}\n\n{}\n", exercise.id, text.trim_end());
    out.push_str(&format!(
        "\nHand in: {}\nChecks:\n",
        exercise.submit.join(", ")
    ));
    for check in &exercise.checks {
        out.push_str(&format!(
            "  {:<44}{:<14}{:>3} points\n",
            check.name,
            check.kind.name(),
            check.points
        ));
    }
    print(&out)?;
    Ok(ALL_PASSED)
}

/// The exercises that are named, or all.
pub(super) fn named(course: &Course, wanted: &[String]) -> Result<Vec<Arc<Exercise>>> {
    if wanted.is_empty() {
        return Ok(course.exercises.clone());
    }
    let found = wanted.iter().map(|wanted| catalog::find(course, wanted));
    Ok(found
        .map(|found| found.cloned())
        .collect::<Result<_, _>>()?)
}

/// The student's own work is the course folder itself.
pub(super) fn own_work(course: &Course, wanted: &[String]) -> Result<Submission> {
    let mut names = BTreeSet::new();
    for wanted in wanted {
        names.insert(catalog::find(course, wanted)?.id.clone());
    }
    if wanted.is_empty()
        && let Some(exercise) = env::current_dir()
            .ok()
            .and_then(|here| exercise_around(course, &here))
    {
        names.insert(exercise.id.clone());
    }
    let mut submission = submission::take(course, &course.folder, None)?;
    submission.refused.clear();
    if !names.is_empty() {
        submission
            .parts
            .retain(|part| names.contains(&part.exercise.id));
    }
    Ok(submission)
}

/// The exercise whose folder `here` is in.
fn exercise_around<'a>(course: &'a Course, here: &Path) -> Option<&'a Exercise> {
    let here = here.canonicalize().ok()?;
    let mut around = course.exercises.iter().filter(|exercise| {
        exercise
            .folder
            .canonicalize()
            .is_ok_and(|folder| here.starts_with(folder))
    });
    around.next().map(|exercise| &**exercise)
}
