//! Submissions of a size or with names that nobody hands in by accident cost no time, and no other submission anything.

use crate::common::{intake::*, *};
use std::{
    ffi::OsStr,
    fs,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

// Floods.

fn folders(place: &Path, count: usize) {
    fs::create_dir_all(place).unwrap();
    for index in 0..count {
        fs::create_dir(place.join(format!("d{index}"))).unwrap();
    }
}

/// A right submission that also holds a flood: its points stay, and one sentence tells of the rest.
#[track_caller]
fn flooded(build: impl Fn(&Path)) {
    let place = handed_in(&["01_a/01_one/src/lib.rs", "02_mutex/01_counter/src/lib.rs"]);
    build(place.path());
    let arguments = ["--format", "json"];
    let ran = graded_folder(place.path(), &arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let refused = report["refused"].as_array().unwrap();
    assert!(!refused.is_empty() && refused.len() <= 50, "{refused:?}");
    assert!(
        refused.iter().all(|one| one["reason"] != "not asked for"),
        "nothing is named by chance: {refused:?}"
    );
    contains(&ran.stdout, &["too many files and folders"]);
}

#[test]
fn a_flood_of_empty_folders_is_not_walked_through() {
    flooded(|place| folders(&place.join("01_a/01_one"), 5_500));
}

#[test]
fn nor_is_a_flood_of_files() {
    flooded(|place| {
        for index in 0..5_500 {
            fs::write(place.join(format!("01_a/01_one/src/f{index}.rs")), "").unwrap();
        }
    });
}

#[test]
fn nor_are_many_folders_in_many_folders() {
    flooded(|place| {
        (0..60).for_each(|index| folders(&place.join(format!("01_a/01_one/x{index}")), 100))
    });
}

#[test]
fn deep_nesting_is_named_and_not_followed() {
    let place = handed_in(&["01_a/01_one/src/lib.rs"]);
    let deep = place.path().join("01_a/01_one").join("d/".repeat(900));
    fs::create_dir_all(deep).unwrap();
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let first = "d/".repeat(8);
    let named = format!("01_a/01_one/{first}d\n");
    assert!(ran.stdout.contains(&named), "{ran:?}");
}

#[test]
fn a_flood_at_the_top_is_refused_in_one_sentence() {
    let place = tempfile::tempdir().unwrap();
    folders(place.path(), 5_500);
    refused(place.path(), &[], &["holds no exercise of this course"]);
}

// Names that no file can have.

/// Grades a class in the small course; `class` is its folder.
fn batch(class: &Path, out: &Path) -> Ran {
    let course = small_course();
    let mut command = grader(&["batch"]);
    command.arg(class).arg("--out").arg(out);
    run(command.arg("--course").arg(course.path()))
}

/// The names in the first column of the class's table.
fn table(out: &Path) -> Vec<String> {
    let text = fs::read_to_string(out.join("grades.csv")).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(',').next().unwrap().to_owned())
        .collect()
}

fn reports(out: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension() == Some(OsStr::new("json")))
        .collect()
}

#[test]
fn a_long_name_has_a_report_like_any_other() {
    let class = tempfile::tempdir().unwrap();
    let long = [
        "n".repeat(252),
        format!("{}x", "n".repeat(251)),
        "é".repeat(126),
        "b".repeat(255),
    ];
    for name in long.iter().map(String::as_str).chain(["ada"]) {
        fs::create_dir(class.path().join(name)).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let ran = batch(class.path(), out.path());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(reports(out.path()).len(), 5, "{:?}", reports(out.path()));
    let names = table(out.path());
    assert!(long.iter().all(|name| names.contains(name)), "{names:?}");
}

#[test]
fn a_report_that_cannot_be_written_costs_no_other() {
    let class = tempfile::tempdir().unwrap();
    for name in ["ada", "bob", "eve"] {
        fs::create_dir(class.path().join(name)).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    fs::create_dir(out.path().join("bob.json")).unwrap();
    let ran = batch(class.path(), out.path());
    assert_eq!(ran.code, 70, "{ran:?}");
    contains(&ran.stderr, &["bob.json"]);
    assert_eq!(table(out.path()), ["ada", "bob", "eve"]);
    assert!(out.path().join("ada.json").is_file() && out.path().join("eve.json").is_file());
}

#[test]
fn names_that_are_no_text_or_steer_a_terminal_cost_no_other() {
    let class = tempfile::tempdir().unwrap();
    let surrogate = b"s\xed\xa0\x80";
    let names: [&[u8]; 6] = [
        b"ada",
        b"a\x1b[2J",
        b"a\x1b\n2J",
        b"z\xff",
        surrogate,
        b"=1+1",
    ];
    for name in names {
        fs::create_dir(class.path().join(OsStr::from_bytes(name))).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let ran = batch(class.path(), out.path());
    assert_eq!(ran.code, 70, "{ran:?}");
    contains(
        &ran.stdout,
        &["graded 4 submissions", "2 could not be opened"],
    );
    let names = table(out.path());
    assert_eq!(names.len(), 4);
    contains(
        &names.join("\n"),
        &["ada", "'=1+1", "a\u{fffd}[2J~", "a\u{fffd}\u{fffd}2J~"],
    );
    for path in reports(out.path()) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(!name.contains(char::is_control), "{name:?}");
    }
}

#[test]
fn nobody_can_call_a_folder_so_that_it_takes_the_report_of_another_one() {
    let class = tempfile::tempdir().unwrap();
    let long = "v".repeat(252);
    fs::create_dir(class.path().join(&long)).unwrap();
    let out = tempfile::tempdir().unwrap();
    batch(class.path(), out.path());
    let [report] = reports(out.path()).try_into().unwrap();
    fs::create_dir(class.path().join(report.file_stem().unwrap())).unwrap();
    batch(class.path(), out.path());
    assert_eq!(reports(out.path()).len(), 2);
}
