//! The exploration: passes with more and more preemptions, so that the first failure found has the fewest.

use super::event::At;
use super::finish::{self, Outcome};
use super::hook;
use super::large_stack;
use super::plan::{Plan, Site};
use super::probe;
use super::step::Cancelled;
use super::story::{self, Told};
use super::token;
use super::world::{self, set_me, world};
use ::std::collections::BTreeMap;
use ::std::panic::{AssertUnwindSafe, Location, catch_unwind};
use ::std::sync::Arc;
use ::std::sync::mpsc;
use kit_wire::sealed::Bounds;
use kit_wire::trace::{FailureKind, ModelReport};

/// The passes before the last one have this part of its executions.
const EARLY_PART: u64 = 10;

/// Rare events are tried with at most so many preemptions.
const RARE_PREEMPTIONS: usize = 2;

type Model = Arc<dyn Fn() + Send + Sync>;

/// Runs `model` in every order of its steps that `bounds` allow.
#[track_caller]
pub fn explore(bounds: &Bounds, model: impl Fn() + Send + Sync + 'static) -> ModelReport {
    let mut search = Search {
        plan: Plan::new(bounds.clone()),
        model: Arc::new(model),
        at: Location::caller(),
    };
    search.run()
}

/// Runs exactly the execution that `token` names, out of a [`kit_wire::trace::ModelFailure::replay`].
#[track_caller]
pub fn replay(
    bounds: &Bounds,
    token: &str,
    model: impl Fn() + Send + Sync + 'static,
) -> ModelReport {
    let mut search = Search {
        plan: Plan::new(bounds.clone()),
        model: Arc::new(model),
        at: Location::caller(),
    };
    match token::read(token) {
        Some(again) => {
            search.plan.replay = Some(again.execution);
            search.plan.preemptions = again.preemptions;
            search.plan.script = again.script;
            search.plan.gives_up = again.gives_up;
            search.plan.polled = again.polled;
            search.plan.mixed = again.mixed;
            match search.pass(again.execution) {
                Ok(_) => search.report(true),
                Err(report) => *report,
            }
        }
        None => {
            let mut report = search.report(false);
            report.unsupported = Some(format!("`{token}` is no token of a model's execution"));
            report
        }
    }
}

struct Search {
    plan: Plan,
    model: Model,
    at: At,
}

impl Search {
    fn run(&mut self) -> ModelReport {
        let (last, most) = (self.plan.bounds.preemptions, self.plan.bounds.executions);
        let early = (0..=2).filter(|early| last.is_none_or(|last| *early < last));
        for preemptions in early.map(Some) {
            self.plan.preemptions = preemptions;
            match self.pass((most / EARLY_PART).max(1)) {
                Ok(true) => self.plan.covered = preemptions,
                Ok(false) => {}
                Err(report) => return *report,
            }
        }
        self.plan.preemptions = last;
        let complete = match self.pass(most) {
            Ok(complete) => complete,
            Err(report) => return *report,
        };
        self.rare()
            .err()
            .map_or_else(|| self.report(complete), |report| *report)
    }

    /// Passes in which something happens that seldom does: a poll runs out, a wait ends for no reason or by its
    /// timeout, a weak compare-and-exchange fails. One such thing in each pass.
    fn rare(&mut self) -> Result<(), Box<ModelReport>> {
        let most = (self.plan.bounds.executions / EARLY_PART).max(1);
        let bound = self
            .plan
            .bounds
            .preemptions
            .map_or(RARE_PREEMPTIONS, |bound| bound.min(RARE_PREEMPTIONS));
        self.plan.preemptions = Some(bound);
        for site in self.plan.spins.clone() {
            self.plan.gives_up = Some(site);
            self.pass(most)?;
        }
        self.plan.gives_up = None;
        for event in self.plan.seen.clone() {
            self.plan.script = vec![event];
            self.pass(most)?;
        }
        Ok(())
    }

    fn report(&self, complete: bool) -> ModelReport {
        ModelReport {
            executions: self.plan.before,
            complete,
            covered: self.plan.covered,
            bounds: self.plan.bounds.clone(),
            threads: self.plan.threads_seen,
            unsupported: self.plan.unsupported.clone(),
            failure: None,
        }
    }

    /// Runs a plan on a thread of the operating system of its own; it may sleep for ever afterwards.
    fn run_alone(&self, plan: Plan, most: u64) -> Outcome {
        let (out, found) = mpsc::channel();
        let (model, at) = (self.model.clone(), self.at);
        let run = move || run_pass(plan, model, most, at, out);
        let thread = ::std::thread::Builder::new()
            .name("model".to_owned())
            .spawn(run);
        thread.expect("the operating system gives a thread");
        found.recv().expect("a pass always ends with an outcome")
    }

    /// Tries out which lines write through the pointers that they get; see [`super::probe`].
    fn probe(&mut self) {
        let mut tried: BTreeMap<Site, bool> = BTreeMap::new();
        let mut plan = self.plan.clone();
        (plan.preemptions, plan.replay, plan.gives_up) = (Some(0), None, None);
        plan.script.clear();
        let mut number = 0;
        while number < probe::MOST {
            plan.probe = Some(number);
            plan.executions = 0;
            match self.run_alone(plan.clone(), 1) {
                Outcome::Probed(site, wrote) => {
                    let all = tried.entry(site).or_insert(true);
                    *all &= wrote;
                    number += 1;
                }
                Outcome::Restart(better) => plan = better,
                // There are no more of them, or the code fails anyway.
                _ => break,
            }
        }
        let writes = tried.into_iter().filter(|(_, all)| *all);
        self.plan.probed = Some(writes.map(|(site, _)| site).collect());
    }

    /// One pass: `Ok` says whether it was complete, `Err` that the search is over.
    fn pass(&mut self, most: u64) -> Result<bool, Box<ModelReport>> {
        loop {
            let outcome = self.run_alone(self.plan.clone(), most);
            match outcome {
                Outcome::Passed { plan, complete } => {
                    self.plan = plan;
                    self.plan.before += self.plan.executions;
                    self.plan.executions = 0;
                    return Ok(complete);
                }
                Outcome::Restart(plan) if plan.probed.is_some() && self.plan.probed.is_none() => {
                    self.plan = plan;
                    self.probe();
                    self.plan.executions = 0;
                }
                // Only a probe ends so.
                Outcome::Probed(..) => {}
                Outcome::Restart(plan) => {
                    self.plan = plan;
                    self.plan.executions = 0;
                }
                Outcome::Failed(plan, failure) => {
                    self.plan = plan;
                    self.plan.before += self.plan.executions;
                    return Err(Box::new(ModelReport {
                        failure: Some(*failure),
                        ..self.report(false)
                    }));
                }
                Outcome::Unsupported(plan, what) => {
                    self.plan.before += plan.executions;
                    self.plan.unsupported = Some(what);
                    return Err(Box::new(self.report(false)));
                }
            }
        }
    }
}

fn run_pass(plan: Plan, model: Model, most: u64, at: At, out: mpsc::Sender<Outcome>) {
    hook::install();
    finish::report_to(out);
    let mut builder = ::loom::model::Builder::new();
    builder.max_threads = ::loom::MAX_THREADS;
    builder.max_branches = plan.bounds.branches * 4;
    builder.max_permutations = Some(
        usize::try_from(most)
            .unwrap_or(usize::MAX)
            .saturating_add(1),
    );
    builder.max_duration = None;
    builder.checkpoint_file = None;
    builder.checkpoint_interval = 1;
    builder.preemption_bound = plan.preemptions.map(|most| most.min(u8::MAX.into()));
    builder.location = true;
    builder.log = false;
    world::install(plan);
    let run = move || {
        super::statics::put_back();
        world::begin(at);
        let model = model.clone();
        let ended = large_stack::run(move || {
            let result = crate::panic::catch(AssertUnwindSafe(|| model()));
            let cut_off = matches!(&result, Err(payload) if payload.is::<Cancelled>());
            end_of_main(result.is_err() && !cut_off);
        });
        if ended.is_err() {
            overflowed();
        }
        set_me(0);
        super::step::end_thread(at);
    };
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| builder.check(run))) {
        broken(payload.as_ref());
    }
    // All coroutines have ended, so this thread can end too.
    large_stack::end();
    finish::tell(world(|world| Outcome::Passed {
        complete: world.plan.executions < most,
        plan: world.plan.clone(),
    }));
    world::uninstall();
}

/// The engine itself gave up: an overflowing stack, or something that it does not expect.
fn broken(payload: &(dyn ::std::any::Any + Send)) -> ! {
    if payload.is::<::generator::Error>() {
        overflowed();
    }
    let said = format!(
        "this model makes the engine stumble: {}",
        hook::text(payload)
    );
    world(|world| finish::leave(Outcome::Unsupported(world.plan.clone(), said)))
}

fn overflowed() -> ! {
    world(|world| {
        let mut told = Told::new(FailureKind::Panic);
        told.message =
            Some("The stack overflowed: a function calls itself without end.".to_owned());
        finish::fail(world, told)
    })
}

/// The main thread's function has returned: the execution is decided.
fn end_of_main(panicked: bool) {
    if panicked {
        world(|world| {
            let mut told = Told::new(FailureKind::Panic);
            told.place = story::first_panic(world).and_then(|(_, panic)| panic.place.clone());
            finish::fail(world, told)
        })
    }
    crate::thread::drop_locals();
    let last = world(|world| {
        world.settle();
        world.cut(false);
        world.plan.replay == Some(world.plan.executions)
    });
    if last {
        world(|world| {
            finish::leave(Outcome::Passed {
                plan: world.plan.clone(),
                complete: true,
            })
        })
    }
    ::loom::stop_exploring();
}
