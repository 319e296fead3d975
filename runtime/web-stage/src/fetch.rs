//! The fetching behind `web`.

use crate::{
    How, Page,
    clock::clock,
    record::{self, Ticket, stage},
};
use std::{panic::Location, sync::LazyLock, time::Duration};
use tokio::sync::Notify;

/// How long a page waits for company ([`Page::together`]).
const PATIENCE: Duration = Duration::from_secs(60);

/// Rings whenever an async visit begins.
static BEGUN: LazyLock<Notify> = LazyLock::new(Notify::new);

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such page on this stage.
    NotFound,
    /// The page was set up to fail, for this reason.
    Failed(String),
}

/// Fetches a page in tokio's time.
pub async fn fetch(url: &str, place: &'static Location<'static>) -> Result<String, Problem> {
    let (ticket, page) = record::begin(url, How::Async, place);
    let mut underway = Underway {
        ticket,
        finished: false,
    };
    BEGUN.notify_waiters();
    let answer = match page {
        Some(page) => {
            let company = tokio::time::timeout(PATIENCE, company(page.together));
            if page.together > 1 && company.await.is_err() {
                stage().gave_up = true;
            }
            tokio::time::sleep(page.takes).await;
            answer(page)
        }
        None => Err(Problem::NotFound),
    };
    underway.finished = true;
    answer
}

/// Fetches a page and blocks the thread meanwhile.
pub fn fetch_blocking(url: &str, place: &'static Location<'static>) -> Result<String, Problem> {
    let (ticket, page) = record::begin(url, How::Blocking, place);
    let answer = match page {
        Some(page) => {
            (clock().sleep)(page.takes);
            answer(page)
        }
        None => Err(Problem::NotFound),
    };
    record::end(ticket, false);
    answer
}

fn answer(page: Page) -> Result<String, Problem> {
    page.answer.map_err(Problem::Failed)
}

/// Waits until so many visits are under way.
async fn company(requests: usize) {
    loop {
        // Made before looking, so that no visit which begins in between is missed.
        let begun = BEGUN.notified();
        if stage()
            .visits()
            .iter()
            .filter(|visit| visit.end.is_none())
            .count()
            >= requests
        {
            return;
        }
        begun.await;
    }
}

/// Ends an async visit, also when its future is dropped halfway.
struct Underway {
    ticket: Ticket,
    finished: bool,
}

impl Drop for Underway {
    fn drop(&mut self) {
        record::end(self.ticket, !self.finished);
    }
}
