//! `exercises/*/*/exercise.toml` -> [`Course`]. Adding an exercise is adding a folder.

use crate::checks::{self, KindSource};
use crate::course_file::{CourseError, CourseFile, Value, nearest, unknown_key};
use crate::model::{Chapter, Check, Course, Exercise, ExerciseId, LimitChanges, Limits, Network};
use crate::settings::Settings;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};
use toml::de::{DeTable, DeValue};

/// Reads the course in `folder`.
pub fn read(folder: &Path) -> Result<Course, CourseError> {
    let settings = Settings::read(folder)?;
    let exercises_folder = folder.join("exercises");
    let mut exercises = Vec::new();
    for chapter in subfolders(&exercises_folder)? {
        for exercise in subfolders(&chapter)? {
            if exercise.join("exercise.toml").is_file() {
                exercises.push(Arc::new(read_exercise(&exercise, &settings)?));
            }
        }
    }
    if exercises.is_empty() {
        let message = format!(
            "{} has no exercises: each is a folder <chapter>/<exercise> with an exercise.toml",
            exercises_folder.display()
        );
        return Err(CourseError::Layout { message });
    }
    refuse_namesakes(&exercises)?;
    Ok(Course {
        chapters: chapters(settings.chapters, &exercises),
        title: settings.title,
        folder: folder.to_owned(),
        limits: settings.limits,
        exercises,
    })
}

/// The exercise that `wanted` names: any part of its id that fits no other exercise.
pub fn find<'a>(course: &'a Course, wanted: &str) -> Result<&'a Arc<Exercise>, CourseError> {
    let wanted = wanted.trim_end_matches('/');
    let exact = course.exercises.iter().find(|exercise| {
        exercise.id.to_string() == wanted
            || exercise.id.name == wanted
            || exercise.id.short() == wanted
    });
    if let Some(exercise) = exact {
        return Ok(exercise);
    }
    let fitting: Vec<_> = course
        .exercises
        .iter()
        .filter(|exercise| exercise.id.to_string().contains(wanted))
        .collect();
    let message = match fitting.as_slice() {
        [exercise] => return Ok(exercise),
        [] => {
            let names = course.exercises.iter().map(|exercise| exercise.id.short());
            match nearest(wanted, names) {
                Some(name) => format!("no exercise is called `{wanted}`; did you mean `{name}`?"),
                None => format!("no exercise is called `{wanted}`; `grader list` names them all"),
            }
        }
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|exercise| exercise.id.to_string())
                .collect();
            format!(
                "`{wanted}` may be any of {}; write more of the name",
                names.join(", ")
            )
        }
    };
    Err(CourseError::Layout { message })
}

/// The chapters that have exercises, in the exercises' order; one that `grader.toml` does not name goes by its folder.
fn chapters(named: Vec<Chapter>, exercises: &[Arc<Exercise>]) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for exercise in exercises {
        let id = &exercise.id.chapter;
        if chapters.iter().all(|chapter| chapter.id != *id) {
            let known = named.iter().find(|chapter| chapter.id == *id);
            chapters.push(known.cloned().unwrap_or_else(|| Chapter {
                id: id.clone(),
                title: id.clone(),
                weight: 1,
            }));
        }
    }
    chapters
}

fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, CourseError> {
    let read = |source| CourseError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn refuse_namesakes(exercises: &[Arc<Exercise>]) -> Result<(), CourseError> {
    let mut seen: BTreeMap<&str, &Exercise> = BTreeMap::new();
    for exercise in exercises {
        if let Some(other) = seen.insert(exercise.id.short(), exercise) {
            let message = format!(
                "two exercises are called `{}`: {} and {}; rename one folder",
                exercise.id.short(),
                other.id,
                exercise.id
            );
            return Err(CourseError::Layout { message });
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    title: String,
    slide: String,
    submit: Vec<toml::Spanned<String>>,
    #[serde(default)]
    crates: Vec<String>,
    #[serde(default)]
    r#unsafe: Unsafe,
    #[serde(default)]
    network: Network,
}

#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Unsafe {
    #[default]
    Forbid,
    Allow,
}

#[derive(Deserialize)]
struct CheckHeader {
    name: String,
    points: u32,
    why: String,
    #[serde(default)]
    needs: Vec<toml::Spanned<String>>,
    #[serde(default)]
    limits: LimitChanges,
}

const CHECK_KEYS: [&str; 5] = ["name", "points", "why", "needs", "limits"];

fn read_exercise(folder: &Path, settings: &Settings) -> Result<Exercise, CourseError> {
    let file = CourseFile::read(&folder.join("exercise.toml"))?;
    let mut table = file.table()?;
    let checks = table.remove("check");
    let header: Header = file.table_as(table)?;
    let id = ExerciseId {
        chapter: name_of(folder.parent().unwrap_or(folder)),
        name: name_of(folder),
    };
    let mut exercise = Exercise {
        id,
        title: header.title,
        slide: header.slide,
        folder: folder.to_owned(),
        submit: Vec::new(),
        crates: header.crates,
        unsafe_allowed: header.r#unsafe == Unsafe::Allow,
        network: header.network,
        checks: Vec::new(),
    };
    for wanted in header.submit {
        let span = wanted.span();
        let path = wanted.into_inner();
        if path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            let message = format!("`{path}` is not a plain path below the exercise's folder");
            return Err(file.error_at(span, message));
        }
        exercise.submit.push(path);
    }
    let Some(checks) = checks else {
        return Err(file.error_at(0..0, "the exercise has no [[check]]"));
    };
    let span = checks.span();
    let DeValue::Array(checks) = checks.into_inner() else {
        return Err(file.error_at(span, "`check` must be a list: write [[check]]"));
    };
    for check in checks {
        let check = read_check(&file, folder, check, settings.limits, &exercise.checks)?;
        exercise.checks.push(check);
    }
    Ok(exercise)
}

fn read_check(
    file: &CourseFile,
    folder: &Path,
    check: Value<'_>,
    limits: Limits,
    earlier: &[Check],
) -> Result<Check, CourseError> {
    let span = check.span();
    let DeValue::Table(mut table) = check.into_inner() else {
        return Err(file.error_at(span, "a check must be a table: write [[check]]"));
    };
    let (entry, value) = kind_of(file, span.clone(), &mut table)?;
    let header: CheckHeader =
        file.value_as(toml::Spanned::new(span.clone(), DeValue::Table(table)))?;
    if earlier.iter().any(|check| check.name == header.name) {
        return Err(file.error_at(span, format!("two checks are called `{}`", header.name)));
    }
    for needed in &header.needs {
        must_be_earlier(file, needed, earlier)?;
    }
    let kind = (entry.parse)(KindSource {
        file,
        folder,
        value,
    })?;
    Ok(Check {
        name: header.name,
        points: header.points,
        why: header.why,
        needs: header
            .needs
            .into_iter()
            .map(toml::Spanned::into_inner)
            .collect(),
        limits: limits.changed(&header.limits),
        kind,
    })
}

/// Takes the key that names a check's kind out of its table, with the kind.
fn kind_of<'a>(
    file: &CourseFile,
    span: Range<usize>,
    table: &mut DeTable<'a>,
) -> Result<(&'static checks::Entry, Value<'a>), CourseError> {
    let mut kind = None;
    for key in table.keys().cloned().collect::<Vec<_>>() {
        let name = key.get_ref().to_string();
        if let Some(entry) = checks::registered(&name) {
            if kind.is_some() {
                let message =
                    format!("a check has one kind; move `{name}` to a [[check]] of its own");
                return Err(file.error_at(key.span(), message));
            }
            kind = table.remove(name.as_str()).map(|value| (entry, value));
        } else if !CHECK_KEYS.contains(&name.as_str()) {
            let known: Vec<_> = CHECK_KEYS.into_iter().chain(checks::names()).collect();
            return Err(file.error_at(key.span(), unknown_key(&name, &known)));
        }
    }
    kind.ok_or_else(|| {
        let message = format!(
            "the check has no kind; it needs one of {}",
            checks::names().collect::<Vec<_>>().join(", ")
        );
        file.error_at(span, message)
    })
}

/// A check can need only those before it.
fn must_be_earlier(
    file: &CourseFile,
    needed: &toml::Spanned<String>,
    earlier: &[Check],
) -> Result<(), CourseError> {
    if earlier.iter().any(|check| check.name == *needed.get_ref()) {
        return Ok(());
    }
    let names = earlier.iter().map(|check| check.name.as_str());
    let message = match nearest(needed.get_ref(), names) {
        Some(name) => format!(
            "no check before this one is called `{}`; did you mean `{name}`?",
            needed.get_ref()
        ),
        None => format!("no check before this one is called `{}`", needed.get_ref()),
    };
    Err(file.error_at(needed.span(), message))
}

fn name_of(folder: &Path) -> String {
    folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
