//! Calls `rustc` directly: what all calls share.

use crate::model::{Access, Action, Bench, Keep, Limits, Network, Phase, Product, Program, Step};
use std::path::Path;

/// Lets a step compile: rustc is ours, but what it is given is not. On the wall it may take longer than it may
/// compute, since it shares the machine with others.
pub fn limits(bench: &Bench<'_>) -> Limits {
    let seconds = bench.exercise.compile_seconds();
    Limits {
        wall_seconds: seconds.saturating_add(WALL_BESIDES_COMPILING),
        cpu_seconds: seconds,
        memory_mb: Limits::COMPILER_MEMORY_MB,
        output_kb: 1024,
        compile_seconds: seconds,
    }
}

/// Seconds that a compiler may wait for its turn.
const WALL_BESIDES_COMPILING: u32 = 20;

/// Starts a call of rustc with what all calls share. It runs in `folder`, which it may read, and writes to `out`.
pub(super) fn rustc(
    bench: &Bench<'_>,
    folder: &Path,
    out: &Path,
    arguments: Vec<String>,
) -> Program {
    let tools = bench.tools;
    let mut all: Vec<String> = [
        "--edition=2024",
        "--error-format=json",
        "--json=diagnostic-rendered-ansi",
        "--diagnostic-width=100",
        "-Cdebuginfo=0",
        // Nor is std's own carried along: a program is a quarter as large, and linked sooner.
        "-Cstrip=debuginfo",
        // Nobody optimises these crates any further.
        "-Cembed-bitcode=no",
        // Less work for crates of this size; and a program's one object file is then the whole of it.
        "-Ccodegen-units=1",
    ]
    .map(str::to_owned)
    .to_vec();
    // rustc looks for it in `/proc` otherwise.
    all.push(format!("--sysroot={}", tools.sysroot.display()));
    all.push(format!("-Ldependency={}", tools.dependencies.display()));
    all.extend(linker(bench));
    all.extend(arguments);
    Program {
        path: tools.rustc.clone(),
        called: None,
        arguments: all,
        environment: environment(bench, out),
        folder: folder.to_owned(),
        access: access(bench, folder, out),
    }
}

/// Flags that let the C compiler call rustc's own linker directly. rustc would call it through a program that
/// looks itself up in `/proc`.
pub fn linker(bench: &Bench<'_>) -> Vec<String> {
    match &bench.tools.linker {
        None => Vec::new(),
        Some(folder) => vec![
            "-Clinker-features=-lld".to_owned(),
            "-Clink-arg=-fuse-ld=lld".to_owned(),
            format!("-Clink-arg=-B{}", folder.display()),
        ],
    }
}

/// What a compiler gets to see: the toolchain, the store, the folder that it runs in, and where it writes.
pub fn access(bench: &Bench<'_>, folder: &Path, out: &Path) -> Access {
    Access {
        phase: Phase::Compile,
        reads: [&bench.tools.sysroot, &bench.tools.dependencies]
            .into_iter()
            .chain(&bench.tools.linker)
            .cloned()
            .chain([folder.to_owned()])
            .collect(),
        writes: vec![out.to_owned()],
        makes: Vec::new(),
        network: Network::None,
        may_chmod: bench.tools.linker.is_none(),
    }
}

/// The environment of compilers: where the linker is, where their own libraries are (the loader would look that up
/// in `/proc`), where temporary files go, nothing else.
pub fn environment(bench: &Bench<'_>, scratch: &Path) -> Vec<(String, String)> {
    let libraries = bench.tools.sysroot.join("lib");
    vec![
        (
            "LD_LIBRARY_PATH".to_owned(),
            libraries.display().to_string(),
        ),
        ("PATH".to_owned(), bench.tools.search_path.clone()),
        ("TMPDIR".to_owned(), scratch.display().to_string()),
    ]
}

/// `--extern` for a crate of the store under its own name.
pub(super) fn external(bench: &Bench<'_>, name: &str) -> Vec<String> {
    external_as(bench, name, name)
}

/// `--extern` for a crate of the store under another name.
pub(super) fn external_as(bench: &Bench<'_>, name: &str, file: &str) -> Vec<String> {
    match bench.tools.externs.get(file) {
        Some(path) => vec!["--extern".to_owned(), format!("{name}={}", path.display())],
        None => Vec::new(),
    }
}

/// `--extern` for each crate that the exercise offers.
pub fn offered(bench: &Bench<'_>) -> Vec<String> {
    bench
        .exercise
        .crates
        .iter()
        .flat_map(|name| external(bench, &name.replace('-', "_")))
        .collect()
}

/// What clippy and trybuild set by themselves. Set everywhere, `#[cfg(clippy)]` shows every check the same code.
pub const SAME_FOR_ALL: [&str; 2] = ["clippy", "trybuild"];

/// A step in which a compiler makes something.
pub(super) fn making(
    bench: &Bench<'_>,
    title: &str,
    program: Program,
    product: Option<Product>,
    keep: Option<Keep>,
) -> Step {
    Step {
        title: title.to_owned(),
        action: Action::Compile {
            program,
            product,
            keep,
        },
        limits: limits(bench),
    }
}

/// A step in which a compiler only says what it thinks of some code.
pub fn asking(bench: &Bench<'_>, title: &str, program: Program) -> Step {
    Step {
        title: title.to_owned(),
        action: Action::Run(program),
        limits: limits(bench),
    }
}
