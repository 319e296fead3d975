//! Calls of student code.

use crate::{broken::broken, panics};
use kit_wire::Panicked;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

/// Calls `f` in a thread of its own and gives the panic that ended it, if one did.
///
/// Rust's runtime names the thread when its stack overflows. `stack`: bytes, if the usual size will not do.
pub fn in_thread<T: Send + 'static>(
    name: &str,
    stack: Option<usize>,
    f: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Panicked> {
    panics::start_recording();
    let mut thread = thread::Builder::new().name(name.to_owned());
    if let Some(bytes) = stack {
        thread = thread.stack_size(bytes);
    }
    let running = thread.spawn(|| {
        catch_unwind(AssertUnwindSafe(f))
            .map_err(|payload| panics::explain(thread::current().id(), payload))
    });
    let running =
        running.unwrap_or_else(|error| broken(&format!("cannot start a thread: {error}")));
    running.join().unwrap_or_else(|_| {
        Err(Panicked {
            message: "a panic while a thread ended".to_owned(),
            place: None,
        })
    })
}
