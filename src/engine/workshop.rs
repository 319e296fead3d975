//! Builds and runs each thing once per grading, however many checks share it.

use crate::compile;
use crate::events::{Event, Unit, Work};
use crate::model::*;
use crate::plan::{self, Request};
use crate::sandbox::{self, SandboxError};
use rayon::Scope;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Hands an event to the thread that tells it.
pub(super) type Tell<'a> = &'a (dyn Fn(Event) + Sync);

/// Why the grader could not do its own part.
pub(super) type Broke = Arc<SandboxError>;

type Known = Arc<OnceLock<Result<Arc<Seen>, Broke>>>;

/// Something to do once.
#[derive(Clone, Debug, PartialEq)]
enum Task {
    Build(Build),
    Run(Run, Limits),
}

impl Task {
    fn runs_student_code(&self) -> bool {
        match self {
            Task::Build(_) => false,
            Task::Run(run, _) => run.runs_student_code(),
        }
    }
}

/// Where the builds and runs of one grading are done.
pub(super) struct Workshop<'a> {
    request: Request<'a>,
    bench: Bench<'a>,
    unit: &'a Unit,
    tell: Tell<'a>,
    known: Mutex<Vec<(Task, Known)>>,
}

impl<'a> Workshop<'a> {
    pub(super) fn new(
        request: Request<'a>,
        bench: Bench<'a>,
        unit: &'a Unit,
        tell: Tell<'a>,
    ) -> Workshop<'a> {
        Workshop {
            request,
            bench,
            unit,
            tell,
            known: Mutex::default(),
        }
    }

    /// Builds something whose needs are met.
    pub(super) fn build(&self, build: &Build) -> Result<Arc<Seen>, Broke> {
        self.once(Task::Build(build.clone()))
    }

    /// Runs something whose needs are met.
    pub(super) fn run(&self, run: &Run, limits: Limits) -> Result<Arc<Seen>, Broke> {
        self.once(Task::Run(run.clone(), limits))
    }

    /// Builds all of these side by side, each as soon as what it needs is there and may be used.
    pub(super) fn build_all(&self, context: &Context<'_>, builds: &[Build]) {
        let roots = builds.iter().filter(|build| build.needs().is_none());
        rayon::scope(|scope| {
            for root in roots {
                scope.spawn(move |scope| self.grow(scope, context, builds, root));
            }
        });
    }

    /// Builds one of them, then those that wait for it.
    fn grow<'s>(
        &'s self,
        scope: &Scope<'s>,
        context: &'s Context<'s>,
        builds: &'s [Build],
        build: &'s Build,
    ) {
        if !self
            .build(build)
            .is_ok_and(|seen| is_usable(context, &seen))
        {
            return;
        }
        let waiting = |next: &&Build| next.needs().as_ref() == Some(build);
        for next in builds.iter().filter(waiting) {
            scope.spawn(move |scope| self.grow(scope, context, builds, next));
        }
    }

    fn once(&self, task: Task) -> Result<Arc<Seen>, Broke> {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            match known.iter().find(|(other, _)| *other == task) {
                Some((_, cell)) => Arc::clone(cell),
                None => {
                    let cell = Known::default();
                    known.push((task.clone(), Arc::clone(&cell)));
                    cell
                }
            }
        };
        cell.get_or_init(|| self.told(&task).map(Arc::new).map_err(Arc::new))
            .clone()
    }

    /// Does something and tells of it.
    fn told(&self, task: &Task) -> Result<Seen, SandboxError> {
        let step = match task {
            Task::Build(build) => plan::building(&self.bench, build),
            Task::Run(run, limits) => plan::running(&self.bench, run, *limits),
        };
        let work = match task.runs_student_code() {
            true => Work::Run,
            false => Work::Build,
        };
        let control = self.request.control.of_step();
        (self.tell)(Event::StepStarted {
            unit: self.unit.clone(),
            work,
            title: step.title.clone(),
            control: control.clone(),
        });
        let seen = sandbox::run(&step, self.request.walls, &control);
        let cost = seen.as_ref().map(Seen::cost);
        (self.tell)(Event::StepFinished {
            unit: self.unit.clone(),
            work,
            title: step.title,
            cost: cost.unwrap_or_default(),
        });
        seen
    }

    /// Lets what runs student code be run again. What was built stays.
    pub(super) fn forget_runs(&self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(task, _)| !task.runs_student_code());
    }

    /// What student code printed.
    pub(super) fn printed(&self) -> Vec<String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = known.iter().filter(|(task, _)| task.runs_student_code());
        let seen = runs.filter_map(|(_, cell)| cell.get()?.as_ref().ok());
        seen.flat_map(|seen| seen.printed())
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    }
}

/// Whether what was built is there and may be run.
fn is_usable(context: &Context<'_>, seen: &Seen) -> bool {
    match seen {
        Seen::Compiled(compiled) => {
            compiled.ended.succeeded() && compile::refused(context, compiled).is_none()
        }
        _ => true,
    }
}
