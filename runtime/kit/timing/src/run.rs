//! The main function of a sealed timing check.

use crate::{failing, observe};
use kit_process::{broken, sealed};
use kit_wire::sealed::{Report, TimingFailure, TimingReport};
use std::{
    future::poll_fn,
    panic::AssertUnwindSafe,
    pin::Pin,
    task::{Context, Poll},
    thread,
    time::Duration,
};
use tokio::{runtime, time};
use web_stage::Page;

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

/// Runs the checks that the grader asks for, up to the first that fails, and seals the record.
pub fn run(checks: &'static [Check]) -> ! {
    let (start, mut record) = sealed::begin();
    for check in sealed::chosen(checks, &start.run, |check| check.name) {
        let report = run_one(check);
        let failed = report.failure.is_some();
        record.add(check.name, check.documentation, Report::Timing(report));
        if failed {
            break;
        }
    }
    record.finish()
}

/// Runs one check in a thread of its own, which has a name for the message about a stack overflow.
fn run_one(check: &'static Check) -> TimingReport {
    kit_process::start_recording();
    let running = thread::Builder::new()
        .name(check.name.to_owned())
        .spawn(move || in_thread(check));
    let ended = match running {
        Ok(running) => running.join(),
        Err(error) => broken(&format!("cannot start a thread: {error}")),
    };
    let failure = ended.unwrap_or_else(|_| {
        Some(failing::failure(
            "Your code panicked while a thread ended.".into(),
        ))
    });
    let (intervals, expected) = observe::take_chart();
    TimingReport {
        failure,
        intervals,
        expected,
    }
}

fn in_thread(check: &'static Check) -> Option<TimingFailure> {
    let built = runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    let runtime =
        built.unwrap_or_else(|error| broken(&format!("cannot build its runtime: {error}")));
    web_stage::this_thread_runs_tasks();
    let ended = std::panic::catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            web_stage::pages::<Page>([]);
            time::timeout(FOR_EVER, watched((check.future)())).await
        })
    }));
    let thrown = failing::take();
    let blocked = web_stage::Pages::current().blocked_the_runtime();
    let failure = match ended {
        // What blocks the thread also spoils the times, so it is told first.
        _ if blocked.is_some() => blocked.map(|visit| failing::blocked(&visit)),
        _ if thrown.is_some() => thrown,
        Ok(Ok(())) => None,
        Ok(Err(time::error::Elapsed { .. })) => Some(failing::failure(NEVER_READY.to_owned())),
        Err(payload) => Some(failing::panicked(kit_process::explain(
            thread::current().id(),
            payload,
        ))),
    };
    runtime.shutdown_background();
    failure
}

const NEVER_READY: &str = "The future never became ready: it waits, and nothing is left that could wake it. \
     Does every poll that returns `Pending` see to it that the waker is called later?";

/// Fails the check when its future is polled again and again while no time passes: time stands still as long as
/// anything wants to be polled.
async fn watched(mut future: Pin<Box<dyn Future<Output = ()>>>) {
    let mut polls = 0;
    let mut moment = time::Instant::now();
    let poll = |context: &mut Context<'_>| -> Poll<()> {
        let now = time::Instant::now();
        polls = if now == moment { polls + 1 } else { 0 };
        moment = now;
        if polls > MOST_POLLS_AT_ONCE {
            let text = "The future was polled over and over while no time passed: it wakes itself instead of waiting.";
            failing::fail(text.to_owned());
        }
        future.as_mut().poll(context)
    };
    poll_fn(poll).await
}
