//! `compile_pass`: programs of the course that must compile with the student's library, and run to their end.
//!
//! All programs of a check are modules of one crate, so they are compiled and linked once. Each is run in a process of
//! its own, as a sealed check: that a process ended with exit code 0 is believed of no student code.

use super::{KindSource, compile, counted, diagnostics, explain, sealed};
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::sealed::{Bounds, ProgramEnd, Ran, Report};
use serde::Deserialize;
use std::{fmt::Write, sync::Arc};

/// Appended to each program, so that the crate that holds it can call its `main`. Standing last, it moves no line.
const CALLS_MAIN: &str =
    "\n#[doc(hidden)] pub fn __main() -> impl ::std::process::Termination { main() }\n";

#[derive(Debug)]
struct Programs {
    programs: Vec<CheckFile>,
    /// The file with the `main` that runs them.
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
    let programs: Result<Vec<_>, _> = keys
        .cases
        .iter()
        .map(|name| files.check_file(name))
        .collect();
    let programs = programs?;
    let root = root(&programs);
    Ok(Box::new(Programs { programs, root }))
}

/// The crate that holds all programs as modules. What a student's library or a program calls `kit` is not meant.
fn root(programs: &[CheckFile]) -> CheckFile {
    let mut modules = String::new();
    let mut list = String::new();
    for (number, program) in programs.iter().enumerate() {
        let path = &program.path;
        let _ = writeln!(modules, "#[path = {path:?}]\nmod program_{number};");
        let main = format!("|| ::kit::ended(program_{number}::__main())");
        let _ = writeln!(
            list,
            "        ::kit::Program {{ name: {path:?}, main: {main} }},"
        );
    }
    let text = format!("{modules}\nfn main() {{\n    ::kit::run(&[\n{list}    ])\n}}\n");
    let digest = blake3::hash(text.as_bytes()).to_hex();
    CheckFile {
        path: format!("programs-{}.rs", &digest[..12]),
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
        let callable = |program: &CheckFile| Overlay {
            text: format!("{}{CALLS_MAIN}", program.text).into(),
            ..program.overlay()
        };
        let programs = self.programs.iter().map(callable);
        programs.chain([self.root.overlay()]).collect()
    }

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        let (compile_programs, binary) = compile::programs(bench, &self.root.path);
        let run = |program: &CheckFile| {
            let path = &program.path;
            let one = std::slice::from_ref(path);
            sealed::step(bench, path, binary.clone(), one, Bounds::default())
        };
        let mut steps = vec![
            compile::student(bench, CrateFlavour::Real),
            compile_programs,
        ];
        steps.extend(self.programs.iter().map(run));
        steps
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        if let Some(finding) = explain::not_compiled(bench, seen.first()) {
            return finding;
        }
        let [_, compiled, runs @ ..] = seen else {
            return Finding::ungraded("The programs were not compiled.");
        };
        if !compiled.succeeded() {
            return must_compile(bench, compiled);
        }
        let mut pairs = self.programs.iter().zip(runs);
        let failed = pairs.find_map(|(program, ran)| must_run(bench, program, ran));
        match failed {
            Some(finding) => finding,
            None if runs.len() < self.programs.len() => {
                Finding::ungraded("Not all programs were run.")
            }
            None => Finding::pass().detailed(counted(self.programs.len())),
        }
    }
}

/// What to say about programs of which one does not compile: the compiler's first error, and the line of the submission
/// that it points at.
fn must_compile(bench: &Bench<'_>, compiled: &Observation) -> Finding {
    if let Some(other) = explain::not_finished(bench, compiled) {
        return other;
    }
    let all = diagnostics::read(compiled);
    let errors = diagnostics::of(Severity::Error, &all);
    let Some(first) = errors.into_iter().next() else {
        let said = String::from_utf8_lossy(&compiled.stderr);
        return Finding::ungraded(format!(
            "The programs could not be compiled: {}",
            said.trim()
        ));
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
