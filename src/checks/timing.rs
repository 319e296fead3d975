//! `timing`: async code under tokio's paused clock.

use super::functions::{Functions, planned};
use super::sealed;
use super::source::{FileKeys, KindSource};
use crate::course_file::CourseError;
use crate::model::*;
use crate::words;
use kit_wire::sealed::{self as wire, Bounds, Report, TimingReport};

#[derive(Debug)]
struct Timing {
    file: CheckFile,
    functions: Functions,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (FileKeys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    Ok(Box::new(Timing {
        functions: planned(&files, &file, "timing", keys.run),
        file,
    }))
}

impl Kind for Timing {
    fn name(&self) -> &'static str {
        "timing"
    }

    fn trust(&self) -> Trust {
        Trust::Sealed
    }

    fn overlays(&self) -> Vec<Overlay> {
        vec![self.file.overlay()]
    }

    fn recipe(&self, _exercise: &Exercise) -> Result<Recipe, CourseFault> {
        let run = Run::Sealed {
            of: Joint::check(&self.file, Kit::Timing),
            functions: self.functions.clone()?,
            bounds: Bounds::default(),
        };
        Ok(Recipe::one(self.name(), run))
    }

    fn judge(&self, ran: &Ran, context: &Context<'_>) -> Result<Finding, NotRun> {
        Ok(finding(context, ran.sealed(self.name())?))
    }
}

fn finding(context: &Context<'_>, seen: &SealedRun) -> Finding {
    let ran: Vec<_> = seen.reports.iter().filter_map(of_timing).collect();
    let failed = ran
        .iter()
        .find_map(|(_, report)| Some((report, report.failure.as_ref()?)));
    if let Some((report, failure)) = failed {
        let place = failure
            .place()
            .filter(|place| context.exercise.submit.contains(&place.file))
            .map(Location::from);
        let evidence = Evidence::Timing {
            intervals: report.intervals.clone(),
            expected: report.expected.clone(),
            comparison: words::sealed::compared(failure),
        };
        return Finding::fail(failure.clone())
            .at(place)
            .detailed(Detail::Timing)
            .with(evidence);
    }
    if !seen.sealed {
        return Finding::fail(sealed::unsealed(context, seen));
    }
    let Some((_, last)) = ran.last() else {
        return Finding::ungraded(EmptyCheck::Timing);
    };
    let evidence = Evidence::Timing {
        intervals: last.intervals.clone(),
        expected: last.expected.clone(),
        comparison: None,
    };
    Finding::pass().detailed(Detail::Timing).with(evidence)
}

fn of_timing(ran: &wire::Ran) -> Option<(&str, &TimingReport)> {
    match &ran.report {
        Report::Timing(report) => Some((&ran.title, report)),
        Report::Model(_) | Report::Program(_) => None,
    }
}
