//! Values that can do nothing but be moved: if this file does not compile, a bound or a signature of yours is narrower
//! than the contract's.

use kit::prelude::*;

kit::driver_only! {
    use bounded_queue::BoundedQueue;
    use std::cell::Cell;
    use std::num::NonZeroUsize;
    use std::rc::Rc;

    /// No Clone, no Debug, no Default, no PartialEq; and it borrows.
    struct OnlyMoves<'a>(&'a str);

    fn can_be_shared<T: Send + Sync>(_: &T) {}

    /// Of any type at all.
    fn new<T>(capacity: usize) -> BoundedQueue<T> {
        BoundedQueue::new(NonZeroUsize::new(capacity).unwrap())
    }
}

kit::act! {
    /// Values that borrow, and come back from a closed queue.
    fn borrowed() -> (Option<String>, Option<String>) {
        let text = String::from("in and out");
        let queue = new(2);
        let _ = queue.push(OnlyMoves(&text[..2]));
        queue.close();
        let given_back = queue.push(OnlyMoves(&text[7..])).err();
        (queue.pop().map(|value| value.0.to_owned()), given_back.map(|value| value.0.to_owned()))
    }

    /// Values that must stay on their thread; how many of three owners are left when the queue is gone.
    fn on_one_thread() -> (bool, usize) {
        let value = Rc::new(5);
        let queue = new(3);
        let _ = (queue.push(Rc::clone(&value)), queue.push(Rc::clone(&value)));
        let same = queue.pop().is_some_and(|popped| Rc::ptr_eq(&popped, &value));
        drop(queue);
        (same, Rc::strong_count(&value))
    }

    /// Closures that are Send and not Sync, and Cells, in a queue that threads could share.
    fn shared() -> (u32, u32) {
        let jobs: BoundedQueue<Box<dyn FnOnce() -> u32 + Send>> = new(3);
        let number = 6;
        let _ = jobs.push(Box::new(move || number));
        let cells = new(1);
        let _ = cells.push(Cell::new(8));
        can_be_shared(&jobs);
        can_be_shared(&cells);
        (jobs.pop().map_or(0, |job| job()), cells.pop().map_or(0, |cell| cell.get()))
    }
}

kit::judge! {
    /// Values need not be Clone, Debug, Default or 'static.
    fn values_that_only_move() {
        expect_eq!(
            borrowed(),
            (Some("in".to_owned()), Some("out".to_owned())),
            "the value that was in the closed queue, and the one that push gave back"
        );
    }

    /// Values need not be Send as long as the queue stays on one thread, and go with the queue.
    fn values_of_one_thread() {
        expect_eq!(on_one_thread(), (true, 1), "whether the value came out again, and how many owners it has when the queue is gone");
    }

    /// Values need to be Send, and nothing else, for threads to share the queue.
    fn values_that_are_sent() {
        expect_eq!(shared(), (6, 8), "what came out of a queue of closures and of one of Cells");
    }
}
