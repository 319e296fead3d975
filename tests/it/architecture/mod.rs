//! The invariants of ARCHITECTURE.md, held against the sources: file by file, those of `runtime/` too.

mod circles;
mod sources;

use circles::circles;
use sources::{Crate, File};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A file has at most so many lines, tests and comments included.
const LONGEST_FILE: usize = 400;

/// A function has at most so many lines.
const LONGEST_FUNCTION: usize = 60;

/// What is longer than that, and why it is better left whole. At most five, and none that is short by now.
const LONG: [(&str, &str); 0] = [];

/// Circles that are better left, and why. None that is gone by now.
const CIRCLES: [(&str, &str); 2] = [
    (
        "runtime/std-model/src/sync/raw/guard.rs runtime/std-model/src/sync/raw/lock.rs",
        "a lock hands out guards, and a guard that is dropped gives the lock back",
    ),
    (
        "runtime/std-model/src/thread/raw.rs runtime/std-model/src/thread/scope.rs runtime/std-model/src/thread/spawn.rs",
        "std's own circle: a Builder spawns in a Scope, and a Scope spawns with a Builder",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All crates, the grader's first and then those of `runtime/`; read once.
static CRATES: LazyLock<Vec<Crate>> = LazyLock::new(|| {
    let roots = roots().into_iter();
    roots.map(|root| Crate::read(&root)).collect()
});

/// The root files of all crates.
fn roots() -> Vec<PathBuf> {
    let runtime = root().join("runtime");
    let mut folders = vec![root().to_owned()];
    for parent in [runtime.clone(), runtime.join("kit")] {
        let entries = fs::read_dir(parent).unwrap();
        folders.extend(entries.map(|entry| entry.unwrap().path()));
    }
    let files = folders.into_iter().map(|folder| folder.join("src/lib.rs"));
    let mut files: Vec<_> = files.filter(|file| file.is_file()).collect();
    files[1..].sort();
    assert!(files.len() > 10, "{files:?}");
    files
}

fn grader() -> &'static Crate {
    &CRATES[0]
}

/// How a file is called in a list: its path below the repository's root.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// The room of the house that a file belongs to: `checks` for `src/checks/model.rs`.
fn room(path: &Path) -> String {
    let path = shown(path);
    let below = path.strip_prefix("src/").unwrap();
    below.split(['/', '.']).next().unwrap().to_owned()
}

#[track_caller]
fn imports_only(name: &str, allowed: &[&str]) {
    let grader = grader();
    let mut found = BTreeSet::new();
    for (file, targets) in grader.files.iter().zip(grader.imports()) {
        if room(&file.path) == name {
            let targets = targets
                .iter()
                .map(|target| room(&grader.files[*target].path));
            found.extend(
                targets.filter(|other| other != name && !allowed.contains(&other.as_str())),
            );
        }
    }
    assert!(
        found.is_empty(),
        "`{name}` imports {found:?}, and may import only {allowed:?}"
    );
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
    imports_only("words", &["model"]);
    imports_only(
        "checks",
        &[
            "model",
            "course_file",
            "explain",
            "tokens",
            "compile",
            "words",
        ],
    );
    imports_only("explain", &["model"]);
    imports_only("compile", &["model", "tokens"]);
    imports_only("suspicion", &["model", "tokens"]);
    imports_only("tokens", &[]);
    for module in ["stage", "score"] {
        imports_only(module, &["model"]);
    }
    imports_only("report", &["model", "events", "control", "words"]);
    imports_only("sandbox", &["model", "control", "words"]);
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut found = Vec::new();
    for all in CRATES.iter() {
        let named = |circle: BTreeSet<usize>| {
            let files = circle.iter().map(|file| shown(&all.files[*file].path));
            files.collect::<Vec<_>>().join(" ")
        };
        found.extend(circles(&all.imports()).into_iter().map(named));
    }
    assert_eq!(found, CIRCLES.map(|(files, _)| files), "{found:#?}");
}

#[test]
fn no_file_and_no_function_is_longer_than_one_reads_at_a_sitting() {
    let mut long = Vec::new();
    for all in CRATES.iter() {
        for File {
            path, functions, ..
        } in &all.files
        {
            let text = fs::read_to_string(path).unwrap();
            if text.lines().count() > LONGEST_FILE {
                long.push(shown(path));
            }
            let functions = functions.iter();
            let functions = functions.filter(|(_, lines)| *lines > LONGEST_FUNCTION);
            long.extend(functions.map(|(name, _)| format!("{}: {name}", shown(path))));
        }
    }
    long.sort();
    let mut known = LONG.map(|(name, _)| name);
    known.sort_unstable();
    assert_eq!(long, known, "{long:#?}");
    assert!(known.len() <= 5, "too many exceptions");
}

/// Files outside of these rooms whose code has one of the words.
fn offenders(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let files = &grader().files;
    assert!(files.len() > 90, "{} files", files.len());
    let offending = files.iter().filter(|file| {
        let is_allowed = allowed.contains(&room(&file.path).as_str());
        !is_allowed && words.iter().any(|word| file.code.contains(word))
    });
    offending.map(|file| shown(&file.path)).collect()
}

#[test]
fn only_the_sandbox_starts_processes() {
    let words = ["process::Command", "Command::new", ".spawn()", ".exec()"];
    assert_eq!(offenders(&words, &["sandbox"]), [""; 0]);
}

#[test]
fn only_cli_and_report_print() {
    let words = [
        "println!(",
        "print!(",
        "eprint",
        "dbg!(",
        "stdout()",
        "stderr()",
    ];
    assert_eq!(offenders(&words, &["cli", "report"]), [""; 0]);
}

#[test]
fn only_cli_uses_anyhow_and_clap() {
    assert_eq!(offenders(&["anyhow::", "clap::"], &["cli"]), [""; 0]);
}

#[test]
fn only_the_sandbox_is_unsafe() {
    let words = ["unsafe{", "allow(unsafe_code)"];
    assert_eq!(offenders(&words, &["sandbox"]), [""; 0]);
}

/// A crate of these files, and what each of them imports: `a -> b`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let all = Crate::read(&folder.path().join("lib.rs"));
    let shown = |file: usize| {
        let path = all.files[file].path.strip_prefix(folder.path()).unwrap();
        path.with_extension("").display().to_string()
    };
    let imports = all.imports().into_iter().enumerate();
    let arrows = imports.flat_map(|(file, targets)| {
        let shown = &shown;
        targets
            .into_iter()
            .map(move |target| format!("{} -> {}", shown(file), shown(target)))
    });
    let mut arrows: Vec<_> = arrows.collect();
    arrows.sort();
    arrows
}

#[test]
fn the_reader_follows_imports_of_every_kind_to_the_file_that_defines() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        (
            "a/mod.rs",
            "mod deep; pub use deep::{Deep, other as renamed};",
        ),
        (
            "a/deep.rs",
            "pub struct Deep; pub fn other() {} impl Deep { pub fn f() { super::super::c::C; } }",
        ),
        (
            "b.rs",
            "use crate::{a::Deep, c::{self, C}}; fn f() { c::g(Deep) }",
        ),
        (
            "c.rs",
            "pub struct C; pub fn g() { println!(\"{}\", crate::a::renamed()) }",
        ),
        (
            "d.rs",
            "use crate::a::*; fn f() { use crate::b; b::f(renamed) }",
        ),
    ]);
    let all = [
        "a/deep -> c",
        "b -> a/deep",
        "b -> c",
        "c -> a/deep",
        "d -> a/deep",
        "d -> b",
    ];
    assert_eq!(found, all);
}

#[test]
fn a_parent_that_only_declares_is_in_no_circle_and_one_that_defines_is() {
    let child = ("p/child.rs", "use super::Thing; pub fn f(_: Thing) {}");
    let brother = ("p/brother.rs", "pub struct Thing;");
    let only_declares = "mod brother; mod child; pub use brother::Thing; pub use child::f;";
    let found = arrows(&[
        ("lib.rs", "mod p;"),
        ("p/mod.rs", only_declares),
        child,
        brother,
    ]);
    assert_eq!(found, ["p/child -> p/brother"]);
    let defines = "mod child; pub struct Thing; pub fn g() { self::child::f(Thing) }";
    let found = arrows(&[("lib.rs", "mod p;"), ("p/mod.rs", defines), child]);
    assert_eq!(found, ["p/child -> p/mod", "p/mod -> p/child"]);
}

#[test]
fn tests_and_comments_import_nothing_and_other_systems_files_are_read() {
    let found = arrows(&[
        (
            "lib.rs",
            "mod a; mod b; #[cfg_attr(not(unix), path = \"no_c.rs\")] mod c;",
        ),
        (
            "a.rs",
            "//! [`crate::b::B`]\n#[cfg(test)] mod tests { use crate::b::B; }",
        ),
        (
            "b.rs",
            "pub struct B; /** crate::c::C */ #[cfg(test)] use crate::c::C;",
        ),
        ("c.rs", "pub struct C;"),
        (
            "no_c.rs",
            "use crate::a; pub struct C; mod inner { use super::super::b::B; }",
        ),
    ]);
    assert_eq!(found, ["no_c -> b"]);
}

#[test]
fn the_length_of_a_function_is_that_of_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    let text = "/// Not\n/// counted.\n#[inline]\nfn short() {}\nimpl X {\n    fn long(\n        &self,\n    ) {\n        fn inner() {\n        }\n    }\n}\n";
    fs::write(&file, text).unwrap();
    let found = &Crate::read(&file).files[0].functions;
    let expected = [("short", 1), ("long", 6), ("inner", 2)];
    let expected = expected.map(|(name, lines)| (name.to_owned(), lines));
    assert_eq!(found[..], expected);
}
