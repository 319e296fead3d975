//! The pages of a check, and the handle that tells how they were visited.

use crate::{
    How, Visit,
    record::{self, stage},
};
use std::time::Duration;

/// A page, and how long it takes.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) url: String,
    pub(crate) takes: Duration,
    pub(crate) answer: Result<String, String>,
    pub(crate) together: usize,
}

impl Page {
    /// A page that answers after so many milliseconds with `page <url>`.
    pub fn new(url: &str, milliseconds: u64) -> Self {
        let answer = Ok(format!("page {url}"));
        Page {
            url: url.to_owned(),
            takes: Duration::from_millis(milliseconds),
            answer,
            together: 1,
        }
    }

    /// The same with another text.
    pub fn text(self, text: &str) -> Self {
        Page {
            answer: Ok(text.to_owned()),
            ..self
        }
    }

    /// The same, but the answer is an error for this reason: `the server is down`.
    pub fn fails(self, reason: &str) -> Self {
        Page {
            answer: Err(reason.to_owned()),
            ..self
        }
    }

    /// The page answers only when at least `requests` async visits of any pages are under way. If that does not
    /// come about within a (virtual) minute, it answers all the same, and [`Pages::met`] is false.
    pub fn together(self, requests: usize) -> Self {
        Page {
            together: requests,
            ..self
        }
    }

    /// What students find who run their own program without any check.
    pub(crate) fn for_own_runs() -> Vec<Page> {
        vec![
            Page::new("/slow", 200),
            Page::new("/quick", 150),
            Page::new("/news", 120).text("Nothing happened today."),
            Page::new("/broken", 100).fails("the server is down"),
        ]
    }
}

impl From<(&str, u64)> for Page {
    fn from((url, milliseconds): (&str, u64)) -> Self {
        Page::new(url, milliseconds)
    }
}

/// Sets the stage: these pages exist and no others, nobody has visited them, and the time starts now.
///
/// Pages are given as `("/slow", 200)` (milliseconds), or as [`Page`] where more is to be said.
pub fn pages<P: Into<Page>>(pages: impl IntoIterator<Item = P>) -> Pages {
    Pages {
        number: record::set(pages.into_iter().map(Into::into).collect()),
    }
}

/// The handle of a stage: tells how its pages were visited, until the next one is set.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    number: u64,
}

impl Pages {
    /// The handle of the stage as it is, also if no check has set it.
    pub fn current() -> Self {
        Pages {
            number: stage().number,
        }
    }

    /// Milliseconds since the stage was set.
    pub fn elapsed_ms(&self) -> u64 {
        record::elapsed().as_millis() as u64
    }

    /// All visits in the order in which they began. None if another stage was set since.
    pub fn visits(&self) -> Vec<Visit> {
        let stage = stage();
        if stage.number == self.number {
            stage.visits().to_vec()
        } else {
            Vec::new()
        }
    }

    /// The pages visited, in the order in which the visits began.
    pub fn visited(&self) -> Vec<String> {
        self.visits().into_iter().map(|visit| visit.url).collect()
    }

    /// The most visits that were under way at the same time.
    pub fn most_in_flight(&self) -> usize {
        let visits = self.visits();
        let at_once = |moment: Duration| {
            let under_way =
                |visit: &&Visit| visit.start <= moment && visit.end.is_none_or(|end| end > moment);
            visits.iter().filter(under_way).count()
        };
        visits
            .iter()
            .map(|visit| at_once(visit.start))
            .max()
            .unwrap_or(0)
    }

    /// Whether every page that waited for company ([`Page::together`]) got it. Also true if none had to wait.
    pub fn met(&self) -> bool {
        let stage = stage();
        stage.number == self.number && !stage.gave_up
    }

    /// Visits that are still under way.
    pub fn in_flight(&self) -> usize {
        self.visits()
            .iter()
            .filter(|visit| visit.end.is_none())
            .count()
    }

    /// The numbers of the threads that fetched, without repetition. The thread that set the stage is 1.
    pub fn threads(&self) -> Vec<u32> {
        let visits = self.visits();
        let mut threads: Vec<u32> = visits
            .iter()
            .flat_map(|visit| [Some(visit.thread), visit.end_thread])
            .flatten()
            .collect();
        threads.sort_unstable();
        threads.dedup();
        threads
    }

    /// The first blocking visit on a thread that was running tasks: it stopped all of them.
    pub fn blocked_the_runtime(&self) -> Option<Visit> {
        self.visits()
            .into_iter()
            .find(|visit| visit.how == How::Blocking && visit.inside_runtime)
    }
}
