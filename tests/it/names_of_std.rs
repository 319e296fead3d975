//! Whatever a submission calls `std`, and however it brings std's names into sight: right code passes the model, wrong
//! code fails it, and bare macros are the look-alike's.

use crate::common::*;
use std::{collections::BTreeMap, fs};

const LIBRARY: &str = r#"title = "Count"
slide = "Count"
submit = ["src/lib.rs"]
[[check]]
name = "model"
points = 1
model = { file = "model.rs" }
why = "It must."
"#;

const COUNTS: &str = r#"
use kit::prelude::*;
kit::model! {
    /// Two threads count to two, and say so once in each execution.
    fn counts() {
        expect_eq!(count::count(), 2, "count()");
        expect_eq!(kit::printed(), ["first"], "what is printed");
    }
}
"#;

/// What follows every head of a library. `ADD` is filled in.
const COUNT: &str = r#"
thread_local! { static CALLS: Cell<u32> = const { Cell::new(0) }; }
pub fn count() -> usize {
    let sum = Arc::new(Mutex::new(0));
    let threads: [thread::JoinHandle<()>; 2] = [0, 1].map(|_| {
        let sum = Arc::clone(&sum);
        thread::spawn(move || ADD)
    });
    for thread in threads {
        thread.join().unwrap();
    }
    CALLS.set(CALLS.get() + 1);
    println!("{}", if CALLS.get() == 1 { "first" } else { "again" });
    let sum = *sum.lock().unwrap();
    assert!(sum > 0);
    sum
} // and no new line"#;

const RIGHT: &str = "*sum.lock().unwrap() += 1";
const WRONG: &str = "{ let seen = *sum.lock().unwrap(); *sum.lock().unwrap() = seen + 1; }";

const HEADS: &[(&str, &str)] = &[
    ("plain", "use std::{cell::Cell, sync::*, thread};"),
    (
        "extern-std",
        "extern crate std; use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "public-extern",
        "pub extern crate std; pub extern crate core; use std::{cell::Cell, sync::*, thread};",
    ),
    ("glob", "use std::*; use cell::Cell; use sync::*;"),
    (
        "globs",
        "use core::*; use std::*; use std::prelude::v1::*; use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "glob-below",
        "mod all { pub use std::*; } use all::*; use all::{cell::Cell, sync::*};",
    ),
    (
        "macro-use",
        "#[macro_use] extern crate core; #[macro_use(println)] extern crate std; use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "renamed",
        "extern crate std as core; extern crate core as std_model; use core::{cell::Cell, sync::*, thread};",
    ),
    (
        "module",
        "mod std {} use ::std::{cell::Cell, sync::*, thread};",
    ),
    (
        "module-instead",
        "mod std { pub use ::std::*; } use crate::std::{cell::Cell, sync::*, thread};",
    ),
    (
        "module-of-ours",
        "mod std_model { pub fn main() {} } use std_model::main; pub fn __main() { main() } use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "itself",
        "extern crate self as std; extern crate std as real; use real::{cell::{self, Cell}, sync::*, thread};",
    ),
    (
        "as-itself",
        "use ::std as std; use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "without-std",
        "#![no_std] #[macro_use] extern crate std; use std::{cell::Cell, sync::*, thread};",
    ),
    (
        "without-prelude",
        "#![no_implicit_prelude] use ::std::prelude::rust_2024::*; use ::std::{assert, println, thread_local, cell::Cell, sync::*, thread};",
    ),
    (
        "attribute",
        "use std::prelude::v1::test as macro_use; use std::{cell::Cell, sync::*, thread};",
    ),
];

const PROGRAM: &str = r#"title = "Talk"
slide = "Talk"
submit = ["src/main.rs"]
[[check]]
name = "model"
points = 1
model = { file = "model.rs" }
why = "It must."
"#;

const TALKS: &str = r#"
use kit::prelude::*;
kit::model! {
    /// Both lines are printed.
    fn talks() {
        kit::run_main(crate::__main);
        expect_eq!(kit::printed(), ["worker", "main"], "what is printed");
    }
}
"#;

const RIGHT_MAIN: &str = "{ let worker = thread::spawn(|| println!(\"worker\")); worker.join().unwrap(); println!(\"main\"); }";
const WRONG_MAIN: &str =
    "{ let _worker = thread::spawn(|| println!(\"worker\")); println!(\"main\"); }";

const MAINS: &[(&str, &str)] = &[
    ("plain", "use std::thread; fn main()"),
    ("glob", "use std::*; fn main()"),
    (
        "names",
        "use std::thread; fn __main() {} mod std_model {} fn main()",
    ),
    ("module", "mod std {} use ::std::thread; fn main()"),
    (
        "itself",
        "extern crate self as std; extern crate std as real; use real::thread; fn main()",
    ),
    (
        "attribute",
        "use std::prelude::v1::test as doc; use std::thread; fn main()",
    ),
];

/// Grades submissions, by name and text, for a course with one exercise. Each one's status and message of the model.
fn graded(
    exercise: [&str; 2],
    check: &str,
    file: &str,
    texts: &BTreeMap<String, String>,
) -> BTreeMap<String, (String, String)> {
    let [id, about] = exercise;
    let course = course(&[
        ("grader.toml", SETTINGS),
        (&format!("exercises/{id}/exercise.toml"), about),
        (&format!("exercises/{id}/checks/model.rs"), check),
    ]);
    let (class, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in texts {
        let path = class.path().join(name).join(id).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let ran = run(grader(&["batch", "--out"])
        .arg(out.path())
        .arg(class.path())
        .arg("--course")
        .arg(course.path()));
    assert_eq!(ran.code, 0, "{ran:?}");
    let read = |name: &String| {
        let text = fs::read_to_string(out.path().join(format!("{name}.json"))).unwrap();
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let check = &report["exercises"][0]["checks"][0];
        let word = |key: &str| check[key].as_str().unwrap_or_default().to_owned();
        (name.clone(), (word("status"), word("message")))
    };
    texts.keys().map(read).collect()
}

#[track_caller]
fn right_passes_and_wrong_fails(graded: BTreeMap<String, (String, String)>) {
    for (name, (status, message)) in graded {
        let is_right = name.ends_with("-right");
        let expected = if is_right { "pass" } else { "fail" };
        assert_eq!(status, expected, "{name}: {message}");
        assert_eq!(message.is_empty(), is_right, "{name}: {message}");
    }
}

#[test]
fn a_library_may_call_std_what_it_wants() {
    let mut texts = BTreeMap::new();
    for (name, head) in HEADS {
        for (kind, add) in [("right", RIGHT), ("wrong", WRONG)] {
            let text = format!("{head}{}", COUNT.replace("ADD", add));
            texts.insert(format!("{name}-{kind}"), text);
        }
    }
    let exercise = ["01_a/01_count", LIBRARY];
    right_passes_and_wrong_fails(graded(exercise, COUNTS, "src/lib.rs", &texts));
}

#[test]
fn a_program_may_call_std_what_it_wants() {
    let mut texts = BTreeMap::new();
    for (name, head) in MAINS {
        for (kind, body) in [("right", RIGHT_MAIN), ("wrong", WRONG_MAIN)] {
            texts.insert(format!("{name}-{kind}"), format!("{head} {body} // end"));
        }
    }
    let exercise = ["01_a/01_talk", PROGRAM];
    right_passes_and_wrong_fails(graded(exercise, TALKS, "src/main.rs", &texts));
}
