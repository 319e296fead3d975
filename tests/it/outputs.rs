//! Where reports go: `--out` writes what it is pointed at and breaks nothing, a closed pipe is quiet, a full disk is said.

use crate::common::*;
use std::{
    fs,
    io::Read,
    os::unix::fs::{FileTypeExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A course with one exercise whose own work is right, and one whose own work is not.
fn small_course() -> tempfile::TempDir {
    course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ("exercises/01_a/01_one/README.md", "# One\n"),
        ("exercises/01_a/01_one/src/lib.rs", "pub fn one() {}"),
        ("exercises/01_a/02_two/exercise.toml", COMPILES),
        (
            "exercises/01_a/02_two/src/lib.rs",
            "pub fn two() { three() }",
        ),
    ])
}

/// The grader on such a course.
fn on(course: &Path, arguments: &[&str]) -> Command {
    let mut command = grader(&["--course"]);
    command.arg(course).args(arguments);
    command
}

/// `check one` with the report as JSON written to `out`.
fn checked(course: &Path, out: &Path) -> Ran {
    let check = ["check", "one", "--format", "json", "--out"];
    run(on(course, &check).arg(out))
}

#[track_caller]
fn is_whole_report(text: &str) {
    let report: serde_json::Value = serde_json::from_str(text).expect(text);
    assert_eq!(report["points"], 1, "{report:#}");
}

#[track_caller]
fn holds_report(path: &Path) {
    is_whole_report(&fs::read_to_string(path).unwrap());
}

/// Refused as a mistake of the command line, before anything was done.
#[track_caller]
fn refused(course: &Path, out: &Path, words: &str) {
    let ran = checked(course, out);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
}

/// Nothing but these names lies in a folder.
#[track_caller]
fn lies_there(folder: &Path, names: &[&str]) {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, names);
}

#[test]
fn a_file_is_made_or_replaced() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let out = at.path().join("report.json");
    for _ in 0..2 {
        assert_eq!(checked(course.path(), &out).code, 0);
        holds_report(&out);
        fs::write(&out, "old ".repeat(100_000)).unwrap();
    }
    lies_there(at.path(), &["report.json"]);
}

#[test]
fn a_link_stays_and_what_it_leads_to_is_written() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let path = |name: &str| at.path().join(name);
    fs::create_dir(path("deep")).unwrap();
    fs::write(path("deep/there"), "old").unwrap();
    symlink("deep/there", path("link")).unwrap();
    symlink("link", path("link-to-link")).unwrap();
    symlink("deep/not-yet", path("dangling")).unwrap();
    symlink("deep", path("link-to-folder")).unwrap();
    for (out, target) in [
        ("link", "deep/there"),
        ("link-to-link", "deep/there"),
        ("dangling", "deep/not-yet"),
        ("link-to-folder/new", "deep/new"),
    ] {
        let ran = checked(course.path(), &path(out));
        assert_eq!(ran.code, 0, "{out}: {ran:?}");
        holds_report(&path(target));
        assert!(!path(target).is_symlink(), "{out}");
        fs::write(path(target), "old").unwrap();
    }
    for link in ["link", "link-to-link", "dangling", "link-to-folder"] {
        assert!(path(link).is_symlink(), "{link}");
    }
    lies_there(&path("deep"), &["new", "not-yet", "there"]);
}

#[test]
fn a_folder_is_a_mistake_of_the_command_line() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let path = |name: &str| at.path().join(name);
    fs::create_dir(path("folder")).unwrap();
    symlink("folder", path("link")).unwrap();
    symlink("no/where", path("dangling")).unwrap();
    fs::write(path("file"), "").unwrap();
    let course = course.path();
    refused(course, &path("folder"), "is a folder");
    refused(course, &path("folder/"), "is a folder");
    refused(course, &path("link"), "is a folder");
    refused(course, Path::new("."), "is a folder");
    refused(course, &path("new/"), "names a folder");
    refused(course, &path("no/new"), "there is no folder");
    refused(course, &path("dangling"), "there is no folder");
    refused(course, &path("file/new"), "there is no folder");
    lies_there(at.path(), &["dangling", "file", "folder", "link"]);
}

#[test]
fn a_class_needs_a_folder_for_its_reports() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let file = at.path().join("file");
    fs::write(&file, "mine").unwrap();
    let exercises = course.path().join("exercises");
    let batch = ["batch", exercises.to_str().unwrap(), "--out"];
    let ran = run(on(course.path(), &batch).arg(&file));
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("is no folder"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_pipe_is_written_into() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let pipe = at.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reads = pipe.clone();
    let reader = std::thread::spawn(move || fs::read_to_string(reads).unwrap());
    assert_eq!(checked(course.path(), &pipe).code, 0);
    // A grader that replaces the pipe would leave the reader waiting for ever.
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    is_whole_report(&reader.join().unwrap());
}

/// A device that takes nothing, like `/dev/full`. Root makes its own, for root could destroy the one that all use.
fn full_device(folder: &Path) -> PathBuf {
    let own = folder.join("full");
    let mut mknod = Command::new("mknod");
    mknod.arg(&own).args(["c", "1", "7"]).stderr(Stdio::null());
    let is_made = mknod.status().is_ok_and(|status| status.success());
    let opens = fs::OpenOptions::new().write(true).open(&own).is_ok();
    if is_made && opens {
        own
    } else {
        PathBuf::from("/dev/full")
    }
}

#[test]
fn a_full_device_is_said_and_stays() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let full = full_device(at.path());
    let link = at.path().join("link");
    symlink(&full, &link).unwrap();
    for out in [&full, &link] {
        let ran = checked(course.path(), out);
        assert_eq!(ran.code, 70, "{ran:?}");
        let said = format!("grader: cannot write {}: ", out.display());
        assert!(ran.stderr.starts_with(&said), "{}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
        assert!(fs::metadata(&full).unwrap().file_type().is_char_device());
    }
    assert!(link.is_symlink());
}

/// A small file system that is full but for a few KiB: only root can make one.
struct AlmostFull(tempfile::TempDir);

impl AlmostFull {
    fn new() -> Option<AlmostFull> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|ran| ran.status.success());
        mounted.then(|| AlmostFull(folder))
    }
}

impl Drop for AlmostFull {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_disk_that_fills_up_leaves_the_report_that_was_there() {
    let Some(disk) = AlmostFull::new() else {
        eprintln!("not tested: only root can make a small file system");
        return;
    };
    let course = small_course();
    let out = disk.0.path().join("report.json");
    fs::write(disk.0.path().join("other"), vec![0; 8 * 1024]).unwrap();
    fs::write(&out, "old").unwrap();
    fs::write(disk.0.path().join("rest"), vec![0; 16 * 1024]).unwrap_err();
    let ran = checked(course.path(), &out);
    assert_eq!(ran.code, 70, "{ran:?}");
    assert!(ran.stderr.contains("cannot write"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
    lies_there(disk.0.path(), &["other", "report.json", "rest"]);
}

#[test]
fn a_dash_and_other_names_of_stdout_are_stdout() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let check = ["check", "one", "--format", "json", "--out"];
    for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let ran = run(on(course.path(), &check).arg(name));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
        is_whole_report(&ran.stdout);
        // Behind what stands in a file already, as the shell's `>>` does.
        let file = at.path().join("file");
        fs::write(&file, "before\n").unwrap();
        let append = fs::OpenOptions::new().append(true).open(&file).unwrap();
        let mut to_file = on(course.path(), &check);
        let status = to_file.arg(name).stdout(append).status().unwrap();
        assert_eq!(status.code(), Some(0), "{name}");
        let text = fs::read_to_string(&file).unwrap();
        is_whole_report(text.strip_prefix("before\n").expect("it is still there"));
    }
    assert!(!root().join("-").exists());
}

/// Runs the grader under a umask.
fn under(umask: &str, command: &Command) -> Ran {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "umask $0; exec \"$@\"", umask])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(root());
    run(&mut shell)
}

fn mode(path: &Path) -> String {
    let mode = fs::metadata(path).unwrap().permissions().mode();
    format!("{:o}", mode & 0o777)
}

#[test]
fn the_umask_says_who_may_read_a_report() {
    let course = small_course();
    for (umask, expected) in [
        ("022", "644"),
        ("027", "640"),
        ("077", "600"),
        ("002", "664"),
    ] {
        let at = tempfile::tempdir().unwrap();
        let (out, class) = (at.path().join("report"), at.path().join("class"));
        under(
            umask,
            on(course.path(), &["check", "one", "--out"]).arg(&out),
        );
        assert_eq!(mode(&out), expected, "{umask}");
        let exercises = course.path().join("exercises");
        let batch = ["batch", exercises.to_str().unwrap(), "--out"];
        under(umask, on(course.path(), &batch).arg(&class));
        for file in ["grades.csv", "01_a.json"] {
            assert_eq!(mode(&class.join(file)), expected, "{umask} {file}");
        }
    }
}

#[test]
fn a_file_that_is_replaced_keeps_its_mode() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let out = at.path().join("report.json");
    for bits in [0o600, 0o664] {
        fs::write(&out, "old").unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(bits)).unwrap();
        assert_eq!(checked(course.path(), &out).code, 0);
        holds_report(&out);
        assert_eq!(mode(&out), format!("{bits:o}"));
    }
}

/// Everything that prints, with the code that it ends with when all is printed.
fn all_that_prints(class: &Path) -> Vec<(Vec<&str>, i32)> {
    let grade = ["grade", class.to_str().unwrap()];
    vec![
        (vec!["--help"], 0),
        (vec!["--version"], 0),
        (vec!["list"], 0),
        (vec!["show", "one"], 0),
        (vec!["check", "one"], 0),
        (vec!["check", "two"], 1),
        (vec!["check", "--format", "json"], 1),
        (vec!["check", "two", "--out", "-"], 1),
        (vec!["check", "one", "--out", "/dev/stdout"], 0),
        ([&grade[..], &["--exercise", "one"]].concat(), 0),
        ([&grade[..], &["--format", "json"]].concat(), 1),
        // It has no solutions.
        (vec!["verify", "one"], 1),
    ]
}

/// Runs it with this as stdout; gives the code and what stands on stderr.
fn into(course: &Path, arguments: &[&str], stdout: Stdio) -> (i32, String) {
    let mut child = on(course, arguments)
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let stderr = child.stderr.as_mut().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code().expect("no signal"), said)
}

fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_closed_pipe_is_quiet_and_changes_no_exit_code() {
    let course = small_course();
    let exercises = course.path().join("exercises");
    for (arguments, code) in all_that_prints(&exercises) {
        let ended = into(course.path(), &arguments, closed_pipe());
        assert_eq!(ended, (code, String::new()), "{arguments:?}");
    }
    let out = course.path().join("out");
    let batch = ["batch", exercises.to_str().unwrap(), "--out"];
    let arguments = [&batch[..], &[out.to_str().unwrap()]].concat();
    let ended = into(course.path(), &arguments, closed_pipe());
    assert_eq!(ended, (0, String::new()));
    assert!(out.join("grades.csv").is_file());
    let read = run(&mut grader(&["doctor"]));
    let unread = into(course.path(), &["doctor"], closed_pipe());
    assert_eq!(unread, (read.code, String::new()));
}

#[test]
fn a_stdout_that_takes_nothing_is_said() {
    let course = small_course();
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let exercises = course.path().join("exercises");
    let mut all = all_that_prints(&exercises);
    all.push((vec!["doctor"], 0));
    for (arguments, _) in all {
        let (code, said) = into(course.path(), &arguments, full().into());
        assert_eq!(code, 70, "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
        let words = "grader: cannot write stdout: No space left";
        assert!(said.starts_with(words), "{arguments:?}: {said}");
    }
}

/// A reader of `--out pipe` that hangs up is as quiet as one of stdout.
#[test]
fn a_reader_of_a_named_pipe_may_hang_up() {
    let (course, at) = (small_course(), tempfile::tempdir().unwrap());
    let pipe = at.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    // More than a pipe holds, so that whoever writes it notices.
    let title = format!("title = \"{}\"\n", "long ".repeat(100_000));
    fs::write(course.path().join("grader.toml"), title).unwrap();
    let opens = pipe.clone();
    let reader = std::thread::spawn(move || drop(fs::File::open(opens).unwrap()));
    let ran = checked(course.path(), &pipe);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    reader.join().unwrap();
}
