//! The main path: a submission goes in, a grade comes out. Read this file first.

mod blame;
mod grading;
mod workshop;

use crate::events::{Event, Sink, SinkError, Unit};
use crate::model::*;
use crate::plan::{self, Request};
use crate::score;
use crate::scratch::{Scratch, ScratchError};
use crate::stage::Stage;
use crate::submission::{Handed, Part, Submission};
use crate::suspicion;
use grading::Grading;
use rayon::prelude::*;
use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    time::Duration,
};
use workshop::{Tell, Workshop};

/// So often who shows time is woken.
const TICK: Duration = Duration::from_millis(200);

/// Grades submissions in parallel, and tells `sink` on the calling thread what happens. An error of the sink is returned when
/// all is done; it hears of nothing after it.
pub fn grade_all(
    request: Request<'_>,
    submissions: Vec<Submission>,
    sink: &mut dyn Sink,
) -> Result<(), SinkError> {
    let (send, events) = mpsc::channel();
    let scratch = &Scratch::open();
    let mut told = sink.event(&Event::RunStarted {
        submissions: submissions.len(),
    });
    std::thread::scope(|scope| {
        scope.spawn(move || {
            submissions
                .into_par_iter()
                .with_max_len(1)
                .for_each_with(send, |send, submission| {
                    grade(request, scratch, submission, &|event| {
                        drop(send.send(event))
                    });
                });
        });
        loop {
            let event = match events.recv_timeout(TICK) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => Event::Tick,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if told.is_ok() {
                told = sink.event(&event);
            }
        }
    });
    let is_cancelled = request.control.is_cancelled();
    told.and_then(|()| sink.event(&Event::Finished { is_cancelled }))
}

/// Where everything is laid out, or why nothing can be.
type Place = Result<Scratch, ScratchError>;

fn grade(request: Request<'_>, scratch: &Place, submission: Submission, tell: Tell<'_>) {
    let Submission {
        name,
        parts,
        refused,
    } = submission;
    if request.control.is_cancelled() {
        return;
    }
    let submission: Arc<str> = name.as_str().into();
    tell(Event::SubmissionStarted {
        submission: Arc::clone(&submission),
        exercises: parts.len(),
    });
    // Started in the course's order, in which they are shown.
    let graded = parts.into_iter().enumerate().par_bridge();
    let graded = graded.map(|(index, part)| {
        let unit = Unit {
            submission: Arc::clone(&submission),
            index,
            exercise: part.exercise.id.to_string().into(),
        };
        (index, grade_unit(request, scratch, &unit, part, tell))
    });
    let mut graded: Vec<_> = graded.collect();
    graded.sort_by_key(|(index, _)| *index);
    let is_whole = graded.iter().all(|(_, (_, is_whole))| *is_whole);
    let exercises = graded.into_iter().map(|(_, (grade, _))| grade).collect();
    let grade = score::submission(name, request.chapters, exercises, refused);
    tell(if is_whole {
        Event::SubmissionGraded(Box::new(grade))
    } else {
        Event::SubmissionStopped(Box::new(grade))
    });
}

/// The grade of one exercise, and whether it is one: there is none if the run was cancelled before.
fn grade_unit(
    request: Request<'_>,
    scratch: &Place,
    unit: &Unit,
    part: Part,
    tell: Tell<'_>,
) -> (ExerciseGrade, bool) {
    let exercise = Arc::clone(&part.exercise);
    if !request.control.is_cancelled() {
        tell(Event::ExerciseStarted(unit.clone()));
        // Here everything that students wrote or printed leaves the engine.
        let grade = grade_part(request, scratch, unit, part, tell).tamed();
        if !request.control.is_cancelled() {
            tell(Event::ExerciseGraded {
                unit: unit.clone(),
                grade: Box::new(grade.clone()),
            });
            return (grade, true);
        }
    }
    let grade = all_alike(&exercise, Outcome::Ungraded, Intake::Stopped, Vec::new());
    (grade, false)
}

fn grade_part(
    request: Request<'_>,
    scratch: &Place,
    unit: &Unit,
    part: Part,
    tell: Tell<'_>,
) -> ExerciseGrade {
    let Part { exercise, handed } = part;
    let (outcome, intake) = match handed {
        Handed::In(files) => return grade_files(request, scratch, unit, &exercise, files, tell),
        Handed::Nothing => (Outcome::Skipped, Intake::NotHandedIn),
        Handed::Unusable { name, defect } => (Outcome::Fail, Intake::Unusable { name, defect }),
        Handed::Unreadable { path, said } => (Outcome::Ungraded, Intake::Unreadable { path, said }),
    };
    all_alike(&exercise, outcome, intake, Vec::new())
}

fn grade_files(
    request: Request<'_>,
    scratch: &Place,
    unit: &Unit,
    exercise: &Exercise,
    files: Vec<SourceFile>,
    tell: Tell<'_>,
) -> ExerciseGrade {
    let stage = match scratch {
        Ok(scratch) => {
            Stage::set(scratch.path(), exercise, &files).map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    let stage = match stage {
        Ok(stage) => stage,
        Err(said) => {
            let intake = Intake::NotLaidOut(said);
            return all_alike(exercise, Outcome::Ungraded, intake, files);
        }
    };
    let grading = Grading {
        exercise,
        files: &files,
        replay: request.replay,
        unit,
        tell,
        workshop: Workshop::new(request, plan::bench(request, exercise, &stage), unit, tell),
    };
    let findings = grading.findings_of(request.repeat);
    let suspicions = suspicion::all(&files, &grading.workshop.printed());
    drop(grading);
    let checks = exercise
        .checks
        .iter()
        .zip(findings)
        .map(|(check, finding)| score::check(exercise, check, finding));
    let checks = checks.collect();
    ExerciseGrade {
        suspicions,
        ..score::exercise(exercise, None, checks, files)
    }
}

/// An exercise whose checks all share one outcome, because there was nothing to run them on.
fn all_alike(
    exercise: &Exercise,
    outcome: Outcome,
    intake: Intake,
    files: Vec<SourceFile>,
) -> ExerciseGrade {
    let finding = Finding::new(outcome, intake.clone());
    let checks = exercise
        .checks
        .iter()
        .map(|check| score::check(exercise, check, finding.clone()))
        .collect();
    score::exercise(exercise, Some(intake.into()), checks, files)
}
