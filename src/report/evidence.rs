//! Evidence for people: what there is to see behind an outcome.

use super::terminal::{Style, paragraph};
use super::{source, timing, trace};
use crate::model::{Diagnostic, Difference, Evidence, ExerciseGrade, Finding, Prediction};
use kit_wire::judged::{Failure, Test};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// So many diagnostics are shown in full.
const MOST_DIAGNOSTICS: usize = 3;

/// So many lines of a program's output are shown.
const MOST_LINES: usize = 25;

/// The evidence of a finding that is no pass.
pub(super) fn show(style: Style, grade: &ExerciseGrade, finding: &Finding) -> String {
    match &finding.evidence {
        Evidence::None => source::line(grade, finding.location.as_ref()),
        Evidence::Diagnostics(diagnostics) => show_diagnostics(diagnostics),
        Evidence::Judged(tests) => show_tests(grade, tests),
        Evidence::Models(models) => {
            let failing = models
                .iter()
                .find_map(|(title, report)| Some((title, report, report.failure.as_ref()?)));
            match failing {
                Some((title, _, failure)) => trace::show(style, grade, title, failure),
                None => source::line(grade, finding.location.as_ref()),
            }
        }
        Evidence::Timing {
            intervals,
            expected,
            comparison,
        } => {
            let compared = comparison
                .as_ref()
                .map(|(expected, got)| compared(&finding.message, expected, got))
                .unwrap_or_default();
            compared
                + &timing::show(style, intervals, expected.as_deref())
                + &source::line(grade, finding.location.as_ref())
        }
        Evidence::Output(difference) => show_difference(difference),
        Evidence::Predictions(predictions) => show_predictions(predictions),
    }
}

/// What is worth saying although the check passed.
pub(super) fn remarks(finding: &Finding) -> String {
    match &finding.evidence {
        Evidence::Diagnostics(diagnostics) => show_diagnostics(diagnostics),
        _ => String::new(),
    }
}

fn show_diagnostics(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(MOST_DIAGNOSTICS) {
        out.push('\n');
        out.push_str(&indented("    ", &diagnostic.rendered));
    }
    if diagnostics.len() > MOST_DIAGNOSTICS {
        let _ = writeln!(
            out,
            "\n    … and {} more; mend these first.",
            diagnostics.len() - MOST_DIAGNOSTICS
        );
    }
    out
}

fn show_tests(grade: &ExerciseGrade, tests: &[Test]) -> String {
    let Some((test, failure)) = tests
        .iter()
        .find_map(|test| Some((test, test.failure.as_ref()?)))
    else {
        return String::new();
    };
    let mut out = String::new();
    out.push_str(&shown_failure(failure));
    out.push_str(&source::line(
        grade,
        failure
            .place
            .as_ref()
            .map(crate::model::Location::from)
            .as_ref(),
    ));
    if !test.title.is_empty() {
        out.push('\n');
        out.push_str(&paragraph(
            "    ",
            &format!("What was tested: {}", test.title),
        ));
    }
    out
}

fn shown_failure(failure: &Failure) -> String {
    let mut out = String::new();
    if let Some(found) = &failure.counterexample {
        let _ = writeln!(
            out,
            "\n    Smallest input that fails (found in case {}, seed {}):",
            found.cases, found.seed
        );
        for (name, shown) in &found.inputs {
            let _ = writeln!(out, "      {name} = {shown}");
        }
    }
    match (&failure.expected, &failure.got) {
        (Some(expected), Some(got)) => {
            let values = compared(&failure.message, expected, got);
            if let Some(call) = failure.call.as_ref().filter(|_| !values.is_empty()) {
                let _ = writeln!(out, "\n      {call}");
            }
            out.push_str(values.trim_start_matches('\n'));
        }
        (Some(expected), None) => {
            let _ = writeln!(out, "\n      expected  {expected}");
        }
        _ => {}
    }
    out
}

/// Expected and got below each other, so that the eye can compare; nothing if the sentence has said both.
pub(super) fn compared(message: &str, expected: &str, got: &str) -> String {
    if message.contains(expected) && message.contains(got) {
        return String::new();
    }
    format!("\n      expected  {expected}\n      got       {got}\n")
}

fn show_difference(difference: &Difference) -> String {
    let mut out = String::from("\n      - expected   + yours\n");
    let diff = TextDiff::from_lines(&difference.expected, &difference.actual);
    for change in diff.iter_all_changes().take(MOST_LINES) {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        let _ = writeln!(out, "      {sign} {}", change.value().trim_end());
    }
    if !difference.stderr.trim().is_empty() {
        out.push_str("\n      beside it:\n");
        let stderr: Vec<_> = difference.stderr.trim().lines().take(MOST_LINES).collect();
        out.push_str(&indented("      | ", &stderr.join("\n")));
    }
    out
}

fn show_predictions(predictions: &[Prediction]) -> String {
    let mut out = String::new();
    for prediction in predictions.iter().filter(|prediction| !prediction.right) {
        let said = match prediction.predicted.as_str() {
            "" | "?" => "not answered yet".to_owned(),
            said if !is_answer(said) => {
                format!("`{said}` is no answer; write \"compiles\" or a code such as \"E0277\"")
            }
            said => format!("you say `{said}`; the compiler disagrees:"),
        };
        let _ = writeln!(out, "\n    {}: {said}", prediction.snippet);
        out.push_str(&indented("      ", &prediction.compiler));
    }
    out
}

/// `compiles`, or a code as the compiler prints them: E and four digits.
fn is_answer(said: &str) -> bool {
    let is_code = |code: &str| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    said.eq_ignore_ascii_case("compiles") || said.strip_prefix(['E', 'e']).is_some_and(is_code)
}

fn indented(indent: &str, text: &str) -> String {
    text.lines()
        .map(|line| format!("{}\n", format!("{indent}{line}").trim_end()))
        .collect()
}
