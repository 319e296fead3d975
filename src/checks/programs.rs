//! `compile_pass`: programs of the course that must compile with the student's library, and run to their end.
//!
//! Each program is the one module of a crate of its own, so that the compiler says about it what it would say if there
//! were no others. It is run as a sealed check: that a process ended with exit code 0 is believed of no student code.

use super::{KindSource, compile, counted, diagnostics, explain, sealed};
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::sealed::{Bounds, ProgramEnd, Ran, Report};
use serde::Deserialize;
use std::sync::Arc;

/// Appended to each program, so that the crate that holds it can call its `main`. Standing last, it moves no line.
const CALLS_MAIN: &str =
    "\n#[doc(hidden)] pub fn __main() -> impl ::std::process::Termination { main() }\n";

#[derive(Debug)]
struct Programs(Vec<Program>);

#[derive(Debug)]
struct Program {
    file: CheckFile,
    /// The file with the `main` that runs it.
    root: CheckFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    cases: Vec<String>,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (Keys, _) = source.read()?;
    if keys.cases.is_empty() {
        return Err(files.error("`cases` is empty; name the files in checks/".to_owned()));
    }
    let programs = keys.cases.iter().map(|name| {
        let file = files.check_file(name)?;
        let root = root(&file);
        Ok(Program { file, root })
    });
    let programs: Result<_, CourseError> = programs.collect();
    Ok(Box::new(Programs(programs?)))
}

/// The root of the crate that holds a program. What a student's library or the program calls `kit` is not meant.
fn root(program: &CheckFile) -> CheckFile {
    let path = &program.path;
    let text = format!(
        "#[path = {path:?}]\nmod program;\n\nfn main() {{\n    ::kit::run(&[::kit::Program {{\n        \
         name: {path:?},\n        main: || ::kit::ended(program::__main()),\n    }}])\n}}\n"
    );
    let digest = blake3::hash(text.as_bytes()).to_hex();
    CheckFile {
        path: format!("program-{}.rs", &digest[..12]),
        text: text.into(),
    }
}

impl Kind for Programs {
    fn name(&self) -> &'static str {
        "compile_pass"
    }

    fn trust(&self) -> Trust {
        Trust::Sealed
    }

    fn overlays(&self) -> Vec<Overlay> {
        let laid = |program: &Program| {
            let callable = Overlay {
                text: format!("{}{CALLS_MAIN}", program.file.text).into(),
                ..program.file.overlay()
            };
            [callable, program.root.overlay()]
        };
        self.0.iter().flat_map(laid).collect()
    }

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        let mut steps = vec![compile::student(bench, CrateFlavour::Real)];
        let mut runs = Vec::new();
        for Program { file, root } in &self.0 {
            let (compiled, binary) = compile::program(bench, &root.path, &file.path);
            steps.push(compiled);
            let one = std::slice::from_ref(&file.path);
            let run = sealed::step(
                bench,
                &file.path,
                binary,
                one,
                Bounds::default(),
                Vec::new(),
            );
            runs.push(run);
        }
        steps.extend(runs);
        steps
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        if let Some(finding) = explain::not_compiled(bench, seen.first()) {
            return finding;
        }
        let seen = seen.get(1..).unwrap_or_default();
        let (compiled, runs) = seen.split_at(seen.len().min(self.0.len()));
        if let Some(rejected) = compiled.iter().find(|compiled| !compiled.succeeded()) {
            return must_compile(bench, rejected);
        }
        let mut ran = self.0.iter().zip(runs);
        match ran.find_map(|(program, ran)| must_run(bench, &program.file, ran)) {
            Some(finding) => finding,
            None if runs.len() < self.0.len() => Finding::ungraded("Not all programs were run."),
            None => Finding::pass().detailed(counted(self.0.len())),
        }
    }
}

/// What to say about a program that does not compile: the compiler's first error, and the line of the submission
/// that it points at.
fn must_compile(bench: &Bench<'_>, compiled: &Observation) -> Finding {
    if let Some(other) = explain::not_finished(bench, compiled) {
        return other;
    }
    let all = diagnostics::read(compiled);
    let errors = diagnostics::of(Severity::Error, &all);
    let Some(first) = errors.into_iter().next() else {
        let said = String::from_utf8_lossy(&compiled.stderr);
        return Finding::ungraded(format!("A program could not be compiled: {}", said.trim()));
    };
    let code = match &first.code {
        Some(code) => format!("error[{code}]"),
        None => "error".to_owned(),
    };
    Finding::fail(format!(
        "A program that must compile with your code does not: {code}: {}",
        first.message
    ))
    .at(diagnostics::note_on(compiled, bench.files))
    .with(Evidence::Diagnostics(vec![first]))
}

/// What to say about a program that did not run to its end. `None`: it did.
fn must_run(bench: &Bench<'_>, program: &CheckFile, seen: &Observation) -> Option<Finding> {
    let mut place = None;
    let end = seen.reports.iter().find_map(of_program);
    let what = match end {
        Some(ProgramEnd::Panicked(panicked)) => {
            place = panicked.place.as_ref();
            format!("Your code panicked: {}", panicked.message)
        }
        Some(ProgramEnd::Failed) => "Its `main` returned an error.".to_owned(),
        Some(ProgramEnd::Well) if seen.sealed => return None,
        Some(ProgramEnd::Well) | None => sealed::unsealed(bench, seen).message,
    };
    let place = place.filter(|place| bench.exercise.submit.contains(&place.file));
    let evidence = Difference {
        expected: format!("{} runs to its end", program.path),
        actual: format!("{} does not", program.path),
        stderr: program.text.trim().to_owned(),
    };
    let message = format!("A program that must run with your code does not: {what}");
    let finding = Finding::fail(message).at(place.map(Location::from));
    Some(finding.with(Evidence::Output(evidence)))
}

fn of_program(ran: &Ran) -> Option<&ProgramEnd> {
    match &ran.report {
        Report::Program(end) => Some(end),
        Report::Model(_) | Report::Timing(_) => None,
    }
}
