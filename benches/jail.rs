//! What walls cost: starting a small program, and compiling and linking fifty lines, plain and in a jail of each kind that this
//! machine can build. Run it with `cargo bench --bench jail`; prints medians. Rounds alternate, so that a busy
//! machine slows all alike.

use grader::{
    control::Control,
    model::{Access, Action, Isolation, Limits, Phase, Program, Step},
    sandbox::{self, Enclosure},
    toolbox,
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const STARTS: usize = 201;
const COMPILATIONS: usize = 21;

fn main() {
    // This binary is its own jailer, as the grader is.
    let arguments: Vec<_> = std::env::args_os().collect();
    let word = arguments.get(1).map(|word| word.to_string_lossy());
    if word.is_some_and(|word| word.starts_with("__")) {
        std::process::exit(i32::from(
            grader::cli::run(arguments.into_iter()) != std::process::ExitCode::SUCCESS,
        ));
    }
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let kinds = [Isolation::Landlock, Isolation::Namespaces, Isolation::Bwrap];
    let mut walls = vec![Enclosure::Unconfined];
    walls.extend(
        kinds
            .into_iter()
            .filter_map(|kind| sandbox::choose(Some(kind)).ok()),
    );
    let stage = tempfile::tempdir().unwrap();
    table("start of a small program", &walls, STARTS, &small());
    table(
        "rustc on fifty lines",
        &walls,
        COMPILATIONS,
        &compilation(stage.path()),
    );
}

fn table(title: &str, walls: &[Enclosure], rounds: usize, step: &Step) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); walls.len()];
    for _ in 0..rounds {
        for (walls, times) in walls.iter().zip(&mut times) {
            let start = Instant::now();
            let seen = sandbox::run(step, walls, &Control::default())
                .unwrap_or_else(|error| panic!("{}: {error:?}", walls.isolation().word()));
            times.push(start.elapsed());
            assert!(seen.succeeded(), "{seen:?}");
        }
    }
    println!("{title}, median of {rounds}");
    let plain = median(&times[0]);
    for (walls, times) in walls.iter().zip(&times) {
        let median = median(times);
        println!(
            "  {:<12}{:>8.2} ms {:>+8.2} ms {:>+6.1} %   fastest {:>8.2} ms",
            walls.isolation().word(),
            median * 1e3,
            (median - plain) * 1e3,
            (median / plain - 1.0) * 100.0,
            times.iter().min().map_or(0.0, Duration::as_secs_f64) * 1e3,
        );
    }
}

/// In seconds.
fn median(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

fn step(path: PathBuf, arguments: Vec<String>, folder: &Path, access: Access) -> Step {
    Step {
        title: "measure".to_owned(),
        action: Action::Run(Program {
            path,
            called: None,
            arguments,
            environment: Vec::new(),
            folder: folder.to_owned(),
            access,
        }),
        limits: Limits::default(),
    }
}

fn small() -> Step {
    let access = Access::default();
    step("/bin/true".into(), Vec::new(), Path::new("/"), access)
}

fn compilation(stage: &Path) -> Step {
    let tools = toolbox::open(&mut |_| {}).unwrap();
    let (source, out) = (stage.join("source"), stage.join("out"));
    fs::create_dir(&source).unwrap();
    let function = |number| {
        format!(
            "pub fn f{number}(words: &[String]) -> usize {{\n    words\n        .iter()\n        .map(|word| word.len() + {number})\n        .sum()\n}}\n"
        )
    };
    let functions: String = (0..8).map(function).collect();
    let main = "fn main() {\n    println!(\"{}\", f0(&[]));\n}\n";
    fs::write(source.join("main.rs"), main.to_owned() + &functions).unwrap();
    let mut arguments = vec![
        "--edition=2024".to_owned(),
        format!("--sysroot={}", tools.sysroot.display()),
        format!("--out-dir={}", out.display()),
        "main.rs".to_owned(),
    ];
    if let Some(linker) = &tools.linker {
        arguments.push("-Clinker-features=-lld".to_owned());
        arguments.push("-Clink-arg=-fuse-ld=lld".to_owned());
        arguments.push(format!("-Clink-arg=-B{}", linker.display()));
    }
    let access = Access {
        phase: Phase::Compile,
        reads: [&tools.sysroot, &source]
            .into_iter()
            .chain(&tools.linker)
            .cloned()
            .collect(),
        writes: vec![out],
        ..Access::default()
    };
    let mut step = step(tools.rustc, arguments, &source, access);
    if let Action::Run(program) = &mut step.action {
        let libraries = tools.sysroot.join("lib").display().to_string();
        program.environment = vec![
            ("LD_LIBRARY_PATH".to_owned(), libraries),
            ("PATH".to_owned(), tools.search_path),
            ("TMPDIR".to_owned(), stage.join("out").display().to_string()),
        ];
    }
    step
}
