//! Walls around submitted code: every kind that this machine can build gives the same verdicts, keeps programs from the
//! same things, and leaves nothing behind; a machine that can build none refuses other people's code.

use crate::common::*;
use std::{fs, net::TcpListener, path::Path};

const KINDS: [&str; 3] = ["namespaces", "bwrap", "landlock"];

/// The kinds that this machine can build. Those that it cannot are named loudly: they stay untested.
fn kinds() -> Vec<&'static str> {
    let said = run(&mut grader(&["doctor"])).stdout;
    let (held, missing): (Vec<_>, Vec<_>) = KINDS.into_iter().partition(|kind| {
        let mut lines = said.lines().map(str::split_whitespace);
        lines.any(|mut words| words.next() == Some("holds") && words.next() == Some(*kind))
    });
    if !missing.is_empty() {
        eprintln!("UNTESTED: this machine cannot build {missing:?}:\n{said}");
    }
    held
}

/// Without this the other tests could all pass for having nothing to try.
#[test]
#[cfg(target_os = "linux")]
fn this_machine_builds_some_walls() {
    assert!(
        !kinds().is_empty(),
        "{}",
        run(&mut grader(&["doctor"])).stdout
    );
}

const EXERCISE: &str = r#"title = "Look around"
slide = "Look around"
submit = ["src/main.rs"]
[[check]]
name = "says what it sees"
points = 1
output = { file = "expected.toml" }
why = "It must."
"#;

/// A course whose only exercise is a program that must print these lines.
fn course_of(program: &str, expected: &[&str], header: &str) -> tempfile::TempDir {
    let groups: Vec<_> = expected.iter().map(|line| [line]).collect();
    let lines = format!("stdout = {groups:?}\n");
    course(&[
        ("grader.toml", SETTINGS),
        (
            "exercises/01_a/01_look/exercise.toml",
            &EXERCISE.replace("[[check]]", &format!("{header}\n[[check]]")),
        ),
        ("exercises/01_a/01_look/checks/expected.toml", &lines),
        ("exercises/01_a/01_look/src/main.rs", program),
    ])
}

/// In every kind of walls the program prints these lines.
#[track_caller]
fn prints(program: &str, expected: &[&str], header: &str, kinds: &[&str]) {
    let folder = course_of(program, expected, header);
    for kind in kinds {
        let course = folder.path().to_str().unwrap();
        let (_, report) = json(&["check", "--sandbox", kind, "--course", course]);
        assert_eq!(report["points"], 1, "{kind}: {report:#}");
        assert_eq!(report["sandbox"], *kind);
    }
}

#[test]
fn a_program_sees_no_files_but_itself() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(&secret, "secret").unwrap();
    let program = r#"fn main() {
        for path in [SECRET, "/etc/passwd", "/proc/self/environ", "/sys/kernel", "/dev/zero"] {
            println!("{:?}", std::fs::read(path).is_ok());
        }
        println!("{}", std::env::vars_os().count());
        println!("{:?}", std::fs::write("/tmp/left", "").is_ok());
    }"#;
    let path = format!("{:?}", secret.path());
    let expected = ["false", "false", "false", "false", "false", "0", "false"];
    prints(&program.replace("SECRET", &path), &expected, "", &kinds());
}

#[test]
fn a_program_reaches_no_listener_and_starts_nothing() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let program = format!(
        r#"fn main() {{
            println!("{{:?}}", std::net::TcpStream::connect(("127.0.0.1", {})).is_ok());
            println!("{{:?}}", std::process::Command::new("/bin/true").spawn().is_ok());
            println!("{{:?}}", std::thread::spawn(|| 1).join().is_ok());
        }}"#,
        listener.local_addr().unwrap().port()
    );
    prints(&program, &["false", "false", "true"], "", &kinds());
}

#[test]
fn an_exercise_may_ask_for_a_loopback_of_its_own() {
    let program = r#"
        use std::{io::{Read, Write}, net::{TcpListener, TcpStream}};
        fn main() {
            let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let mut near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (mut far, _) = listener.accept().unwrap();
            near.write_all(b"hello").unwrap();
            drop(near);
            let mut text = String::new();
            far.read_to_string(&mut text).unwrap();
            println!("{text}");
        }"#;
    let header = "network = \"loopback\"";
    let mut kinds = kinds();
    kinds.retain(|kind| *kind != "landlock");
    prints(program, &["hello"], header, &kinds);
}

#[test]
fn where_there_is_no_private_network_an_exercise_that_needs_one_stays_ungraded() {
    if !kinds().contains(&"landlock") {
        return;
    }
    let folder = course_of("fn main() {}", &["hello"], "network = \"loopback\"");
    let course = folder.path().to_str().unwrap();
    let (code, report) = json(&["check", "--sandbox", "landlock", "--course", course]);
    assert_eq!(code, 70, "{report:#}");
    let check = check(&report, "says what it sees");
    assert_eq!(check["status"], "ungraded");
    assert!(check["message"].as_str().unwrap().contains("doctor"));
}

#[test]
fn student_code_is_compiled_in_sight_of_its_own_files_only() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(&secret, "a-word-that-nobody-guesses").unwrap();
    let path = format!("{:?}", secret.path());
    let program = format!(
        "const TOLD: &str = include_str!({path});\nfn main() {{ println!(\"{{TOLD}}\"); }}"
    );
    let folder = course_of(&program, &["hello"], "");
    for kind in kinds() {
        let course = folder.path().to_str().unwrap();
        let (_, report) = json(&["check", "--sandbox", kind, "--course", course]);
        assert_eq!(report["points"], 0);
        assert!(!report.to_string().contains("a-word-that-nobody"), "{kind}");
    }
}

/// Diagnostics quote what the compiler reads, so it must not get to read anything but toolchain, system and submission.
#[test]
fn no_constant_quotes_a_file_of_the_machine() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(&secret, "a-word-that-nobody-guesses").unwrap();
    let here = course_of("fn main() {}", &["hello"], "");
    let of_course = |path: &str| here.path().join(path).display().to_string();
    let own = std::env::current_exe().unwrap();
    let files = [
        secret.path().display().to_string(),
        of_course("grader.toml"),
        of_course("exercises/01_a/01_look/checks/expected.toml"),
        own.display().to_string(),
        env!("CARGO_BIN_EXE_grader").to_owned(),
        "/.jailer".to_owned(),
        "/etc/passwd".to_owned(),
        "/etc/hosts".to_owned(),
        "/proc/self/environ".to_owned(),
        "/proc/self/cmdline".to_owned(),
        "/dev/zero".to_owned(),
        "../../../checks/expected.toml".to_owned(),
    ];
    for file in files {
        let program = format!(
            "const READ: &[u8] = include_bytes!({file:?});\nconst _: () = panic!(\"{{}}\", READ[0] as char);\nfn main() {{}}"
        );
        let folder = course_of(&program, &["hello"], "");
        for kind in kinds() {
            let course = folder.path().to_str().unwrap();
            let (_, report) = json(&["check", "--sandbox", kind, "--course", course]);
            let message = check(&report, "says what it sees")["message"].to_string();
            let is_unread = message.contains("couldn't read") || message.contains("not handed in");
            assert!(is_unread, "{file} in {kind}: {message}");
        }
    }
}

#[test]
fn compilers_are_told_nothing_of_the_teachers_path() {
    let program = "const _: () = panic!(\"{}\", env!(\"PATH\"));\nfn main() {}";
    let folder = course_of(program, &["hello"], "");
    let course = folder.path().to_str().unwrap();
    let path = std::env::var("PATH").unwrap();
    for kind in kinds() {
        let mut command = grader(&["check", "--sandbox", kind, "--course", course]);
        let ran = run(command.env("PATH", format!("{path}:/a-folder-that-nobody-guesses")));
        assert!(ran.stdout.contains("/usr/bin:/bin"), "{kind}: {ran:?}");
        assert!(
            !ran.stdout.contains("a-folder-that-nobody"),
            "{kind}: {ran:?}"
        );
    }
}

/// What one jail's program could do to processes of its user must not reach another's.
#[test]
#[cfg(target_os = "linux")]
fn programs_of_two_graders_that_are_root_are_different_users() {
    let all = fs::read_to_string("/proc/self/uid_map").unwrap();
    if !rustix::process::geteuid().is_root() || !all.contains("4294967295") {
        eprintln!(
            "UNTESTED: only root, with all users to choose from, gives each jail one of its own"
        );
        return;
    }
    let folder = course_of("fn main() { loop { std::thread::park() } }", &["hello"], "");
    let course = folder.path().to_str().unwrap();
    for kind in kinds() {
        let mut graders = [(); 2].map(|()| {
            let mut command = grader(&["check", "--sandbox", kind, "--course", course]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        });
        let mut users = [None; 2];
        // Each program waits until its time is over, so both can be looked at.
        while users.contains(&None) {
            for (user, grader) in users.iter_mut().zip(&mut graders) {
                *user = user.or_else(|| user_of_program_below(grader.id()));
                let is_over = grader.try_wait().unwrap().is_some();
                assert!(
                    user.is_some() || !is_over,
                    "{kind}: the program was never seen"
                );
            }
        }
        graders.iter_mut().for_each(|grader| drop(grader.wait()));
        assert!(users[0] != users[1], "{kind}: both are {users:?}");
        assert!(
            users.iter().all(|user| !matches!(user, Some(0 | 65534))),
            "{users:?}"
        );
    }
}

/// The user of the submitted program that a grader runs now, if it does.
#[cfg(target_os = "linux")]
fn user_of_program_below(grader: u32) -> Option<u32> {
    let read = |process: u32, file: &str| fs::read_to_string(format!("/proc/{process}/{file}"));
    let field = |process: u32, name: &str| -> Option<u32> {
        let status = read(process, "status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let descends = |process: u32| {
        let mut above = Some(process);
        (0..6).any(|_| {
            above = above.and_then(|process| field(process, "PPid:"));
            above == Some(grader)
        })
    };
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let mut processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let program = processes.find(|process| {
        let called = read(*process, "cmdline").unwrap_or_default();
        called.trim_end_matches('\0') == "submission" && descends(*process)
    })?;
    field(program, "Uid:")
}

#[test]
fn every_kind_of_walls_gives_the_same_verdicts() {
    let student = "examples/class/s002";
    let report = |kind: &str| {
        let (_, mut report) = json(&["grade", student, "--exercise", "counter", "--sandbox", kind]);
        report["sandbox"] = "".into();
        report
    };
    let (_, mut plain) = json(&["grade", student, "--exercise", "counter", "--no-sandbox"]);
    assert_eq!(plain["sandbox"], "none");
    plain["sandbox"] = "".into();
    for kind in kinds() {
        assert_eq!(report(kind), plain, "{kind}");
    }
}

#[test]
fn nothing_is_left_of_a_grading() {
    let stages = tempfile::tempdir().unwrap();
    for kind in kinds() {
        let mut command = grader(&["grade", "examples/class/s001", "--sandbox", kind]);
        command.args(["--exercise", "moved_arc"]);
        let mut child = command
            .env("TMPDIR", stages.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let groups = format!("grader-{}-", child.id());
        child.wait().unwrap();
        assert_eq!(fs::read_dir(stages.path()).unwrap().count(), 0, "{kind}");
        assert_eq!(groups_named(Path::new("/sys/fs/cgroup"), &groups, 6), 0);
    }
}

/// How many control groups below a folder have a name that begins like this.
fn groups_named(folder: &Path, prefix: &str, depth: usize) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders
        .map(|folder| {
            let is_one = folder.file_name().to_string_lossy().starts_with(prefix);
            let below = match depth {
                0 => 0,
                _ => groups_named(&folder.path(), prefix, depth - 1),
            };
            usize::from(is_one) + below
        })
        .sum()
}

#[test]
fn without_walls_other_peoples_code_is_refused_with_what_to_do() {
    // With so few descriptors no jail can be built, but a command line can be read.
    let grade = format!(
        "ulimit -n 7; exec {} grade examples/class/s001",
        env!("CARGO_BIN_EXE_grader")
    );
    let mut command = std::process::Command::new("sh");
    let ran = run(command.current_dir(root()).args(["-c", &grade]));
    assert_eq!(ran.code, 2, "{ran:?}");
    for word in ["isolate", "grader doctor", "--no-sandbox"] {
        assert!(ran.stderr.contains(word), "{ran:?}");
    }
}

#[test]
fn asking_for_no_walls_is_said_loudly() {
    let mut command = grader(&["grade", "examples/class/s001", "--no-sandbox"]);
    let ran = run(command.args(["--exercise", "moved_arc"]));
    assert!(ran.stderr.contains("--no-sandbox"), "{ran:?}");
    assert!(ran.stdout.contains("NOT ISOLATED"), "{ran:?}");
}
