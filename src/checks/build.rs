//! `build`: the submission compiles. Warnings are shown and cost nothing.

use super::source::KindSource;
use crate::compile;
use crate::course_file::CourseError;
use crate::model::*;
use serde::Deserialize;

/// What it is about. That it failed is said by whoever built it.
const SUBMISSION: Build = Build::Submission(CrateFlavour::Real);

#[derive(Debug)]
struct Compiles;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (Keys {}, _) = source.read()?;
    Ok(Box::new(Compiles))
}

impl Kind for Compiles {
    fn name(&self) -> &'static str {
        "build"
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        Vec::new()
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        Ok(Recipe::about(SUBMISSION))
    }

    fn judge(&self, ran: &Ran, _context: &Context<'_>) -> Result<Finding, NotRun> {
        let compiled = ran.build(&SUBMISSION)?;
        let warnings = compile::of(Severity::Warning, &compile::read(compiled));
        if warnings.is_empty() {
            return Ok(Finding::pass());
        }
        Ok(Finding::pass()
            .detailed(Detail::Warnings(warnings.len()))
            .with(Evidence::Diagnostics(warnings)))
    }
}
