//! The step that compiles a course's programs with trybuild.

use super::child::{CALLED, CHILD, Order};
use crate::compile;
use crate::model::{Bench, Program, Step};
use std::path::Path;

/// Compiles programs that must be rejected with the submission, in a child process of the grader.
pub fn rejections(bench: &Bench<'_>, cases: &[String]) -> Step {
    let tools = bench.tools;
    let mut flags = vec![format!("-Ldependency={}", tools.dependencies.display())];
    flags.extend(compile::linker(bench));
    flags.extend(compile::offered(bench));
    flags.extend(compile::SAME_FOR_ALL.map(|name| format!("--cfg={name}")));
    let name = format!(
        "trybuild-{}",
        blake3::hash(cases.join(" ").as_bytes()).to_hex()
    );
    let scratch = bench.products.join(&name[..20]);
    let order = Order {
        crate_name: bench.exercise.crate_name(),
        submission: bench.submission.to_owned(),
        checks: bench.checks.to_owned(),
        folder: scratch.join("crate"),
        cases: cases.to_vec(),
        files: bench.exercise.submit.clone(),
        target: tools.target.clone(),
        flags,
    };
    let mut access = compile::access(bench, bench.submission, &scratch);
    // The cases and no other check: student code is compiled in sight of them.
    let in_sight = order.cases.iter().map(|case| bench.checks.join(case));
    access.reads.extend(in_sight);
    access.reads.push(tools.grader.clone());
    let program = Program {
        path: tools.grader.clone(),
        called: Some(CALLED.to_owned()),
        arguments: vec![
            CHILD.to_owned(),
            serde_json::to_string(&order).unwrap_or_default(),
        ],
        environment: environment(bench, &scratch, &order),
        folder: scratch,
        access,
    };
    let title = "compile the course's cases with trybuild";
    compile::asking(bench, title, program)
}

fn environment(bench: &Bench<'_>, scratch: &Path, order: &Order) -> Vec<(String, String)> {
    let mut environment = compile::environment(bench, scratch);
    environment.push(("CARGO".to_owned(), bench.tools.cargo.display().to_string()));
    environment.push(("RUSTC".to_owned(), bench.tools.rustc.display().to_string()));
    environment.push((
        "CARGO_HOME".to_owned(),
        scratch.join("cargo-home").display().to_string(),
    ));
    environment.push((
        "CARGO_MANIFEST_DIR".to_owned(),
        order.folder.display().to_string(),
    ));
    environment.push(("TRYBUILD".to_owned(), "overwrite".to_owned()));
    environment
}
