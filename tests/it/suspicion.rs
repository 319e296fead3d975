//! Suspicion and seeds: what a report says beside the verdicts.

use crate::common::*;
use grader::{
    model::{Oddness, SourceFile},
    suspicion,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("wrong") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// A list that names honest work is a list that nobody reads.
#[test]
fn right_solutions_are_nothing_to_look_at() {
    let mut found = Vec::new();
    rust_files(&root().join("solutions"), &mut found);
    assert!(found.len() > 20, "{} solutions", found.len());
    for path in found {
        let files = [SourceFile::new(
            "src/lib.rs",
            fs::read_to_string(&path).unwrap(),
        )];
        let mut odd = suspicion::all(&files, &[]);
        // A program may end itself; in a library that is worth a look.
        let is_program = files[0].text.contains("fn main()");
        odd.retain(|one| !(is_program && one.what == Oddness::EndsTheProcess));
        assert_eq!(odd, [], "{}", path.display());
    }
}

#[test]
fn exploits_of_the_known_hole_are_named() {
    let attacks = root().join("tests/attacks/forging");
    for name in [
        "hole_reads_the_judge",
        "hole_writes_a_verdict",
        "hole_writes_memory",
    ] {
        let text = fs::read_to_string(attacks.join(name).with_extension("rs")).unwrap();
        let odd = suspicion::all(&[SourceFile::new("src/lib.rs", text)], &[]);
        assert!(
            odd.iter().any(|one| one.what == Oddness::ForgesLifetimes),
            "{name}: {odd:?}"
        );
    }
}

const RIGHT: &str =
    "use std::sync::Mutex;\npub fn add(sum: &Mutex<u32>) { *sum.lock().unwrap() += 1 }\n";

#[test]
fn what_is_odd_is_named_with_its_place_and_costs_nothing() {
    let fixture = root().join("tests/fixtures/attacks");
    let graded = |text: String, format: &str| {
        let folder = course(&[("lib.rs", &text)]);
        let file = folder.path().join("lib.rs");
        let arguments = [
            "grade",
            file.to_str().unwrap(),
            "--exercise",
            "model",
            "--format",
            format,
        ];
        run(grader(&arguments).arg("--course").arg(&fixture))
    };
    let odd = format!(
        "{RIGHT}/// Never called, and odd all the same.\npub fn odd() {{ std::process::exit(0) }}\n"
    );
    let (plain, odd_json) = (
        graded(RIGHT.to_owned(), "json"),
        graded(odd.clone(), "json"),
    );
    let read = |ran: &Ran| serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap();
    let (plain, odd_json) = (read(&plain), read(&odd_json));
    assert_eq!(
        (&plain["points"], &odd_json["points"]),
        (&2.into(), &2.into()),
        "{odd_json:#}"
    );
    assert_eq!(plain["exercises"][0]["look_at"], serde_json::json!([]));
    let named = &odd_json["exercises"][0]["look_at"][0];
    assert_eq!(
        (&named["what"], &named["location"]["line"]),
        (&"ends the process".into(), &4.into())
    );
    let shown = graded(odd, "terminal").stdout;
    assert!(
        shown.contains("Worth a look") && shown.contains("src/lib.rs:4 ends the process"),
        "{shown}"
    );
}

#[test]
fn a_fresh_seed_is_recorded_and_gives_the_same_report_again() {
    let file = root().join("solutions/05_channels/01_fan_in/wrong");
    let mut wrong: Vec<_> = fs::read_dir(file)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    wrong.sort();
    let graded = |seed: &str| {
        let file = wrong[0].to_str().unwrap();
        json(&["grade", file, "--exercise", "fan_in", "--seed", seed]).1
    };
    let first = graded("fresh");
    let seed = first["seed"].as_u64().unwrap();
    assert_eq!(graded(&seed.to_string()), first);
    let ran = run(&mut grader(&["check", "--seed", "sometimes"]));
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("a seed is a whole number, or `fresh`"),
        "{}",
        ran.stderr
    );
}
