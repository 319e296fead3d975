//! All pages of a check, and how they were visited.

use crate::{
    How, Page, Visit,
    record::{self, stage},
};
use std::time::Duration;

/// Sets the stage: these pages exist and no others, nobody has visited them, and the time starts now.
///
/// A page is `("/slow", 200)`, in milliseconds, or a [`Page`] if there is more to say.
pub fn pages<P: Into<Page>>(pages: impl IntoIterator<Item = P>) -> Pages {
    Pages {
        number: record::set(pages.into_iter().map(Into::into).collect()),
    }
}

/// The handle of a stage. It says how the pages were visited, until another stage is set.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    number: u64,
}

impl Pages {
    /// The current stage, even if no check has set it.
    pub fn current() -> Self {
        Pages {
            number: stage().number,
        }
    }

    /// Milliseconds since the stage was set.
    pub fn elapsed_ms(&self) -> u64 {
        record::elapsed().as_millis() as u64
    }

    /// All visits in the order in which they began; none if another stage was set since.
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

    /// Whether every page that waited for company ([`Page::together`]) got it; true if none had to wait.
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
