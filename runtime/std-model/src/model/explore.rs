//! The exploration: everything, or as much as there is time for, and rare events one at a time.

use super::event::At;
use super::finish;
use super::hook;
use super::outcome::Outcome;
use super::plan::{Plan, Site};
use super::probe;
use super::spin::MOST_ROUNDS;
use super::thread::IN_ONE_GO;
use super::token;
use super::world::{self, Cancelled, world};
use crate::thread::STACK_BYTES;
use ::engine::{Ended, Overflow, Stop};
use ::std::collections::BTreeMap;
use ::std::panic::{AssertUnwindSafe, Location};
use ::std::sync::Arc;
use ::std::sync::mpsc;
use kit_wire::sealed::Bounds;
use kit_wire::trace::{Failure, ModelReport, Unsupported};

/// Passes for rare events have this part of the executions.
const PART: u64 = 10;

/// A failure with fewer preemptions is looked for in so many executions.
const SHORTER: u64 = 1_000;

/// So many preemptions most mistakes need at most: Musuvathi and Qadeer, "Iterative context bounding" (PLDI 2007).
const FEW_PREEMPTIONS: usize = 2;

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

/// Runs exactly the execution that `token` names, out of a [`kit_wire::trace::Execution::replay`].
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
            match search.pass(again.execution) {
                Ok(_) => search.report(true),
                Err(report) => *report,
            }
        }
        None => {
            let mut report = search.report(false);
            report.unsupported = Some(Unsupported::NoToken(token.to_owned()));
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
    /// First everything, up to the budget. If that does not end, what has few preemptions. A failure is told by the execution with the
    /// fewest that shows one.
    fn run(&mut self) -> ModelReport {
        let most = self.plan.bounds.executions;
        let complete = match self.pass(most) {
            Ok(complete) => complete,
            Err(report) => return self.shortest(report),
        };
        if !complete && let Err(report) = self.few_preemptions(most) {
            return *report;
        }
        match self.rare(complete) {
            Ok(()) => self.report(complete),
            Err(report) => self.shortest(report),
        }
    }

    /// Passes with more and more preemptions, as long as they can be completed with so many executions in all.
    fn few_preemptions(&mut self, most: u64) -> Result<(), Box<ModelReport>> {
        let until = self.plan.before + most;
        for preemptions in 0..=self.plan.bounds.preemptions.unwrap_or(FEW_PREEMPTIONS) {
            self.plan.preemptions = Some(preemptions);
            if !self.pass(until - self.plan.before)? {
                break;
            }
            self.plan.covered = Some(preemptions);
        }
        Ok(())
    }

    /// Looks for a failure with fewer preemptions than the one in this report.
    fn shortest(&mut self, report: Box<ModelReport>) -> ModelReport {
        let Some(found) = report.failure.as_ref().map(|failure| failure.preemptions) else {
            return *report;
        };
        for preemptions in 0..found.min(FEW_PREEMPTIONS + 1) {
            self.plan.preemptions = Some(preemptions);
            match self.pass(SHORTER) {
                Err(shorter) if shorter.failure.is_some() => return *shorter,
                _ => {}
            }
        }
        ModelReport {
            executions: self.executions(),
            ..*report
        }
    }

    /// Passes in which something happens that seldom does: a poll runs out, a wait ends for no reason or by its
    /// timeout, a weak compare-and-exchange fails. One such thing in each pass.
    fn rare(&mut self, complete: bool) -> Result<(), Box<ModelReport>> {
        let most = (self.plan.bounds.executions / PART).max(1);
        self.plan.preemptions = (!complete).then_some(FEW_PREEMPTIONS);
        for site in self.plan.polls.clone() {
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

    /// Those that showed something new.
    fn executions(&self) -> u64 {
        self.plan.before - self.plan.redundant
    }

    /// How often somebody may do the same in a row, if it was kept from doing so more often.
    fn rounds(&self) -> Option<u32> {
        if !self.plan.polls.is_empty() {
            return Some(MOST_ROUNDS);
        }
        self.plan.gave_turns.then_some(IN_ONE_GO)
    }

    fn report(&self, complete: bool) -> ModelReport {
        ModelReport {
            executions: self.executions(),
            complete,
            rounds: self.rounds(),
            covered: self.plan.covered,
            bounds: self.plan.bounds.clone(),
            threads: self.plan.threads_seen,
            unsupported: self.plan.unsupported.clone(),
            failure: None,
        }
    }

    /// Runs a plan on a thread of the operating system of its own, whose local values may be left in any state.
    fn run_alone(&self, plan: Plan, most: u64) -> Outcome {
        let (out, found) = mpsc::channel();
        let (model, at) = (self.model.clone(), self.at);
        let run = move || run_pass(plan, model, most, at, out);
        let thread = ::std::thread::Builder::new()
            .name("model".to_owned())
            .spawn(run);
        let thread = thread.expect("the operating system gives a thread");
        let outcome = found.recv().expect("a pass always ends with an outcome");
        // It has said all that it had to say; what it takes is given back before the next one begins.
        let _ = thread.join();
        outcome
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
            // A replay knows nothing of earlier passes. That something is no spinning makes no difference to the order of the executions.
            self.plan.endless.retain(|_, endless| !*endless);
            self.plan.first_length = None;
            self.plan.executions = 0;
            let outcome = self.run_alone(self.plan.clone(), most);
            match outcome {
                Outcome::Passed { plan, complete } => {
                    self.plan = plan;
                    self.plan.before += self.plan.executions;
                    return Ok(complete);
                }
                Outcome::Restart(plan) if plan.probed.is_some() && self.plan.probed.is_none() => {
                    self.plan = plan;
                    self.probe();
                }
                // Only a probe ends so.
                Outcome::Probed(..) => {}
                Outcome::Restart(plan) => self.plan = plan,
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
    world::install(plan);
    let mut search = ::engine::Search::new(world(|world| world.plan.preemptions));
    let mut complete = false;
    while !complete && world(|world| world.plan.executions < most) {
        let model = model.clone();
        let ended = search.run(STACK_BYTES, Box::new(move || run_once(&model, at)));
        match ended {
            Err(Stop::Abandoned) => return,
            Err(Stop::Overflow(overflow)) => overflowed(&overflow),
            Err(Stop::Stumbled(why)) => broken(why),
            // What was learnt makes the same execution another one.
            Ok(_) if world(|world| world.again) => {
                world(|world| world.plan.executions -= 1);
                search.take_back();
            }
            Ok(ended) => {
                world(|world| {
                    world.plan.trials = 0;
                    world.plan.first_length.get_or_insert(world.events.len());
                });
                let is_redundant = ended == Ended::Redundant;
                world(|world| world.plan.redundant += u64::from(is_redundant));
                complete = !search.advance();
            }
        }
    }
    // All coroutines have ended, so this thread can end too.
    drop(search);
    finish::tell(world(|world| Outcome::Passed {
        complete,
        plan: world.plan.clone(),
    }));
    world::uninstall();
}

/// The main thread of one execution.
fn run_once(model: &Model, at: At) {
    super::statics::put_back();
    world::begin(at);
    let result = crate::panic::catch(AssertUnwindSafe(|| model()));
    let cut_off = matches!(&result, Err(payload) if payload.is::<Cancelled>());
    end_of_main(result.is_err() && !cut_off);
    super::step::end_thread(at);
}

/// The engine itself gave up: something that it does not expect.
fn broken(why: &str) -> ! {
    let why = Unsupported::Engine(why.to_owned());
    world(|world| finish::leave(Outcome::Unsupported(world.plan.clone(), why)))
}

fn overflowed(overflow: &Overflow) -> ! {
    let failure = Failure::StackOverflow {
        bytes: overflow.bytes as u64,
        calls_itself: overflow.calls_itself,
    };
    world(|world| finish::fail(world, failure))
}

/// The main thread's function has returned: the execution is decided.
fn end_of_main(panicked: bool) {
    if panicked {
        world(|world| finish::fail(world, Failure::Panic))
    }
    crate::thread::drop_locals();
    let last = world(|world| {
        world.settle();
        world.cut(false);
        !world.again && world.plan.replay == Some(world.plan.executions)
    });
    if last {
        world(|world| {
            finish::leave(Outcome::Passed {
                plan: world.plan.clone(),
                complete: true,
            })
        })
    }
}
