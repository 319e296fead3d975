//! `check`, `grade` and `batch`: submissions in, reports and an exit code out.

use super::desk::Desk;
use super::exit::{ALL_PASSED, BROKEN, POINTS_LOST, STOPPED, print};
use super::interrupt::cancel_on_ctrl_c;
use crate::engine;
use crate::events::{Event, Sink, SinkError, Sinks};
use crate::model::{Grade, Outcome, Refused, Replay};
use crate::report::{self, ClassReports, Format, Live, Report, Target};
use crate::submission::Submission;
use crate::words;
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// What remains of a run for the exit code.
#[derive(Default)]
struct Verdict {
    code: Option<u8>,
}

impl Sink for Verdict {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        if let Event::SubmissionGraded(grade) = event {
            self.code = Some(exit_code(grade));
        }
        Ok(())
    }
}

/// Grades one submission and reports it.
pub(super) fn grade(
    desk: &Desk<'_>,
    submission: Submission,
    targets: Vec<(&'static Format, Target)>,
    replay: Option<&str>,
    style: report::Style,
) -> Result<u8> {
    let replay = replay.map(|token| read_token(&submission, token));
    let replay = replay.transpose()?;
    let style = report::Style {
        is_replay: replay.is_some(),
        ..style
    };
    cancel_on_ctrl_c(&desk.control).context("cannot listen to Ctrl-C")?;
    let mut live = Live::of_exercises(style, submission.parts.len());
    let mut reports: Vec<_> = targets
        .into_iter()
        .map(|(format, target)| Report::new(format, target, desk.origin(), style, live.screen()))
        .collect();
    let mut verdict = Verdict::default();
    let mut sinks = Sinks::default();
    sinks.push(&mut live);
    sinks.push(&mut verdict);
    reports.iter_mut().for_each(|report| sinks.push(report));
    engine::grade_all(desk.request(replay.as_ref()), vec![submission], &mut sinks)?;
    tell_all_but_the_last(sinks.into_errors())?;
    if desk.control.is_cancelled() {
        report::remark("grader: stopped; what is missing was not graded");
        return Ok(STOPPED);
    }
    verdict.code.context("the submission was not graded")
}

/// All errors but the last as remarks, and the last as the error of the whole run.
fn tell_all_but_the_last(mut errors: Vec<SinkError>) -> Result<()> {
    let last = errors.pop();
    for error in errors {
        report::remark(&format!("grader: {error}"));
    }
    last.map_or(Ok(()), |error| Err(error.into()))
}

/// The schedule that a token names; it must belong to the one exercise that is graded.
fn read_token(submission: &Submission, token: &str) -> Result<Replay> {
    let [part] = submission.parts.as_slice() else {
        bail!("--replay runs one schedule of one exercise; name the exercise too");
    };
    let replay = Replay::parse(token);
    let is_known = |replay: &Replay| {
        part.exercise
            .checks
            .iter()
            .any(|check| check.kind.replays(&replay.function))
    };
    match replay.filter(is_known) {
        Some(replay) => Ok(replay),
        None => bail!(
            "`{token}` names no schedule of {}; copy it from the report of a failed model",
            part.exercise.id
        ),
    }
}

fn exit_code(grade: &Grade) -> u8 {
    if grade.has_ungraded() {
        BROKEN
    } else if grade
        .exercises
        .iter()
        .all(|exercise| exercise.outcome == Outcome::Pass)
    {
        ALL_PASSED
    } else {
        POINTS_LOST
    }
}

/// A class has many reports, so they need a folder.
pub(super) fn must_be_a_folder(out: &Path) -> Result<()> {
    match fs::metadata(out) {
        Ok(found) if !found.is_dir() => bail!(
            "cannot write reports to {}: it is no folder; name one, it may be new",
            out.display()
        ),
        _ => Ok(()),
    }
}

/// What a batch writes for each submission and for all.
const OF_A_CLASS: [&str; 2] = ["json", "csv"];

/// Grades a class: a report each, and one table.
pub(super) fn batch(
    desk: &Desk<'_>,
    (submissions, unusable): (Vec<Submission>, Vec<Refused>),
    out: &Path,
    style: report::Style,
) -> Result<u8> {
    fs::create_dir_all(out).map_err(SinkError::at(out))?;
    report::clear_unfinished(out);
    let of_all = submissions.len();
    let formats = OF_A_CLASS.iter().filter_map(|name| report::format(name));
    let formats = formats.collect();
    cancel_on_ctrl_c(&desk.control).context("cannot listen to Ctrl-C")?;
    let mut live = Live::of_a_class(style);
    let mut reports = ClassReports::new(desk.course, out, desk.origin(), style, formats);
    let mut sinks = Sinks::default();
    sinks.push(&mut live);
    sinks.push(&mut reports);
    engine::grade_all(desk.request(None), submissions, &mut sinks)?;
    let errors = sinks.into_errors();
    for error in reports.unwritten() {
        report::remark(&format!("grader: {error}"));
    }
    for Refused { name, reason } in &unusable {
        let why = words::intake::not_taken(reason);
        report::remark(&format!("not graded: {name}: {why}"));
    }
    tell_all_but_the_last(errors)?;
    let graded = reports.summaries();
    print(&format!(
        "graded {} submissions, {} exercises each; {} could not be opened\nreports and grades.csv are in {}\n",
        graded.len(),
        desk.course.exercises.len(),
        unusable.len(),
        out.display()
    ))?;
    if desk.control.is_cancelled() {
        let left = of_all - graded.len();
        report::remark(&format!(
            "grader: stopped; {left} submissions were not graded"
        ));
        return Ok(STOPPED);
    }
    let is_broken = !reports.unwritten().is_empty() || graded.iter().any(|one| one.ungraded > 0);
    Ok(if is_broken || !unusable.is_empty() {
        BROKEN
    } else {
        ALL_PASSED
    })
}
