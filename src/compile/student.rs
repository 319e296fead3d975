//! The student's crate: compiled against one of the two stds, and looked at by clippy.

use super::rustc::{
    SAME_FOR_ALL, access, asking, environment, external_as, making, offered, rustc,
};
use crate::model::{Bench, CrateFlavour, Product, Step};
use std::path::PathBuf;

/// The folder for what becomes of the student's crate. Nothing else lies there: whatever the crate is compiled
/// in sight of, its macros can read.
pub(super) fn folder(bench: &Bench<'_>, flavour: CrateFlavour) -> PathBuf {
    bench.products.join(match flavour {
        CrateFlavour::Real => "real",
        CrateFlavour::Model => "model",
    })
}

/// Where the student's library lies once it is compiled.
pub(super) fn library(bench: &Bench<'_>, flavour: CrateFlavour) -> PathBuf {
    let name = format!("lib{}.rlib", bench.exercise.crate_name());
    folder(bench, flavour).join(name)
}

/// Where the student's program lies once it is compiled.
pub fn program(bench: &Bench<'_>) -> PathBuf {
    folder(bench, CrateFlavour::Real).join(bench.exercise.crate_name())
}

/// What the student's crate is compiled with, whatever compiles it.
fn arguments(bench: &Bench<'_>) -> Vec<String> {
    let mut arguments = vec![format!("--crate-name={}", bench.exercise.crate_name())];
    arguments.extend(SAME_FOR_ALL.map(|name| format!("--cfg={name}")));
    if !bench.exercise.unsafe_allowed {
        arguments.push("-Funsafe_code".to_owned());
    }
    arguments.extend(offered(bench));
    arguments.push(bench.exercise.root().unwrap_or("src/lib.rs").to_owned());
    arguments
}

/// Whether the crate is compiled to a program. Under the look-alike it is a library, whose `main` the check calls.
fn is_program(bench: &Bench<'_>, flavour: CrateFlavour) -> bool {
    flavour == CrateFlavour::Real && bench.exercise.is_program()
}

fn crate_type(bench: &Bench<'_>, flavour: CrateFlavour) -> String {
    let word = if is_program(bench, flavour) {
        "bin"
    } else {
        "rlib"
    };
    format!("--crate-type={word}")
}

/// What compiling the student's crate makes, for the sandbox to look at.
fn product(bench: &Bench<'_>, flavour: CrateFlavour) -> Product {
    let out = folder(bench, flavour);
    let is_program = is_program(bench, flavour);
    Product {
        objects: if is_program {
            out.join("program.o")
        } else {
            library(bench, flavour)
        },
        mir: (!bench.exercise.unsafe_allowed).then(|| out.join("functions.mir")),
        is_program,
    }
}

/// Compiles the student's crate against one of the two stds.
pub(super) fn step(bench: &Bench<'_>, flavour: CrateFlavour) -> Step {
    let product = product(bench, flavour);
    // What it read is told on stdout, for `sources`.
    let mut emit = "--emit=dep-info=-,link".to_owned();
    if let Some(mir) = &product.mir {
        emit.push_str(&format!(",mir={}", mir.display()));
    }
    if product.is_program {
        emit.push_str(&format!(",obj={}", product.objects.display()));
    }
    let out = folder(bench, flavour);
    let mut all = vec![
        format!("--out-dir={}", out.display()),
        crate_type(bench, flavour),
    ];
    let (title, sources) = match flavour {
        CrateFlavour::Real => ("compile the submission", bench.submission),
        CrateFlavour::Model => {
            // Lints have had their say against the real std.
            all.push("--cap-lints=allow".to_owned());
            all.extend(external_as(bench, "std", "std_model"));
            all.extend(external_as(bench, "core", "std_model"));
            (
                "compile the submission against the look-alike std",
                bench.model_submission,
            )
        }
    };
    all.push(emit);
    all.extend(arguments(bench));
    let mut program = rustc(bench, sources, &out, all);
    program.access.makes.push(match product.is_program {
        true => self::program(bench),
        false => library(bench, flavour),
    });
    making(bench, title, program, Some(product), None)
}

/// Runs clippy on the student's crate with these lints, and the settings in a folder below the checks'.
pub fn clippy(bench: &Bench<'_>, lints: &[String], settings: &str) -> Step {
    let out = bench.products.join(settings);
    let settings = bench.checks.join(settings);
    let mut all = vec![crate_type(bench, CrateFlavour::Real)];
    all.extend(arguments(bench));
    all.push(format!("--out-dir={}", out.display()));
    all.push("--emit=metadata".to_owned());
    all.push("-Awarnings".to_owned());
    // Forced warnings: no `#[allow]` in student code lifts them, and no `#![deny(warnings)]` fails over others.
    all.extend(lints.iter().map(|lint| format!("--force-warn={lint}")));
    let mut program = rustc(bench, bench.submission, &out, all);
    program.path = bench.tools.clippy_driver.clone();
    program.environment = environment(bench, &out);
    program
        .environment
        .push(("CLIPPY_CONF_DIR".to_owned(), settings.display().to_string()));
    // It says what it thinks of the code, and nobody uses what it makes.
    program.access = access(bench, bench.submission, &out);
    program.access.reads.push(settings);
    asking(bench, "run clippy on the submission", program)
}
