//! Calls `rustc` directly: the steps that compile student code and checks.

use crate::model::{
    Access, Action, Bench, CrateFlavour, Keep, Limits, Network, Phase, Product, Program, Step,
};
use std::path::{Path, PathBuf};

/// Lets a step compile: rustc is ours, but what it is given is not. On the wall it may take longer than it may
/// compute, since it shares the machine with others.
pub(super) fn limits(bench: &Bench<'_>) -> Limits {
    let seconds = bench.limits.compile_seconds;
    Limits {
        wall_seconds: seconds.saturating_add(WALL_BESIDES_COMPILING),
        cpu_seconds: seconds,
        memory_mb: Limits::COMPILER_MEMORY_MB,
        output_kb: 1024,
        ..bench.limits
    }
}

/// Seconds that a compiler may wait for its turn.
const WALL_BESIDES_COMPILING: u32 = 20;

/// Starts a call of rustc with what all calls share. It runs in `folder`, which it may read, and writes to `out`.
fn rustc(bench: &Bench<'_>, folder: &Path, out: &Path, arguments: Vec<String>) -> Program {
    let tools = bench.tools;
    let mut all: Vec<String> = [
        "--edition=2024",
        "--error-format=json",
        "--json=diagnostic-rendered-ansi",
        "--diagnostic-width=100",
        "-Cdebuginfo=0",
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
pub(super) fn linker(bench: &Bench<'_>) -> Vec<String> {
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
pub(super) fn access(bench: &Bench<'_>, folder: &Path, out: &Path) -> Access {
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
pub(super) fn environment(bench: &Bench<'_>, scratch: &Path) -> Vec<(String, String)> {
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
fn external(bench: &Bench<'_>, name: &str) -> Vec<String> {
    external_as(bench, name, name)
}

/// `--extern` for a crate of the store under another name.
fn external_as(bench: &Bench<'_>, name: &str, file: &str) -> Vec<String> {
    match bench.tools.externs.get(file) {
        Some(path) => vec!["--extern".to_owned(), format!("{name}={}", path.display())],
        None => Vec::new(),
    }
}

/// `--extern` for each crate that the exercise offers.
pub(super) fn offered(bench: &Bench<'_>) -> Vec<String> {
    bench
        .exercise
        .crates
        .iter()
        .flat_map(|name| external(bench, &name.replace('-', "_")))
        .collect()
}

/// The folder for what becomes of the student's crate. Nothing else lies there: whatever the crate is compiled
/// in sight of, its macros can read.
fn student_folder(bench: &Bench<'_>, flavour: CrateFlavour) -> PathBuf {
    bench.products.join(match flavour {
        CrateFlavour::Real => "real",
        CrateFlavour::Model => "model",
    })
}

/// Where the student's library lies once it is compiled.
fn student_library(bench: &Bench<'_>, flavour: CrateFlavour) -> PathBuf {
    let name = format!("lib{}.rlib", bench.exercise.crate_name());
    student_folder(bench, flavour).join(name)
}

/// Where the student's program lies once it is compiled.
pub(super) fn student_program(bench: &Bench<'_>) -> PathBuf {
    student_folder(bench, CrateFlavour::Real).join(bench.exercise.crate_name())
}

/// What clippy and trybuild set by themselves. Set everywhere, `#[cfg(clippy)]` shows every check the same code.
pub(super) const SAME_FOR_ALL: [&str; 2] = ["clippy", "trybuild"];

/// What the student's crate is compiled with, whatever compiles it.
pub(super) fn student_arguments(bench: &Bench<'_>) -> Vec<String> {
    let mut arguments = vec![format!("--crate-name={}", bench.exercise.crate_name())];
    arguments.extend(SAME_FOR_ALL.map(|name| format!("--cfg={name}")));
    if !bench.exercise.unsafe_allowed {
        arguments.push("-Funsafe_code".to_owned());
    }
    arguments.extend(offered(bench));
    arguments.push(bench.exercise.root().unwrap_or("src/lib.rs").to_owned());
    arguments
}

/// What compiling the student's crate makes, for the sandbox to look at.
fn student_product(bench: &Bench<'_>, flavour: CrateFlavour) -> Product {
    let out = student_folder(bench, flavour);
    // Under the look-alike a program is a library, whose `main` the check calls.
    let is_program = flavour == CrateFlavour::Real && bench.exercise.is_program();
    Product {
        objects: if is_program {
            out.join("program.o")
        } else {
            student_library(bench, flavour)
        },
        mir: (!bench.exercise.unsafe_allowed).then(|| out.join("functions.mir")),
        is_program,
    }
}

/// Compiles the student's crate against one of the two stds.
pub(super) fn student(bench: &Bench<'_>, flavour: CrateFlavour) -> Step {
    let product = student_product(bench, flavour);
    // What it read is told on stdout, for `sources`.
    let mut emit = "--emit=dep-info=-,link".to_owned();
    if let Some(mir) = &product.mir {
        emit.push_str(&format!(",mir={}", mir.display()));
    }
    let out = student_folder(bench, flavour);
    let mut arguments = vec![format!("--out-dir={}", out.display())];
    let folder = match flavour {
        CrateFlavour::Real if bench.exercise.is_program() => {
            arguments.push("--crate-type=bin".to_owned());
            emit.push_str(&format!(",obj={}", product.objects.display()));
            bench.submission.to_owned()
        }
        CrateFlavour::Real => {
            arguments.push("--crate-type=rlib".to_owned());
            bench.submission.to_owned()
        }
        CrateFlavour::Model => {
            arguments.push("--crate-type=rlib".to_owned());
            // Lints have had their say against the real std.
            arguments.push("--cap-lints=allow".to_owned());
            arguments.extend(external_as(bench, "std", "std_model"));
            arguments.extend(external_as(bench, "core", "std_model"));
            bench.model_submission.to_owned()
        }
    };
    arguments.push(emit);
    arguments.extend(student_arguments(bench));
    let title = match flavour {
        CrateFlavour::Real => "compile the submission",
        CrateFlavour::Model => "compile the submission against the look-alike std",
    };
    let mut program = rustc(bench, &folder, &out, arguments);
    program.access.makes.push(match product.is_program {
        true => student_program(bench),
        false => student_library(bench, flavour),
    });
    Step {
        product: Some(product),
        ..compile(bench, title, program)
    }
}

/// The kit that a check file is compiled against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kit {
    Driver,
    Model,
    Timing,
}

impl Kit {
    fn library(self) -> &'static str {
        match self {
            Kit::Driver => "kit_driver",
            Kit::Model => "kit_model",
            Kit::Timing => "kit_timing",
        }
    }

    fn flavour(self) -> CrateFlavour {
        if self == Kit::Model {
            CrateFlavour::Model
        } else {
            CrateFlavour::Real
        }
    }
}

/// What the crate of a check is called, whatever its file is called.
pub(super) const CHECK: &str = "check";

/// Compiles a check file together with the student's library; returns the step and the binary.
pub(super) fn check(bench: &Bench<'_>, file: &str, kit: Kit) -> (Step, PathBuf) {
    let stem = Path::new(file)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let out = bench.products.join("checks");
    let binary = out.join(format!("{}-{stem}", kit.library()));
    let name = bench.exercise.crate_name();
    let library = student_library(bench, kit.flavour());
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        format!("--crate-name={CHECK}"),
        "--cap-lints=allow".to_owned(),
        format!("-o{}", binary.display()),
        "--extern".to_owned(),
        format!("{name}={}", library.display()),
    ];
    arguments.extend(external_as(bench, "kit", kit.library()));
    arguments.extend(external(bench, "serde"));
    match kit {
        Kit::Driver => {}
        Kit::Model => {
            arguments.extend(external_as(bench, "std", "std_model"));
            arguments.extend(external(bench, "std_model"));
        }
        Kit::Timing => arguments.extend(external(bench, "tokio")),
    }
    arguments.extend(offered(bench));
    arguments.push(file.to_owned());
    let mut program = rustc(bench, bench.checks, &out, arguments);
    program
        .access
        .reads
        .push(student_folder(bench, kit.flavour()));
    program.access.makes.push(binary.clone());
    let title = format!("compile {file} with the submission");
    (compile(bench, &title, program), binary)
}

/// Compiles a program of the course, the module of `root`, together with the student's library; returns the step and the
/// binary. rustc runs in the student's folder, so that its notes can quote the lines of his that they point at, and
/// calls the program by its name in the course.
pub(super) fn program(bench: &Bench<'_>, root: &str, name: &str) -> (Step, PathBuf) {
    let out = bench.products.join("checks");
    let binary = out.join(Path::new(root).with_extension(""));
    let library = student_library(bench, CrateFlavour::Real);
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        format!("--crate-name={CHECK}"),
        "--cap-lints=allow".to_owned(),
        format!("--remap-path-prefix={}/=", bench.checks.display()),
        format!("-o{}", binary.display()),
        "--extern".to_owned(),
        format!("{}={}", bench.exercise.crate_name(), library.display()),
    ];
    arguments.extend(external_as(bench, "kit", "kit_program"));
    arguments.extend(offered(bench));
    arguments.push(bench.checks.join(root).display().to_string());
    let mut program = rustc(bench, bench.submission, &out, arguments);
    let folders = [
        bench.checks.to_owned(),
        student_folder(bench, CrateFlavour::Real),
    ];
    program.access.reads.extend(folders);
    let title = format!("compile {name} with the submission");
    (compile(bench, &title, program), binary)
}

/// Compiles a judge, without any student code; it is kept for the next grading where that is possible.
pub(super) fn judge(bench: &Bench<'_>, file: &str, text: &str) -> (Step, PathBuf) {
    let digest = blake3::hash(format!("{file}\0{text}").as_bytes()).to_hex()[..16].to_owned();
    let out = bench.products.join("judges");
    let built = out.join(format!("judge-{digest}"));
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        "--crate-name=judge".to_owned(),
        "--cap-lints=allow".to_owned(),
        format!("-o{}", built.display()),
    ];
    arguments.extend(external_as(bench, "kit", "kit_judge"));
    arguments.extend(external(bench, "serde"));
    arguments.extend(external(bench, "proptest"));
    arguments.push(file.to_owned());
    let mut program = rustc(bench, bench.checks, &out, arguments);
    program.access.makes.push(built.clone());
    let mut step = compile(bench, &format!("compile the judge of {file}"), program);
    let Some(judges) = &bench.tools.judges else {
        return (step, built);
    };
    let at = judges.join(&digest);
    step.keep = Some(Keep {
        built,
        at: at.clone(),
    });
    (step, at)
}

fn compile(bench: &Bench<'_>, title: &str, program: Program) -> Step {
    Step {
        title: title.to_owned(),
        action: Action::Run(program),
        limits: limits(bench),
        keep: None,
        may_fail: false,
        product: None,
    }
}

/// Compiles one snippet of the course, far enough to know whether it is accepted.
pub(super) fn snippet(bench: &Bench<'_>, file: &str) -> Step {
    let arguments = [
        "--crate-type=bin",
        "--crate-name=snippet",
        "--emit=metadata",
    ]
    .map(str::to_owned);
    let out = bench
        .products
        .join("snippets")
        .join(file.replace(['/', '.'], "-"));
    let mut arguments = arguments.to_vec();
    arguments.push(format!("--out-dir={}", out.display()));
    arguments.extend(offered(bench));
    arguments.push(file.to_owned());
    let mut step = compile(
        bench,
        &format!("compile {file}"),
        rustc(bench, bench.checks, &out, arguments),
    );
    step.may_fail = true;
    step
}
