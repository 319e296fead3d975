//! Closures that count.

use kit::prelude::*;

kit::driver_only! {
    use closures::make_counter;

    /// Keeps a counter for as long as one likes.
    fn keep(counter: impl FnMut() -> u32 + 'static) -> Box<dyn FnMut() -> u32> {
        Box::new(counter)
    }
}

kit::act! {
    /// Makes so many counters, and calls them in this order.
    fn count(counters: usize, order: Vec<usize>) -> Vec<u32> {
        let mut counters: Vec<_> = (0..counters).map(|_| keep(make_counter())).collect();
        order.into_iter().map(|which| counters[which]()).collect()
    }

    /// The answer to so many calls of one counter, the last one.
    fn last_of(calls: usize) -> u32 {
        let mut counter = make_counter();
        (0..calls).map(|_| counter()).last().unwrap_or(0)
    }
}

kit::judge! {
    /// A counter begins at 1 and goes on.
    fn counts() {
        expect_eq!(count(1, vec![0; 5]), [1, 2, 3, 4, 5], "what the first five calls of a counter return");
        expect_eq!(
            count(2, vec![0, 0, 1, 1, 0]),
            [1, 2, 1, 2, 3],
            "what two counters return when the first one is called twice, then the second one twice, then the first one again"
        );
        for calls in [300, 70_000] {
            expect_eq!(last_of(calls) as usize, calls, "what call number {calls} of a counter returns");
        }
    }

    /// Each counter counts for itself.
    #[cases(32)]
    fn any_counters(order in prop::collection::vec(0usize..3, 0..12)) {
        let mut counts = [0; 3];
        let mut next = |which: &usize| {
            counts[*which] += 1;
            counts[*which]
        };
        let expected: Vec<u32> = order.iter().map(&mut next).collect();
        expect_eq!(count(3, order.clone()), expected, "what three counters return when they are called in the order {order:?}");
    }
}
