//! Every interleaving of the caller and the thread that shows the value.

use kit::prelude::*;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, ThreadId};

/// Shows itself as 7, and says so when the thread that made it formats it.
struct Seven {
    maker: ThreadId,
    formatted: AtomicUsize,
    dropped: Arc<AtomicBool>,
}

impl Seven {
    /// A value, and the flag that tells whether it has been dropped.
    fn new() -> (Arc<Seven>, Arc<AtomicBool>) {
        let dropped = Arc::new(AtomicBool::new(false));
        let seven = Seven {
            maker: thread::current().id(),
            formatted: AtomicUsize::new(0),
            dropped: Arc::clone(&dropped),
        };
        (Arc::new(seven), dropped)
    }
}

impl fmt::Display for Seven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A step in the middle of formatting, so that other threads can come in between.
        self.formatted.fetch_add(1, Ordering::Relaxed);
        if thread::current().id() == self.maker {
            f.write_str("7, shown by the caller's thread")
        } else {
            f.write_str("7")
        }
    }
}

impl Drop for Seven {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Release);
    }
}

kit::model! {
    /// Another thread than the caller's formats the value.
    fn another_thread_formats() {
        let (value, _) = Seven::new();
        let text = rc_to_thread::show_from_thread(value);
        expect!(
            !text.contains("the caller's thread"),
            "The value was formatted on the caller's thread, not on another one."
        );
    }

    /// The text is complete when the function returns.
    fn text_is_complete() {
        let (value, _) = Seven::new();
        let text = rc_to_thread::show_from_thread(value);
        if text != "val = 7" && kit::unjoined() > 0 {
            fail!(
                "show_from_thread(7) returned {text:?} before its thread had finished: nobody joins it."
            );
        }
        expect_eq!(text, "val = 7", "show_from_thread(7)");
    }

    /// When the function has returned, nobody but the caller owns the value.
    fn nobody_else_keeps_it() {
        let (value, _) = Seven::new();
        rc_to_thread::show_from_thread(Arc::clone(&value));
        kit::expect_joined();
        expect_eq!(
            Arc::strong_count(&value),
            1,
            "owners of the value after show_from_thread, the caller included"
        );
    }

    /// A value that the caller gave away is dropped when the function returns.
    fn given_away_is_dropped() {
        let (value, dropped) = Seven::new();
        rc_to_thread::show_from_thread(value);
        expect!(
            dropped.load(Ordering::Acquire),
            "show_from_thread returned, and the value that was given away to it still had an owner: is the thread joined?"
        );
    }
}
