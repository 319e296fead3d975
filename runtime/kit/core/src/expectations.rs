//! `expect!`, `expect_eq!` and `fail!`: what authors of checks write, whichever kit runs the check.

use kit_wire::{Mismatch, Unmet};
use std::{fmt::Debug, panic::Location, sync::OnceLock};

/// Ends a check. The place is the line of the check that failed.
type Fail = fn(Unmet, &'static Location<'static>) -> !;

static FAIL: OnceLock<Fail> = OnceLock::new();

/// Says how checks fail in this process. To be called once, before the first of them runs.
pub fn fail_by(fail: Fail) {
    if FAIL.set(fail).is_err() {
        crate::broken::broken("was told twice how to fail");
    }
}

/// Ends the check with the author's sentence.
#[track_caller]
pub fn fail(sentence: String) -> ! {
    end(Unmet::Said(sentence), Location::caller())
}

/// Ends the check because two values differ. `what` says which value.
#[track_caller]
pub fn differs(what: String, got: &(impl Debug + ?Sized), expected: &(impl Debug + ?Sized)) -> ! {
    let at = Location::caller();
    let (got, expected) = (format!("{got:?}"), format!("{expected:?}"));
    end(Unmet::Differs(Mismatch::new(what, &got, &expected)), at)
}

fn end(unmet: Unmet, at: &'static Location<'static>) -> ! {
    match FAIL.get() {
        Some(fail) => fail(unmet, at),
        None => panic!("an expectation outside a check: {unmet:?}"),
    }
}

/// Fails the check unless `got == expected`.
///
/// What follows says, like `format!`, which value it is: `"count_up({n})"`. Without it, the expression itself is shown.
#[macro_export]
macro_rules! expect_eq {
    ($got:expr, $expected:expr $(,)?) => {
        $crate::expect_eq!($got, $expected, "{}", $crate::inner::stringify!($got))
    };
    ($got:expr, $expected:expr, $($what:tt)+) => {
        match (&$got, &$expected) {
            (got, expected) => {
                if !(*got == *expected) {
                    $crate::inner::differs($crate::inner::format!($($what)+), got, expected);
                }
            }
        }
    };
}

/// Fails the check unless the condition holds.
///
/// The sentence says, like `format!`, what happened instead: `"the jobs never ran at the same time"`.
#[macro_export]
macro_rules! expect {
    ($condition:expr, $($sentence:tt)+) => {
        if !$condition {
            $crate::fail!($($sentence)+);
        }
    };
}

/// Fails the check. The sentence says, like `format!`, what happened.
#[macro_export]
macro_rules! fail {
    ($($sentence:tt)+) => {
        $crate::inner::fail($crate::inner::format!($($sentence)+))
    };
}
