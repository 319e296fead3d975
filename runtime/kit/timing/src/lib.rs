//! Sealed checks of async code under tokio's paused clock.
//!
//! A check file is compiled against this crate (under the name `kit`), tokio and the student's crate. Each function
//! of [`timing!`] runs on a runtime of its own, on one thread, with virtual time: whenever nothing can go on, the
//! clock jumps to the next timer. So times are exact, the same every time, and cost nothing.
//!
//! ```ignore
//! //! checks/timing.rs
//! use kit::prelude::*;
//!
//! kit::timing! {
//!     /// Both pages are fetched at the same time.
//!     async fn takes_the_longer() {
//!         let pages = kit::pages([("/slow", 200), ("/quick", 150)]);
//!         kit::expected("both from 0 ms");                    // a line below the bars of the chart
//!         let answer = two_pages::concurrent("/slow", "/quick").await;
//!         expect_eq!(pages.elapsed_ms(), 200, "milliseconds for both pages");
//!         expect_eq!(pages.threads(), [1], "the threads that fetched");
//!         expect!(answer.is_ok(), "concurrent returned {answer:?}");
//!     }
//!
//!     /// The error of the second page is returned.
//!     async fn returns_the_error() {
//!         kit::pages([kit::Page::new("/slow", 200), kit::Page::new("/broken", 10).fails("the server is down")]);
//!         let answer = two_pages::concurrent("/slow", "/broken").await;
//!         expect!(answer.is_err(), "concurrent returned {answer:?} although /broken failed");
//!     }
//!
//!     /// Three requests are under way together.
//!     async fn overlap() {
//!         let pages = kit::pages(["/a", "/b", "/c"].map(|url| kit::Page::new(url, 10).together(3)));
//!         fetch_all::fetch_all(vec!["/a".into(), "/b".into(), "/c".into()], 3).await;
//!         expect_eq!(pages.most_in_flight(), 3, "requests under way at once");
//!     }
//! }
//! ```
//!
//! These fail without any expectation: a panic; a future that waits although nothing is left that could wake it; a
//! future that is polled without end while no time passes; and `web::get_blocking` on the thread that runs the tasks.
//! An expectation that fails in a spawned task fails the check too. Code that blocks threads has no virtual time here:
//! check it in a model.

mod failing;
mod observe;
mod run;

pub use kit_core::{catch, expect, expect_eq, fail};
pub use observe::{Counted, counted, expected, timed};
pub use web_stage::{How, Page, Pages, Visit, pages};

/// What check files import with `use kit::prelude::*`.
pub mod prelude {
    pub use crate::{expect, expect_eq, fail};
}

/// For the macros; not part of the interface.
#[doc(hidden)]
pub mod inner {
    pub use crate::run::{Check, run};
}

/// The check functions: `async`, without arguments. Students see the first line of the doc comment as the title.
#[macro_export]
macro_rules! timing {
    ($(
        $(#[doc = $line:expr])*
        async fn $name:ident() $body:block
    )*) => {
        fn main() -> ! {
            $crate::inner::run(&[$(
                $crate::inner::Check {
                    name: stringify!($name),
                    documentation: &[$($line),*],
                    future: || ::std::boxed::Box::pin(async move $body),
                },
            )*])
        }
    };
}
