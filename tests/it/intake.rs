//! Taking submissions in: links that appear meanwhile, courses that come with a submission, folders that lie elsewhere
//! or are called otherwise.

use crate::common::{intake::*, *};
use grader::{catalog, model::Course, submission};
use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

// Links that appear while the grader reads.

fn alone(course: &Course, folder: &Path) -> String {
    format!("{:?}", submission::take(course, folder, None))
}

fn in_class(course: &Course, folder: &Path) -> String {
    let class = folder.parent().unwrap();
    let taken = submission::take_class(course, class, Path::new("/nowhere"));
    format!("{taken:?}")
}

/// Swaps two paths below a class's folder while the real reader takes in the submission `in` of it, alone and in its
/// class.
fn swapped_while_taken_in(one: &str, other: &str, link_to: &str) {
    swapped((one, other, link_to), &alone);
    swapped((one, other, link_to), &in_class);
}

/// The reader runs a bounded number of times: what lies outside never is in what was taken, nor named.
fn swapped((one, other, link_to): (&str, &str, &str), take: &dyn Fn(&Course, &Path) -> String) {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let course = small_course();
    let course = catalog::read(course.path()).unwrap();
    let place = handed_in(&[
        "class/in/01_a/01_one/src/lib.rs",
        "class/in/01_a/01_one/src/more.rs",
    ]);
    let outside = place.path().join("outside");
    for file in [
        "lib.rs",
        "src/lib.rs",
        "01_one/src/lib.rs",
        "01_a/01_one/src/lib.rs",
        "secret.rs",
    ] {
        let path = outside.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "// the teacher's secret").unwrap();
    }
    let folder = place.path().join("class/in");
    let class = place.path().join("class");
    let (one, other) = (class.join(one), class.join(other));
    symlink(outside.join(link_to), &other).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Relaxed) {
                renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE).unwrap();
            }
        });
        let taken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut read = 0;
            for _ in 0..1_000 {
                let shown = take(&course, &folder);
                assert!(!shown.contains("secret"), "{shown}");
                read += usize::from(shown.contains(RIGHT));
            }
            read
        }));
        done.store(true, Relaxed);
        assert!(taken.unwrap() > 0, "the submission itself was never read");
    });
}

#[test]
fn a_folder_that_becomes_a_link_while_it_is_read_leads_nowhere() {
    swapped_while_taken_in("in/01_a/01_one/src", "in/01_a/01_one/link", "");
}

#[test]
fn a_file_that_becomes_a_link_while_it_is_read_leads_nowhere() {
    swapped_while_taken_in("in/01_a/01_one/src/lib.rs", "in/01_a/01_one/link", "lib.rs");
}

#[test]
fn an_exercise_that_becomes_a_link_while_it_is_read_leads_nowhere() {
    swapped_while_taken_in("in/01_a/01_one", "in/01_a/link", "");
}

#[test]
fn a_chapter_that_becomes_a_link_while_it_is_read_leads_nowhere() {
    swapped_while_taken_in("in/01_a", "in/link", "");
}

#[test]
fn a_submission_that_becomes_a_link_while_its_class_is_read_leads_nowhere() {
    swapped(("in", "link", ""), &in_class);
}

#[test]
fn a_socket_is_the_students_to_mend() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("01_a/01_one/src");
    fs::create_dir_all(&folder).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("lib.rs")).unwrap();
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    contains(&ran.stdout, &["src/lib.rs is not a regular file"]);
}

// The course is never the submission's own.

/// A clone of the small course with a right submission in it, and a grader.toml that would give points for nothing.
fn clone_of_the_course() -> tempfile::TempDir {
    let own = "title = \"My own course\"\n";
    let toml = COMPILES;
    course(&[
        ("clone/grader.toml", own),
        ("clone/exercises/01_a/01_one/exercise.toml", toml),
        ("clone/exercises/01_a/01_one/src/lib.rs", RIGHT),
        ("teacher/grader.toml", SETTINGS),
        ("teacher/exercises/01_a/01_one/exercise.toml", toml),
        ("teacher/class/ada/grader.toml", own),
        (
            "teacher/class/ada/exercises/01_a/01_one/exercise.toml",
            toml,
        ),
        ("teacher/class/ada/exercises/01_a/01_one/src/lib.rs", RIGHT),
    ])
}

/// Runs the grader in a folder, where it must not take the course from what is graded.
#[track_caller]
fn no_course(place: &Path, folder: &str, arguments: &[&str]) {
    let ran = run(grader(arguments).current_dir(place.join(folder)));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    contains(&ran.stderr, &["the course ", "--course"]);
}

#[test]
fn a_clone_does_not_bring_its_own_course() {
    let place = clone_of_the_course();
    let place = place.path();
    no_course(place, "clone", &["grade", "."]);
    no_course(place, "clone/exercises", &["grade", ".."]);
    no_course(place, "clone", &["grade", "../clone"]);
    no_course(place, "clone", &["batch", "..", "--out", "/nowhere"]);
    symlink("clone", place.join("link")).unwrap();
    no_course(place, "link", &["grade", "."]);
    no_course(place, "clone", &["grade", "../link"]);
    no_course(place, ".", &["grade", "clone", "--course", "clone"]);
    no_course(place, ".", &["grade", "clone", "--course", "link"]);
    no_course(place, "clone", &["grade", "../link/", "--course", "."]);
    let class = ["batch", "teacher/class", "--out", "/nowhere", "--course"];
    no_course(place, ".", &[&class[..], &["teacher/class/ada"]].concat());
}

#[test]
fn nor_does_a_clone_whose_exercise_alone_is_graded() {
    let place = clone_of_the_course();
    let one = "clone/exercises/01_a/01_one";
    no_course(place.path(), one, &["grade", "."]);
    no_course(place.path(), "clone", &["grade", "exercises"]);
    let file = ["grade", "src/lib.rs", "--exercise", "one"];
    no_course(place.path(), one, &file);
}

/// Cargo and rustup look for settings in the current folder and upwards.
#[test]
fn settings_for_tools_in_a_clone_are_not_obeyed() {
    let place = clone_of_the_course();
    let clone = place.path().join("clone");
    let toolchain = "[toolchain]\nchannel = \"no-such-channel\"\n";
    fs::write(clone.join("rust-toolchain.toml"), toolchain).unwrap();
    fs::create_dir(clone.join(".cargo")).unwrap();
    let config = "[build]\nrustc-wrapper = \"/nowhere/wrapper\"\n";
    fs::write(clone.join(".cargo/config.toml"), config).unwrap();
    let arguments = ["grade", ".", "--course", "../teacher"];
    let ran = run(grader(&arguments).current_dir(&clone));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn the_course_around_a_clone_is_used_and_named() {
    let place = clone_of_the_course();
    let teacher = place.path().join("teacher");
    for (folder, argument) in [
        ("class/ada", "."),
        (".", "class/ada"),
        ("class/ada", "../ada"),
    ] {
        let arguments = ["grade", argument, "--format", "json"];
        let ran = run(grader(&arguments).current_dir(teacher.join(folder)));
        assert_eq!(ran.code, 0, "{ran:?}");
        contains(&ran.stdout, &["\"course\": \"A small course\""]);
        let named = format!(
            "note: the course is {}",
            teacher.canonicalize().unwrap().display()
        );
        assert_eq!(ran.stderr.trim(), named);
    }
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let ran = run(grader(&["batch", ".", "--out", out]).current_dir(teacher.join("class")));
    assert_eq!(ran.code, 0, "{ran:?}");
    contains(&ran.stderr, &["note: the course is ", "teacher"]);
}

#[test]
fn ones_own_work_is_checked_where_it_is() {
    let place = clone_of_the_course();
    let ran = run(grader(&["check"]).current_dir(place.path().join("clone")));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
}

// Folders that lie elsewhere, or are called otherwise.

#[test]
fn folders_around_a_submission_are_looked_through() {
    for file in [
        "course-main/exercises/01_a/01_one/src/lib.rs",
        "ada/course-main/01_a/01_one/src/lib.rs",
        "hand-in/01_one/src/lib.rs",
        "a/b/c/exercises/01_one/src/lib.rs",
    ] {
        let place = handed_in(&[file, "README.md", ".git/config", "__MACOSX/x"]);
        for more in [&["--exercise", "one"] as &[&str], &[]] {
            let ran = graded_folder(place.path(), more);
            assert!(ran.stdout.contains("pass  compiles"), "{file}: {ran:?}");
            assert!(!ran.stdout.contains("Not taken"), "{file}: {ran:?}");
        }
    }
    let place = handed_in(&["ada/src/lib.rs"]);
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_course_that_lies_where_nobody_looks_is_named() {
    let place = handed_in(&["notes/x", "course/exercises/01_a/01_one/src/lib.rs"]);
    for more in [&["--exercise", "one"] as &[&str], &[]] {
        refused(
            place.path(),
            more,
            &["holds no exercise", "course/exercises/01_a"],
        );
    }
    let place = handed_in(&["notes/x", "mine/01_counter/src/lib.rs"]);
    refused(
        place.path(),
        &["--exercise", "counter"],
        &["mine/01_counter"],
    );
    // What is asked for is not there in any form: that is the student's, as ever.
    let place = handed_in(&["lib.rs"]);
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    contains(&ran.stdout, &["src/lib.rs is missing", "lib.rs"]);
}

#[test]
fn a_name_that_is_nearly_right_is_answered_with_the_right_one() {
    for name in ["02_Mutex", "2-mutex", "mutx"] {
        let other = format!("{name}/01_counter/src/lib.rs");
        let place = handed_in(&["01_a/01_one/src/lib.rs", &other]);
        let ran = graded_folder(place.path(), &[]);
        contains(
            &ran.stdout,
            &["Not handed in", name, "did you mean `02_mutex`?"],
        );
        let alone = handed_in(&[&other]);
        refused(alone.path(), &[], &[name, "`02_mutex`"]);
        refused(
            alone.path(),
            &["--exercise", "counter"],
            &[name, "`02_mutex`"],
        );
    }
    let place = handed_in(&["02_mutex/01_Counter/src/lib.rs", "01_a/01_one/src/lib.rs"]);
    let ran = graded_folder(place.path(), &[]);
    contains(
        &ran.stdout,
        &["02_mutex/01_Counter", "did you mean `02_mutex/01_counter`?"],
    );
    let place = handed_in(&["01_a/01_counter/src/lib.rs", "01_a/01_one/src/lib.rs"]);
    let ran = graded_folder(place.path(), &[]);
    contains(
        &ran.stdout,
        &["01_a/01_counter", "did you mean `02_mutex/01_counter`?"],
    );
}

#[test]
fn a_folder_called_exercises_need_not_be_the_courses() {
    let place = handed_in(&["01_a/01_one/src/lib.rs", "exercises/notes.txt"]);
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_file_in_place_of_an_exercises_folder_is_named() {
    let place = handed_in(&["01_a/01_one"]);
    let ran = graded_folder(place.path(), &["--exercise", "one"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    contains(&ran.stdout, &["01_a/01_one is not a folder"]);
}
