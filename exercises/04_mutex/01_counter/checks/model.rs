//! Every interleaving of the counting threads.

use kit::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// What the counter says after `count_into(&counter, n_max)`, having said 0 before.
fn count_with(n_max: usize) -> usize {
    count_from(0, n_max)
}

/// How much `count_into(&counter, n_max)` has added to a counter that said `start` before.
fn count_from(start: usize, n_max: usize) -> usize {
    let counter = Arc::new(Mutex::new(start));
    counter::count_into(&counter, n_max);
    expect_sound_updates(start, n_max);
    let left = Arc::strong_count(&counter) - 1;
    expect!(
        kit::unjoined() > 0 || left == 0,
        "After count_into(&counter, {n_max}) returned, {left} clones of the counter's Arc were still alive: all threads have to be over, and what they owned with them."
    );
    let count = *counter.lock().unwrap();
    count.wrapping_sub(start)
}

/// Fails if a write to the counter undid another one, even if somebody repaired the sum afterwards.
fn expect_sound_updates(start: usize, n_max: usize) {
    let mut count = start;
    for (thread, written) in writes_to_the_counter() {
        // The first thread adds nothing, and may say so by writing what is there.
        let adds_nothing = thread == 1 && written == count;
        expect!(
            written > count || adds_nothing || thread == 0,
            "An increment was lost in count_into(&counter, {n_max}): thread {thread} wrote {written} when the counter said {count} already."
        );
        count = written;
    }
}

/// Each write to the check's counter in its order: the thread, and what it wrote. Other mutexes are the
/// student's own business.
fn writes_to_the_counter() -> Vec<(usize, usize)> {
    let mut writes = Vec::new();
    for step in kit::steps() {
        let made_at = step.object.and_then(|object| object.place);
        let is_checks = made_at.is_some_and(|place| place.file.ends_with("checks/model.rs"));
        if step.op == kit::Op::Write && is_checks {
            writes.extend(step.wrote.map(|written| (step.thread, written as usize)));
        }
    }
    writes
}

/// Fails unless the count is the expected one, in the words that fit what happened.
fn expect_count(count: usize, expected: usize, call: &str) {
    let unjoined = kit::unjoined();
    expect!(
        unjoined == 0,
        "{call} returned before all its threads had finished: {unjoined} of them nobody joins. The counter says {count}, and {expected} is right."
    );
    let written = changes_of_the_counter().len();
    if count < expected && written >= expected {
        fail!(
            "An increment was lost in {call}: the counter was written {written} times, but says {count} at the end, not {expected}."
        );
    }
    expect_eq!(count, expected, "the counter after {call}");
}

/// For each change of a counter the thread that made it; changes by the caller's thread are left out.
fn changes_of_the_counter() -> Vec<usize> {
    let mut threads = Vec::new();
    for step in kit::steps() {
        let is_counter = step.object.is_some_and(|object| {
            object.kind == kit::ObjectKind::Mutex && object.of.as_deref() == Some("usize")
        });
        if step.thread != 0 && is_counter && step.op == kit::Op::Write {
            threads.push(step.thread);
        }
    }
    threads
}

/// The threads, other than the caller's, that did anything that another thread can notice.
fn threads_that_worked() -> BTreeSet<usize> {
    let steps = kit::steps().into_iter();
    steps
        .filter(|step| step.thread != 0 && step.op != kit::Op::End)
        .map(|step| step.thread)
        .collect()
}

kit::model! {
    /// One thread that counts has counted when the function returns.
    fn one_thread_adds() {
        expect_count(count_with(2), 1, "count_into(&counter, 2)");
    }

    /// No increment is lost, however the threads are scheduled.
    fn no_increment_is_lost() {
        expect_count(count_with(3), 3, "count_into(&counter, 3)");
    }

    /// No increment is lost with one thread more, on a counter that is in use already.
    fn four_threads_count_on() {
        // That no update undoes another is looked at inside; what the counter says at last is a property's matter.
        count_from(100, 4);
    }

    /// count_up too waits for all its threads.
    fn every_thread_is_joined() {
        expect_count(counter::count_up(3), 3, "count_up(3)");
    }

    /// The threads add to the counter, not the one that starts them.
    fn threads_do_the_counting() {
        count_with(3);
        let mut count = 0;
        for (thread, written) in writes_to_the_counter() {
            expect!(
                thread != 0 || written <= count,
                "In count_into(&counter, 3) threads 1 and 2 have to add to the counter, but the caller's own thread added too."
            );
            count = written;
        }
        match BTreeSet::from_iter(changes_of_the_counter()).len() {
            0 => fail!("In count_into(&counter, 3) threads 1 and 2 have to add to the counter, but none of its threads did."),
            1 => fail!("In count_into(&counter, 3) threads 1 and 2 have to add to the counter, but only one thread did."),
            _ => {}
        }
    }

    /// count_up too has its threads do the counting.
    fn threads_do_the_counting_up() {
        counter::count_up(3);
        match threads_that_worked().len() {
            0 => fail!("In count_up(3) threads 1 and 2 have to do the counting, but none of its threads did anything, if there were any."),
            1 => fail!("In count_up(3) threads 1 and 2 have to do the counting, but only one thread did anything."),
            _ => {}
        }
    }
}
