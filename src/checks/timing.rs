//! `timing`: async code under tokio's paused clock.

use super::{FileKeys, KindSource, compile, explain, planned, sealed};
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::sealed::{Bounds, Ran, Report, TimingReport};
use std::sync::Arc;

#[derive(Debug)]
struct Timing {
    file: CheckFile,
    run: Vec<String>,
}

pub(super) fn parse(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (FileKeys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    Ok(Box::new(Timing {
        run: planned(&file, "timing", keys.run),
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

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        let (compile_check, binary) = compile::check(bench, &self.file.path, compile::Kit::Timing);
        vec![
            compile::student(bench, CrateFlavour::Real),
            compile_check,
            sealed::step(
                bench,
                &self.file.path,
                binary,
                &self.run,
                Bounds::default(),
                Vec::new(),
            ),
        ]
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        if let Some(finding) = explain::not_compiled(bench, seen.first()) {
            return finding;
        }
        match seen {
            [_, check] => explain::contract_missed(bench, check),
            [_, _, ran] => finding(bench, ran),
            _ => Finding::ungraded("The check was not run."),
        }
    }
}

fn finding(bench: &Bench<'_>, seen: &Observation) -> Finding {
    let ran: Vec<_> = seen.reports.iter().filter_map(of_timing).collect();
    let failed = ran
        .iter()
        .find_map(|(_, report)| Some((report, report.failure.as_ref()?)));
    if let Some((report, failure)) = failed {
        let panicked = failure
            .panicked
            .as_ref()
            .and_then(|panicked| panicked.place.as_ref());
        let place = failure.place.as_ref().or(panicked);
        let place = place
            .filter(|place| bench.exercise.submit.contains(&place.file))
            .map(Location::from);
        let evidence = Evidence::Timing {
            intervals: report.intervals.clone(),
            expected: report.expected.clone(),
            comparison: failure.expected.clone().zip(failure.got.clone()),
        };
        return Finding::fail(failure.message.clone())
            .at(place)
            .detailed("timing, virtual clock")
            .with(evidence);
    }
    if !seen.sealed {
        return sealed::unsealed(bench, seen);
    }
    let Some((_, last)) = ran.last() else {
        return Finding::ungraded("The check has no timing function in it.");
    };
    let evidence = Evidence::Timing {
        intervals: last.intervals.clone(),
        expected: last.expected.clone(),
        comparison: None,
    };
    Finding::pass()
        .detailed("timing, virtual clock")
        .with(evidence)
}

fn of_timing(ran: &Ran) -> Option<(&str, &TimingReport)> {
    match &ran.report {
        Report::Timing(report) => Some((&ran.title, report)),
        Report::Model(_) | Report::Program(_) => None,
    }
}
