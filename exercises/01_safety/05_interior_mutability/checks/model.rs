//! Every interleaving of threads that hit, count and reset.

use interior_mutability::SharedHits;
use kit::prelude::*;
use std::thread;

/// A counter that has been hit so many times.
fn with_hits(hits: u32) -> SharedHits {
    let counter = SharedHits::new();
    (0..hits).for_each(|_| counter.hit());
    counter
}

kit::model! {
    /// Threads that hit at the same time are all counted.
    fn two_hit_at_once() {
        let hits = with_hits(1);
        thread::scope(|scope| {
            scope.spawn(|| hits.hit());
            scope.spawn(|| hits.hit());
        });
        let count = hits.count();
        expect!(
            count == 3,
            "A hit was lost: the count was 1, then two threads called hit() at the same time, and afterwards it was {count} instead of 3."
        );
    }

    /// A thread that hits is counted even if another one hits again and again.
    fn one_hits_while_one_hits_twice() {
        let hits = SharedHits::new();
        thread::scope(|scope| {
            scope.spawn(|| hits.hit());
            hits.hit();
            hits.hit();
        });
        let count = hits.count();
        expect!(
            count == 3,
            "A hit was lost: one thread called hit() twice while another one called it once, and afterwards the count was {count} instead of 3. A hit must not give up."
        );
    }

    /// Who counts while others hit sees what was there before, and perhaps the new hits.
    fn counted_while_hit() {
        let hits = with_hits(1);
        let (seen, theirs) = thread::scope(|scope| {
            let other = scope.spawn(|| {
                hits.hit();
                hits.count()
            });
            let seen = hits.count();
            (seen, other.join().unwrap())
        });
        expect!(
            seen == 1 || seen == 2,
            "The count was 1, then one thread called hit() and another count() at the same time: count() returned {seen}, neither 1 nor 2."
        );
        expect!(
            theirs == 2,
            "The count was 1, and a thread called hit() and then count(), while another thread only called count(): it got {theirs} instead of 2."
        );
        expect_eq!(hits.count(), 2, "the count after 2 hits, one of them while another thread called count()");
    }

    /// A hit at the time of a reset goes to one side or the other.
    fn hit_while_reset() {
        let hits = with_hits(1);
        let returned = thread::scope(|scope| {
            scope.spawn(|| hits.hit());
            hits.reset()
        });
        let left = hits.count();
        expect!(
            (returned, left) == (1, 1) || (returned, left) == (2, 0),
            "After 2 hits, one of them at the same time as reset(): it returned {returned} and {left} was left. Each hit has to be in one of the two: 1 and 1, or 2 and 0."
        );
    }

    /// Of two resets at the same time one gets the hits.
    fn two_reset_at_once() {
        let hits = with_hits(2);
        let (theirs, ours) = thread::scope(|scope| {
            let theirs = scope.spawn(|| hits.reset());
            let ours = hits.reset();
            (theirs.join().unwrap(), ours)
        });
        let left = hits.count();
        expect!(
            ((theirs, ours) == (2, 0) || (theirs, ours) == (0, 2)) && left == 0,
            "After 2 hits two threads called reset() at the same time: they got {theirs} and {ours}, and {left} was left. One of them has to get 2 and the other 0, and nothing is left."
        );
    }

    /// Two threads reset while a third one hits: all adds up.
    fn two_reset_and_one_hits() {
        let hits = with_hits(1);
        let (first, second) = thread::scope(|scope| {
            scope.spawn(|| {
                hits.hit();
                hits.hit();
            });
            let first = scope.spawn(|| hits.reset());
            let second = hits.reset();
            (first.join().unwrap(), second)
        });
        let left = hits.count();
        let sum = first.wrapping_add(second).wrapping_add(left);
        expect!(
            sum == 3 && first <= 3 && second <= 3 && left <= 2,
            "After 3 hits, two of them while two other threads called reset(): these got {first} and {second}, and {left} was left. Together this has to be 3."
        );
    }
}
