//! Every interleaving of producers that send, stay silent, wait for each other, or go on after their last value.

use kit::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

type Producer = Box<dyn FnOnce(Sender<u32>) + Send>;

/// A producer that sends `values`.
fn sends(values: &'static [u32]) -> Producer {
    Box::new(move |tx| {
        values
            .iter()
            .for_each(|value| tx.send(*value).expect("collect_from receives what is sent"))
    })
}

/// A producer of `value` that first tells another one that it is running, and waits until it hears the same from it.
fn meets(tell: Sender<()>, hear: Receiver<()>, value: u32) -> Producer {
    Box::new(move |tx| {
        tell.send(()).expect("the other producer listens");
        hear.recv().expect("the other producer tells");
        tx.send(value).expect("collect_from receives what is sent");
    })
}

/// A producer of `value` that has something left to do when it has dropped its sender, and the flag that this sets.
fn goes_on(value: u32) -> (Producer, Arc<AtomicBool>) {
    let ended = Arc::new(AtomicBool::new(false));
    let last_act = Arc::clone(&ended);
    let producer = move |tx: Sender<u32>| {
        tx.send(value).expect("collect_from receives what is sent");
        drop(tx);
        last_act.store(true, Ordering::Release);
    };
    (Box::new(producer), ended)
}

/// Fails unless the producer of [`goes_on`] has ended.
fn expect_ended(ended: &AtomicBool) {
    expect!(
        ended.load(Ordering::Acquire),
        "collect_from returned while a producer was still running: it had dropped its sender, but nobody joined its thread."
    );
}

/// What `collect_from` returns, sorted here: whether it sorts is the business of another check.
fn collected(producers: Vec<Producer>) -> Vec<u32> {
    let mut values = fan_in::collect_from(producers);
    values.sort();
    values
}

/// Fails if one of so many producers runs on the thread that calls `collect_from`.
fn expect_none_on_the_caller(producers: usize) {
    let caller = thread::current().id();
    let producer = |_| -> Producer {
        Box::new(move |tx| tx.send(u32::from(thread::current().id() == caller)).expect("collect_from receives what is sent"))
    };
    let on_the_caller = collected((0..producers).map(producer).collect());
    expect!(
        !on_the_caller.contains(&1),
        "A producer ran on the caller's thread, not on one of its own."
    );
}

kit::model! {
    /// Without producers there is nothing to wait for.
    fn no_producer() {
        expect_eq!(collected(vec![]), Vec::<u32>::new(), "collect_from(vec![])");
    }

    /// A producer may end without having sent anything.
    fn silent_producer() {
        expect_eq!(
            collected(vec![sends(&[])]),
            Vec::<u32>::new(),
            "collect_from on one producer that sends nothing"
        );
    }

    /// All that one producer sends arrives.
    fn one_producer() {
        expect_eq!(
            collected(vec![sends(&[5, 2])]),
            [2, 5],
            "collect_from on one producer, of 5, 2; sorted"
        );
    }

    /// What two producers send all arrives.
    fn two_producers() {
        expect_eq!(
            collected(vec![sends(&[5]), sends(&[3])]),
            [3, 5],
            "collect_from on producers of 5 and of 3; sorted"
        );
    }

    /// A producer that drops its sender and goes on has ended too when the function returns.
    fn work_after_the_last_value() {
        let (producer, ended) = goes_on(7);
        expect_eq!(collected(vec![producer]), [7], "collect_from on a producer of 7");
        expect_ended(&ended);
    }

    /// The same holds for each of two producers.
    fn each_has_ended() {
        let ((first, first_ended), (second, second_ended)) = (goes_on(7), goes_on(8));
        expect_eq!(
            collected(vec![first, second]),
            [7, 8],
            "collect_from on producers of 7 and of 8; sorted"
        );
        expect_ended(&first_ended);
        expect_ended(&second_ended);
    }

    /// Two producers that wait for each other both get on: they run at the same time.
    fn producers_meet() {
        let (tell_second, hear_first) = mpsc::channel();
        let (tell_first, hear_second) = mpsc::channel();
        let producers = vec![meets(tell_second, hear_second, 1), meets(tell_first, hear_first, 2)];
        expect_eq!(
            collected(producers),
            [1, 2],
            "collect_from on two producers that wait for each other"
        );
    }

    /// No producer runs on the caller's thread.
    fn not_on_the_callers_thread() {
        expect_none_on_the_caller(2);
    }

    /// Not even if it is the only one.
    fn nor_a_lone_one() {
        expect_none_on_the_caller(1);
    }
}
