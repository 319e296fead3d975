//! What check functions observe with, besides the pages.

use kit_wire::{Place, sealed::Interval};
use std::{
    panic::Location,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};
use web_stage::{How, Pages, Visit};

/// What goes into the chart of the current check, besides the visits of pages.
#[derive(Default)]
struct Chart {
    expected: Option<String>,
    timed: Vec<Interval>,
}

static CHART: Mutex<Option<Chart>> = Mutex::new(None);

/// Says in one line what the chart should look like: "both from 0 ms".
pub fn expected(line: &str) {
    chart().get_or_insert_default().expected = Some(line.to_owned());
}

/// Awaits a future and draws the time that it takes as a bar with this label.
#[track_caller]
pub fn timed<F: Future>(label: &str, future: F) -> impl Future<Output = F::Output> {
    let (label, place) = (label.to_owned(), Place::from(Location::caller()));
    async move {
        let start_ms = Pages::current().elapsed_ms();
        let bar = Interval {
            label,
            start_ms,
            end_ms: None,
            thread: 1,
            place: Some(place),
        };
        let index = {
            let mut chart = chart();
            let timed = &mut chart.get_or_insert_default().timed;
            timed.push(bar);
            timed.len() - 1
        };
        let output = future.await;
        let end_ms = Pages::current().elapsed_ms();
        if let Some(bar) = chart()
            .as_mut()
            .and_then(|chart| chart.timed.get_mut(index))
        {
            bar.end_ms = Some(end_ms);
        }
        output
    }
}

/// Wraps a future so that its polls are counted; the second value returns how many there were.
pub fn counted<F: Future>(future: F) -> (Counted<F>, impl Fn() -> usize) {
    let polls = Arc::new(AtomicUsize::new(0));
    let read = Arc::clone(&polls);
    (
        Counted {
            future: Box::pin(future),
            polls,
        },
        move || read.load(Ordering::Relaxed),
    )
}

/// A future whose polls are counted; made by [`counted`].
pub struct Counted<F> {
    future: Pin<Box<F>>,
    polls: Arc<AtomicUsize>,
}

impl<F: Future> Future for Counted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.polls.fetch_add(1, Ordering::Relaxed);
        self.future.as_mut().poll(context)
    }
}

/// Takes the bars of the current check in a fixed order, and the line about what was expected.
pub(crate) fn take_chart() -> (Vec<Interval>, Option<String>) {
    let Chart { expected, timed } = chart().take().unwrap_or_default();
    // Blocking visits, and those of other threads, do not follow the virtual clock: their times would differ
    // from one run to the next.
    let on_the_clock = |visit: &Visit| visit.how == How::Async && visit.thread == 1;
    let visits = Pages::current().visits().into_iter().filter(on_the_clock);
    let visits = visits.map(|visit| Interval {
        label: visit.url,
        start_ms: visit.start.as_millis() as u64,
        end_ms: visit.end.map(|end| end.as_millis() as u64),
        thread: visit.thread,
        place: Some(Place::from(visit.place)),
    });
    let mut bars: Vec<_> = visits.chain(timed).collect();
    // Bars that begin at once stand in the order of the source, because `select!` polls in an order of chance.
    let line = |bar: &Interval| bar.place.as_ref().map(|place| (place.line, place.column));
    bars.sort_by_cached_key(|bar| (bar.start_ms, line(bar), bar.label.clone()));
    (bars, expected)
}

fn chart() -> MutexGuard<'static, Option<Chart>> {
    CHART.lock().unwrap_or_else(PoisonError::into_inner)
}
