//! What every exercise of the course that ships must have, and the table of them all.

use crate::common::*;
use grader::{
    catalog,
    model::{Course, Exercise, Grade, Outcome},
    report, submission, verify,
};
use std::{fs, path::Path};

/// Set to write `docs/course.md` anew instead of comparing it.
const UPDATE: &str = "UPDATE_DOCS";

fn course() -> Course {
    catalog::read(root()).unwrap()
}

fn wrong_submissions(course: &Course, exercise: &Exercise) -> Vec<String> {
    let wrong = verify::wrong_submissions(course, exercise).unwrap();
    wrong.into_iter().map(|(_, check)| check).collect()
}

/// The grade of all reference solutions.
fn solutions(course: &Course) -> Grade {
    let handed_in = submission::take(course, &root().join("solutions"), None).unwrap();
    graded(course, vec![handed_in]).remove(0)
}

/// Tells what is missing of every exercise at once.
#[track_caller]
fn every_exercise(complaint: impl Fn(&Course, &Exercise) -> Option<String>) {
    let course = course();
    let complaints: Vec<_> = course
        .exercises
        .iter()
        .filter_map(|exercise| {
            Some(format!(
                "{}: {}",
                exercise.id,
                complaint(&course, exercise)?
            ))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_check_that_earns_points_is_needed_by_a_wrong_submission() {
    every_exercise(|course, exercise| {
        let wrong = wrong_submissions(course, exercise);
        // What does not compile fails by the compiler's own word.
        let mut paid = exercise
            .checks
            .iter()
            .filter(|check| check.points > 0 && check.kind.name() != "build");
        let needless = paid.find(|check| !wrong.contains(&check.name))?;
        Some(format!("no wrong submission fails \"{}\"", needless.name))
    });
}

#[test]
fn every_exercise_explains_itself_and_gives_three_hints() {
    every_exercise(|course, exercise| {
        let read = |file: &str| fs::read_to_string(exercise.folder.join(file)).ok();
        let readme = read("README.md")?;
        let hints = read("hints.md").unwrap_or_default();
        let hints = hints
            .lines()
            .filter(|line| line.starts_with("## Hint "))
            .count();
        if hints != 3 {
            return Some(format!("has {hints} hints"));
        }
        let mut named = readme.split("grader check ").skip(1);
        let is_this = |after: &str| {
            let name: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || "_/".contains(*c))
                .collect();
            catalog::find(course, &name).is_ok_and(|found| found.id == exercise.id)
        };
        (!named.any(is_this)).then(|| "README.md does not say how to check it".to_owned())
    });
    every_exercise(|_, exercise| {
        let has_readme = exercise.folder.join("README.md").is_file();
        (!has_readme).then(|| "has no README.md".to_owned())
    });
}

#[test]
fn every_check_says_why_it_matters() {
    every_exercise(|_, exercise| {
        let mute = exercise
            .checks
            .iter()
            .find(|check| check.why.trim().is_empty())?;
        Some(format!("\"{}\" says no why", mute.name))
    });
}

#[test]
fn every_package_is_called_like_the_crate_that_checks_name() {
    every_exercise(|_, exercise| {
        let text = fs::read_to_string(exercise.folder.join("Cargo.toml")).ok();
        exercise.root()?;
        let manifest: Option<toml::Table> = text.and_then(|text| toml::from_str(&text).ok());
        let named = manifest
            .as_ref()
            .and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
        (named != Some(&*exercise.crate_name())).then(|| format!("Cargo.toml names {named:?}"))
    });
}

/// What stands around the table.
fn page(table: &str) -> String {
    format!(
        "# The course\n\n\
         Made from the exercises and the grades of their reference solutions; `{UPDATE}=1 cargo test --test it course::` writes it\n\
         anew. *Judged* points rest on a judge in another process, *sealed* ones on a record with a secret (the instrument must\n\
         sit beside the student's code), *compiler* ones on rustc's or clippy's word. Executions are those of the reference\n\
         solution, over all models of the exercise; *complete* says of how many of these models every order was tried.\n\n\
         {table}"
    )
}

#[test]
fn the_reference_solutions_get_all_points_and_the_table_of_the_course_is_current() {
    let course = course();
    let grade = solutions(&course);
    for exercise in &grade.exercises {
        assert_eq!(exercise.outcome, Outcome::Pass, "{}", exercise.id);
    }
    let table = report::course_table(&course, &grade, |exercise| {
        wrong_submissions(&course, exercise).len()
    });
    let path: &Path = &root().join("docs/course.md");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(path, page(&table)).unwrap();
    }
    let current = fs::read_to_string(path).unwrap_or_default();
    assert!(
        current == page(&table),
        "docs/course.md is not current; write it anew with {UPDATE}=1 cargo test --test it course::"
    );
}
