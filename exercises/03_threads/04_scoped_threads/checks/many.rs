//! Many parts at the same time, more parts than elements, and no element at all.

use kit::prelude::*;

kit::driver_only! {
    use scoped_threads::map_in_parts;
    use std::num::NonZeroUsize;
    use std::sync::atomic::{AtomicUsize, Ordering};
}

kit::act! {
    /// Cuts so many elements into so many parts (0 means as many as there can be), of which `count` wait for each
    /// other; returns for each result whether they met, and how often the function was called.
    fn meet(elements: usize, parts: usize, count: usize) -> (Vec<bool>, usize) {
        let gate = kit::Gate::new(count);
        let calls = AtomicUsize::new(0);
        let parts = NonZeroUsize::new(parts).unwrap_or(NonZeroUsize::MAX);
        let met = map_in_parts(&vec![(); elements], parts, |_| {
            calls.fetch_add(1, Ordering::Relaxed);
            gate.wait()
        });
        (met, calls.load(Ordering::Relaxed))
    }
}

kit::judge_only! {
    fn expect_met(elements: usize, parts: usize, count: usize) {
        let shown = if parts == 0 { "NonZeroUsize::MAX".to_owned() } else { parts.to_string() };
        let (met, calls) = meet(elements, parts, count);
        expect_eq!(met.len(), count, "how many results map_in_parts returns for {elements} elements in {shown} parts");
        expect_eq!(calls, count, "how often map_in_parts calls f for {elements} elements in {shown} parts");
        expect!(
            !met.contains(&false),
            "map_in_parts with {elements} elements in {shown} parts that all wait for each other: the {count} parts never were all worked on at the same time."
        );
    }
}

kit::judge! {
    /// One part is the whole.
    fn one_part() {
        expect_met(5, 1, 1);
    }

    /// Many parts are worked on at the same time.
    fn many_parts() {
        expect_met(23, 5, 5);
        expect_met(120, 40, 40);
    }

    /// There are no more parts than elements.
    fn more_parts_than_elements() {
        for (elements, parts) in [(1, 3), (4, 5), (4, 1000), (9, 0)] {
            expect_met(elements, parts, elements);
        }
    }

    /// Without an element there is no part.
    fn no_element() {
        for parts in [1, 3, 0] {
            expect_met(0, parts, 0);
        }
    }
}
