//! The course folder: opening it, listing and showing its exercises, and finding one's own work in it.

use super::{ALL_PASSED, print};
use crate::course_file::read_text;
use crate::model::{Course, Exercise};
use crate::submission::{self, Submission};
use crate::{catalog, settings};
use anyhow::{Context, Result, bail};
use std::{collections::BTreeSet, env, path::Path, sync::Arc};

/// Opens the course that is named, or the one around the current folder.
pub(super) fn open_course(named: Option<&Path>) -> Result<Course> {
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => {
            let here = env::current_dir().context("cannot tell the current folder")?;
            match settings::find_course(&here) {
                Some(folder) => folder,
                None => bail!(
                    "{} is not in a course: no folder upwards has a {}; go to the course folder or name it with --course",
                    here.display(),
                    settings::FILE
                ),
            }
        }
    };
    Ok(catalog::read(&folder)?)
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
