//! The half of a judged check that holds inputs and expectations and decides.
//!
//! A check file in `checks/` is compiled twice. Against this crate (under the name `kit`) it becomes the *judge*,
//! which is linked without the student's crate; against `kit_driver` (also under the name `kit`) it becomes the
//! *driver*, which is linked with it. The judge asks, the driver answers, and the judge alone decides: answers are
//! the only way in which student code can talk to it.
//!
//! ```ignore
//! //! checks/tests.rs
//! use kit::prelude::*;
//!
//! // Plain data that goes between the halves. What stands outside the macros is compiled into both.
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Greeting {
//!     text: String,
//!     own_thread: bool,
//! }
//!
//! // What only the driver needs: everything that names the student's crate, or probes such as `kit::Gate`.
//! kit::driver_only! {
//!     use greeter::{greet, Name};
//!     use std::sync::Arc;
//!
//!     fn name(text: &str) -> Arc<Name> {
//!         Arc::new(Name::from(text))
//!     }
//! }
//!
//! // The questions. Arguments and answers are owned and have `Serialize` and `Deserialize`; arguments have `Debug`.
//! kit::act! {
//!     /// Greets, and says whether another thread did it.
//!     fn greet_once(text: String) -> Greeting {
//!         let witness = kit::Witness::new(name(&text));
//!         let text = greet(witness.clone());
//!         Greeting { text, own_thread: !witness.threads().contains(&kit::this_thread()) }
//!     }
//!
//!     /// The panic is wanted here, so it is caught. Uncaught panics fail the test.
//!     fn greet_nobody() -> Result<String, String> {
//!         kit::catch(|| greet(name("")))
//!     }
//! }
//!
//! // What only the judge needs.
//! kit::judge_only! {
//!     fn words() -> impl Strategy<Value = String> {
//!         prop::collection::vec(prop::char::range('a', 'z'), 1..9).prop_map(String::from_iter)
//!     }
//! }
//!
//! // The tests. They call the functions of `act!` by name, as often as they like. Students see the first line of
//! // the doc comment as the title.
//! kit::judge! {
//!     /// The greeting names the guest.
//!     fn names_the_guest() {
//!         let greeting = greet_once("Ada".to_owned());
//!         expect_eq!(greeting.text, "Hi Ada", "greet(\"Ada\")");
//!         expect!(greeting.own_thread, "the name was formatted on the caller's thread");
//!     }
//!
//!     /// Nobody cannot be greeted.
//!     fn panics_without_a_name() {
//!         if let Ok(text) = greet_nobody() {
//!             fail!("greet(\"\") returned {text:?} instead of panicking");
//!         }
//!     }
//!
//!     /// Any word is greeted.
//!     #[cases(64)]
//!     fn greets_any_word(word in words(), times in 1usize..4) {
//!         for _ in 0..times {
//!             expect_eq!(greet_once(word.clone()).text, format!("Hi {word}"), "greet({word:?})");
//!         }
//!     }
//! }
//! ```
//!
//! A file has one `act!` and one `judge!`, and as many `driver_only!` and `judge_only!` as it needs. A function of
//! `judge!` with `name in strategy` inputs is a property: it is tried with `#[cases(n)]` inputs (64 without the
//! attribute), and the smallest one that fails is shown. A test ends with its first failure, and the judge with its
//! first failing test. Standard output belongs to the grader: to debug a judge, use `eprintln!`.

mod asking;
mod failing;
mod pipes;
mod property;
mod run;

pub use kit_core::{expect, fail};
pub use proptest;

/// What check files import with `use kit::prelude::*`.
pub mod prelude {
    pub use crate::{expect, expect_eq, fail};
    pub use proptest::prelude::{
        Arbitrary, BoxedStrategy, Just, Strategy, any, prop, prop_compose, prop_oneof,
    };
    pub use serde::{Deserialize, Serialize};
}

/// For the macros; not part of the interface.
#[doc(hidden)]
pub mod inner {
    pub use crate::asking::{Asked, ask};
    pub use crate::property::try_all;
    pub use crate::run::{Test, run};
    pub use kit_core::inner::differs;
    pub use kit_wire::Excerpt;
}

/// The questions. In the judge, each function asks the driver and returns its answer.
#[macro_export]
macro_rules! act {
    ($(
        $(#[$attribute:meta])*
        fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $answer:ty)? $body:block
    )*) => {
        $(
            $(#[$attribute])*
            fn $name($($argument: $type),*) $(-> $answer)? {
                let call = || {
                    let shown: &[String] = &[$(format!("{:?}", &$argument)),*];
                    format!("{}({})", stringify!($name), shown.join(", "))
                };
                $crate::inner::ask(stringify!($name), call, &($(&$argument,)*))
            }
        )*
    };
}

/// The tests. The crate's documentation shows the form.
#[macro_export]
macro_rules! judge {
    ($(
        $(#[$($attribute:tt)*])*
        fn $name:ident($($input:tt)*) $body:block
    )*) => {
        fn main() -> ! {
            $crate::inner::run(&[$(
                $crate::inner::Test {
                    name: stringify!($name),
                    documentation: &[$($crate::__documentation!($($attribute)*)),*],
                    run: |trial| $crate::__body!(trial, [$([$($attribute)*])*] ($($input)*) $body),
                },
            )*])
        }
    };
}

/// One attribute's line of documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __documentation {
    (doc = $line:expr) => {
        $line
    };
    ($($other:tt)*) => {
        ""
    };
}

/// A plain test runs once; a property runs with many inputs.
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    ($trial:ident, [$($attributes:tt)*] () $body:block) => {{
        let _ = $trial;
        $body
    }};
    ($trial:ident, [$($attributes:tt)*] ($($name:ident in $strategy:expr),+ $(,)?) $body:block) => {
        $crate::inner::try_all(
            $trial,
            $crate::__cases!($($attributes)*),
            ($($strategy,)+),
            |($($name,)+)| vec![$((stringify!($name).to_owned(), $crate::inner::Excerpt::of($name))),+],
            |($($name,)+)| $body,
        )
    };
}

/// The number in `#[cases(n)]`.
#[doc(hidden)]
#[macro_export]
macro_rules! __cases {
    () => {
        64
    };
    ([cases($cases:expr)] $($rest:tt)*) => {
        $cases
    };
    ([$($other:tt)*] $($rest:tt)*) => {
        $crate::__cases!($($rest)*)
    };
}

/// Items that only the driver needs. They are no part of the judge.
#[macro_export]
macro_rules! driver_only {
    ($($driver:tt)*) => {};
}

/// Items that only the judge needs, such as strategies and helpers of tests.
#[macro_export]
macro_rules! judge_only {
    ($($item:item)*) => { $($item)* };
}

/// Fails the test unless `got == expected`.
///
/// What follows says, like `format!`, what was asked: `"count_up({n})"`. Without it, the expression itself is shown.
/// Questions inside `got` are reported under these words too, if they end in a panic or without an answer.
#[macro_export]
macro_rules! expect_eq {
    ($got:expr, $expected:expr $(,)?) => {
        $crate::expect_eq!($got, $expected, "{}", stringify!($got))
    };
    ($got:expr, $expected:expr, $($what:tt)+) => {{
        let asked = $crate::inner::Asked::about(format!($($what)+));
        match (&$got, &$expected) {
            (got, expected) => {
                if !(*got == *expected) {
                    $crate::inner::differs(asked.what.clone(), got, expected);
                }
            }
        }
    }};
}
