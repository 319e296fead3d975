//! The toolbox is built once, however many graders start at once, and a killed build leaves nothing that looks whole.

mod common;

use common::*;
use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

fn start(course: &Path, cache: &Path) -> Child {
    let mut command = grader(&[
        "check",
        "--course",
        course.to_str().unwrap(),
        "--format",
        "json",
    ]);
    command
        .env("GRADER_CACHE", cache)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn entries(cache: &Path, prefix: &str) -> usize {
    let names = fs::read_dir(cache)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name());
    names
        .filter(|name| name.to_string_lossy().starts_with(prefix))
        .count()
}

#[test]
fn a_killed_build_is_made_good_and_two_graders_build_once() {
    let folder = course(&[
        ("grader.toml", SETTINGS),
        ("exercises/01_a/01_one/exercise.toml", COMPILES),
        ("exercises/01_a/01_one/src/lib.rs", "pub fn one() {}"),
    ]);
    let cache = tempfile::tempdir().unwrap();
    let mut killed = start(folder.path(), cache.path());
    // Killed as soon as it has begun to build: the folder aside is there.
    while entries(cache.path(), "building-") == 0 {
        assert!(
            killed.try_wait().unwrap().is_none(),
            "it ended before it built anything"
        );
        thread::sleep(Duration::from_millis(20));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(
        entries(cache.path(), "toolbox-"),
        0,
        "a killed build must not look whole"
    );

    let both = [
        start(folder.path(), cache.path()),
        start(folder.path(), cache.path()),
    ];
    let mut builders = 0;
    for grader in both {
        let output = grader.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        builders += stderr.matches("building the toolbox: once").count();
    }
    assert_eq!(builders, 1, "one builds and the other waits");
    assert_eq!(entries(cache.path(), "toolbox-"), 1);
    assert_eq!(
        entries(cache.path(), "building-"),
        0,
        "nothing is left over"
    );
}

#[test]
fn the_store_is_read_only() {
    let ran = run(&mut grader(&[
        "grade",
        "examples/class/s008",
        "--exercise",
        "counter",
    ]));
    assert_eq!(ran.code, 1, "{ran:?}");
    let home = std::env::var("HOME").unwrap();
    let cache = std::env::var("XDG_CACHE_HOME")
        .map_or_else(|_| Path::new(&home).join(".cache"), Into::into);
    for store in fs::read_dir(cache.join("grader")).unwrap().flatten() {
        if store.file_name().to_string_lossy().starts_with("toolbox-") {
            for file in fs::read_dir(store.path().join("deps")).unwrap().flatten() {
                assert!(
                    file.metadata().unwrap().permissions().readonly(),
                    "{:?}",
                    file.path()
                );
            }
        }
    }
}
