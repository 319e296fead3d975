//! The pages of `web`, in the model's time.

use kit_wire::sealed::Interval;
use std::ops::Deref;
use std::time::Duration;
use std_model::model::ask;
pub use web_stage::{How, Page, Visit};

/// The pages of an execution, and how they were visited.
#[derive(Clone, Copy, Debug)]
pub struct Pages(web_stage::Pages);

/// Sets the stage: these pages exist and no others, nobody has visited them, and the time starts now.
///
/// A page is `("/slow", 200)`, in milliseconds, or a [`Page`] if there is more to say.
pub fn pages<P: Into<Page>>(pages: impl IntoIterator<Item = P>) -> Pages {
    Pages(web_stage::pages(pages))
}

impl Deref for Pages {
    type Target = web_stage::Pages;

    /// Whoever looks at the visits also puts them into the report.
    fn deref(&self) -> &web_stage::Pages {
        ask::show_intervals(self.0.visits().iter().map(interval).collect());
        &self.0
    }
}

fn interval(visit: &Visit) -> Interval {
    let ms = |time: Duration| time.as_millis() as u64;
    Interval {
        label: visit.url.clone(),
        start_ms: ms(visit.start),
        end_ms: visit.end.map(ms),
        thread: visit.thread,
        place: Some(visit.place.into()),
    }
}

/// Gives `web` the model's time.
pub(crate) fn set_clock() {
    web_stage::set_clock(web_stage::Clock {
        now: ask::now,
        sleep: std_model::thread::sleep,
        thread: || ask::this_thread() as u32,
    });
}
