//! `verify`: the course checks its own checks.

use super::desk::Desk;
use super::exit::{ALL_PASSED, POINTS_LOST, STOPPED, print};
use super::interrupt::cancel_on_ctrl_c;
use crate::events::SinkError;
use crate::model::{Exercise, Grade};
use crate::plan::Request;
use crate::{report, verify};
use anyhow::{Context, Result};
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// Has the course check its own checks.
pub(super) fn verify_course(
    desk: &Desk<'_>,
    exercises: &[Arc<Exercise>],
    out: Option<&Path>,
    repeat: u32,
) -> Result<u8> {
    cancel_on_ctrl_c(&desk.control).context("cannot listen to Ctrl-C")?;
    let mut complaints = 0;
    let mut shown = Ok(());
    let kept = Mutex::new(Ok(()));
    let keep = |exercise: &Exercise, grade: &Grade| {
        if let Some(out) = out
            && let Err(error) = keep(desk, out, exercise, grade)
        {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Err(error);
        }
    };
    let request = Request {
        repeat,
        ..desk.request(None)
    };
    verify::verify_all(request, desk.course, exercises, &keep, |result| {
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
    kept.into_inner().unwrap_or_else(PoisonError::into_inner)?;
    if desk.control.is_cancelled() {
        report::remark("grader: stopped; what is missing was not verified");
        return Ok(STOPPED);
    }
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

/// Writes what is read about one of the course's own submissions.
fn keep(desk: &Desk<'_>, out: &Path, exercise: &Exercise, grade: &Grade) -> Result<(), SinkError> {
    let write = |ending: &str, text: &str| {
        let file = format!("{}.{ending}", grade.submission);
        let path = out.join(exercise.id.to_string()).join(file);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(SinkError::at(folder))?;
        report::write_plain(&path, text)
    };
    write("json", &report::json(desk.origin(), grade))?;
    let exercises = grade.exercises.iter();
    let failures = exercises.map(|one| report::failures(report::Style::default(), one));
    write("txt", &failures.collect::<String>())
}
