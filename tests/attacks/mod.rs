//! Hostile submissions: one file each in this folder, by class. Every one is graded through the real binary, in every
//! mode that this host can run, as root and as an ordinary user; none may read a secret, reach a listener, leave
//! anything behind, or get a point for more than compiling.
//!
//! A batch grades all of them as one class, with honest submissions among them, behind the strongest walls. Behind each
//! other kind, those run for which walls make a difference, half of them as each user; `GRADER_ATTACKS_ALL=1` runs all
//! everywhere. `GRADER_ATTACKS=forging,disk/fifo` runs some only, `GRADER_ATTACKS_MODES=landlock` only that mode.

#![allow(unreachable_pub)]

mod alone;
mod leftovers;
mod listeners;
mod program;
mod verdicts;
mod world;

use crate::common;
use alone::alone;
use listeners::Listeners;
use program::Program;
use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};
use verdicts::Reports;
use world::{User, World, say_loudly, users};

/// The modes of the sandbox, the strongest first.
const MODES: [&str; 3] = ["namespaces", "bwrap", "landlock"];

type Ports = BTreeMap<&'static str, String>;

/// Submissions that honest people might hand in: name, exercise, text.
const HONEST: [(&str, &str, &str); 12] = [
    (
        "a-right",
        "01_safe/01_answer",
        "pub fn answer(question: u32) -> u32 { question + 1 }",
    ),
    (
        "a-right",
        "01_safe/02_sealed",
        "pub fn answer(question: u32) -> u32 { question + 1 }",
    ),
    (
        "a-right",
        "01_safe/03_model",
        "pub fn add(sum: &std::sync::Mutex<u32>) { *sum.lock().unwrap() += 1 }",
    ),
    (
        "a-right",
        "01_safe/04_program",
        "fn main() { println!(\"a line that only the check knows\") }",
    ),
    (
        "a-right",
        "01_safe/05_case",
        "pub struct Local(pub std::cell::Cell<u32>);",
    ),
    (
        "a-right",
        "01_safe/06_runs",
        "pub fn answer(question: u32) -> u32 { question + 1 }",
    ),
    (
        "a-right",
        "02_low/02_calls",
        "pub fn answer(question: u32) -> u32 { question + 1 }",
    ),
    (
        "a-right",
        "02_low/01_pointer",
        "pub fn answer(question: u32) -> u32 { unsafe { *(&raw const question) + 1 } }",
    ),
    (
        "a-right",
        "02_low/02_trusted",
        "pub fn answer(question: u32) -> u32 { unsafe { *(&raw const question) + 1 } }",
    ),
    (
        "m-wrong",
        "01_safe/01_answer",
        "pub fn answer(question: u32) -> u32 { question + u32::from(question < 40) }",
    ),
    (
        "m-wrong",
        "01_safe/03_model",
        "pub fn add(sum: &std::sync::Mutex<u32>) { let old = *sum.lock().unwrap(); *sum.lock().unwrap() = old + 1 }",
    ),
    (
        "z-broken",
        "01_safe/01_answer",
        "pub fn answer(question: u32) -> u32 { question + 1",
    ),
];

fn hand_in_honest(world: &World, class: &str) {
    for (name, exercise, text) in HONEST {
        let file = if text.contains("fn main") {
            "src/main.rs"
        } else {
            "src/lib.rs"
        };
        let files = [(file.to_owned(), text.to_owned())];
        world.hand_in(class, name, exercise, &files, &Ports::new());
    }
}

/// What a batch has left in its folder of reports, and what it printed.
fn batch(world: &World, user: User, mode: &[&str], class: &str, one_core: bool) -> Reports {
    let out = world.at(&format!(
        "out/{class}-{}-{user:?}-{one_core}",
        mode.join("")
    ));
    let class = world.at(class);
    let mut arguments = vec![
        "batch",
        class.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    arguments.extend(mode);
    let mut command = world.grader(user, &arguments);
    if one_core {
        command.env("RAYON_NUM_THREADS", "1");
    }
    let mounts = leftovers::mounts(&world.at(""));
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let process = child.id();
    let ended = child.wait_with_output().unwrap();
    let what = format!("{mode:?} as {user:?}");
    assert_eq!(
        leftovers::processes(),
        Vec::<String>::new(),
        "left running, {what}"
    );
    assert_eq!(
        leftovers::files(&world.mark),
        Vec::<String>::new(),
        "files, {what}"
    );
    assert_eq!(leftovers::mounts(&world.at("")), mounts, "mounts, {what}");
    assert_eq!(
        leftovers::groups(process),
        Vec::<String>::new(),
        "control groups, {what}"
    );
    let left: Vec<_> = fs::read_dir(world.at("tmp")).unwrap().flatten().collect();
    assert!(left.is_empty(), "{what}: {left:?} are left of its work");
    Reports::read(&out, &ended, what)
}

/// The ways to run student code here, as options of the command line, for one user; the others are named loudly.
fn modes(world: &World, user: User) -> Vec<Vec<&'static str>> {
    let mut held = Vec::new();
    let file = world.at("probe.rs");
    fs::write(&file, HONEST[3].2).unwrap();
    for mode in MODES
        .into_iter()
        .filter(|mode| is_chosen_in("GRADER_ATTACKS_MODES", mode))
    {
        let arguments = [
            "grade",
            file.to_str().unwrap(),
            "--exercise",
            "program",
            "--sandbox",
            mode,
        ];
        let ran = common::run(&mut world.grader(user, &arguments));
        if ran.code == 0 {
            held.push(vec!["--sandbox", mode]);
        } else {
            say_loudly(&format!(
                "SKIPPED: {mode} as {user:?}: {}",
                ran.stderr.trim()
            ));
        }
    }
    held
}

/// `GRADER_ATTACKS` names classes and programs.
fn is_chosen(name: &str) -> bool {
    is_chosen_in("GRADER_ATTACKS", name)
}

/// Whether a variable of the environment, if it is set, names this or what this begins with.
fn is_chosen_in(variable: &str, name: &str) -> bool {
    let Ok(chosen) = std::env::var(variable) else {
        return true;
    };
    chosen.split(',').any(|wanted| name.starts_with(wanted))
}

/// Classes that are about what the kernel lets a program do. The others are about what the grader believes, whatever walls
/// stand around it.
const ABOUT_WALLS: [&str; 11] = [
    "calls",
    "crashes",
    "descriptors",
    "disk",
    "environment",
    "files",
    "memory",
    "network",
    "proc",
    "processes",
    "signals",
];

/// Whether a program runs behind walls that are not the strongest. Each one that is about walls meets each kind of them,
/// as one of the two users.
fn meets(program: &Program, user: User, mode: &[&str]) -> bool {
    if std::env::var_os("GRADER_ATTACKS_ALL").is_some() {
        return true;
    }
    let class = program.name.split('/').next().unwrap_or_default();
    let place = MODES.iter().position(|known| mode.contains(known));
    let draw = program.name.len() + place.unwrap_or_default();
    let is_mine = users().len() == 1 || draw.is_multiple_of(2) == (user == User::Me);
    ABOUT_WALLS.contains(&class) && is_mine
}

#[test]
fn no_attack_reads_reaches_leaves_or_wins_anything() {
    alone("no_attack_reads_reaches_leaves_or_wins_anything", |world| {
        let (listeners, ports) = Listeners::open(&world.mark, &world.at("socket"));
        hand_in_honest(world, "honest");
        let chosen = || world.programs.iter().filter(|it| is_chosen(&it.name));
        let mut any = false;
        for user in users() {
            for mode in modes(world, user) {
                let programs: Vec<_> = match any {
                    false => chosen().collect(),
                    true => chosen().filter(|it| meets(it, user, &mode)).collect(),
                };
                any = true;
                let class = format!("mixed-{user:?}-{}", mode.join(""));
                hand_in_honest(world, &class);
                for it in &programs {
                    world.hand_in(&class, &it.folder(), &it.exercise, &it.files, &ports);
                }
                let honest = batch(world, user, &mode, "honest", false);
                honest.are_as_they_should_be();
                let before = world.state();
                let mixed = batch(world, user, &mode, &class, false);
                assert!(
                    world.state() == before,
                    "{}: the store, the course or a secret was changed",
                    mixed.what
                );
                assert_eq!(listeners.reached(), Vec::<&str>::new(), "{}", mixed.what);
                mixed.hold_no_secret(&world.token);
                mixed.are_as_they_must_be(programs.iter().copied());
                mixed.say_the_same_as(&honest);
            }
        }
        assert!(
            any,
            "no mode of the sandbox holds on this host: see `grader doctor`"
        );
        drop(listeners);
        let _ = fs::remove_file(world.at("socket"));
    });
}

/// Two attacks of each class are handed in among the honest submissions, and change not one byte of their reports.
#[test]
fn the_rest_of_a_class_is_graded_alike_with_hostile_ones_on_one_core_and_on_all() {
    alone(
        "the_rest_of_a_class_is_graded_alike_with_hostile_ones_on_one_core_and_on_all",
        |world| {
            let (_listeners, ports) =
                Listeners::open(&format!("{}-few", world.mark), &world.at("few-socket"));
            hand_in_honest(world, "peaceful");
            hand_in_honest(world, "beset");
            let mut classes: BTreeMap<&str, u32> = BTreeMap::new();
            for program in &world.programs {
                let class = program.name.split('/').next().unwrap();
                let count = classes.entry(class).or_default();
                *count += 1;
                if *count <= 2 {
                    world.hand_in(
                        "beset",
                        &program.folder(),
                        &program.exercise,
                        &program.files,
                        &ports,
                    );
                }
            }
            let modes = modes(world, User::Me);
            let mode = modes.first().expect("some mode of the sandbox holds");
            let alone = batch(world, User::Me, mode, "peaceful", false);
            alone.are_as_they_should_be();
            batch(world, User::Me, mode, "peaceful", true).say_the_same_as(&alone);
            batch(world, User::Me, mode, "beset", false).say_the_same_as(&alone);
            batch(world, User::Me, mode, "beset", true).say_the_same_as(&alone);
        },
    );
}

/// The attacks are no straw men: where there are no walls, those that say so do read, reach and start what they want.
#[test]
fn without_walls_the_attacks_do_succeed() {
    alone("without_walls_the_attacks_do_succeed", |world| {
        let (listeners, ports) =
            Listeners::open(&format!("{}-open", world.mark), &world.at("open-socket"));
        let open = world
            .programs
            .iter()
            .filter(|program| program.open != "nothing");
        let open: Vec<_> = open.filter(|program| is_chosen(&program.name)).collect();
        for program in &open {
            let class = format!("open-{}", program.folder());
            world.hand_in(
                &class,
                &program.folder(),
                &program.exercise,
                &program.files,
                &ports,
            );
            let reports = batch(world, User::Me, &["--no-sandbox"], &class, false);
            let succeeded = match program.open.as_str() {
                "secret" => reports.text().contains(&world.token),
                "listener" => !listeners.reached().is_empty(),
                "process" => reports.text().contains("has started"),
                "refused" => {
                    !reports.text().contains(&world.token) && reports.text().contains("\"fail\"")
                }
                other => panic!("{}: unknown `open: {other}`", program.name),
            };
            assert!(
                succeeded,
                "{} is no attack: {}",
                program.name,
                reports.text()
            );
        }
    });
}

#[test]
fn there_are_enough_attacks_of_every_class() {
    let programs = program::all(&world::exercises(&world::fixture()));
    let mut classes: BTreeMap<&str, u32> = BTreeMap::new();
    for program in &programs {
        *classes
            .entry(program.name.split('/').next().unwrap())
            .or_default() += 1;
    }
    assert!(programs.len() >= 60, "{} programs", programs.len());
    assert!(classes["forging"] >= 14, "{classes:?}");
    assert!(classes.values().all(|count| *count >= 2), "{classes:?}");
}

/// Kills the grader at many moments of a batch. Nothing may run on, nothing may be half written, and the next batch
/// must come to the same reports.
#[test]
fn a_killed_grader_leaves_nothing_and_the_next_one_goes_on() {
    alone(
        "a_killed_grader_leaves_nothing_and_the_next_one_goes_on",
        |world| {
            hand_in_honest(world, "killed");
            let endless = "pub fn answer(_: u32) -> u32 { loop { std::hint::spin_loop() } }";
            let files = [("src/lib.rs".to_owned(), endless.to_owned())];
            world.hand_in(
                "killed",
                "k-endless",
                "01_safe/01_answer",
                &files,
                &Ports::new(),
            );
            let mode = modes(world, User::Me).into_iter().next();
            let mode = mode.unwrap_or(vec!["--no-sandbox"]);
            let expected = batch(world, User::Me, &mode, "killed", false);
            let out = world.at("out/killed-at-some-moment");
            let class = world.at("killed");
            let mut arguments = vec![
                "batch",
                class.to_str().unwrap(),
                "--out",
                out.to_str().unwrap(),
            ];
            arguments.extend(&mode);
            let before = world.state();
            for moment in 0..12 {
                let mut child = silent(&mut world.grader(User::Me, &arguments))
                    .spawn()
                    .unwrap();
                let process = child.id();
                std::thread::sleep(std::time::Duration::from_millis(moment * moment * 17));
                let _ = child.kill();
                child.wait().unwrap();
                let what = format!("killed at moment {moment}");
                assert_eq!(leftovers::processes(), Vec::<String>::new(), "{what}");
                for report in fs::read_dir(&out).into_iter().flatten().flatten() {
                    let path = report.path();
                    if path.extension().is_some_and(|ending| ending == "json") {
                        let text = fs::read_to_string(&path).unwrap();
                        let whole = serde_json::from_str::<serde_json::Value>(&text);
                        assert!(whole.is_ok(), "{what}: {} is half written", path.display());
                    }
                }
                // The next grader clears away what this one worked with, its control groups too.
                let probe = out_of(world, &mode);
                assert_eq!(probe, 0, "{what}: the next grader does not go on");
                let left: Vec<PathBuf> = fs::read_dir(world.at("tmp"))
                    .unwrap()
                    .flatten()
                    .map(|entry| entry.path())
                    .collect();
                assert_eq!(left, Vec::<PathBuf>::new(), "{what}");
                assert_eq!(leftovers::groups(process), Vec::<String>::new(), "{what}");
            }
            assert!(
                world.state() == before,
                "the store or the course was changed"
            );
            let again = batch(world, User::Me, &mode, "killed", false);
            again.say_the_same_as(&expected);
            assert!(fs::read_dir(&out).unwrap().flatten().all(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                name.ends_with(".json")
                    || name.ends_with(".csv")
                    || name.starts_with(".grader-new-")
            }));
        },
    );
}

fn silent(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

/// Grades one right program and gives the exit code.
fn out_of(world: &World, mode: &[&str]) -> i32 {
    let file = world.at("probe.rs");
    fs::write(&file, HONEST[3].2).unwrap();
    let mut arguments = vec!["grade", file.to_str().unwrap(), "--exercise", "program"];
    arguments.extend(mode);
    common::run(&mut world.grader(User::Me, &arguments)).code
}
