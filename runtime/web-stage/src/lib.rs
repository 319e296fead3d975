//! Behind the scenes of [`web`](../web): pages, clock and the record of who fetched what when.
//!
//! Students see `web`, which only calls [`fetch`] and [`fetch_blocking`]. Checks use the rest: [`pages`] sets the stage
//! and gives a handle to look at it afterwards.
//!
//! Time is measured by a [`Clock`], so a check can run in virtual time. Nothing here holds a lock while it waits.

mod clock;
mod fetch;
mod page;
mod pages;
mod record;

pub use clock::{Clock, set_clock, this_thread_runs_tasks};
pub use fetch::{Problem, fetch, fetch_blocking};
pub use page::Page;
pub use pages::{Pages, pages};
pub use record::{How, Visit};
