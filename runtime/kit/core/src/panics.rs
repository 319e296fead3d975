//! Panics of student code: recorded with the place where they began, never printed.

use kit_wire::{Panicked, Place};
use std::{
    any::Any,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{Mutex, PoisonError},
    thread::{self, ThreadId},
};

const NO_TEXT: &str = "a panic whose payload is no text";
/// Characters of a panic's message that are kept.
const LONGEST_TEXT: usize = 10_000;
/// Panics that are kept, so that threads which panic without end do not fill the memory.
const MOST_RECORDS: usize = 1000;

/// The panics of the current call, oldest first.
static RECORDS: Mutex<Vec<Record>> = Mutex::new(Vec::new());

struct Record {
    thread: ThreadId,
    panicked: Panicked,
}

/// Calls `f` and turns a panic into `Err` with its message.
///
/// For questions that expect a panic: one that is not caught fails the check.
pub fn catch<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(f)).map_err(|payload| {
        let message = text(&*payload);
        std::mem::forget(payload);
        message
    })
}

/// Forgets the panics of earlier calls. The hook is set anew for each call, because student code may replace it.
pub(crate) fn start_recording() {
    panic::set_hook(Box::new(record));
    records().clear();
}

/// Which panic to tell of, when `payload` ended the call on `thread`.
pub(crate) fn explain(thread: ThreadId, payload: Box<dyn Any + Send>) -> Panicked {
    let panicked = Panicked {
        message: text(&*payload),
        place: None,
    };
    // Dropping a payload runs student code, which may panic again.
    std::mem::forget(payload);
    let records = records();
    let own = records
        .iter()
        .find(|record| record.thread == thread && record.panicked.message == panicked.message);
    let told = if panicked.is_passed_on() {
        records.first().or(own)
    } else {
        own
    };
    told.map_or(panicked, |record| record.panicked.clone())
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

/// The text of a panic's payload, cut if it is very long.
pub fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or(NO_TEXT);
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
