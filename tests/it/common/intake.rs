//! What the tests of taking submissions in share: a small course, and folders that are handed in for it.

use super::*;

/// A course with the exercises `01_a/01_one` and `02_mutex/01_counter`.
pub fn small_course() -> tempfile::TempDir {
    course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ("exercises/02_mutex/01_counter/exercise.toml", COMPILES),
    ])
}

pub const RIGHT: &str = "pub fn one() {}";

/// A folder with these files in it, all with the same right text.
pub fn handed_in(files: &[&str]) -> tempfile::TempDir {
    course(&files.iter().map(|file| (*file, RIGHT)).collect::<Vec<_>>())
}

/// However the lines are wrapped.
#[track_caller]
pub fn contains(text: &str, parts: &[&str]) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

/// Grades a folder in the small course, with the arguments behind it, and gives what was printed on both channels.
pub fn graded_folder(folder: &Path, more: &[&str]) -> Ran {
    let course = small_course();
    let mut command = grader(&["grade"]);
    command
        .arg(folder)
        .arg("--course")
        .arg(course.path())
        .args(more);
    run(&mut command)
}

/// Grades a folder and expects it to be refused in one sentence.
#[track_caller]
pub fn refused(folder: &Path, more: &[&str], parts: &[&str]) {
    let ran = graded_folder(folder, more);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    contains(&ran.stderr, parts);
}
