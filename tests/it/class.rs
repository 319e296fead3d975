//! The example class: what students, teachers and programs read about it, word for word.

use crate::common::*;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{LazyLock, OnceLock},
};
use tempfile::TempDir;

const STUDENTS: [&str; 8] = [
    "s001", "s002", "s003", "s004", "s005", "s006", "s007", "s008",
];

/// Where one batch over the whole class has left its reports, and what it printed.
fn batch() -> &'static (PathBuf, Ran) {
    static BATCH: OnceLock<(TempDir, PathBuf, Ran)> = OnceLock::new();
    static SHOWN: OnceLock<(PathBuf, Ran)> = OnceLock::new();
    SHOWN.get_or_init(|| {
        let (_, path, ran) = BATCH.get_or_init(|| {
            let out = tempfile::tempdir().unwrap();
            let path = out.path().to_owned();
            let ran = run(&mut grader(&[
                "batch",
                "examples/class",
                "--out",
                path.to_str().unwrap(),
            ]));
            (out, path, ran)
        });
        let ran = Ran {
            code: ran.code,
            stdout: ran.stdout.clone(),
            stderr: ran.stderr.clone(),
        };
        (path.clone(), ran)
    })
}

fn json_of(student: &str) -> String {
    fs::read_to_string(batch().0.join(format!("{student}.json"))).unwrap()
}

/// What differs from one toolchain or machine to the next is left out of snapshots.
fn snapshots() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"rustc \d+\.\d+\.\d+ \([^)]*\)", "rustc VERSION");
    settings.add_filter(r"/rustc/[0-9a-f]{40}", "/rustc/HASH");
    settings.add_filter(r"library/[a-z/_]+\.rs:\d+:\d+", "library/PLACE");
    settings.add_filter(r#""sandbox": "[a-z]+""#, r#""sandbox": "MODE""#);
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings
}

#[test]
fn a_class_is_graded_whole() {
    let (out, ran) = batch();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.starts_with("graded 8 submissions"),
        "{}",
        ran.stdout
    );
    let mut files: Vec<_> = fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut expected: Vec<_> = STUDENTS
        .iter()
        .map(|student| format!("{student}.json"))
        .collect();
    expected.insert(0, "grades.csv".to_owned());
    assert_eq!(files, expected);
    let csv = fs::read_to_string(out.join("grades.csv")).unwrap();
    snapshots().bind(|| insta::assert_snapshot!("grades_csv", csv));
}

#[test]
fn json_reports_of_the_class() {
    for student in STUDENTS {
        snapshots().bind(|| insta::assert_snapshot!(format!("{student}_json"), json_of(student)));
    }
}

/// What one grading of a student alone has printed and written.
struct Alone {
    ran: Ran,
    markdown: String,
    json: String,
}

/// Each student of the class, graded alone.
static ALONE: LazyLock<Vec<Alone>> = LazyLock::new(|| STUDENTS.map(alone).into());

fn alone(student: &str) -> Alone {
    let path = format!("examples/class/{student}");
    let folder = tempfile::tempdir().unwrap();
    let [markdown, json] = ["report.md", "report.json"].map(|name| folder.path().join(name));
    let reports = [("markdown", &markdown), ("json", &json)];
    let [first, second] = reports.map(|(format, file)| format!("{format}={}", file.display()));
    let ran = run(&mut grader(&[
        "grade", &path, "--report", &first, "--report", &second,
    ]));
    let [markdown, json] = [markdown, json].map(|file| fs::read_to_string(file).unwrap());
    Alone {
        ran,
        markdown,
        json,
    }
}

#[test]
fn terminal_and_markdown_reports_of_the_class() {
    for (student, alone) in STUDENTS.iter().zip(ALONE.iter()) {
        let Alone { ran, markdown, .. } = alone;
        snapshots().bind(|| insta::assert_snapshot!(format!("{student}_markdown"), markdown));
        assert!(!ran.stdout.contains('\u{1b}'), "no colours in a pipe");
        let shown = format!("exit code {}\n{}", ran.code, ran.stdout);
        snapshots().bind(|| insta::assert_snapshot!(format!("{student}_terminal"), shown));
    }
}

#[test]
fn the_same_files_get_the_same_bytes_alone_and_in_a_batch() {
    for (student, alone) in STUDENTS.iter().zip(ALONE.iter()) {
        assert!(
            alone.json == json_of(student),
            "the reports of {student} differ"
        );
    }
}

#[test]
fn every_report_validates_against_the_schema_in_docs_and_can_be_read_back() {
    let schema = fs::read_to_string(root().join("docs/report-v1.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for student in STUDENTS {
        let text = json_of(student);
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<_> = schema
            .iter_errors(&report)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{student}");
        let read: grader::report::v1::Report = serde_json::from_str(&text).unwrap();
        assert!(read.to_json() == text, "{student} is not what was written");
    }
    // The validator finds what does not belong.
    let mut report: serde_json::Value = serde_json::from_str(&json_of("s002")).unwrap();
    report["exercises"][0]["status"] = "passed".into();
    assert!(!schema.is_valid(&report));
}

#[test]
fn every_report_keeps_to_the_schema() {
    for student in STUDENTS {
        let report: serde_json::Value = serde_json::from_str(&json_of(student)).unwrap();
        assert_eq!(report["schema"], "grader/report/v1");
        assert_eq!(report["submission"], *student);
        let fields = [
            "grader",
            "toolchain",
            "course",
            "points",
            "max_points",
            "limits",
            "exercises",
        ];
        assert!(
            fields.iter().all(|field| !report[*field].is_null()),
            "{student}"
        );
        let exercises = report["exercises"].as_array().unwrap();
        let sum: u64 = exercises
            .iter()
            .map(|exercise| exercise["points"].as_u64().unwrap())
            .sum();
        assert_eq!(report["points"], sum);
        for exercise in exercises {
            exercise_keeps_to_the_schema(exercise);
        }
    }
}

#[track_caller]
fn exercise_keeps_to_the_schema(exercise: &serde_json::Value) {
    let statuses = ["pass", "fail", "inconclusive", "skipped", "ungraded"];
    assert_eq!(exercise["id"].as_str().unwrap().matches('/').count(), 1);
    assert!(exercise["title"].is_string());
    assert!(statuses.contains(&exercise["status"].as_str().unwrap()));
    let checks = exercise["checks"].as_array().unwrap();
    let points: u64 = checks
        .iter()
        .map(|check| check["points"].as_u64().unwrap())
        .sum();
    assert_eq!(exercise["points"], points);
    for check in checks {
        for field in ["name", "kind", "status", "message", "why"] {
            assert!(check[field].is_string(), "{field} of {check:#}");
        }
        let location = &check["location"];
        assert!(location.is_null() || location["line"].is_u64() && location["column"].is_u64());
        assert!(check.as_object().unwrap().contains_key("evidence"));
    }
}

#[test]
fn one_bad_submission_changes_nothing_for_the_others() {
    let class = tempfile::tempdir().unwrap();
    for student in ["s001", "s003"] {
        copy(
            &root().join("examples/class").join(student),
            &class.path().join(student),
        );
    }
    let out = class
        .path()
        .join("../")
        .join(format!("grader-out-{}", std::process::id()));
    let ran = run(&mut grader(&[
        "batch",
        class.path().to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]));
    assert_eq!(ran.code, 0, "{ran:?}");
    for student in ["s001", "s003"] {
        let alone = fs::read_to_string(out.join(format!("{student}.json"))).unwrap();
        assert!(
            alone == json_of(student),
            "{student} is graded differently beside the others"
        );
    }
    fs::remove_dir_all(out).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target)
        } else {
            fs::copy(&path, &target).map(drop).unwrap()
        }
    }
}

#[test]
fn what_cannot_be_opened_is_named_and_the_rest_is_graded() {
    let class = tempfile::tempdir().unwrap();
    fs::create_dir(class.path().join("empty")).unwrap();
    fs::create_dir(class.path().join("strange")).unwrap();
    fs::write(class.path().join("strange/notes.txt"), "hello").unwrap();
    fs::write(class.path().join("late.zip"), "no zip").unwrap();
    std::os::unix::fs::symlink("/etc", class.path().join("link")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let ran = run(&mut grader(&[
        "batch",
        class.path().to_str().unwrap(),
        "--out",
        out.path().to_str().unwrap(),
    ]));
    assert_eq!(ran.code, 70, "something stays ungraded: {ran:?}");
    for line in [
        "late.zip: is not a folder",
        "link: is a symbolic link",
        "strange: ",
    ] {
        assert!(ran.stderr.contains(line), "{line} is not in {}", ran.stderr);
    }
    assert!(out.path().join("empty.json").is_file());
}
