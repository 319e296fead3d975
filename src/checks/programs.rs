//! `compile_pass`: programs of the course that must compile with the student's library, and run to their end.
//!
//! Each program is the one module of a crate of its own, so that the compiler says about it what it would say if there
//! were no others. It is run as a sealed check: that a process ended with exit code 0 is believed of no student code.

use super::sealed;
use super::source::KindSource;
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::sealed::{self as wire, Bounds, ProgramEnd, Report};
use serde::Deserialize;

/// Appended to each program, so that the crate that holds it can call its `main`. Standing last, it moves no line.
const CALLS_MAIN: &str =
    "\n#[doc(hidden)] pub fn __main() -> impl ::std::process::Termination { main() }\n";

#[derive(Debug)]
struct Programs(Vec<Program>);

#[derive(Clone, Debug)]
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

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = |program: &Program| {
            let Program { file, root } = program.clone();
            let path = file.path.clone();
            let run = Run::Sealed {
                functions: vec![path.clone()],
                of: Joint::Program { file, root },
                bounds: Bounds::default(),
            };
            (path, run)
        };
        Ok(Recipe {
            about: Vec::new(),
            runs: self.0.iter().map(run).collect(),
        })
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        for program in &self.0 {
            let seen = ran.sealed(&program.file.path)?;
            if let Some(finding) = must_run(context, &program.file, seen) {
                return Ok(finding);
            }
        }
        Ok(Finding::pass().detailed(Detail::Programs {
            count: self.0.len(),
            words_differ: false,
        }))
    }
}

/// What to say about a program that did not run to its end. `None`: it did.
fn must_run(context: &Context<'_>, program: &CheckFile, seen: &SealedRun) -> Option<Finding> {
    let end = seen.reports.iter().find_map(of_program);
    let why = match end {
        Some(ProgramEnd::Well) if seen.sealed => return None,
        Some(ProgramEnd::Well) | None => NotRunThrough::Unsealed(sealed::unsealed(context, seen)),
        Some(ProgramEnd::Failed) => NotRunThrough::Failed,
        Some(ProgramEnd::Panicked(panicked)) => NotRunThrough::Panicked(panicked.clone()),
    };
    let place = match &why {
        NotRunThrough::Panicked(panicked) => panicked.place.clone(),
        NotRunThrough::Failed | NotRunThrough::Unsealed(_) => None,
    };
    let place = place.filter(|place| context.exercise.submit.contains(&place.file));
    let evidence = Difference {
        expected: format!("{} runs to its end", program.path),
        actual: format!("{} does not", program.path),
        stderr: String::new(),
        program: Some(program.text.trim().to_owned()),
    };
    let finding = Finding::fail(why).at(place.as_ref().map(Location::from));
    Some(finding.with(Evidence::Output(evidence)))
}

fn of_program(ran: &wire::Ran) -> Option<&ProgramEnd> {
    match &ran.report {
        Report::Program(end) => Some(end),
        Report::Model(_) | Report::Timing(_) => None,
    }
}
