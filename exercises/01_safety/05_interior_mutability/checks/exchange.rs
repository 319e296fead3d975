//! Two counters change their counts.

use kit::prelude::*;

kit::driver_only! {
    use interior_mutability::Hits;

    fn with_hits(hits: u32) -> Hits {
        let counter = Hits::new();
        (0..hits).for_each(|_| counter.hit());
        counter
    }
}

kit::act! {
    /// The counts of two `Hits` with so many hits after `one.exchange(&other)`, and both once more after `other.exchange(&one)`.
    fn exchange(one: u32, other: u32) -> [(u32, u32); 2] {
        let (one, other) = (with_hits(one), with_hits(other));
        one.exchange(&other);
        let first = (one.count(), other.count());
        other.exchange(&one);
        [first, (one.count(), other.count())]
    }

    /// The count of a `Hits` after `hits.exchange(&hits)`.
    fn exchange_with_itself(count: u32) -> u32 {
        let hits = with_hits(count);
        hits.exchange(&hits);
        hits.count()
    }
}

kit::judge! {
    /// Each gets the other's count.
    fn counts_change_sides() {
        for (one, other) in [(3, 5), (5, 3), (0, 2), (2, 0), (4, 4), (700, 1)] {
            expect_eq!(
                exchange(one, other),
                [(other, one), (one, other)],
                "the counts of two Hits that say {one} and {other} after one.exchange(&other), and after other.exchange(&one)"
            );
        }
    }

    /// A counter exchanged with itself keeps its count.
    fn with_itself() {
        for count in [0, 1, 6] {
            expect_eq!(exchange_with_itself(count), count, "the count of a Hits that says {count} after hits.exchange(&hits)");
        }
    }
}
