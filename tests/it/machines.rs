//! Machines unlike ours: odd shells, odd disks, odd settings and odd owners. A right submission passes there, or nobody is
//! graded and one sentence says why.

use crate::common::*;
use grader::{model::Tools, toolbox};
use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

/// Some ordinary user who is neither root nor nobody.
const SOMEBODY: u32 = 1234;

/// An exercise with every kind of step: compiled, modelled, judged.
const RIGHT: [&str; 4] = ["grade", "examples/class/s001", "--exercise", "counter"];

/// One with programs that must be rejected.
const REJECTING: [&str; 4] = [
    "grade",
    "examples/class/s001",
    "--exercise",
    "02_rc_to_thread",
];

/// The grader on a right submission, started by a shell that did something before.
fn after(shell: &str, arguments: &[&str]) -> Command {
    let script = format!("{shell}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command
        .current_dir(root())
        .args(["-c", &script, env!("CARGO_BIN_EXE_grader")])
        .args(arguments)
        .env("NO_COLOR", "1");
    command
}

#[track_caller]
fn passes(command: &mut Command) {
    let ran = run(command);
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// Refused, with one sentence that says all this.
#[track_caller]
fn refuses(command: &mut Command, code: i32, parts: &[&str]) {
    let ran = run(command);
    assert_eq!(ran.code, code, "{ran:?}");
    let lines = ran.stderr.lines();
    let said: Vec<_> = lines
        .filter(|line| !line.starts_with("note: the course is"))
        .collect();
    assert_eq!(said.len(), 1, "one sentence: {ran:?}");
    for part in parts {
        assert!(said[0].contains(part), "`{part}` is not in: {}", said[0]);
    }
    assert_eq!(ran.stdout, "", "nothing is graded");
}

fn is_root() -> bool {
    let is_root = rustix::process::geteuid().is_root();
    if !is_root {
        eprintln!("SKIPPED: only root can make this machine odd enough");
    }
    is_root
}

/// The kinds of walls that this machine can build.
fn kinds() -> Vec<String> {
    let said = run(&mut grader(&["doctor"])).stdout;
    let words = said.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        words.next().filter(|word| *word == "holds")?;
        words.next().map(str::to_owned)
    });
    let walls = ["namespaces", "bwrap", "landlock"];
    words.filter(|word| walls.contains(&&**word)).collect()
}

// --- what a shell leaves behind

#[test]
fn signals_that_were_ignored_or_blocked_change_nothing() {
    passes(&mut after("trap '' CHLD", &RIGHT));
    passes(&mut after(
        "trap '' XCPU ALRM USR1 PIPE ABRT TERM",
        &REJECTING,
    ));
    let knows = Command::new("env")
        .arg("--block-signal=CHLD")
        .arg("true")
        .status();
    if !knows.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: this machine's env cannot block signals");
        return;
    }
    let mut blocked = Command::new("env");
    blocked
        .current_dir(root())
        .args(["--block-signal", env!("CARGO_BIN_EXE_grader")])
        .args(RIGHT);
    passes(&mut blocked);
}

/// A program that computes for ever is stopped and called that, also where the signal that says so was ignored.
#[test]
fn an_endless_loop_is_one_whatever_signals_were_ignored() {
    let course = course(&[
        ("grader.toml", SETTINGS),
        (
            "exercises/01_a/01_one/exercise.toml",
            &COMPILES
                .replace("build = {}", "output = { file = \"expected.toml\" }")
                .replace("src/lib.rs", "src/main.rs"),
        ),
        (
            "exercises/01_a/01_one/checks/expected.toml",
            "stdout = [[\"1\"]]\n",
        ),
        ("exercises/01_a/01_one/src/main.rs", "fn main() { loop {} }"),
    ]);
    let arguments = [
        "check",
        "--course",
        course.path().to_str().unwrap(),
        "--format",
        "json",
    ];
    let said = |shell: &str| {
        let report = run(&mut after(shell, &arguments)).stdout;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        check(&report, "compiles")["message"].to_string()
    };
    assert_eq!(said("trap '' XCPU"), said("true"));
}

#[test]
fn a_hard_limit_that_is_too_tight_is_named_with_both_numbers() {
    for (limit, parts) in [
        (
            "ulimit -v 2000000",
            ["address space of 2000000 KiB", "6291456 KiB"],
        ),
        ("ulimit -d 500000", ["memory of 500000 KiB", "3145728 KiB"]),
        ("ulimit -t 20", ["CPU time of 20 s", "41 s"]),
    ] {
        refuses(&mut after(limit, &RIGHT), 2, &parts);
        let doctor = run(&mut after(limit, &["doctor"]));
        assert_eq!(doctor.code, 2, "{doctor:?}");
        assert!(doctor.stdout.contains(parts[0]), "{doctor:?}");
        for wrong in ["boot", "newer", "lsm="] {
            assert!(
                !doctor.stdout.contains(wrong),
                "advice that does not fit: {doctor:?}"
            );
        }
    }
}

#[test]
fn a_limit_on_the_size_of_files_fails_nobody() {
    // `sh` counts blocks of 512 bytes, others of 1024.
    refuses(
        &mut after("ulimit -f 1000", &RIGHT),
        2,
        &["size of files", "524288 KiB"],
    );
}

#[test]
fn limits_against_floods_may_be_tighter() {
    passes(&mut after("ulimit -n 128", &RIGHT));
    passes(&mut after("ulimit -c 0; ulimit -s 4096", &RIGHT));
}

#[test]
fn the_umask_changes_nothing() {
    for umask in ["077", "027", "000"] {
        for kind in kinds() {
            let in_kind = |arguments: [&'static str; 4]| {
                let arguments = [&arguments[..], &["--sandbox", &kind]].concat();
                passes(&mut after(&format!("umask {umask}"), &arguments));
            };
            in_kind(RIGHT);
            in_kind(REJECTING);
        }
    }
}

// --- disks

/// A file system in memory, for as long as the value lives. `None`: only root can make one.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new(options: &str) -> Option<Disk> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|ran| ran.status.success());
        if !mounted {
            eprintln!("SKIPPED: only root can make a file system");
        }
        mounted.then(|| Disk(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_folder_for_temporary_files_on_noexec_is_said_in_one_sentence() {
    let Some(disk) = Disk::new("noexec,mode=1777") else {
        return;
    };
    let ran = run(grader(&RIGHT).env("TMPDIR", disk.0.path()));
    assert_eq!(ran.code, 70, "{ran:?}");
    let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["`noexec`", "TMPDIR", &disk.0.path().display().to_string()] {
        assert!(said.contains(part), "{ran:?}");
    }
    assert!(
        !ran.stdout.contains("FAIL") && !said.contains("grader itself"),
        "{ran:?}"
    );
    let doctor = run(grader(&["doctor"]).env("TMPDIR", disk.0.path()));
    let missing = doctor.stdout.lines().find(|line| line.contains("TMPDIR"));
    assert_eq!(doctor.code, 2, "{doctor:?}");
    assert!(
        missing.is_some_and(|line| line.contains("noexec")),
        "{doctor:?}"
    );
}

/// Whether a right submission loses a point while a disk of so many KiB fills up. `None`: there can be no such disk.
fn loses_on_disk_of(kib: u32) -> Option<()> {
    let disk = Disk::new(&format!("size={kib}k"))?;
    for arguments in [REJECTING, RIGHT] {
        let ran = run(grader(&arguments).env("TMPDIR", disk.0.path()));
        assert!(!ran.stdout.contains("FAIL"), "{kib} KiB: {}", ran.stdout);
        assert!(matches!(ran.code, 0 | 70), "{kib} KiB: {ran:?}");
    }
    Some(())
}

/// Where cargo and rustc ran out of room at the same time, trybuild took a program that must be rejected for one that
/// compiles, or for one about which nothing was said.
#[test]
fn a_disk_that_is_full_when_cargo_writes_fails_nobody() {
    for kib in [992, 1_008, 1_056, 1_072] {
        if loses_on_disk_of(kib).is_none() {
            return;
        }
    }
}

#[test]
#[ignore = "takes an hour; by hand: cargo test --test it machines:: -- --ignored"]
fn a_disk_of_any_size_fails_nobody() {
    for kib in (64..=8_192).step_by(8) {
        if loses_on_disk_of(kib).is_none() {
            return;
        }
    }
}

/// Runs trybuild's child on a program that is wrong whatever is handed in and on one that is right, with this in place of
/// cargo; gives its answer.
fn rejected_by(cargo: &Path) -> serde_json::Value {
    let folder = course(&[
        ("handed/src/lib.rs", ""),
        ("course/checks/wrong.rs", "fn main() { let _: u8 = \"\"; }"),
        ("course/checks/right.rs", "fn main() {}"),
    ]);
    let at = |path: &str| folder.path().join(path);
    let tools = tools();
    let order = serde_json::json!({
        "crate_name": "one", "must_fail": true, "submission": at("handed"), "checks": at("course"),
        "folder": at("crate"), "cases": ["checks/wrong.rs", "checks/right.rs"], "files": ["src/lib.rs"],
        "target": tools.target, "flags": [],
    });
    let ran = run(Command::new(env!("CARGO_BIN_EXE_grader"))
        .arg0("grader-compiles-the-cases-of-a-check")
        .args(["__trybuild", &order.to_string()])
        .env("TRYBUILD", "overwrite")
        // Whoever runs the tests may have named a folder for them; the grader's own calls hand on no such thing.
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO", cargo)
        .env("RUSTC", &tools.rustc)
        .env("CARGO_HOME", at("home"))
        .env("CARGO_MANIFEST_DIR", at("crate")));
    let answer = ran.stdout.lines().last().unwrap_or_default();
    serde_json::from_str(answer).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn a_cargo_that_says_nothing_proves_nothing() {
    let tools = tools();
    let none = serde_json::json!([]);
    let answer = rejected_by(&tools.cargo);
    assert_eq!(answer["undecided"], none, "{answer}");
    let rejected = answer["rejected"].as_object().unwrap();
    assert!(rejected.keys().eq(["checks/wrong.rs"]), "{answer}");
    let folder = tempfile::tempdir().unwrap();
    let silent = folder.path().join("cargo");
    // The crate compiles, and the programs are another matter.
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *--bins*) exit 101;; esac\nexec {} \"$@\"\n",
        tools.cargo.display()
    );
    fs::write(&silent, script).unwrap();
    fs::set_permissions(&silent, fs::Permissions::from_mode(0o755)).unwrap();
    let answer = rejected_by(&silent);
    assert_eq!(
        answer["undecided"],
        serde_json::json!(["checks/wrong.rs", "checks/right.rs"]),
        "{answer}"
    );
    assert_eq!(answer["rejected"], serde_json::json!({}), "{answer}");
}

// --- stores

fn tools() -> Tools {
    toolbox::open(&mut |_| {}).unwrap()
}

/// A cache of one's own with a copy of the store in it. Its folder lies in another one, so that owners can be odd on the
/// way as well.
struct Cache {
    folder: tempfile::TempDir,
    store: PathBuf,
    judges: PathBuf,
}

impl Cache {
    fn new() -> Cache {
        let tools = tools();
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let cache = folder.path().join("way/cache");
        let from = tools.dependencies.parent().unwrap();
        let store = cache.join(from.file_name().unwrap());
        let judges = cache.join(format!("judges-{}", tools.key));
        fs::create_dir_all(&judges).unwrap();
        let copied = Command::new("cp").arg("-a").arg(from).arg(&store).status();
        assert!(copied.unwrap().success());
        Cache {
            folder,
            store,
            judges,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("way/cache")
    }

    fn grader(&self, arguments: &[&str]) -> Command {
        let mut command = grader(arguments);
        command.env("GRADER_CACHE", self.path());
        command
    }
}

#[test]
fn a_cache_that_somebody_else_can_change_is_refused() {
    if !is_root() {
        return;
    }
    let cache = Cache::new();
    let way = cache.folder.path().join("way");
    let planted = cache.judges.join("planted");
    fs::write(&planted, "").unwrap();
    let library = fs::read_dir(cache.store.join("deps"))
        .unwrap()
        .flatten()
        .next();
    let library = library.unwrap().path();
    for path in [
        &way,
        &cache.path(),
        &cache.store,
        &cache.judges,
        &planted,
        &library,
    ] {
        chown(path, Some(SOMEBODY), None).unwrap();
        let name = path.display().to_string();
        let parts = [
            &*name,
            "belongs to user 1234",
            "runs as user 0",
            "GRADER_CACHE",
            "sudo -H",
        ];
        refuses(&mut cache.grader(&RIGHT), 70, &parts);
        chown(path, Some(0), None).unwrap();
    }
    for (path, mode) in [
        (&way, 0o777),
        (&cache.path(), 0o775),
        (&cache.store, 0o777),
        (&planted, 0o666),
    ] {
        chown(path, None, Some(SOMEBODY)).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        let name = path.display().to_string();
        let octal = format!("mode {mode:o}");
        refuses(
            &mut cache.grader(&RIGHT),
            70,
            &[&name, "other users", &octal, "GRADER_CACHE"],
        );
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::remove_file(planted).unwrap();
    passes(&mut cache.grader(&RIGHT));
}

#[test]
fn a_store_that_nobody_can_read_is_mended() {
    if !is_root() {
        return;
    }
    let cache = Cache::new();
    let close =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let deps = cache.store.join("deps");
    for file in fs::read_dir(&deps).unwrap().flatten() {
        close(&file.path(), 0o400);
    }
    for folder in [&deps, &cache.store, &cache.judges, &cache.path()] {
        close(folder, 0o700);
    }
    passes(&mut cache.grader(&RIGHT));
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!(mode(&deps), 0o755);
    for file in fs::read_dir(&cache.judges).unwrap().flatten() {
        assert_eq!(mode(&file.path()) & 0o444, 0o444, "{file:?}");
    }
}

#[test]
fn a_link_to_another_linker_is_replaced() {
    if tools().linker.is_none() {
        eprintln!("SKIPPED: rustc uses the system's linker here");
        return;
    }
    let cache = Cache::new();
    passes(&mut cache.grader(&RIGHT));
    let linkers = fs::read_dir(cache.path()).unwrap().flatten();
    let linker = linkers.map(|entry| entry.path()).find(|path| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("linker-")
    });
    let link = linker.unwrap().join("ld.lld");
    let right = fs::read_link(&link).unwrap();
    for wrong in ["/nowhere/rust-lld", "/bin/false"] {
        fs::remove_file(&link).unwrap();
        symlink(wrong, &link).unwrap();
        passes(&mut cache.grader(&RIGHT));
        assert_eq!(fs::read_link(&link).unwrap(), right);
    }
}

/// The toolchain once more, in another folder. `None`: there cannot be one without copying all of it.
fn second_toolchain(into: &Path) -> Option<PathBuf> {
    let sysroot = tools().sysroot;
    for part in ["bin", "lib", "libexec"] {
        if sysroot.join(part).exists() {
            let linked = Command::new("cp")
                .arg("-al")
                .arg(sysroot.join(part))
                .arg(into)
                .output();
            if !linked.is_ok_and(|ran| ran.status.success()) {
                eprintln!("SKIPPED: the toolchain lies on another file system");
                return None;
            }
        }
    }
    Some(into.join("bin/rustc"))
}

#[test]
fn the_same_toolchain_in_two_folders_shares_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let Some(rustc) = second_toolchain(folder.path()) else {
        return;
    };
    let cache = Cache::new();
    for second in [false, true, false] {
        let mut command = cache.grader(&RIGHT);
        if second {
            command.env("RUSTC", &rustc);
        }
        let ran = run(&mut command);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            !ran.stderr.contains("building"),
            "one store is enough: {ran:?}"
        );
    }
}

// --- closed homes

/// Root grades with a toolchain that lies in somebody's closed home: by itself the grader takes walls behind which
/// compilers can work; those that are asked for by name either work or are refused in one sentence.
#[test]
fn a_toolchain_in_a_closed_home_fails_nobody() {
    if !is_root() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let inner = home.path().join("toolchain");
    fs::create_dir(&inner).unwrap();
    let Some(rustc) = second_toolchain(&inner) else {
        return;
    };
    close(home.path());
    works_or_is_refused("RUSTC", &rustc);
}

#[test]
fn a_folder_for_temporary_files_in_a_closed_home_fails_nobody() {
    if !is_root() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let inner = home.path().join("tmp");
    fs::create_dir(&inner).unwrap();
    close(home.path());
    works_or_is_refused("TMPDIR", &inner);
}

fn close(home: &Path) {
    chown(home, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    fs::set_permissions(home, fs::Permissions::from_mode(0o700)).unwrap();
}

#[track_caller]
fn works_or_is_refused(variable: &str, path: &Path) {
    let prepared = |arguments: &[&str]| {
        let mut command = grader(arguments);
        command.env(variable, path);
        command
    };
    passes(&mut prepared(&RIGHT));
    let doctor = run(&mut prepared(&["doctor"])).stdout;
    for kind in ["namespaces", "bwrap", "landlock"] {
        let held = doctor
            .lines()
            .any(|line| line.split_whitespace().take(2).eq(["holds", kind]));
        let mut command = prepared(&[&RIGHT[..], &["--sandbox", kind]].concat());
        if held {
            passes(&mut command);
        } else {
            refuses(&mut command, 2, &[kind]);
        }
    }
}
