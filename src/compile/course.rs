//! Files of the course: check files and programs with the submission, judges and snippets without it.

use super::rustc::{asking, external, external_as, making, offered, rustc};
use super::student;
use crate::model::{Bench, CheckFile, Joint, Keep, Kit, Program, Step};
use std::path::{Path, PathBuf};

/// What the crate of a check is called, whatever its file is called.
pub const CHECK: &str = "check";

fn kit_library(kit: Kit) -> &'static str {
    match kit {
        Kit::Driver => "kit_driver",
        Kit::Model => "kit_model",
        Kit::Timing => "kit_timing",
    }
}

/// The folder for what becomes of check files.
fn folder(bench: &Bench<'_>) -> PathBuf {
    bench.products.join("checks")
}

/// Where the binary of a file of the course and the submission lies once it is compiled.
pub fn binary(bench: &Bench<'_>, joint: &Joint) -> PathBuf {
    match joint {
        Joint::Check { file, kit } => {
            let stem = Path::new(&file.path).file_stem().unwrap_or_default();
            let stem = stem.to_string_lossy();
            folder(bench).join(format!("{}-{stem}", kit_library(*kit)))
        }
        Joint::Program { root, .. } => folder(bench).join(Path::new(&root.path).with_extension("")),
    }
}

/// Compiles a file of the course together with the student's library.
pub(super) fn joint(bench: &Bench<'_>, joint: &Joint) -> Step {
    let binary = binary(bench, joint);
    let library = student::library(bench, joint.flavour());
    let mut arguments = vec![
        format!("-o{}", binary.display()),
        "--extern".to_owned(),
        format!("{}={}", bench.exercise.crate_name(), library.display()),
    ];
    arguments.extend(arguments_of(bench, joint));
    // Of a program, rustc runs in the student's folder, so that its notes can quote the lines of his that they point at.
    let runs_in = match joint {
        Joint::Check { .. } => bench.checks,
        Joint::Program { .. } => bench.submission,
    };
    let mut program = rustc(bench, runs_in, &folder(bench), arguments);
    if runs_in != bench.checks {
        program.access.reads.push(bench.checks.to_owned());
    }
    let student = student::folder(bench, joint.flavour());
    program.access.reads.push(student);
    program.access.makes.push(binary);
    let title = format!("compile {} with the submission", joint.file().path);
    making(bench, &title, program, None, None)
}

/// Compiles the same without the student's library, far enough to see its errors.
pub(super) fn alone(bench: &Bench<'_>, joint: &Joint) -> Step {
    let binary = binary(bench, joint);
    let out = bench.products.join("alone");
    let out = out.join(binary.file_name().unwrap_or_default());
    let mut arguments = vec![
        "--emit=metadata".to_owned(),
        format!("--out-dir={}", out.display()),
    ];
    arguments.extend(arguments_of(bench, joint));
    let title = format!("compile {} without the submission", joint.file().path);
    let program = rustc(bench, bench.checks, &out, arguments);
    making(bench, &title, program, None, None)
}

/// What a file of the course is compiled with, besides the student's library.
fn arguments_of(bench: &Bench<'_>, joint: &Joint) -> Vec<String> {
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        format!("--crate-name={CHECK}"),
        "--cap-lints=allow".to_owned(),
    ];
    match joint {
        Joint::Check { file, kit } => {
            arguments.extend(external_as(bench, "kit", kit_library(*kit)));
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
            arguments.push(file.path.clone());
        }
        Joint::Program { root, .. } => {
            // It is called by its name in the course.
            arguments.push(format!("--remap-path-prefix={}/=", bench.checks.display()));
            arguments.extend(external_as(bench, "kit", "kit_program"));
            arguments.extend(offered(bench));
            arguments.push(bench.checks.join(&root.path).display().to_string());
        }
    }
    arguments
}

/// Compiles a judge, without any student code; it is kept for the next grading where that is possible.
pub(super) fn judge(bench: &Bench<'_>, file: &CheckFile) -> Step {
    let mut arguments = vec![
        "--crate-type=bin".to_owned(),
        "--crate-name=judge".to_owned(),
        "--cap-lints=allow".to_owned(),
    ];
    let out = bench.products.join("judges");
    let digest = digest_of_judge(file);
    let built = out.join(format!("judge-{digest}"));
    arguments.push(format!("-o{}", built.display()));
    arguments.extend(external_as(bench, "kit", "kit_judge"));
    arguments.extend(external(bench, "serde"));
    arguments.extend(external(bench, "proptest"));
    arguments.push(file.path.clone());
    let mut program: Program = rustc(bench, bench.checks, &out, arguments);
    program.access.makes.push(built.clone());
    let keep = bench.tools.judges.as_ref().map(|judges| Keep {
        built,
        at: judges.join(&digest),
    });
    let title = format!("compile the judge of {}", file.path);
    making(bench, &title, program, None, keep)
}

/// Where a judge lies once it is compiled.
pub fn judge_binary(bench: &Bench<'_>, file: &CheckFile) -> PathBuf {
    let digest = digest_of_judge(file);
    match &bench.tools.judges {
        Some(judges) => judges.join(digest),
        None => bench
            .products
            .join("judges")
            .join(format!("judge-{digest}")),
    }
}

fn digest_of_judge(file: &CheckFile) -> String {
    let CheckFile { path, text } = file;
    blake3::hash(format!("{path}\0{text}").as_bytes()).to_hex()[..16].to_owned()
}

/// Compiles one snippet of the course, far enough to know whether it is accepted.
pub fn snippet(bench: &Bench<'_>, file: &CheckFile) -> Step {
    let name = file.path.replace(['/', '.'], "-");
    let out = bench.products.join("snippets").join(name);
    let mut arguments: Vec<String> = [
        "--crate-type=bin",
        "--crate-name=snippet",
        "--emit=metadata",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--out-dir={}", out.display()));
    arguments.extend(offered(bench));
    arguments.push(file.path.clone());
    let program = rustc(bench, bench.checks, &out, arguments);
    asking(bench, &format!("compile {}", file.path), program)
}
