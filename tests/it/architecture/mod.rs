//! The invariants of ARCHITECTURE.md, held against the sources. Imports are read as text: `use crate::…` and
//! paths that begin with `crate::`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module of the house that a file belongs to: `checks` for `src/checks/model.rs`.
fn module(path: &Path) -> String {
    let first = path
        .strip_prefix(src())
        .unwrap()
        .components()
        .next()
        .unwrap();
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// A file's code, without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Which modules each module imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(&src()) {
        let from = module(&path);
        let code = code(&path);
        let targets = imports.entry(from.clone()).or_default();
        for after in code.split("crate::").skip(1) {
            let names: Vec<String> = match after.strip_prefix('{') {
                Some(group) => top_level_names(group),
                None => vec![first_name(after)],
            };
            targets.extend(
                names
                    .into_iter()
                    .filter(|name| *name != from && !name.is_empty()),
            );
        }
    }
    imports
}

fn first_name(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

/// The first names in `a, b::C, d::{E, F}}`.
fn top_level_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut current = String::new();
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(std::mem::take(&mut current).trim())),
            _ => current.push(letter),
        }
    }
    names.push(first_name(current.trim()));
    names
}

#[track_caller]
fn imports_only(module: &str, allowed: &[&str]) {
    let imports = imports();
    let found: Vec<_> = imports[module]
        .iter()
        .filter(|name| !allowed.contains(&name.as_str()))
        .collect();
    assert!(
        found.is_empty(),
        "`{module}` imports {found:?}, and may import only {allowed:?}"
    );
}

#[test]
fn the_reader_of_imports_sees_groups() {
    assert_eq!(top_level_names("a, b::C, d::{E, F}} rest"), ["a", "b", "d"]);
}

#[test]
fn the_nouns_import_nothing_of_ours() {
    imports_only("model", &[]);
    imports_only("course_file", &[]);
    imports_only("control", &[]);
    imports_only("events", &["model", "control"]);
}

#[test]
fn checks_compile_report_stage_sandbox_and_score_import_only_the_nouns() {
    imports_only("checks", &["model", "course_file", "tokens", "compile"]);
    imports_only("compile", &["model", "tokens"]);
    imports_only("suspicion", &["model", "tokens"]);
    imports_only("tokens", &[]);
    for module in ["stage", "score"] {
        imports_only(module, &["model"]);
    }
    imports_only("report", &["model", "events", "control"]);
    imports_only("sandbox", &["model", "control"]);
}

#[test]
fn there_are_no_import_cycles() {
    let imports = imports();
    for start in imports.keys() {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&String> = imports[start].iter().collect();
        while let Some(module) = open.pop() {
            if reached.insert(module)
                && let Some(next) = imports.get(module)
            {
                open.extend(next);
            }
        }
        assert!(
            !reached.contains(start),
            "`{start}` imports itself through {reached:?}"
        );
    }
}

/// Files outside `allowed` whose code contains one of the words.
fn offenders(words: &[&str], allowed: &[&str]) -> Vec<PathBuf> {
    let is_offender = |path: &PathBuf| {
        let code = code(path);
        !allowed.contains(&module(path).as_str()) && words.iter().any(|word| code.contains(word))
    };
    sources(&src()).into_iter().filter(is_offender).collect()
}

#[test]
fn only_the_sandbox_starts_processes() {
    let words = ["process::Command", "Command::new", ".spawn()", ".exec()"];
    assert_eq!(offenders(&words, &["sandbox"]), Vec::<PathBuf>::new());
}

#[test]
fn only_cli_and_report_print() {
    let words = [
        "println!", "print!(", "eprint", "dbg!(", "stdout()", "stderr()",
    ];
    assert_eq!(offenders(&words, &["cli", "report"]), Vec::<PathBuf>::new());
}

#[test]
fn only_cli_uses_anyhow_and_clap() {
    assert_eq!(
        offenders(&["anyhow::", "clap::"], &["cli"]),
        Vec::<PathBuf>::new()
    );
}

#[test]
fn only_the_sandbox_is_unsafe() {
    assert_eq!(
        offenders(&["unsafe {", "allow(unsafe_code)"], &["sandbox"]),
        Vec::<PathBuf>::new()
    );
}

#[test]
fn no_file_is_longer_than_one_reads_at_a_sitting() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = sources(&src());
    for part in ["std-model/src", "kit", "web/src", "web-stage/src"] {
        files.extend(sources(&root.join("runtime").join(part)));
    }
    files.retain(|path| fs::read_to_string(path).unwrap().lines().count() > 600);
    assert_eq!(files, Vec::<PathBuf>::new());
}
