//! What happens while submissions are graded, told to whoever wants to know: reports, progress, tables, the self-check.

use crate::control::Control;
use crate::model::{Cost, ExerciseGrade, Grade, Outcome};
use std::{io, path::PathBuf, sync::Arc};

/// One exercise of one submission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The submission's name.
    pub submission: Arc<str>,
    /// Where the exercise stands among those of the submission, counted from 0.
    pub index: usize,
    /// `<chapter>/<exercise>`.
    pub exercise: Arc<str>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// It compiles, or looks at code in another way.
    Build,
    /// It runs code of the submission.
    Run,
}

/// What happens in a run. Events of one unit come in the order in which it happened; units are graded side by side.
#[derive(Debug)]
pub enum Event {
    /// The first event.
    RunStarted {
        /// How many submissions there are.
        submissions: usize,
    },
    /// A submission's turn has come.
    SubmissionStarted {
        /// Its name.
        submission: Arc<str>,
        /// How many exercises it has.
        exercises: usize,
    },
    /// An exercise's turn has come.
    ExerciseStarted(Unit),
    /// A step begins. Equal steps of several checks are one.
    StepStarted {
        /// Whose it is.
        unit: Unit,
        /// What it does.
        work: Work,
        /// What is being done, in a few words.
        title: String,
        /// Tells how long it is waited for.
        control: Control,
    },
    /// A step is over, whatever its end.
    StepFinished {
        /// Whose it was.
        unit: Unit,
        /// What it did.
        work: Work,
        /// What was done, in a few words.
        title: String,
        /// What it cost.
        cost: Cost,
    },
    /// A check's turn has come.
    CheckStarted {
        /// Whose it is.
        unit: Unit,
        /// Its name.
        check: String,
    },
    /// A check has its verdict.
    CheckSettled {
        /// Whose it is.
        unit: Unit,
        /// Its name.
        check: String,
        /// The verdict.
        outcome: Outcome,
    },
    /// An exercise is done.
    ExerciseGraded {
        /// Which one.
        unit: Unit,
        /// Its grade.
        grade: Box<ExerciseGrade>,
    },
    /// A whole submission is done.
    SubmissionGraded(Box<Grade>),
    /// The run was cancelled before all of a submission was done: what is missing is `ungraded`. Submissions whose turn had not
    /// come are not told at all.
    SubmissionStopped(Box<Grade>),
    /// Nothing else; comes a few times a second, for whoever shows time.
    Tick,
    /// The last event.
    Finished {
        /// The run was cancelled.
        is_cancelled: bool,
    },
}

/// Takes the events of a run. They come on one thread, one after the other.
pub trait Sink {
    /// Takes one event. After an error it gets no more; the run goes on.
    fn event(&mut self, event: &Event) -> Result<(), SinkError>;
}

impl<F: FnMut(&Event)> Sink for F {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        self(event);
        Ok(())
    }
}

/// What a sink makes could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct SinkError {
    /// Where it should have gone.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl SinkError {
    /// What was said when `path` was written.
    pub fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> SinkError {
        let path = path.into();
        move |source| SinkError { path, source }
    }
}

/// Several sinks as one. Each gets every event, whatever becomes of the others.
#[derive(Default)]
pub struct Sinks<'a> {
    open: Vec<&'a mut dyn Sink>,
    failed: Vec<SinkError>,
}

impl<'a> Sinks<'a> {
    /// One more.
    pub fn push(&mut self, sink: &'a mut dyn Sink) {
        self.open.push(sink);
    }

    /// What went wrong in those that have failed.
    pub fn into_errors(self) -> Vec<SinkError> {
        self.failed
    }
}

impl Sink for Sinks<'_> {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        let failed = &mut self.failed;
        self.open.retain_mut(|sink| match sink.event(event) {
            Ok(()) => true,
            Err(error) => {
                failed.push(error);
                false
            }
        });
        Ok(())
    }
}
