//! `tests` and `property`: a judge without student code asks, a driver with it answers.

use super::functions::{Functions, named};
use super::source::{FileKeys, KindSource};
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::judged::Test;

#[derive(Debug)]
struct Judged {
    name: &'static str,
    file: CheckFile,
    /// Those that are run; none: all of the file.
    functions: Functions,
}

pub(super) fn parse_tests(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse("tests", source)
}

pub(super) fn parse_property(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse("property", source)
}

fn parse(name: &'static str, source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (FileKeys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    Ok(Box::new(Judged {
        name,
        functions: named(&files, &file, "judge", keys.run),
        file,
    }))
}

impl Kind for Judged {
    fn name(&self) -> &'static str {
        self.name
    }

    fn trust(&self) -> Trust {
        Trust::Judged
    }

    fn overlays(&self) -> Vec<Overlay> {
        vec![self.file.overlay()]
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = Run::Judged {
            file: self.file.clone(),
            functions: self.functions.clone()?,
        };
        Ok(Recipe::one(self.name, run))
    }

    fn judge(&self, ran: &Ran, _context: &Context<'_>) -> Result<Finding, NotRun> {
        Ok(finding(&ran.judged(self.name)?.verdict.tests))
    }
}

fn finding(tests: &[Test]) -> Finding {
    let cases: u32 = tests.iter().map(|test| test.cases).sum();
    let evidence = Evidence::Judged(tests.to_vec());
    let failed = tests.iter().find_map(|test| test.failure.as_ref());
    match failed {
        _ if tests.is_empty() => Finding::ungraded(EmptyCheck::Judge),
        None => Finding::pass()
            .detailed(Detail::Tests {
                tests: tests.len(),
                cases,
            })
            .with(evidence),
        Some(failure) => Finding::fail(Reason::Judged(Box::new(failure.clone())))
            .at(failure.place().map(Location::from))
            .with(evidence),
    }
}
