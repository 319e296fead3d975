//! From what a model check recorded to what a report says of it.
//!
//! ```text
//! kit_wire::trace::Execution -> Cause (facts) -> sentences (words)
//!                            -> model::trace::ModelFailure, which reports show
//! ```
//!
//! All of it is pure, and there for any record, also for one that no model check has written.

mod cause;
mod explanation;
mod panics;
mod record;
mod values;
mod view;
mod waits;
mod words;

#[cfg(test)]
mod tests;

use crate::model::trace::ModelReport;
use kit_wire::trace;

/// What a report shows of a model.
pub fn report(report: &trace::ModelReport) -> ModelReport {
    ModelReport {
        executions: report.executions,
        complete: report.complete,
        covered: report.covered,
        rounds: report.rounds,
        bounds: report.bounds.clone(),
        threads: report.threads,
        unsupported: report.unsupported.as_ref().map(words::unsupported),
        failure: report.failure.as_ref().map(view::failure),
    }
}
