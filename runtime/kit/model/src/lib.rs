//! Sealed checks that run every interleaving under the look-alike std.
//!
//! A check file is compiled with `--extern std=<the look-alike>`, so in the check as in the student's code
//! `std::sync::Mutex` and the like are those that the model orders:
//!
//! ```ignore
//! use kit::prelude::*;
//! use std::sync::{Arc, Mutex};
//!
//! kit::model! {
//!     /// No increment is lost.
//!     fn no_increment_is_lost() {
//!         let counter = Arc::new(Mutex::new(0));
//!         counter::count_into(&counter, 3);
//!         expect_eq!(*counter.lock().unwrap(), 3, "the counter after count_into(&counter, 3)");
//!     }
//! }
//! ```
//!
//! These fail without any expectation: a panic that leaves the check function, a deadlock, threads that
//! only spin, a data race on an `UnsafeCell` or a [`Racy`], `process::exit`, too many threads, an execution without
//! end. A panic that is caught, or that a `join` returns, is no failure.

mod pages;
mod pulse;
mod racy;
mod run;
mod steps;

pub use kit_core::{expect, expect_eq, fail};
pub use kit_wire::trace::{ObjectKind, Op};
pub use pages::{How, Page, Pages, Visit, pages};
pub use racy::Racy;
pub use std_model::model::ask::{spawned, this_thread};
pub use steps::{Object, Step, steps};

/// What check files import with `use kit::prelude::*`.
pub mod prelude {
    pub use crate::{expect, expect_eq, fail};
}

/// For the macros; not part of the interface.
#[doc(hidden)]
pub mod inner {
    pub use crate::run::{Check, run};
    pub use std::stringify;
}

/// The lines that this execution has printed to stdout so far.
pub fn printed() -> Vec<String> {
    std_model::print::__printed(0)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// The thread that began each line of [`printed`]; 0 is main.
pub fn printers() -> Vec<usize> {
    std_model::print::__printers()
}

/// The lines that this execution has printed to stderr so far.
pub fn printed_to_stderr() -> Vec<String> {
    std_model::print::__printed(1)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Runs a whole program and gives its exit code: what `main` returned, n for `process::exit(n)`, 101 if `main`
/// panicked. When it ends, its threads are cut off; [`printed`] gives what was printed up to then.
pub fn run_main<T: std::process::Termination>(main: impl FnOnce() -> T) -> i32 {
    std_model::model::ask::run_program(main)
}

/// How many of the spawned threads nobody has joined (yet), and no scope joins.
pub fn unjoined() -> usize {
    std_model::model::ask::unjoined().len()
}

/// Fails the check unless every spawned thread has been joined.
#[track_caller]
pub fn expect_joined() {
    if unjoined() > 0 {
        std_model::model::ask::leak();
    }
}

/// Runs `f`, which must get stuck: an execution passes where no thread can go on any more, and fails with the sentence
/// where `f` returns. Nothing after this call runs.
#[track_caller]
pub fn expect_stuck(f: impl FnOnce(), otherwise: &str) {
    std_model::model::ask::expect_stuck(f, otherwise.to_owned());
}

/// Calls `f` and turns a panic into `Err` with its message.
pub fn catch<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    let result = std_model::panic::catch_unwind(std::panic::AssertUnwindSafe(f));
    result.map_err(|payload| kit_core::text(&*payload))
}

/// The check functions, without arguments. Students see the first line of the doc comment as the title.
#[macro_export]
macro_rules! model {
    ($(
        $(#[doc = $line:expr])*
        fn $name:ident() $body:block
    )*) => {
        $(
            $(#[doc = $line])*
            fn $name() $body
        )*

        fn main() -> ! {
            $crate::inner::run(&[$(
                $crate::inner::Check {
                    name: $crate::inner::stringify!($name),
                    documentation: &[$($line),*],
                    model: $name,
                },
            )*])
        }
    };
}
