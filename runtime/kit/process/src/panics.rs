//! Panics of student code: recorded, never printed, and told with the place where they began.

use kit_wire::{Panicked, Place};
use std::{
    any::Any,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{Mutex, PoisonError},
    thread::{self, ThreadId},
};

const NO_TEXT: &str = "a panic whose payload is no text";
/// What a panic says is kept up to so many characters, so that it fits into a message and in a report.
const LONGEST_TEXT: usize = 10_000;
/// Threads that panic without end shall not fill the memory.
const MOST_RECORDS: usize = 1000;

/// The panics of the current call, oldest first.
static RECORDS: Mutex<Vec<Record>> = Mutex::new(Vec::new());

struct Record {
    thread: ThreadId,
    panicked: Panicked,
}

/// Calls `f` and turns a panic into `Err` with its message.
///
/// For questions that expect a panic: a panic that is not caught fails the test.
pub fn catch<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(f)).map_err(|payload| {
        let message = text(&*payload);
        // Dropping a payload runs student code, which may panic again.
        std::mem::forget(payload);
        message
    })
}

/// Forgets the panics of earlier calls. The hook is set for each call because student code may replace it.
pub fn start_recording() {
    panic::set_hook(Box::new(record));
    records().clear();
}

/// Which panic to tell of, when `payload` ended the call on `thread`.
pub fn explain(thread: ThreadId, payload: Box<dyn Any + Send>) -> Panicked {
    let message = text(&*payload);
    std::mem::forget(payload);
    let records = records();
    let own = records
        .iter()
        .find(|record| record.thread == thread && record.panicked.message == message);
    let first = records.first();
    let told = if is_consequence(&message) {
        first.or(own)
    } else {
        own
    };
    told.map_or(
        Panicked {
            message,
            place: None,
        },
        |record| record.panicked.clone(),
    )
}

/// Whether the panic only passes on that another thread panicked, so that the first one says more.
fn is_consequence(message: &str) -> bool {
    message.ends_with("Any { .. }")
        || message.ends_with("PoisonError { .. }")
        || message.contains("JoinError::Panic(")
        || message == "a scoped thread panicked"
}

fn record(info: &PanicHookInfo<'_>) {
    let mut records = records();
    if records.len() < MOST_RECORDS {
        let panicked = Panicked {
            message: text(info.payload()),
            place: info.location().map(Place::from),
        };
        records.push(Record {
            thread: thread::current().id(),
            panicked,
        });
    }
}

fn records() -> std::sync::MutexGuard<'static, Vec<Record>> {
    RECORDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The text of a panic's payload.
pub fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or(NO_TEXT);
    kit_wire::say::clip(text, LONGEST_TEXT)
}
