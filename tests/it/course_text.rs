//! The text of a course as an editor on another system saves it: with a byte order mark, with CR LF at the ends of lines.

use crate::common::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Exercises with texts of every kind: `.stderr` files, snippets with answers, TOML in a check, a judge, models.
const EXERCISES: [&str; 4] = [
    "01_safety/02_rc_to_thread",
    "01_safety/03_predict_the_compiler",
    "03_threads/05_thread_lifetimes",
    "04_mutex/01_counter",
];

/// A course of these exercises with their solutions, each file changed by `dress`.
fn dressed(dress: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![PathBuf::from("grader.toml")];
    for exercise in EXERCISES {
        for top in ["exercises", "solutions"] {
            collect(&root().join(top).join(exercise), &mut files);
        }
    }
    for file in files {
        let text = fs::read_to_string(root().join(&file)).unwrap();
        let to = folder.path().join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, dress(&text)).unwrap();
    }
    folder
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            files.push(path.strip_prefix(root()).unwrap().to_owned());
        } else if !path.ends_with("target") {
            collect(&path, files);
        }
    }
}

/// What `grader` prints for such a course.
#[track_caller]
fn said(course: &Path, arguments: &[&str]) -> String {
    let ran = run(grader(arguments).arg("--course").arg(course));
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.stdout
}

/// The course is listed and shown as the plain one is, and its solutions get all points.
#[track_caller]
fn is_as_good_as_plain(dress: impl Fn(&str) -> String) {
    let plain = dressed(str::to_owned);
    let dressed = dressed(dress);
    let course = dressed.path();
    assert_eq!(said(course, &["list"]), said(plain.path(), &["list"]));
    for exercise in EXERCISES {
        let show = ["show", exercise];
        assert_eq!(said(course, &show), said(plain.path(), &show));
    }
    let read = grader::catalog::read(course).unwrap();
    let (class, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::rename(course.join("solutions"), class.path().join("all")).unwrap();
    let ran = run(grader(&["batch", "--out"])
        .arg(out.path())
        .arg(class.path())
        .arg("--course")
        .arg(course));
    assert_eq!(ran.code, 0, "{ran:?}");
    let report = fs::read_to_string(out.path().join("all.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["points"], report["max_points"], "{report:#}");
    fs::rename(class.path().join("all"), course.join("solutions")).unwrap();
    for exercise in &read.exercises {
        let wrong = grader::verify::wrong_submissions(&read, exercise).unwrap();
        assert!(wrong.len() >= 4, "{}", exercise.id);
    }
}

#[test]
fn a_byte_order_mark_stops_nothing() {
    is_as_good_as_plain(|text| format!("\u{feff}{text}"));
}

#[test]
fn carriage_returns_stop_nothing() {
    is_as_good_as_plain(|text| text.replace('\n', "\r\n"));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_together_stop_nothing() {
    is_as_good_as_plain(|text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
}

/// A message that names a place still names the right one.
#[test]
fn a_wrong_key_behind_a_byte_order_mark_is_found_in_its_column() {
    let settings = "\u{feff}titel = \"x\"\r\n";
    let folder = course(&[("grader.toml", settings), ("exercises/01_a/README.md", "")]);
    let ran = run(grader(&["list", "--course"]).arg(folder.path()));
    assert_eq!(ran.code, 2, "{ran:?}");
    let place = "grader.toml:1:1: unknown key `titel`";
    assert!(ran.stderr.contains(place), "{}", ran.stderr);
}

/// What is not UTF-8 is said so, with the file and what to do.
#[test]
fn a_text_in_another_encoding_is_named() {
    let utf_16: Vec<u8> = "\u{feff}fn a() {}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = dressed(str::to_owned);
    for file in [
        "exercises/01_safety/02_rc_to_thread/checks/slide_rc_to_thread.rs",
        "exercises/01_safety/02_rc_to_thread/exercise.toml",
        "grader.toml",
    ] {
        let path = folder.path().join(file);
        let before = fs::read(&path).unwrap();
        fs::write(&path, &utf_16).unwrap();
        let ran = run(grader(&["list", "--course"]).arg(folder.path()));
        assert_eq!(ran.code, 2, "{ran:?}");
        let name = path.file_name().unwrap().to_str().unwrap();
        for words in [name, "not UTF-8 text", "save it as UTF-8"] {
            assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
        }
        fs::write(&path, before).unwrap();
    }
}
