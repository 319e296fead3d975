//! The queue against a VecDeque, and on many real threads.

use kit::prelude::*;

/// One call.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Call {
    Push(u8),
    Pop,
    Close,
}

/// What it returned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Answer {
    Pushed,
    /// push returned Err with this value.
    GivenBack(u8),
    Popped(u8),
    Nothing,
    Closed,
}

/// A call of a history: its place in the order of all beginnings and ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Done {
    call: Call,
    answer: Answer,
    began: usize,
    ended: usize,
}

kit::driver_only! {
    use bounded_queue::BoundedQueue;
    use std::num::NonZeroUsize;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::sync::{Arc, mpsc};
    use std::thread;
    use std::time::{Duration, Instant};

    /// How long the check waits for somebody who should have come back. Only wrong code ever lets it wait.
    const WATCHDOG: Duration = Duration::from_secs(3);

    fn room(capacity: usize) -> NonZeroUsize {
        NonZeroUsize::new(capacity).expect("capacities begin at 1")
    }

    /// An empty queue through which so many values have gone.
    fn used(capacity: usize, values: usize) -> BoundedQueue<usize> {
        let queue = BoundedQueue::new(room(capacity));
        for number in 0..values {
            let _ = queue.push(number);
            queue.pop();
        }
        queue
    }

    /// Lets go whoever still waits. On a thread of its own: whether close works is for another check to find.
    fn end(queue: Arc<BoundedQueue<usize>>) {
        thread::spawn(move || queue.close());
    }

    fn act(queue: &BoundedQueue<u8>, call: Call) -> Answer {
        match call {
            Call::Push(value) => match queue.push(value) {
                Ok(()) => Answer::Pushed,
                Err(value) => Answer::GivenBack(value),
            },
            Call::Pop => queue.pop().map_or(Answer::Nothing, Answer::Popped),
            Call::Close => {
                queue.close();
                Answer::Closed
            }
        }
    }
}

kit::act! {
    /// One call after the other on one thread.
    fn call_all(capacity: usize, calls: Vec<Call>) -> Vec<Answer> {
        let queue = BoundedQueue::new(room(capacity));
        calls.into_iter().map(|call| act(&queue, call)).collect()
    }

    /// Pushes as many values as there is room for; how many went in before one had to wait.
    fn fill(capacity: usize) -> usize {
        let queue = Arc::new(BoundedQueue::new(room(capacity)));
        let (tell, hear) = mpsc::channel();
        thread::spawn(move || {
            for number in 0..capacity {
                let _ = tell.send(queue.push(number).is_ok());
            }
        });
        let next = || hear.recv_timeout(WATCHDOG).ok();
        std::iter::from_fn(next).filter(|pushed| *pushed).count()
    }

    /// A producer pushes without end to a queue through which so many values have gone: how many values it took, until
    /// there were too many, or for a while; and whether push returned Err meanwhile.
    fn push_without_end(capacity: usize, before: usize) -> (usize, bool) {
        let queue = Arc::new(used(capacity, before));
        let (pushed, refused) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (theirs, count, says_no) = (Arc::clone(&queue), Arc::clone(&pushed), Arc::clone(&refused));
        thread::spawn(move || {
            for number in 0..10_000 {
                if theirs.push(number).is_err() {
                    return says_no.store(true, SeqCst);
                }
                count.fetch_add(1, SeqCst);
            }
        });
        let start = Instant::now();
        let goes_on = || pushed.load(SeqCst) <= capacity && !refused.load(SeqCst);
        while goes_on() && start.elapsed() < Duration::from_millis(40) {
            thread::yield_now();
        }
        let seen = (pushed.load(SeqCst), refused.load(SeqCst));
        end(queue);
        seen
    }

    /// A thread pops from an empty queue through which so many values have gone: whether it came back.
    fn pop_from_empty(before: usize) -> bool {
        let queue = Arc::new(used(2, before));
        let (tell, hear) = mpsc::channel();
        let (started, wait_for_start) = mpsc::channel();
        let theirs = Arc::clone(&queue);
        thread::spawn(move || {
            let _ = started.send(());
            theirs.pop();
            tell.send(())
        });
        let _ = wait_for_start.recv();
        let came_back = hear.recv_timeout(Duration::from_millis(30)).is_ok();
        end(queue);
        came_back
    }

    /// So many threads wait at an empty or a full queue, and it is closed: how many of them come back, and how many of these
    /// with the right answer.
    fn wait_for_close(threads: usize, full: bool) -> (usize, usize) {
        let queue = Arc::new(BoundedQueue::new(room(1)));
        if full {
            let _ = queue.push(0);
        }
        let (tell, hear) = mpsc::channel();
        for number in 1..=threads {
            let (queue, tell) = (Arc::clone(&queue), tell.clone());
            thread::spawn(move || {
                let right = if full { queue.push(number) == Err(number) } else { queue.pop().is_none() };
                tell.send(right)
            });
        }
        // Time to fall asleep. Who is later finds the queue closed, which is right too.
        thread::sleep(Duration::from_millis(40));
        queue.close();
        let until = Instant::now() + WATCHDOG;
        let next = || hear.recv_timeout(until.saturating_duration_since(Instant::now())).ok();
        let answers: Vec<bool> = std::iter::from_fn(next).take(threads).collect();
        (answers.len(), answers.into_iter().filter(|right| *right).count())
    }

    /// Producers push so many numbers each, consumers pop until the queue is closed and empty: what each consumer got, as
    /// (producer, number).
    fn work(capacity: usize, producers: usize, each: usize, consumers: usize) -> Vec<Vec<(usize, usize)>> {
        let queue = &BoundedQueue::new(room(capacity));
        thread::scope(|scope| {
            let consumers: Vec<_> = (0..consumers)
                .map(|_| scope.spawn(|| std::iter::from_fn(|| queue.pop()).collect::<Vec<_>>()))
                .collect();
            let producers: Vec<_> = (0..producers)
                .map(|producer| {
                    scope.spawn(move || (0..each).for_each(|number| queue.push((producer, number)).expect("nobody has closed the queue")))
                })
                .collect();
            for producer in producers {
                producer.join().expect("it does not panic");
            }
            queue.close();
            consumers.into_iter().map(|consumer| consumer.join().expect("it does not panic")).collect()
        })
    }

    /// Each list of calls on a thread of its own, all at once; and at last the queue is closed.
    fn history(capacity: usize, lists: Vec<Vec<Call>>) -> Vec<Vec<Done>> {
        let queue = &BoundedQueue::new(room(capacity));
        let clock = &AtomicUsize::new(0);
        let gate = &kit::Gate::new(lists.len() + 1);
        thread::scope(|scope| {
            let run = |list: Vec<Call>| {
                let one = |call| {
                    let began = clock.fetch_add(1, SeqCst);
                    let answer = act(queue, call);
                    Done { call, answer, began, ended: clock.fetch_add(1, SeqCst) }
                };
                list.into_iter().map(one).collect::<Vec<_>>()
            };
            let threads: Vec<_> = lists
                .into_iter()
                .map(|list| {
                    scope.spawn(move || {
                        gate.wait();
                        run(list)
                    })
                })
                .collect();
            gate.wait();
            let last = run(vec![Call::Close]);
            let done = threads.into_iter().map(|thread| thread.join().expect("it does not panic"));
            done.chain([last]).collect()
        })
    }
}

kit::judge_only! {
    use std::collections::VecDeque;

    /// The queue as it should be.
    #[derive(Clone)]
    struct Deque {
        capacity: usize,
        values: VecDeque<u8>,
        closed: bool,
    }

    impl Deque {
        fn new(capacity: usize) -> Deque {
            Deque { capacity, values: VecDeque::new(), closed: false }
        }

        /// What the call returns. None if it has to wait.
        fn answer(&mut self, call: Call) -> Option<Answer> {
            match call {
                Call::Push(value) if self.closed => Some(Answer::GivenBack(value)),
                Call::Push(_) if self.values.len() == self.capacity => None,
                Call::Push(value) => {
                    self.values.push_back(value);
                    Some(Answer::Pushed)
                }
                Call::Pop => match self.values.pop_front() {
                    Some(value) => Some(Answer::Popped(value)),
                    None => self.closed.then_some(Answer::Nothing),
                },
                Call::Close => {
                    self.closed = true;
                    Some(Answer::Closed)
                }
            }
        }
    }

    /// Whether some order of the calls, one after the other, has these answers. A call that ended before another one began
    /// comes before it.
    fn explained(left: &[Done], state: &Deque) -> bool {
        left.is_empty()
            || (0..left.len()).any(|next| {
                let done = &left[next];
                let mut then = state.clone();
                let may_be_next = left.iter().all(|other| other.ended >= done.began);
                may_be_next && then.answer(done.call) == Some(done.answer) && {
                    let others = [&left[..next], &left[next + 1..]].concat();
                    explained(&others, &then)
                }
            })
    }

    fn in_words(call: Call) -> String {
        match call {
            Call::Push(value) => format!("push({value})"),
            Call::Pop => "pop()".to_owned(),
            Call::Close => "close()".to_owned(),
        }
    }

    fn answer_in_words(answer: Option<Answer>) -> String {
        match answer {
            Some(Answer::Pushed) => "Ok(())".to_owned(),
            Some(Answer::GivenBack(value)) => format!("Err({value})"),
            Some(Answer::Popped(value)) => format!("Some({value})"),
            Some(Answer::Nothing) => "None".to_owned(),
            Some(Answer::Closed) => "()".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    fn calls(close: u32) -> impl Strategy<Value = Call> {
        prop_oneof![
            10 => any::<u8>().prop_map(Call::Push),
            8 => Just(Call::Pop),
            close => Just(Call::Close),
        ]
    }
}

kit::judge! {
    /// On one thread it is a VecDeque that can be full and closed.
    #[cases(96)]
    fn like_a_deque(capacity in prop_oneof![4 => 1usize..6, 1 => 6usize..80], calls in prop::collection::vec(calls(1), 0..150)) {
        let mut deque = Deque::new(capacity);
        let mut script = Vec::new();
        let mut expected = Vec::new();
        // A call that would have to wait is left out: there is nobody to wait for.
        for call in calls {
            if let Some(answer) = deque.answer(call) {
                script.push(call);
                expected.push(answer);
            }
        }
        let got = call_all(capacity, script.clone());
        if let Some(at) = (0..script.len()).find(|&at| got.get(at) != Some(&expected[at])) {
            let before: Vec<String> = script[..at].iter().map(|call| in_words(*call)).collect();
            let before = if before.is_empty() { "nothing".to_owned() } else { before.join(", ") };
            fail!(
                "On a queue with a capacity of {capacity}, after {before}: {} has to return {}, and returned {}.",
                in_words(script[at]),
                answer_in_words(Some(expected[at])),
                answer_in_words(got.get(at).copied())
            );
        }
    }

    /// There is room for as many values as its capacity says.
    fn has_room_for_its_capacity() {
        for capacity in [1, 2, 3, 100, 1000] {
            expect_eq!(fill(capacity), capacity, "how many values could be pushed to a new queue with a capacity of {capacity}");
        }
    }

    /// Whatever a producer does, no more than the capacity is in the queue.
    fn never_more_than_its_capacity() {
        for (capacity, before) in [(1, 0), (2, 5), (64, 0)] {
            let (pushed, refused) = push_without_end(capacity, before);
            expect!(!refused, "push returned Err at a full queue that nobody had closed: it has to wait for room.");
            // How many more is chance: a queue without end takes as many as there is time for.
            expect!(
                pushed <= capacity,
                "A queue with a capacity of {capacity} took more values than that while nobody popped one: push has to wait while the queue is full."
            );
        }
    }

    /// At an empty queue pop waits.
    fn empty_makes_pop_wait() {
        // A thread that was stopped for long just before its pop would find the next value there; not four times.
        for before in [0, 1, 0, 5] {
            expect!(!pop_from_empty(before), "pop came back from an empty queue that nobody had closed: it has to wait for a value.");
        }
    }

    /// Ten threads that wait are all woken by close.
    fn ten_wait_for_close() {
        for (full, what) in [(false, "in pop at an empty queue"), (true, "in push at a full queue")] {
            for _ in 0..2 {
                let (back, right) = wait_for_close(10, full);
                expect!(back == 10, "10 threads waited {what}, and it was closed: only {back} of them came back.");
                expect!(right == 10, "10 threads waited {what}, and it was closed: only {right} of them got the right answer.");
            }
        }
    }

    /// Each value comes out once, and those of one producer in their order.
    fn each_value_once() {
        for (capacity, producers, each, consumers) in [(1, 4, 40, 3), (3, 3, 60, 4), (50, 6, 40, 2)] {
            let story = format!("{producers} producers pushed {each} values each through a queue with a capacity of {capacity} to {consumers} consumers");
            let got = work(capacity, producers, each, consumers);
            let mut all = got.concat();
            all.sort();
            let expected: Vec<(usize, usize)> = (0..producers).flat_map(|producer| (0..each).map(move |number| (producer, number))).collect();
            expect!(all == expected, "{story}, which got {} values: not each exactly once.", all.len());
            for list in got {
                for producer in 0..producers {
                    let numbers = list.iter().filter(|(from, _)| *from == producer).map(|(_, number)| *number);
                    expect!(numbers.is_sorted(), "{story}, and a consumer got a producer's later value before an earlier one.");
                }
            }
        }
    }

    /// Whatever the threads do, some order of their calls explains what they returned.
    #[cases(40)]
    fn histories(capacity in 1usize..3, lists in prop::collection::vec(prop::collection::vec(calls(1), 1..4), 2..4)) {
        for _ in 0..3 {
            let seen = history(capacity, lists.clone());
            if !explained(&seen.concat(), &Deque::new(capacity)) {
                let in_words = |list: &Vec<Done>| {
                    let calls = list.iter().map(|done| format!("{} -> {}", in_words(done.call), answer_in_words(Some(done.answer))));
                    calls.collect::<Vec<_>>().join(", ")
                };
                let story: Vec<String> = seen.iter().enumerate().map(|(thread, list)| format!("thread {thread}: {}", in_words(list))).collect();
                fail!(
                    "With a capacity of {capacity} the calls returned what no order of them, one after the other, can explain. {}.",
                    story.join("; ")
                );
            }
        }
    }
}
