//! `build`: the submission compiles. Warnings are shown and cost nothing.

use super::{KindSource, compile, diagnostics, explain};
use crate::course_file::CourseError;
use crate::model::*;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Debug)]
struct Build;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (Keys {}, _) = source.read()?;
    Ok(Box::new(Build))
}

impl Kind for Build {
    fn name(&self) -> &'static str {
        "build"
    }

    fn trust(&self) -> Trust {
        Trust::Compiler
    }

    fn overlays(&self) -> Vec<Overlay> {
        Vec::new()
    }

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        vec![compile::student(bench, CrateFlavour::Real)]
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        let [compiled] = seen else {
            return Finding::ungraded("The submission was never compiled.");
        };
        if let Some(failure) = explain::compile_failure(bench, compiled) {
            return failure;
        }
        let warnings = diagnostics::of(Severity::Warning, &diagnostics::read(compiled));
        match warnings.len() {
            0 => Finding::pass(),
            1 => Finding::pass()
                .detailed("1 warning")
                .with(Evidence::Diagnostics(warnings)),
            more => Finding::pass()
                .detailed(format!("{more} warnings"))
                .with(Evidence::Diagnostics(warnings)),
        }
    }
}
