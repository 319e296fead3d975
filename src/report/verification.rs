//! What the instructor's self-check found.

use super::terminal::{GREEN, RED, paint, paragraph};
use crate::model::{Complaint, Verification};

/// A line for an exercise that is as it should be; else its complaints.
pub fn verified(report: &Verification) -> String {
    let heading = format!("{}  {} submissions", report.exercise, report.graded);
    if report.complaints.is_empty() {
        return format!("  {}  {heading}\n", paint("ok  ", GREEN));
    }
    let mut out = format!("  {}  {heading}\n", paint("BAD ", RED));
    for Complaint { file, sentence } in &report.complaints {
        out.push_str(&paragraph("        ", &format!("{file}: {sentence}")));
    }
    out
}
