//! The current stage: which pages there are, and who has fetched what.

use crate::{
    Page,
    clock::{clock, runs_tasks},
};
use std::{
    panic::Location,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How a page was fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// With `web::get`.
    Async,
    /// With `web::get_blocking`.
    Blocking,
}

/// One fetch of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The page.
    pub url: String,
    /// Blocking or not.
    pub how: How,
    /// It was called on a thread that runs tasks ([`this_thread_runs_tasks`](crate::this_thread_runs_tasks)), where a
    /// blocking visit stops every other task.
    pub inside_runtime: bool,
    /// Which thread began it: 1 is the one that set the stage, others are numbered as they appear.
    pub thread: u32,
    /// When it began, since the stage was set. An async visit begins when it is first polled.
    pub start: Duration,
    /// When it ended, if it did.
    pub end: Option<Duration>,
    /// The future was dropped before the page was there.
    pub dropped: bool,
    /// Which thread saw the answer, if one did.
    pub end_thread: Option<u32>,
    /// The line that called `web::get` or `web::get_blocking`.
    pub place: &'static Location<'static>,
}

/// Everything that is remembered.
pub(crate) struct Stage {
    pages: Vec<Page>,
    visits: Vec<Visit>,
    /// Tells this stage from those before it.
    pub(crate) number: u64,
    /// A page waited for company in vain.
    pub(crate) gave_up: bool,
    began: Duration,
    threads: Vec<u32>,
}

static STAGE: LazyLock<Mutex<Stage>> = LazyLock::new(|| {
    let (now, thread) = ask_clock();
    Mutex::new(Stage::new(Page::for_own_runs(), 0, now, thread))
});

/// The stage. While the caller holds it, it must not wait for anything.
pub(crate) fn stage() -> MutexGuard<'static, Stage> {
    STAGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Now, and the current thread. To be called before the stage is locked, because a virtual clock may switch threads.
fn ask_clock() -> (Duration, u32) {
    let clock = clock();
    ((clock.now)(), (clock.thread)())
}

/// Removes all pages and visits and starts the time anew; gives the new stage's number.
pub(crate) fn set(pages: Vec<Page>) -> u64 {
    let (now, thread) = ask_clock();
    let mut stage = stage();
    let number = stage.number + 1;
    *stage = Stage::new(pages, number, now, thread);
    number
}

/// The time since the stage was set.
pub(crate) fn elapsed() -> Duration {
    let (now, _) = ask_clock();
    now.saturating_sub(stage().began)
}

/// A visit that is under way.
#[derive(Clone, Copy)]
pub(crate) struct Ticket {
    stage: u64,
    index: usize,
}

/// Notes that a visit begins; gives the page, if it exists.
pub(crate) fn begin(
    url: &str,
    how: How,
    place: &'static Location<'static>,
) -> (Ticket, Option<Page>) {
    let (now, thread) = ask_clock();
    let mut stage = stage();
    let visit = Visit {
        url: url.to_owned(),
        how,
        inside_runtime: runs_tasks(),
        thread: stage.number_of(thread),
        start: now.saturating_sub(stage.began),
        end: None,
        dropped: false,
        end_thread: None,
        place,
    };
    stage.visits.push(visit);
    let ticket = Ticket {
        stage: stage.number,
        index: stage.visits.len() - 1,
    };
    let page = stage.pages.iter().find(|page| page.url == url).cloned();
    (ticket, page)
}

/// Notes that a visit ends.
pub(crate) fn end(ticket: Ticket, dropped: bool) {
    let (now, thread) = ask_clock();
    let mut stage = stage();
    if stage.number != ticket.stage {
        return;
    }
    let now = now.saturating_sub(stage.began);
    let thread = stage.number_of(thread);
    let visit = &mut stage.visits[ticket.index];
    visit.end = Some(now);
    visit.dropped = dropped;
    visit.end_thread = (!dropped).then_some(thread);
}

impl Stage {
    fn new(pages: Vec<Page>, number: u64, began: Duration, thread: u32) -> Self {
        Stage {
            pages,
            visits: Vec::new(),
            number,
            gave_up: false,
            began,
            threads: vec![thread],
        }
    }

    pub(crate) fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// 1 for the thread that set the stage, then 2, 3, … in order of appearance.
    fn number_of(&mut self, thread: u32) -> u32 {
        let index = self
            .threads
            .iter()
            .position(|known| *known == thread)
            .unwrap_or_else(|| {
                self.threads.push(thread);
                self.threads.len() - 1
            });
        index as u32 + 1
    }
}
