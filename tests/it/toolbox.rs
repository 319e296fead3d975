//! The toolbox is built once, however many graders start at once, and a killed build leaves nothing that looks whole.

use crate::common::*;
use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// Settings for the user's own crates. In the toolbox, each of them would fail every student.
const SETTINGS_OF_A_USER: &str = r#"
[profile.release]
panic = "abort"
[build]
rustc-wrapper = "/bin/false"
rustflags = ["-Cpanic=abort"]
target = "wasm32-unknown-unknown"
target-dir = "/nowhere"
[target.x86_64-unknown-linux-gnu]
linker = "/bin/false"
"#;

/// A cargo home with such settings, and the downloads of the one that is in use.
fn cargo_home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("config.toml"), SETTINGS_OF_A_USER).unwrap();
    let usual = std::env::var("HOME").map(|home| Path::new(&home).join(".cargo"));
    let used = std::env::var("CARGO_HOME").map_or_else(|_| usual.unwrap(), Into::into);
    for name in ["registry", "git"] {
        std::os::unix::fs::symlink(used.join(name), home.path().join(name)).unwrap();
    }
    home
}

/// Starts a grader that builds the toolbox under a closed umask, and with settings and variables that must not matter.
fn start(course: &Path, cache: &Path, cargo_home: &Path) -> Child {
    let mut command = Command::new("sh");
    command
        .current_dir(root())
        .args([
            "-c",
            "umask 077; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_grader"),
        ])
        .args(["check", "--format", "json", "--course"])
        .arg(course)
        .env("GRADER_CACHE", cache)
        .env("CARGO_HOME", cargo_home)
        .env("RUSTFLAGS", "-Cpanic=abort")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("CARGO_BUILD_RUSTC_WRAPPER", "/bin/false")
        .env("CARGO_INCREMENTAL", "1")
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
    let home = cargo_home();
    let mut killed = start(folder.path(), cache.path(), home.path());
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
        start(folder.path(), cache.path(), home.path()),
        start(folder.path(), cache.path(), home.path()),
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
    what_was_built_is_like_any_other(cache.path());
    the_next_store_takes_over_what_is_compiled(folder.path(), cache.path(), home.path());
}

/// A store that is missing is put together from what cargo has kept, which nobody else can enter.
fn the_next_store_takes_over_what_is_compiled(course: &Path, cache: &Path, home: &Path) {
    let store = entry(cache, "toolbox-");
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(store.join("deps"), open).unwrap();
    let list = || fs::read(store.join("toolbox.json")).unwrap();
    let before = list();
    fs::remove_dir_all(&store).unwrap();
    let layer = entry(cache, "layer-");
    let mode = fs::metadata(&layer).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let compiled = || -> BTreeMap<_, _> {
        let files = fs::read_dir(layer.join("target/release/deps")).unwrap();
        files
            .flatten()
            .map(|file| (file.path(), file.metadata().unwrap().modified().unwrap()))
            .collect()
    };
    let kept = compiled();
    let output = start(course, cache, home).wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(list() == before, "another store");
    assert!(compiled() == kept, "something was compiled again");
}

/// The one entry of a cache whose name begins like this.
fn entry(cache: &Path, prefix: &str) -> PathBuf {
    let mut all = fs::read_dir(cache).unwrap().flatten();
    let found = all.find(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    found.unwrap().path()
}

/// Every kind of check passes with it, and everybody can read it.
fn what_was_built_is_like_any_other(cache: &Path) {
    for exercise in ["counter", "02_rc_to_thread"] {
        let mut command = grader(&["grade", "examples/class/s001", "--exercise", exercise]);
        let ran = run(command.env("GRADER_CACHE", cache));
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.stderr.contains("building"), "{ran:?}");
    }
    let deps = entry(cache, "toolbox-").join("deps");
    assert_eq!(
        fs::metadata(&deps).unwrap().permissions().mode() & 0o777,
        0o555
    );
    for file in fs::read_dir(deps).unwrap().flatten() {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o444, "{file:?}");
    }
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
