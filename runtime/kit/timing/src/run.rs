//! The main function of a sealed timing check.

use crate::{failing, observe};
use kit_core::{Named, broken, in_thread, sealed};
use kit_wire::{
    Place,
    sealed::{Report, TimingFailure, TimingReport},
};
use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    runtime::{self, Runtime},
    time,
};
use web_stage::{Page, Pages, Visit};

/// Virtual time in which every check must end. The clock jumps there as soon as nothing is left to wait for.
const FOR_EVER: Duration = Duration::from_secs(24 * 3600);
/// More polls than this at one moment of virtual time are no progress.
const MOST_POLLS_AT_ONCE: usize = 20_000;

/// One function of `timing!`.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The lines of its doc comment.
    pub documentation: &'static [&'static str],
    /// Makes its future.
    pub future: fn() -> Pin<Box<dyn Future<Output = ()>>>,
}

impl Named for Check {
    fn name(&self) -> &'static str {
        self.name
    }

    fn documentation(&self) -> &[&'static str] {
        self.documentation
    }
}

/// Runs the checks that the grader asks for, up to the first that fails, and seals the record.
pub fn run(checks: &'static [Check]) -> ! {
    let (start, record) = sealed::begin();
    kit_core::fail_by(failing::unmet);
    record.serve(checks, &start, |check| Report::Timing(run_one(check)))
}

fn run_one(check: &'static Check) -> TimingReport {
    let ended = in_thread(check.name, None, move || run_to_end(check));
    // What blocks the thread also spoils the times, so it is told first.
    let blocked = Pages::current().blocked_the_runtime();
    let failure = match (blocked, failing::take()) {
        (Some(visit), _) => Some(blocking(visit)),
        (None, Some(unmet)) => Some(TimingFailure::Unmet(unmet)),
        (None, None) => match ended {
            Ok(failure) => failure,
            Err(panicked) => Some(TimingFailure::Panicked(panicked)),
        },
    };
    let (intervals, expected) = observe::take_chart();
    TimingReport {
        failure,
        intervals,
        expected,
    }
}

fn blocking(visit: Visit) -> TimingFailure {
    TimingFailure::Blocked {
        place: Place::from(visit.place),
        url: visit.url,
    }
}

/// Runs a check's future until it is ready, or never will be, and says why it will not.
fn run_to_end(check: &'static Check) -> Option<TimingFailure> {
    let built = runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    let runtime =
        built.unwrap_or_else(|error| broken(&format!("cannot build its runtime: {error}")));
    let runtime = InBackground(Some(runtime));
    web_stage::this_thread_runs_tasks();
    let end = async {
        web_stage::pages::<Page>([]);
        time::timeout(FOR_EVER, watched((check.future)())).await
    };
    match runtime.block_on(end) {
        Ok(failure) => failure,
        Err(time::error::Elapsed { .. }) => Some(TimingFailure::NeverReady),
    }
}

/// A runtime that does not wait for its blocking tasks when it goes, also if a panic ends it.
struct InBackground(Option<Runtime>);

impl InBackground {
    fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        let runtime = self.0.as_ref().expect("it is taken only when dropped");
        runtime.block_on(future)
    }
}

impl Drop for InBackground {
    fn drop(&mut self) {
        self.0
            .take()
            .into_iter()
            .for_each(Runtime::shutdown_background);
    }
}

/// Awaits a check's future, up to where it is polled again and again while no time passes: time stands still as long as
/// anything wants to be polled.
async fn watched(mut future: Pin<Box<dyn Future<Output = ()>>>) -> Option<TimingFailure> {
    let mut polls = 0;
    let mut moment = time::Instant::now();
    let poll = |context: &mut Context<'_>| -> Poll<Option<TimingFailure>> {
        let now = time::Instant::now();
        polls = if now == moment { polls + 1 } else { 0 };
        moment = now;
        if polls > MOST_POLLS_AT_ONCE {
            return Poll::Ready(Some(TimingFailure::NeverWaits));
        }
        future.as_mut().poll(context).map(|()| None)
    };
    poll_fn(poll).await
}
