//! What rustc takes for code, the grader takes for code: held against rustc itself. A `compile_error!` that stands
//! behind any text is reported by rustc exactly if it is code there.

use crate::common::root;
use grader::tokens::{Kind, tokens};
use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    test_runner::{Config, RngSeed, TestRunner},
};
use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What a file may begin with. Most of them are meant to make a careless reader lose its place.
const BEGINNINGS: [&str; 12] = [
    "",
    "\u{feff}",
    "#!\"\n",
    "#!'\n",
    "#!/*\n",
    "#!r#\"\n",
    "#! //\n",
    "\u{feff}#!\"\n",
    "#!\r\n",
    "#!/usr/bin/env rustc /* \"\n",
    "#! /* \" */ [allow(unused)]\n",
    "\n#![allow(unused)] // \"\n",
];

/// Items and comments that rustc accepts, or not: what it refuses is no matter.
const PIECES: [&str; 26] = [
    "/* /* \" */ ' */",
    "/// \"\nconst D: () = ();",
    "//! \"\n",
    "// ' \" /*\n",
    "const A: &str = \"\\\" // \\\\\";",
    "const B: &str = r#\"\" /* \"#;",
    "const C: &str = r##\"\"# ' \"##;",
    "const E: char = '\"';",
    "const F: char = '\\'';",
    "const G: u8 = b'\"';",
    "const H: &[u8] = b\"\\\" '\";",
    "const I: &core::ffi::CStr = c\"\\\" /*\";",
    "const J: &core::ffi::CStr = cr#\" \" \"#;",
    "const K: &[u8] = br##\"\"#\"##;",
    "const L: &str = \"\n/*\n\";",
    "fn m<'a>(x: &'a str) -> &'a str { x }",
    "fn n() { 'l: loop { break 'l } }",
    "fn o<'r#a>(_: &'r#a str) {}",
    "const r#type: u8 = 1_u8;",
    "const P: f64 = 1e3;",
    "macro_rules! q { ($($t:tt)*) => {} } q! { ' }",
    "macro_rules! s { ($($t:tt)*) => {} } s! { 'static \"x\"suffix 1unsafe }",
    "macro_rules! t { ($($t:tt)*) => {} } t! { k#unsafe #\"#\" }",
    "const U: &str = \"\\u{22}\";",
    "const Ü: &str = \"\u{2028}\";",
    "---\n",
];

/// Behind it all; `'` and `"` keep open what was opened.
const ENDINGS: [&str; 4] = ["", "// \"", "/* */", "const Z: char = '\\\"';"];

const MARK: &str = "\ncompile_error!(\"the mark was seen\");\n";

/// Whether rustc sees the mark as code. `None`: it refuses the text for another reason, and so it never runs.
fn rustc_sees(folder: &Path, text: &str) -> Option<bool> {
    let file = folder.join("probe.rs");
    fs::write(&file, text).unwrap();
    // Some attacks would keep it busy for ever.
    let rustc = Command::new("timeout")
        .args(["5", "rustc"])
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata"])
        .args(["--cap-lints=allow", "--out-dir"])
        .args([folder, &file])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&rustc.stderr);
    if said.contains("error: the mark was seen") {
        Some(true)
    } else {
        rustc.status.success().then_some(false)
    }
}

fn grader_sees(text: &str) -> bool {
    let is_mark = |token: &grader::tokens::Token<'_>| {
        token.kind == Kind::Word && token.text == "compile_error"
    };
    tokens(text).iter().any(is_mark)
}

#[test]
fn random_files_have_the_same_code_for_rustc_and_for_the_grader() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        cases: 100,
        rng_seed: RngSeed::Fixed(9),
        failure_persistence: None,
        ..Config::default()
    };
    let files = (
        select(&BEGINNINGS[..]),
        vec(select(&PIECES[..]), 0..4),
        select(&ENDINGS[..]),
        any::<bool>(),
    );
    let (code, hidden) = (Cell::new(0), Cell::new(0));
    let ran = TestRunner::new(config).run(&files, |(begin, pieces, end, hide)| {
        let hide = if hide { "const Y: &str = r#\"" } else { "" };
        let close = if hide.is_empty() { "" } else { "\"#;" };
        let text = format!("{begin}{}\n{end}\n{hide}{MARK}{close}", pieces.join("\n"));
        if let Some(seen) = rustc_sees(folder.path(), &text) {
            prop_assert_eq!(grader_sees(&text), seen, "{:?}", text);
            let counter = if seen { &code } else { &hidden };
            counter.set(counter.get() + 1);
        }
        Ok(())
    });
    ran.unwrap();
    let judged = (code.get(), hidden.get());
    assert!(
        judged.0 >= 20 && judged.1 >= 20,
        "rustc accepted too few: {judged:?}"
    );
}

#[test]
fn files_of_the_course_and_of_the_attacks_have_the_same_code_behind_any_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for place in ["exercises", "tests/attacks", "tests/zoo"] {
        sources(&root().join(place), &mut files);
    }
    files.sort();
    assert!(files.len() > 200, "{}", files.len());
    let mut judged = 0;
    // rustc takes its time: every fourth file, each with another beginning.
    for (index, file) in files.iter().step_by(4).enumerate() {
        let text = fs::read_to_string(file).unwrap();
        let begin = BEGINNINGS[index % BEGINNINGS.len()];
        let text = format!("{begin}{text}{MARK}");
        if let Some(seen) = rustc_sees(folder.path(), &text) {
            assert_eq!(grader_sees(&text), seen, "{begin:?} and {}", file.display());
            judged += 1;
        }
    }
    assert!(judged >= 40, "rustc accepted {judged} files only");
}

/// All Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What hangs rustc or eats its memory would do so here too.
        if path.ends_with("loops") || path.ends_with("memory") {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}
