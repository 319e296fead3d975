//! The text, for values of several types.

use kit::prelude::*;

kit::driver_only! {
    use std::fmt;
    use std::sync::Arc;

    /// A type with a `Display` of its own.
    struct Point {
        x: i32,
        y: i32,
    }

    impl fmt::Display for Point {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "({}, {})", self.x, self.y)
        }
    }
}

kit::act! {
    /// Shows a number.
    fn show_number(value: i64) -> String {
        rc_to_thread::show_from_thread(Arc::new(value))
    }

    /// Shows a text.
    fn show_text(value: String) -> String {
        rc_to_thread::show_from_thread(Arc::new(value))
    }

    /// Shows one value so many times, for each of several values; returns for each time whether another thread than the
    /// caller's formatted it, and how many owners it has afterwards.
    fn show_again(values: usize, times: usize) -> Vec<(bool, usize)> {
        let mut seen = Vec::new();
        for number in 0..values {
            let value = Arc::new(kit::Witness::new(number));
            for time in 1..=times {
                rc_to_thread::show_from_thread(Arc::clone(&value));
                let threads = value.threads();
                let elsewhere = threads.len() >= time && !threads.contains(&kit::this_thread());
                seen.push((elsewhere, Arc::strong_count(&value)));
            }
        }
        seen
    }

    /// Shows a point.
    fn show_point(x: i32, y: i32) -> String {
        rc_to_thread::show_from_thread(Arc::new(Point { x, y }))
    }
}

kit::judge! {
    /// Numbers are shown.
    fn shows_numbers() {
        for value in [5, 0, -273, i64::MAX] {
            expect_eq!(show_number(value), format!("val = {value}"), "show_from_thread({value})");
        }
    }

    /// Texts are shown as they are, without quotes.
    fn shows_texts() {
        for value in ["Ada", "", "{}", "two\nlines", " spaces around ", "\n"] {
            expect_eq!(
                show_text(value.to_owned()),
                format!("val = {value}"),
                "show_from_thread({value:?})"
            );
        }
    }

    /// A type with a `Display` of its own is shown in its own way.
    fn shows_own_types() {
        expect_eq!(
            show_point(-1, 20),
            "val = (-1, 20)",
            "show_from_thread(Point {{ x: -1, y: 20 }})"
        );
    }

    /// It is the same each time: another thread formats, and keeps nothing.
    fn each_time_the_same() {
        for (call, (elsewhere, owners)) in (1..).zip(show_again(2, 3)) {
            expect!(elsewhere, "Call number {call} of show_from_thread: the value was formatted on the caller's thread, not on another one.");
            expect_eq!(owners, 1, "owners of the value after call number {call} of show_from_thread, the caller included");
        }
    }
}
