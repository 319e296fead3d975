//! Bad input gets one clear sentence, the right exit code, and nothing half-written.

use crate::common::*;
use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::Path,
    process::Command,
};

/// Runs the grader, expects it to refuse with one line on stderr, and gives that line.
#[track_caller]
fn refusal(arguments: &[&str], code: i32) -> String {
    let ran = run(&mut grader(arguments));
    assert_eq!(ran.code, code, "{ran:?}");
    assert_eq!(ran.stdout, "", "nothing is reported");
    let lines: Vec<_> = ran
        .stderr
        .lines()
        .filter(|line| !line.starts_with("note: "))
        .collect();
    assert_eq!(lines.len(), 1, "one sentence: {}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    lines[0].to_owned()
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn outside_a_course_the_course_folder_is_asked_for() {
    let elsewhere = tempfile::tempdir().unwrap();
    let ran = run(grader(&["list"]).current_dir(elsewhere.path()));
    assert_eq!(ran.code, 2);
    contains(
        &ran.stderr,
        &["is not in a course", "grader.toml", "--course"],
    );
}

#[test]
fn an_unknown_exercise_is_answered_with_the_nearest_name() {
    contains(
        &refusal(&["show", "cuonter"], 2),
        &["`cuonter`", "did you mean `counter`?"],
    );
}

#[test]
fn an_ambiguous_name_is_answered_with_the_candidates() {
    contains(
        &refusal(&["show", "01_safety"], 2),
        &["may be any of", "02_rc_to_thread", "03_predict"],
    );
}

#[test]
fn a_path_that_is_not_there_is_named() {
    contains(
        &refusal(&["grade", "no/such/path"], 2),
        &["no/such/path", "No such file"],
    );
}

#[test]
fn a_single_file_needs_the_name_of_its_exercise() {
    contains(
        &refusal(&["grade", "README.md"], 2),
        &["README.md", "--exercise"],
    );
}

#[test]
fn a_folder_without_exercises_is_refused_with_an_example() {
    contains(
        &refusal(&["grade", "src"], 2),
        &["holds no exercise", "01_safety/"],
    );
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    assert_eq!(run(&mut grader(&["garde"])).code, 2);
}

#[track_caller]
fn course_error(files: &[(&str, &str)], parts: &[&str]) {
    let folder = course(files);
    contains(
        &refusal(&["list", "--course", folder.path().to_str().unwrap()], 2),
        parts,
    );
}

#[test]
fn a_wrong_key_in_an_exercise_names_file_line_column_and_the_nearest_key() {
    let text = COMPILES.replace("points", "pionts");
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", &text),
        ],
        &["exercise.toml:6:1: unknown key `pionts`; did you mean `points`?"],
    );
}

#[test]
fn a_wrong_kind_names_the_nearest_kind() {
    let text = COMPILES.replace("build = {}", "modle = {}");
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", &text),
        ],
        &["exercise.toml:7:1: unknown key `modle`; did you mean `model`?"],
    );
}

#[test]
fn a_wrong_key_inside_a_kind_is_named_too() {
    let text = COMPILES.replace("build = {}", "model = { flie = \"x.rs\" }");
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", &text),
        ],
        &["exercise.toml:7:11: unknown key `flie`; did you mean `file`?"],
    );
}

#[test]
fn a_missing_check_file_is_named_where_it_is_asked_for() {
    let text = COMPILES.replace("build = {}", "model = { file = \"x.rs\" }");
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", &text),
        ],
        &["exercise.toml:7:9: cannot read checks/x.rs"],
    );
}

#[test]
fn a_check_may_only_need_earlier_ones() {
    let text = COMPILES.replace("why =", "needs = [\"compile\"]\nwhy =");
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", &text),
        ],
        &[
            "exercise.toml:8:10",
            "no check before this one is called `compile`",
        ],
    );
}

#[test]
fn a_wrong_key_in_the_settings_is_named() {
    course_error(
        &[
            ("grader.toml", "titel = \"x\"\n"),
            ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ],
        &["grader.toml:1:1: unknown key `titel`; did you mean `title`?"],
    );
}

#[test]
fn two_exercises_of_one_name_are_refused_by_name() {
    course_error(
        &[
            ("grader.toml", SETTINGS),
            ("exercises/01_a/01_one/exercise.toml", COMPILES),
            ("exercises/02_b/05_one/exercise.toml", COMPILES),
        ],
        &[
            "two exercises are called `one`",
            "01_a/01_one",
            "02_b/05_one",
        ],
    );
}

#[test]
fn a_course_without_exercises_says_what_one_is() {
    let folder = course(&[("grader.toml", SETTINGS), ("exercises/README.md", "")]);
    let line = refusal(&["list", "--course", folder.path().to_str().unwrap()], 2);
    contains(&line, &["has no exercises", "exercise.toml"]);
}

/// Grades a submission for `01_a/01_one` in a folder that `build` fills, and gives exit code, status and message.
#[track_caller]
fn graded(build: impl Fn(&Path)) -> (i32, String, String) {
    let course = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
    ]);
    let submission = tempfile::tempdir().unwrap();
    let folder = submission.path().join("01_a/01_one/src");
    fs::create_dir_all(&folder).unwrap();
    build(&folder);
    let (code, report) = json(&[
        "grade",
        submission.path().to_str().unwrap(),
        "--course",
        course.path().to_str().unwrap(),
    ]);
    let exercise = &report["exercises"][0];
    let text = |field: &str| exercise[field].as_str().unwrap_or_default().to_owned();
    (code, text("status"), text("message"))
}

#[track_caller]
fn refused(build: impl Fn(&Path), parts: &[&str]) {
    let (code, status, message) = graded(build);
    assert_eq!((code, status.as_str()), (1, "fail"), "{message}");
    contains(&message, parts);
}

#[test]
fn a_good_file_passes() {
    let (code, status, _) =
        graded(|folder| fs::write(folder.join("lib.rs"), "pub fn one() {}").unwrap());
    assert_eq!((code, status.as_str()), (0, "pass"));
}

#[test]
fn a_missing_file_is_named() {
    refused(|_| {}, &["src/lib.rs is missing"]);
}

#[test]
fn a_link_out_of_the_submission_is_not_followed() {
    refused(
        |folder| symlink("/etc/hostname", folder.join("lib.rs")).unwrap(),
        &["src/lib.rs is a symbolic link", "never followed"],
    );
}

#[test]
fn a_linked_folder_is_not_followed_either() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("lib.rs"), "").unwrap();
    refused(
        |folder| {
            fs::remove_dir(folder).unwrap();
            symlink(elsewhere.path(), folder).unwrap();
        },
        &["src is a symbolic link"],
    );
}

#[test]
fn a_file_of_a_gigabyte_is_refused_without_being_read() {
    refused(
        |folder| {
            fs::File::create(folder.join("lib.rs"))
                .unwrap()
                .set_len(1 << 30)
                .unwrap()
        },
        &["src/lib.rs is larger than 256 KiB"],
    );
}

#[test]
fn a_file_that_is_no_text_is_refused_with_its_line() {
    refused(
        |folder| fs::write(folder.join("lib.rs"), b"// one\n// t\xffwo\n").unwrap(),
        &["src/lib.rs is not UTF-8 text (line 2)"],
    );
}

#[test]
fn a_folder_in_place_of_a_file_is_refused() {
    refused(
        |folder| fs::create_dir(folder.join("lib.rs")).unwrap(),
        &["src/lib.rs is not a regular file"],
    );
}

#[test]
fn a_pipe_in_place_of_a_file_does_not_hang_the_grader() {
    refused(
        |folder| {
            let made = std::process::Command::new("mkfifo")
                .arg(folder.join("lib.rs"))
                .status()
                .unwrap();
            assert!(made.success());
        },
        &["src/lib.rs is not a regular file"],
    );
}

#[test]
fn a_missing_rustc_is_said_with_what_to_install() {
    let line = run(grader(&["check", "counter"])
        .env("RUSTC", "/nowhere/rustc")
        .env("PATH", "/nowhere"));
    assert_eq!(line.code, 70);
    contains(
        &line.stderr,
        &["cannot run `/nowhere/rustc`", "needs Rust", "rustup"],
    );
}

#[test]
fn an_old_rustc_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = --print ]; then echo {}; else echo 'rustc 1.60.0 (old)'; fi\n",
        folder.path().display()
    );
    let rustc = bin.join("rustc");
    fs::write(&rustc, script).unwrap();
    fs::set_permissions(&rustc, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let ran = run(grader(&["check", "counter"]).env("RUSTC", &rustc));
    assert_eq!(ran.code, 70);
    contains(
        &ran.stderr,
        &["rustc 1.60.0 (old) is too old", "rustup update"],
    );
}

#[test]
fn a_cache_that_cannot_be_written_is_named() {
    // Root may write anywhere, so the cache lies below a file, where nobody can.
    let file = tempfile::NamedTempFile::new().unwrap();
    let cache = file.path().join("cache");
    let ran = run(grader(&["check", "counter"]).env("GRADER_CACHE", &cache));
    assert_eq!(ran.code, 70);
    contains(
        &ran.stderr,
        &["cannot write to the cache folder", "GRADER_CACHE"],
    );
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing_half_written() {
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
    ]);
    let course = folder.path().to_str().unwrap();
    let ran = run(&mut grader(&[
        "check",
        "--course",
        course,
        "--out",
        "/proc/report.json",
    ]));
    assert_eq!(ran.code, 70);
    contains(&ran.stderr, &["cannot write /proc/report.json"]);
}

#[test]
fn a_report_for_a_folder_that_is_not_there_is_refused_before_grading() {
    let line = refusal(&["check", "counter", "--out", "/proc/no/report.json"], 2);
    contains(
        &line,
        &["cannot write /proc/no/report.json", "no folder /proc/no"],
    );
}

/// A class's folder with these entries in it, and nothing in them.
fn class(entries: &[&OsStr]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in entries {
        fs::create_dir(folder.path().join(entry)).unwrap();
    }
    folder
}

fn batch(class: &Path, out: &Path) -> Ran {
    run(grader(&["batch"]).arg(class).arg("--out").arg(out))
}

#[test]
fn a_class_without_submissions_says_what_one_is() {
    let class = class(&[]);
    let ran = batch(class.path(), &class.path().join("out"));
    assert_eq!(ran.code, 2, "{ran:?}");
    contains(
        &ran.stderr,
        &["holds no submissions", "every folder is one"],
    );
    assert!(!class.path().join("out").exists());
}

#[test]
fn names_that_look_alike_do_not_overwrite_each_others_reports() {
    let names = [
        OsStr::from_bytes(b"a\xff"),
        OsStr::from_bytes(b"a\xfe"),
        OsStr::new("b"),
    ];
    let class = class(&names);
    let out = tempfile::tempdir().unwrap();
    let ran = batch(class.path(), out.path());
    assert_eq!(ran.code, 70, "{ran:?}");
    contains(&ran.stderr, &["has a name that is not UTF-8"]);
    contains(
        &ran.stdout,
        &["graded 1 submissions", "2 could not be opened"],
    );
}

#[test]
fn reports_in_the_class_folder_are_no_submission() {
    let class = class(&[OsStr::new("ada")]);
    let out = class.path().join("out");
    for _ in 0..2 {
        let ran = batch(class.path(), &out);
        assert_eq!(ran.code, 0, "{ran:?}");
        contains(&ran.stdout, &["graded 1 submissions"]);
    }
}

/// Grades a right crate with this folder for temporary files; expects that nothing can be graded, and this to be said.
#[track_caller]
fn ungraded_with_temporary_folder(temporary: &Path, parts: &[&str]) -> String {
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ("exercises/01_a/01_one/src/lib.rs", "pub fn one() {}"),
    ]);
    let course = folder.path().to_str().unwrap();
    let ran =
        run(grader(&["check", "--course", course, "--format", "json"]).env("TMPDIR", temporary));
    assert_eq!(ran.code, 70, "{ran:?}");
    contains(&ran.stdout, &["\"status\": \"ungraded\""]);
    contains(&ran.stdout, parts);
    ran.stdout
}

#[test]
fn a_missing_folder_for_temporary_files_leaves_the_work_ungraded_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("not-here");
    let said =
        ungraded_with_temporary_folder(&missing, &["cannot write to", "No such file", "TMPDIR"]);
    assert!(!said.contains("full"), "advice that does not fit: {said}");
}

#[test]
fn a_full_disk_leaves_the_work_ungraded_and_says_so() {
    let Some(disk) = SmallDisk::of_kib(64) else {
        eprintln!("not tested: only root can make a small file system");
        return;
    };
    let _ = fs::write(disk.0.path().join("all-of-it"), vec![1; 1 << 20]);
    ungraded_with_temporary_folder(
        disk.0.path(),
        &[
            "cannot write",
            "No space left",
            "Is the disk full?",
            "TMPDIR",
        ],
    );
}

/// A file system of so many KiB, for as long as the value lives. `None`: only root can make one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn of_kib(size: u32) -> Option<SmallDisk> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={size}k");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|ran| ran.status.success());
        mounted.then(|| SmallDisk(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

/// However far the grader gets before the disk is full, nobody loses a point for it.
#[test]
fn a_disk_that_fills_up_while_grading_fails_nobody() {
    for size in [64, 600, 2_048, 3_072, 8_192] {
        let Some(disk) = SmallDisk::of_kib(size) else {
            eprintln!("not tested: only root can make a small file system");
            return;
        };
        for exercise in ["counter", "02_rc_to_thread"] {
            let submission = ["grade", "examples/class/s001", "--exercise", exercise];
            let ran = run(grader(&submission).env("TMPDIR", disk.0.path()));
            assert!(!ran.stdout.contains("FAIL"), "{size} KiB: {}", ran.stdout);
        }
    }
}
