//! What there is to see behind an outcome.

use super::blocks::{Block, Level, Side, compared};
use super::style::Style;
use super::{source, timing, trace};
use crate::model::{
    Diagnostic, Difference, Evidence, ExerciseGrade, Finding, Location, Prediction,
};
use crate::words;
use kit_wire::judged::{Failure, Test};
use similar::{ChangeTag, TextDiff};

/// So many diagnostics are shown in full.
const MOST_DIAGNOSTICS: usize = 3;

/// So many lines of a program's output are shown.
const MOST_LINES: usize = 25;

/// The evidence of a finding that is no pass.
pub(super) fn blocks(style: Style, grade: &ExerciseGrade, finding: &Finding) -> Vec<Block> {
    let place = || source::line(grade, finding.location.as_ref());
    match &finding.evidence {
        Evidence::None => place(),
        Evidence::Diagnostics(found) => diagnostics(found),
        Evidence::Judged(tests) => judged(grade, tests),
        Evidence::Models(models) => {
            let failing = models
                .iter()
                .find_map(|(title, report)| Some((title, report.failure.as_ref()?)));
            match failing {
                Some((title, failure)) => trace::blocks(style, grade, title, failure),
                None => place(),
            }
        }
        Evidence::Timing {
            intervals,
            expected,
            comparison,
        } => {
            let mut out = match comparison {
                Some((expected, got)) => {
                    compared(&words::reason::sentence(&finding.reason), expected, got)
                }
                None => Vec::new(),
            };
            out.extend(timing::blocks(intervals, expected.as_deref()));
            out.extend(place());
            out
        }
        Evidence::Output(found) => difference(found),
        Evidence::Predictions(predictions) => predicted(predictions),
    }
}

/// What is worth saying although the check passed.
pub(super) fn remarks(finding: &Finding) -> Vec<Block> {
    match &finding.evidence {
        Evidence::Diagnostics(found) => diagnostics(found),
        _ => Vec::new(),
    }
}

fn diagnostics(found: &[Diagnostic]) -> Vec<Block> {
    let mut out = Vec::new();
    for diagnostic in found.iter().take(MOST_DIAGNOSTICS) {
        out.push(Block::Gap);
        out.push(Block::Compiler {
            level: Level::Check,
            text: diagnostic.rendered.clone(),
        });
    }
    if found.len() > MOST_DIAGNOSTICS {
        let more = found.len() - MOST_DIAGNOSTICS;
        out.push(Block::Gap);
        out.push(Block::text(
            Level::Check,
            format!("… and {more} more; mend these first."),
        ));
    }
    out
}

fn judged(grade: &ExerciseGrade, tests: &[Test]) -> Vec<Block> {
    let failing = tests
        .iter()
        .find_map(|test| Some((test, test.failure.as_ref()?)));
    let Some((test, failure)) = failing else {
        return Vec::new();
    };
    let mut out = failed(failure);
    let place = failure.place().map(Location::from);
    out.extend(source::line(grade, place.as_ref()));
    if !test.title.is_empty() {
        out.push(Block::Gap);
        out.push(Block::text(
            Level::Check,
            format!("What was tested: {}", test.title),
        ));
    }
    out
}

fn failed(failure: &Failure) -> Vec<Block> {
    let mut out = Vec::new();
    if let Some(found) = &failure.counterexample {
        out.push(Block::Gap);
        out.push(Block::line(
            Level::Check,
            format!(
                "Smallest input that fails (found in case {}, seed {}):",
                found.cases, found.seed
            ),
        ));
        let inputs = found.inputs.iter();
        let shown = inputs.map(|(name, value)| (name.clone(), words::expectations::excerpt(value)));
        out.push(Block::Inputs(shown.collect()));
    }
    if let Some((expected, got)) = words::judged::compared(failure) {
        let mut values = compared(&words::judged::sentence(failure), &expected, &got);
        // It belongs to the sentence or to the call, so nothing stands between.
        values.retain(|block| *block != Block::Gap);
        if let Some(call) = words::judged::call(failure).filter(|_| !values.is_empty()) {
            out.push(Block::Gap);
            out.push(Block::line(Level::Evidence, call));
        }
        out.extend(values);
    }
    out
}

fn difference(found: &Difference) -> Vec<Block> {
    let diff = TextDiff::from_lines(&found.expected, &found.actual);
    let changes = diff.iter_all_changes().take(MOST_LINES).map(|change| {
        let side = match change.tag() {
            ChangeTag::Delete => Side::Expected,
            ChangeTag::Insert => Side::Yours,
            ChangeTag::Equal => Side::Both,
        };
        (side, change.value().trim_end().to_owned())
    });
    let mut out = vec![Block::Gap, Block::Diff(changes.collect())];
    for text in [Some(&found.stderr), found.program.as_ref()] {
        let text = text.map_or("", |text| text.trim());
        if !text.is_empty() {
            let lines: Vec<_> = text.lines().take(MOST_LINES).collect();
            out.push(Block::Gap);
            out.push(Block::line(Level::Evidence, "beside it:"));
            out.push(Block::Quote(lines.join("\n")));
        }
    }
    out
}

fn predicted(predictions: &[Prediction]) -> Vec<Block> {
    let mut out = Vec::new();
    for prediction in predictions.iter().filter(|prediction| !prediction.right) {
        let said = match prediction.predicted.as_str() {
            "" | "?" => "not answered yet".to_owned(),
            said if !is_answer(said) => {
                format!("`{said}` is no answer; write \"compiles\" or a code such as \"E0277\"")
            }
            said => format!("you say `{said}`; the compiler disagrees:"),
        };
        out.push(Block::Gap);
        out.push(Block::line(
            Level::Check,
            format!("{}: {said}", prediction.snippet),
        ));
        out.push(Block::Compiler {
            level: Level::Evidence,
            text: prediction.compiler.clone(),
        });
    }
    out
}

/// `compiles`, or a code as the compiler prints them: E and four digits.
fn is_answer(said: &str) -> bool {
    let is_code = |code: &str| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    said.eq_ignore_ascii_case("compiles") || said.strip_prefix(['E', 'e']).is_some_and(is_code)
}
