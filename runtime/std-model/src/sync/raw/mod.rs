//! What locks and channels do, without their types: compiled once, here, and not again into each crate that uses one.
//!
//! Every function that a typed shell calls is `#[inline(never)]`: the compiler would copy the small ones into the shell, and
//! with them the machine behind them. What shells have in common is `#[inline(always)]`: it is copied here already, and is
//! one function less in each crate and for each type.

mod channel;
mod condvar;
mod guard;
mod lock;

pub(crate) use channel::{RawReceiver, RawSender, ends};
pub(crate) use condvar::RawCondvar;
pub(crate) use guard::RawGuard;
pub(crate) use lock::{RawLock, Under};
