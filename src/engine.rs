//! The main path: a submission goes in, a grade comes out. Read this file first.

use crate::checks;
use crate::control::Control;
use crate::events::{Event, Sink, SinkError, Unit, Work};
use crate::model::*;
use crate::plan::{Plan, Request, plan};
use crate::sandbox;
use crate::score;
use crate::scratch::{Scratch, ScratchError};
use crate::stage::Stage;
use crate::submission::{Handed, Part, Submission};
use crate::suspicion;
use rayon::prelude::*;
use std::{
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    time::Duration,
};

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

/// Hands an event to the thread that tells it.
type Tell<'a> = &'a (dyn Fn(Event) + Sync);

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
    let stopped = "Not graded: the run was stopped.".to_owned();
    let grade = all_alike(&exercise, Outcome::Ungraded, stopped, Vec::new());
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
    let (outcome, message) = match handed {
        Handed::In(files) => return grade_files(request, scratch, unit, &exercise, files, tell),
        Handed::Nothing => (Outcome::Skipped, "Not handed in.".to_owned()),
        Handed::Unusable(sentence) => (Outcome::Fail, format!("{sentence}.")),
        Handed::Unreadable(sentence) => (Outcome::Ungraded, format!("{sentence}.")),
    };
    all_alike(&exercise, outcome, message, Vec::new())
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
        Err(error) => return all_alike(exercise, Outcome::Ungraded, error, files),
    };
    let plan = plan(request, exercise, &files, &stage);
    let grading = Grading {
        exercise,
        replay: request.replay,
        plan: &plan,
        unit,
        tell,
        steps: Steps {
            walls: request.walls,
            control: request.control,
            unit,
            tell,
            known: Mutex::default(),
        },
    };
    let findings = grading.findings();
    let suspicions = suspicion::all(&files, &grading.steps.printed());
    let checks = exercise
        .checks
        .iter()
        .zip(findings)
        .map(|(check, finding)| score::check(exercise, check, finding));
    let checks = checks.collect();
    drop(plan);
    ExerciseGrade {
        suspicions,
        ..score::exercise(exercise, None, checks, files)
    }
}

/// An exercise whose checks all share one outcome, because there was nothing to run them on.
fn all_alike(
    exercise: &Exercise,
    outcome: Outcome,
    message: String,
    files: Vec<SourceFile>,
) -> ExerciseGrade {
    let finding = Finding::new(outcome, message.clone());
    let checks = exercise
        .checks
        .iter()
        .map(|check| score::check(exercise, check, finding.clone()))
        .collect();
    score::exercise(exercise, Some(message), checks, files)
}

/// Runs the checks of one exercise.
struct Grading<'a> {
    exercise: &'a Exercise,
    /// Only models of this name are run, whatever they need.
    replay: Option<&'a Replay>,
    plan: &'a Plan<'a>,
    unit: &'a Unit,
    tell: Tell<'a>,
    steps: Steps<'a>,
}

impl Grading<'_> {
    /// One finding for each check, in the exercise's order.
    fn findings(&self) -> Vec<Finding> {
        self.prepare();
        let mut found: Vec<Option<Finding>> = vec![None; self.exercise.checks.len()];
        // A check needs only earlier ones, so each round settles at least one more.
        while found.contains_none() {
            let ready: Vec<usize> = (0..found.len())
                .filter(|index| self.is_ready(*index, &found))
                .collect();
            let settled: Vec<_> = ready
                .into_par_iter()
                .with_max_len(1)
                .map(|index| (index, self.told(index, &found)))
                .collect();
            for (index, finding) in settled {
                found[index] = Some(finding);
            }
        }
        found.into_iter().flatten().collect()
    }

    /// Compiles what the checks will run, all at once. A submission that does not compile ends here.
    fn prepare(&self) {
        let first_step = self.plan.checks.iter().find_map(|(_, steps)| steps.first());
        if !first_step.is_some_and(|step| self.steps.run(step).is_ok_and(|seen| seen.succeeded())) {
            return;
        }
        self.plan
            .checks
            .par_iter()
            .with_max_len(1)
            .for_each(|(bench, steps)| {
                if let [before @ .., _] = steps.as_slice() {
                    let compiles = before
                        .iter()
                        .take_while(|step| !checks::runs_student_code(step));
                    let compiles = compiles.count();
                    drop(self.steps.run_all(bench, &before[..compiles]));
                }
            });
    }

    fn is_ready(&self, index: usize, found: &[Option<Finding>]) -> bool {
        found[index].is_none() && self.needed(index).all(|needed| found[needed].is_some())
    }

    fn needed(&self, index: usize) -> impl Iterator<Item = usize> {
        let checks = &self.exercise.checks;
        checks[index]
            .needs
            .iter()
            .filter_map(|name| checks.iter().position(|check| check.name == *name))
    }

    /// Settles a check and tells of it.
    fn told(&self, index: usize, found: &[Option<Finding>]) -> Finding {
        let check = &self.exercise.checks[index].name;
        (self.tell)(Event::CheckStarted {
            unit: self.unit.clone(),
            check: check.clone(),
        });
        let finding = self.settle(index, found);
        (self.tell)(Event::CheckSettled {
            unit: self.unit.clone(),
            check: check.clone(),
            outcome: finding.outcome,
        });
        finding
    }

    fn settle(&self, index: usize, found: &[Option<Finding>]) -> Finding {
        let unmet = self.needed(index).find(|needed| {
            found[*needed]
                .as_ref()
                .is_none_or(|finding| finding.outcome != Outcome::Pass)
        });
        let kind = &self.exercise.checks[index].kind;
        if let Some(replay) = self.replay {
            if !kind.replays(&replay.function) {
                return Finding::new(Outcome::Skipped, "Not part of this replay.");
            }
        } else if let Some(needed) = unmet {
            let name = &self.exercise.checks[needed].name;
            return Finding::new(
                Outcome::Skipped,
                format!("Not run: first \"{name}\" must pass."),
            );
        }
        let (bench, steps) = &self.plan.checks[index];
        match self.steps.run_all(bench, steps) {
            Ok(seen) => kind.judge(bench, &seen),
            Err(error) => match &*error {
                sandbox::SandboxError::Tight(tight) => {
                    Finding::ungraded(format!("Not graded: {tight}."))
                }
                broke => Finding::ungraded(format!("The grader itself broke: {broke}")),
            },
        }
    }
}

/// Whether something is still open in a list.
trait ContainsNone {
    fn contains_none(&self) -> bool;
}

impl<T> ContainsNone for Vec<Option<T>> {
    fn contains_none(&self) -> bool {
        self.iter().any(Option::is_none)
    }
}

type Seen = Result<Arc<Observation>, Arc<sandbox::SandboxError>>;

/// Runs each distinct step once, however many checks share it.
struct Steps<'a> {
    walls: &'a sandbox::Walls,
    control: &'a Control,
    unit: &'a Unit,
    tell: Tell<'a>,
    known: Mutex<Vec<(Step, Arc<OnceLock<Seen>>)>>,
}

impl Steps<'_> {
    fn run(&self, step: &Step) -> Seen {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            match known.iter().find(|(other, _)| other == step) {
                Some((_, cell)) => Arc::clone(cell),
                None => {
                    let cell = Arc::new(OnceLock::new());
                    known.push((step.clone(), Arc::clone(&cell)));
                    cell
                }
            }
        };
        cell.get_or_init(|| self.told(step).map(Arc::new).map_err(Arc::new))
            .clone()
    }

    /// Runs a step and tells of it.
    fn told(&self, step: &Step) -> Result<Observation, sandbox::SandboxError> {
        let control = self.control.of_step();
        let work = match checks::runs_student_code(step) {
            true => Work::Run,
            false => Work::Build,
        };
        (self.tell)(Event::StepStarted {
            unit: self.unit.clone(),
            work,
            title: step.title.clone(),
            control: control.clone(),
        });
        let seen = sandbox::run(step, self.walls, &control);
        let cost = seen.as_ref().map(|seen| seen.cost);
        (self.tell)(Event::StepFinished {
            unit: self.unit.clone(),
            work,
            title: step.title.clone(),
            cost: cost.unwrap_or_default(),
        });
        seen
    }

    /// What student code printed, stdout and stderr of each step that ran some.
    fn printed(&self) -> Vec<String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = known
            .iter()
            .filter(|(step, _)| checks::runs_student_code(step));
        let seen = runs.filter_map(|(_, cell)| cell.get()?.as_ref().ok());
        seen.flat_map(|seen| [&seen.stdout, &seen.stderr])
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    }

    /// Runs steps in order, up to the first that does not succeed and is not allowed to, or that compiled what is
    /// not accepted: that is never run.
    fn run_all(
        &self,
        bench: &Bench<'_>,
        steps: &[Step],
    ) -> Result<Vec<Arc<Observation>>, Arc<sandbox::SandboxError>> {
        let mut seen = Vec::new();
        for step in steps {
            let observation = self.run(step)?;
            let go_on = step.may_fail || observation.succeeded();
            let go_on = go_on && !checks::is_refused(bench, step, &observation);
            seen.push(observation);
            if !go_on {
                break;
            }
        }
        Ok(seen)
    }
}
