//! What students wrote or printed reaches no report with anything in it that steers a terminal, turns the writing, or
//! is not seen: every such character, from every source, in every form of report.

mod forged;
mod reasons;
mod values;

use crate::common::*;
use std::{fs, path::Path};

/// All characters that may reach nobody, each for itself.
fn bad() -> impl Iterator<Item = char> {
    let ranges = [
        0..=8,
        0xb..=0x1f,
        0x7f..=0x9f,
        0xad..=0xad,
        0x61c..=0x61c,
        0x180e..=0x180e,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0xfeff..=0xfeff,
        0xfff9..=0xfffb,
        0xe0000..=0xe007f,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32)
}

/// All of them in one text, and sequences that terminals know, also as escapes of JSON and of half a surrogate pair.
fn poison() -> String {
    let all: String = bad().collect();
    format!(
        "P{all}\u{1b}[2J\u{1b}]0;title\u{7}\u{1b}[8mhidden\u{9b}2J\u{9d}0;t\u{9c}\\ud800\\u001b[2J\"}}Q"
    )
}

/// A report holds nothing bad, once the colours that the grader itself uses are taken out.
#[track_caller]
fn is_clean(what: &str, text: &str) {
    let mut rest = String::new();
    let mut pieces = text.split("\u{1b}[");
    rest.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (numbers, after) = piece.split_once('m').unwrap_or(("?", piece));
        let own = [
            "0", "1", "2", "31", "32", "33", "", "38;5;9", "38;5;12", "91", "94", "36", "96", "92",
        ];
        assert!(
            own.contains(&numbers),
            "{what}: a sequence of others: {piece:?}"
        );
        rest.push_str(after);
    }
    if let Some(letter) = rest.chars().find(|letter| bad().any(|bad| bad == *letter)) {
        let at = rest.find(letter).unwrap();
        let around: String = rest[..at].chars().rev().take(300).collect();
        let around: String = around.chars().rev().collect();
        panic!("{what}: {letter:?} behind {around:?}");
    }
}

/// Every string of a JSON value, keys included.
fn strings(value: &serde_json::Value, look: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => look(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, look)),
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                look(key);
                strings(value, look);
            }
        }
        _ => {}
    }
}

/// What rustc accepts in a comment or a string; it says the rest itself.
fn in_source() -> String {
    poison().replace(['\r', '\n', '\\', '"', '}'], "")
}

const ALLOW: &str =
    "#![allow(text_direction_codepoint_in_comment, text_direction_codepoint_in_literal)]\n";

/// A solution of the course in which something else stands at some places.
fn changed(solution: &str, changes: &[(&str, String)]) -> String {
    let text = fs::read_to_string(root().join("solutions").join(solution)).unwrap();
    let changed = changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in {solution}");
        text.replace(from, to)
    });
    format!("{ALLOW}{changed}")
}

/// Files of a submission that says bad things wherever a submission can say anything.
fn hostile() -> Vec<(&'static str, String)> {
    let bad = in_source();
    let named = format!(
        "thread::Builder::new().name(\"{}\".into()).spawn(",
        bad.replace('\0', "")
    );
    vec![
        // A thread's name, and lines under a failed model.
        (
            "04_mutex/01_counter/src/lib.rs",
            changed(
                "04_mutex/01_counter/wrong/two_locks.rs",
                &[
                    ("lock().unwrap()", format!("lock().unwrap(/* {bad} */)")),
                    ("thread::spawn(", named),
                    ("}\n        }));", "}\n        }).unwrap());".to_owned()),
                ],
            ),
        ),
        // A panic.
        (
            "02_atomics/01_tickets/src/lib.rs",
            format!(
                "{ALLOW}pub struct Tickets; impl Tickets {{ pub const fn new() -> Self {{ Tickets }}\n\
                 pub fn next(&self) -> u16 {{ panic!(\"{bad}\") }} pub fn issued_max(&self) -> u16 {{ 0 }} }}"
            ),
        ),
        // What the compiler says.
        (
            "04_mutex/02_guard_scope/src/lib.rs",
            format!("{ALLOW}compile_error!(\"{bad}\"); /* {bad} */"),
        ),
        (
            "04_mutex/03_poison/src/lib.rs",
            format!("{ALLOW}const A: () = panic!(\"{bad}\"); // {bad}"),
        ),
        // What the linker says.
        (
            "02_atomics/04_spin_mutex/src/lib.rs",
            format!("{ALLOW}#[link(name = \"{bad}\")] unsafe extern \"C\" {{}}"),
        ),
        // A program's output on both channels.
        (
            "03_threads/05_thread_lifetimes/src/main.rs",
            changed(
                "03_threads/05_thread_lifetimes/src/main.rs",
                &[(
                    "fn main() {",
                    format!("fn main() {{ println!(\"{bad}\"); eprintln!(\"{bad}\");"),
                )],
            ),
        ),
        // Answers.
        (
            "01_safety/03_predict_the_compiler/answers.toml",
            "s01_rc_to_thread = \"\\u001b[2J\\u009b2J\\u202ehidden\"\n".to_owned(),
        ),
    ]
}

/// Hands all of that in, with files that nobody asked for, folders with almost the right name, and a link.
fn hand_in(folder: &Path) {
    let write = |file: &str, text: String| {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (file, text) in hostile() {
        write(file, text);
    }
    let counter = "04_mutex/01_counter";
    let letters: Vec<_> = bad().filter(|letter| *letter != '\0').collect();
    for (index, letters) in letters.chunks(60).enumerate() {
        let name: String = letters.iter().collect();
        write(
            &format!("{counter}/{index}{name}/hidden{name}"),
            String::new(),
        );
    }
    write("05_chan\u{1b}\u{202e}\u{9b}nels/x", String::new());
    std::os::unix::fs::symlink("/", folder.join(counter).join("\u{9b}link")).unwrap();
}

#[test]
fn no_submission_brings_anything_bad_into_any_report() {
    let class = tempfile::tempdir().unwrap();
    let folder = class.path().join("=\u{1b}]0;t\u{7}\u{202e}\u{9b}2J");
    hand_in(&folder);
    fs::write(class.path().join("no\u{9b}folder\u{202e}"), "").unwrap();
    let out = tempfile::tempdir().unwrap();
    let ran = run(grader(&["batch"])
        .arg(class.path())
        .arg("--out")
        .arg(out.path()));
    is_clean("batch: stdout", &ran.stdout);
    is_clean("batch: stderr", &ran.stderr);
    let mut names = Vec::new();
    for entry in fs::read_dir(out.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        is_clean("a file's name", &name);
        let text = fs::read_to_string(&path).unwrap();
        is_clean(&name, &text);
        if name.ends_with(".json") {
            strings(&serde_json::from_str(&text).unwrap(), &mut |text| {
                is_clean(&name, text)
            });
            assert!(
                text.matches("hidden").count() > 10,
                "the texts are shown at all: {text}"
            );
        }
        names.push(name);
    }
    assert_eq!(names.len(), 2, "{names:?}");
    let markdown = out.path().join("report.md");
    let ran = run(
        grader(&["grade", "--color", "always", "--ascii", "--report"])
            .env_remove("NO_COLOR")
            .arg(format!("markdown={}", markdown.display()))
            .arg(&folder),
    );
    let markdown = fs::read_to_string(markdown).unwrap();
    is_clean("markdown", &markdown);
    assert!(markdown.matches("hidden").count() > 5, "{markdown}");
    is_clean("terminal: stdout", &ran.stdout);
    is_clean("terminal: stderr", &ran.stderr);
    assert!(ran.stdout.matches("hidden").count() > 5, "{}", ran.stdout);
    // Paths that cannot be read, courses that are none.
    let nowhere = folder.join("no\u{1b}[2J\u{9b}");
    is_clean(
        "no such path",
        &run(grader(&["grade"]).arg(&nowhere)).stderr,
    );
    is_clean(
        "no course",
        &run(grader(&["list", "--course"]).arg(&nowhere)).stderr,
    );
    is_clean(
        "nothing known",
        &run(grader(&["grade"]).arg(folder.join("04_mutex/01_counter"))).stderr,
    );
}
