//! Every interleaving of a few threads at a small queue.

use bounded_queue::BoundedQueue;
// `core` is not looked after by the model, so this clock adds no steps.
use core::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use kit::prelude::*;
use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Like `expect_eq!`, but the report keeps to this sentence: what is lost here is hardly ever an update.
macro_rules! expect_value {
    ($got:expr, $expected:expr, $($what:tt)+) => {{
        let (got, expected) = ($got, $expected);
        expect!(got == expected, "{}: expected {expected:?}, got {got:?}.", format!($($what)+));
    }};
}

type Queue = Arc<BoundedQueue<u32>>;

/// A new queue that holds these values.
fn queue(capacity: usize, values: &[u32]) -> Queue {
    let queue = Arc::new(BoundedQueue::new(NonZeroUsize::new(capacity).unwrap()));
    for value in values {
        expect_pushed(&queue, *value);
    }
    queue
}

#[track_caller]
fn expect_pushed(queue: &BoundedQueue<u32>, value: u32) {
    expect!(
        queue.push(value).is_ok(),
        "push({value}) returned Err, although nobody had closed the queue."
    );
}

/// What `pop` returns on a queue that nobody has closed.
#[track_caller]
fn popped(queue: &BoundedQueue<u32>) -> u32 {
    match queue.pop() {
        Some(value) => value,
        None => fail!(
            "pop() returned None, although nobody had closed the queue: it has to wait for a value, and to look again whenever it is woken."
        ),
    }
}

fn spawn_push(queue: &Queue, values: &'static [u32]) -> JoinHandle<()> {
    let queue = Arc::clone(queue);
    thread::spawn(move || {
        values
            .iter()
            .for_each(|value| expect_pushed(&queue, *value))
    })
}

fn spawn_pop(queue: &Queue) -> JoinHandle<u32> {
    let queue = Arc::clone(queue);
    thread::spawn(move || popped(&queue))
}

/// One call of a history.
#[derive(Clone, Copy)]
enum Call {
    Push(u32),
    Pop,
    Close,
}

/// A call, what it returned, and when it began and ended.
#[derive(Clone, Copy)]
struct Done {
    call: Call,
    /// What `pop` returned.
    value: Option<u32>,
    /// Whether `push` returned Ok.
    ok: bool,
    began: usize,
    ended: usize,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.call {
            Call::Push(value) if self.ok => write!(f, "push({value}) -> Ok"),
            Call::Push(value) => write!(f, "push({value}) -> Err"),
            Call::Pop => write!(f, "pop() -> {:?}", self.value),
            Call::Close => write!(f, "close()"),
        }
    }
}

fn act(queue: &BoundedQueue<u32>, clock: &AtomicUsize, calls: &[Call]) -> Vec<Done> {
    let one = |call: &Call| {
        let began = clock.fetch_add(1, SeqCst);
        let (mut value, mut ok) = (None, false);
        match *call {
            Call::Push(pushed) => ok = queue.push(pushed).is_ok(),
            Call::Pop => value = queue.pop(),
            Call::Close => queue.close(),
        }
        let ended = clock.fetch_add(1, SeqCst);
        Done {
            call: *call,
            value,
            ok,
            began,
            ended,
        }
    };
    calls.iter().map(one).collect()
}

/// Runs the main thread's calls and those of the others at the same time, and fails unless some order of the calls, one
/// after the other, would have had the same results. A call that ended before another one began comes before it.
fn expect_explained(capacity: usize, main: &[Call], others: &[&'static [Call]]) {
    let queue = queue(capacity, &[]);
    let clock = Arc::new(AtomicUsize::new(0));
    let spawn = |calls: &&'static [Call]| {
        let (queue, clock, calls) = (Arc::clone(&queue), Arc::clone(&clock), *calls);
        thread::spawn(move || act(&queue, &clock, calls))
    };
    let others: Vec<_> = others.iter().map(spawn).collect();
    let mut histories = vec![act(&queue, &clock, main)];
    histories.extend(others.into_iter().map(|other| other.join().unwrap()));
    let all = histories.concat();
    if explained(
        &all,
        &mut vec![false; all.len()],
        capacity,
        &VecDeque::new(),
        false,
    ) {
        return;
    }
    let who = |thread: usize| {
        if thread == 0 {
            "main".to_owned()
        } else {
            format!("thread {thread}")
        }
    };
    let calls = |history: &Vec<Done>| {
        history
            .iter()
            .map(Done::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let story: Vec<String> = histories
        .iter()
        .enumerate()
        .map(|(thread, history)| format!("{}: {}", who(thread), calls(history)))
        .collect();
    fail!(
        "With a capacity of {capacity} the calls returned what no order of them, one after the other, can explain. {}.",
        story.join("; ")
    );
}

/// Whether the calls that are left can come one after the other, in some order that fits, from this state on.
fn explained(
    all: &[Done],
    used: &mut Vec<bool>,
    capacity: usize,
    values: &VecDeque<u32>,
    closed: bool,
) -> bool {
    if used.iter().all(|used| *used) {
        return true;
    }
    for next in 0..all.len() {
        let must_wait = |other: usize| !used[other] && all[other].ended < all[next].began;
        if used[next] || (0..all.len()).any(must_wait) {
            continue;
        }
        let (mut then, mut closed_then) = (values.clone(), closed);
        let done = &all[next];
        let fits = match done.call {
            Call::Push(value) if done.ok => {
                then.push_back(value);
                !closed && values.len() < capacity
            }
            Call::Push(_) => closed,
            Call::Pop => match done.value {
                Some(value) => then.pop_front() == Some(value),
                None => closed && values.is_empty(),
            },
            Call::Close => {
                closed_then = true;
                true
            }
        };
        if fits {
            used[next] = true;
            if explained(all, used, capacity, &then, closed_then) {
                return true;
            }
            used[next] = false;
        }
    }
    false
}

kit::model! {
    /// A consumer that waits gets the value that comes.
    fn one_value() {
        let queue = queue(1, &[]);
        let consumer = spawn_pop(&queue);
        expect_pushed(&queue, 7);
        expect_value!(consumer.join().unwrap(), 7, "what pop returned after push(7)");
    }

    /// A producer of two values and a consumer get through a queue for one.
    fn two_values() {
        let queue = queue(1, &[]);
        let producer = spawn_push(&queue, &[1, 2]);
        expect_value!((popped(&queue), popped(&queue)), (1, 2), "what pop returned while another thread pushed 1 and 2");
        producer.join().unwrap();
    }

    /// A producer that waits goes on when there is room again.
    fn room_again() {
        let queue = queue(1, &[1]);
        let producer = spawn_push(&queue, &[2]);
        expect_value!(popped(&queue), 1, "what pop returned first, from a queue that held 1");
        producer.join().unwrap();
        expect_value!(popped(&queue), 2, "what pop returned when the other thread had pushed 2");
    }

    /// Two consumers wait, and one producer has a value for each of them.
    fn two_consumers() {
        let queue = queue(1, &[]);
        let consumers = [spawn_pop(&queue), spawn_pop(&queue)];
        expect_pushed(&queue, 1);
        expect_pushed(&queue, 2);
        let mut values = consumers.map(|consumer| consumer.join().unwrap());
        values.sort();
        expect_value!(values, [1, 2], "what two consumers popped of 1 and 2, sorted");
    }

    /// Two producers wait at a full queue, and one consumer takes the values of both.
    fn two_producers() {
        let queue = queue(1, &[9]);
        let producers = [spawn_push(&queue, &[1]), spawn_push(&queue, &[2])];
        expect_value!(popped(&queue), 9, "what pop returned first, from a queue that held 9");
        let mut values = [popped(&queue), popped(&queue)];
        for producer in producers {
            producer.join().unwrap();
        }
        values.sort();
        expect_value!(values, [1, 2], "what a consumer popped of two producers' values 1 and 2, sorted");
    }

    /// Two consumers wait, and two values come at once.
    fn two_consumers_and_room() {
        let queue = queue(2, &[]);
        let consumers = [spawn_pop(&queue), spawn_pop(&queue)];
        expect_pushed(&queue, 1);
        expect_pushed(&queue, 2);
        let mut values = consumers.map(|consumer| consumer.join().unwrap());
        values.sort();
        expect_value!(values, [1, 2], "what two consumers popped of 1 and 2, sorted");
    }

    /// Two producers wait, and two places become free at once.
    fn two_producers_and_room() {
        let queue = queue(2, &[1, 2]);
        let producers = [spawn_push(&queue, &[3]), spawn_push(&queue, &[4])];
        expect_value!((popped(&queue), popped(&queue)), (1, 2), "what was popped first of a queue that held 1 and 2");
        for producer in producers {
            producer.join().unwrap();
        }
        let mut values = [popped(&queue), popped(&queue)];
        values.sort();
        expect_value!(values, [3, 4], "what was popped of two producers' values 3 and 4, sorted");
    }

    /// A consumer that waits at an empty queue is woken by close.
    fn close_wakes_a_consumer() {
        let queue = queue(1, &[]);
        let theirs = Arc::clone(&queue);
        let consumer = thread::spawn(move || theirs.pop());
        queue.close();
        expect_value!(consumer.join().unwrap(), None, "what pop returned from a queue that was closed and empty");
    }

    /// A producer that waits at a full queue is woken by close, and gets its value back.
    fn close_wakes_a_producer() {
        let queue = queue(1, &[1]);
        let theirs = Arc::clone(&queue);
        let producer = thread::spawn(move || theirs.push(2));
        queue.close();
        expect_value!(producer.join().unwrap(), Err(2), "what push(2) returned, which could only wait at the full queue until it was closed");
        expect_value!((queue.pop(), queue.pop()), (Some(1), None), "what two calls of pop returned afterwards");
    }

    /// So are two consumers.
    fn close_wakes_both_consumers() {
        let queue = queue(1, &[]);
        let spawn = || {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop())
        };
        let consumers = [spawn(), spawn()];
        queue.close();
        for consumer in consumers {
            expect_value!(consumer.join().unwrap(), None, "what pop returned from a queue that was closed and empty");
        }
    }

    /// And two producers.
    fn close_wakes_both_producers() {
        let queue = queue(1, &[1]);
        let spawn = |value: u32| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(value))
        };
        let producers = [spawn(2), spawn(3)];
        queue.close();
        for (producer, value) in producers.into_iter().zip([2, 3]) {
            expect_value!(producer.join().unwrap(), Err(value), "what push({value}) returned, which could only wait at the full queue until it was closed");
        }
        expect_value!((queue.pop(), queue.pop()), (Some(1), None), "what two calls of pop returned afterwards");
    }

    /// A push and a close at the same time.
    fn push_and_close() {
        expect_explained(2, &[Call::Close, Call::Pop, Call::Pop], &[&[Call::Push(1)]]);
    }

    /// A producer at a small queue that is closed meanwhile.
    fn producer_and_close() {
        expect_explained(1, &[Call::Pop, Call::Close, Call::Pop, Call::Pop], &[&[Call::Push(1), Call::Push(2)]]);
    }

    /// A producer, a consumer and one that closes.
    fn three_and_close() {
        expect_explained(1, &[Call::Close, Call::Pop], &[&[Call::Push(1)], &[Call::Pop]]);
    }

    /// Two threads that each push and pop.
    fn swapping() {
        expect_explained(2, &[Call::Push(1), Call::Pop], &[&[Call::Push(2), Call::Pop]]);
    }
}
