//! Counting on one thread.

use kit::prelude::*;

/// One call of a method, on the first or the second of two counters.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Call {
    Hit(usize),
    Count(usize),
    Reset(usize),
}

kit::driver_only! {
    use interior_mutability::Hits;
}

kit::act! {
    /// Makes two counters, and returns what the calls of `count` and `reset` return, and both counts at the end.
    fn follow(calls: Vec<Call>) -> (Vec<u32>, [u32; 2]) {
        let counters: [Hits; 2] = [Hits::new(), Hits::new()];
        // Two shared references to each of them, which are used in turn.
        let references = [&counters, &counters];
        let mut returned = Vec::new();
        for (turn, call) in calls.into_iter().enumerate() {
            let counters: &[Hits; 2] = references[turn % 2];
            match call {
                Call::Hit(which) => counters[which].hit(),
                Call::Count(which) => {
                    let count: u32 = counters[which].count();
                    returned.push(count);
                }
                Call::Reset(which) => {
                    let count: u32 = counters[which].reset();
                    returned.push(count);
                }
            }
        }
        (returned, [counters[0].count(), counters[1].count()])
    }

    /// What `reset` and then `count` return after so many hits.
    fn reset_after(hits: u32) -> (u32, u32) {
        let counter = Hits::new();
        (0..hits).for_each(|_| counter.hit());
        (counter.reset(), counter.count())
    }
}

kit::judge_only! {
    fn calls() -> impl Strategy<Value = Vec<Call>> {
        let call = prop_oneof![
            4 => (0usize..2).prop_map(Call::Hit),
            1 => (0usize..2).prop_map(Call::Count),
            1 => (0usize..2).prop_map(Call::Reset),
        ];
        prop::collection::vec(call, 0..20)
    }
}

kit::judge! {
    /// A new counter says 0, and each hit adds 1.
    fn hits_are_counted() {
        expect_eq!(
            follow(vec![Call::Count(0), Call::Hit(0), Call::Count(0), Call::Hit(0), Call::Count(0)]).0,
            [0, 1, 2],
            "what count() of a Hits returns at first, after one hit, and after two"
        );
    }

    /// `reset` returns the count and sets it to 0.
    fn resets() {
        for hits in [3, 0, 1_000] {
            expect_eq!(reset_after(hits), (hits, 0), "what reset() and then count() return after {hits} hits of a Hits");
        }
    }

    /// Two counters count for themselves, in any order of calls.
    #[cases(64)]
    fn any_calls(calls in calls()) {
        let (mut counts, mut expected) = ([0; 2], Vec::new());
        for call in &calls {
            match *call {
                Call::Hit(which) => counts[which] += 1,
                Call::Count(which) => expected.push(counts[which]),
                Call::Reset(which) => expected.push(std::mem::take(&mut counts[which])),
            }
        }
        let (returned, left) = follow(calls.clone());
        expect_eq!(returned, expected, "what count() and reset() of the Hits number 0 and 1 return in {calls:?}");
        expect_eq!(left, counts, "the counts of the Hits number 0 and 1 after {calls:?}");
    }
}
