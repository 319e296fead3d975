//! `check`, `grade`, `batch` and `verify`: submissions in, reports and an exit code out.

use super::arguments::{Format, Output};
use super::desk::Desk;
use super::{ALL_PASSED, BROKEN, POINTS_LOST, WriteError, print, unless_closed};
use crate::events::Event;
use crate::model::{Exercise, Grade, Outcome, Refused, Replay, file_name};
use crate::submission::Submission;
use crate::{engine, report, verify};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, sync::Arc};

/// Grades one submission and reports it.
pub(super) fn grade(
    desk: &Desk<'_>,
    submission: Submission,
    output: &Output,
    style: report::Style,
) -> Result<u8> {
    let replay = output.replay.as_deref();
    let replay = replay.map(|token| read_token(&submission, token));
    let replay = replay.transpose()?;
    let mut graded = None;
    engine::grade_all(
        desk.request(replay.as_ref()),
        vec![submission],
        &mut |event: &Event| {
            if let Event::SubmissionGraded(grade) = event {
                graded = Some(grade.clone());
            }
        },
    )?;
    let grade = graded.context("the submission was not graded")?;
    let text = match output.format {
        Format::Json => report::json(desk.origin(), &grade),
        Format::Terminal => report::submission(
            report::Style {
                is_replay: replay.is_some(),
                ..style
            },
            &grade,
        ),
    };
    match &output.out {
        None => print(&text)?,
        Some(path) => match report::Outlet::find(path) {
            Ok(report::Outlet::Stdout) => print(&text)?,
            _ => write(path, &anstream::adapter::strip_str(&text).to_string())?,
        },
    }
    Ok(exit_code(&grade))
}

/// A place that can take no report is refused before the work, not after it.
pub(super) fn must_take_a_report(path: &Path) -> Result<()> {
    let shown = path.display();
    match report::Outlet::find(path) {
        Ok(report::Outlet::Folder) if path.is_dir() => {
            bail!("cannot write {shown}: it is a folder; name a file in it")
        }
        Ok(report::Outlet::Folder) => {
            bail!("cannot write {shown}: it names a folder; name a file")
        }
        Ok(report::Outlet::NoFolder(folder)) => bail!(
            "cannot write {shown}: there is no folder {}",
            folder.display()
        ),
        Ok(_) => Ok(()),
        Err(source) => Err(WriteError::at(path)(source).into()),
    }
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

fn write(path: &Path, text: &str) -> Result<()> {
    unless_closed(report::write_file(path, text)).map_err(WriteError::at(path))?;
    Ok(())
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

/// Grades a class: a report each, and one table.
pub(super) fn batch(
    desk: &Desk<'_>,
    (submissions, unusable): (Vec<Submission>, Vec<Refused>),
    out: &Path,
) -> Result<u8> {
    fs::create_dir_all(out).map_err(WriteError::at(out))?;
    report::clear_unfinished(out);
    let progress = report::ClassProgress::start(submissions.len());
    let mut grades = Vec::new();
    let mut unwritten = 0;
    engine::grade_all(desk.request(None), submissions, &mut |event: &Event| {
        if let Event::SubmissionGraded(grade) = event {
            let path = out.join(format!("{}.json", file_name(&grade.submission)));
            // Written at once: a batch that is killed has lost only what it was grading. What cannot be written costs
            // nobody else a report, and not the table.
            if let Err(error) = write(&path, &report::json(desk.origin(), grade)) {
                report::remark(&format!("grader: {error}"));
                unwritten += 1;
            }
            progress.step();
            grades.push(Grade::clone(grade));
        }
    })?;
    drop(progress);
    for Refused { name, reason } in &unusable {
        report::remark(&format!("not graded: {name}: {reason}"));
    }
    write(
        &out.join("grades.csv"),
        &report::class_csv(desk.course, &grades)?,
    )?;
    print(&format!(
        "graded {} submissions, {} exercises each; {} could not be opened\nreports and grades.csv are in {}\n",
        grades.len(),
        desk.course.exercises.len(),
        unusable.len(),
        out.display()
    ))?;
    let incomplete =
        !unusable.is_empty() || unwritten > 0 || grades.iter().any(Grade::has_ungraded);
    Ok(if incomplete { BROKEN } else { ALL_PASSED })
}

/// Has the course check its own checks.
pub(super) fn verify_course(desk: &Desk<'_>, exercises: &[Arc<Exercise>]) -> Result<u8> {
    let mut complaints = 0;
    let mut shown = Ok(());
    verify::verify_all(desk.request(None), desk.course, exercises, |result| {
        let report = result.map_err(anyhow::Error::from);
        let said = report.and_then(|report| {
            complaints += report.complaints.len();
            print(&report::verified(&report))
        });
        if shown.is_ok() {
            shown = said;
        }
    });
    shown?;
    print(&match complaints {
        0 => format!(
            "verified {} exercises: every check does what it says\n",
            exercises.len()
        ),
        1 => "1 complaint\n".to_owned(),
        more => format!("{more} complaints\n"),
    })?;
    Ok(if complaints == 0 {
        ALL_PASSED
    } else {
        POINTS_LOST
    })
}
