//! What is said of each record that is kept.

/// Record, headline, and the line of code that it points at.
pub(super) const TOLD: &[(&str, &str, &str)] = &[
    (
        "values/nothing_in_between",
        "Data race: main and thread 1 access the same data, and nothing orders the two accesses.",
        "let data = self.data.get();",
    ),
    (
        "values/relaxed_flag",
        "Data race: thread 1 and main access the same data, and nothing orders the two: the store at line {} is Relaxed, which publishes nothing.",
        "there.ready.store(true, store); // publishes",
    ),
    (
        "values/relaxed_look",
        "Data race: thread 1 and main access the same data, and nothing orders the two: the load at line {} reads with Relaxed, which acquires nothing.",
        "if here.ready.load(load) {",
    ),
    (
        "values/relaxed_publication",
        "Main read the old value 0 of AtomicU32 std-model/tests/traces/values.rs:{} although 42 had been written at line {}: the store at line {} is Relaxed, which publishes nothing.",
        "there.ready.store(true, store); // publishes",
    ),
    (
        "values/relaxed_reader",
        "Main read the old value 0 of AtomicU32 std-model/tests/traces/values.rs:{} although 42 had been written at line {}: the load at line {} reads with Relaxed, which acquires nothing.",
        "if here.ready.load(load) {",
    ),
    (
        "values/published_through_a_third",
        "Main read the old value 0 of AtomicU32 std-model/tests/traces/values.rs:{} although 42 had been written at line {}: nothing orders that write before the read.",
        "expect_eq(\"the value\", here.0.load(Relaxed), 42);",
    ),
    (
        "values/lost_between_load_and_store",
        "An update was lost: main read AtomicU32 std-model/tests/traces/values.rs:{} at line {} and stored at line {}, and thread 1 wrote in between. A load and a store are two steps.",
        "let old = count.load(SeqCst);",
    ),
    (
        "values/lost_between_two_locks",
        "An update was lost: main read the value under one lock (line {}) and wrote it back under another (line {}), and thread 1 wrote in between.",
        "let old = *count.lock().unwrap();",
    ),
    (
        "values/said_by_the_check",
        "The flag was set.",
        "ask::fail(\"The flag was set.\".to_owned());",
    ),
    (
        "values/compared_without_a_pattern",
        "the count: expected 4, got -4.",
        "ask::mismatch(\"the count\".to_owned(), got.to_string(), \"4\".to_owned());",
    ),
    (
        "locks/locked_again",
        "Deadlock: main locks Mutex<u32> std-model/tests/traces/locks.rs:{} again while it still holds it.",
        "let _again = lock.lock().unwrap();",
    ),
    (
        "locks/read_again_beside_a_writer",
        "Deadlock: main reads RwLock<u32> std-model/tests/traces/locks.rs:{} again while it still reads it; a writer waits in between, and comes first.",
        "let two = here.read().unwrap();",
    ),
    (
        "locks/each_other",
        "Deadlock: each thread holds the lock that the other one waits for.",
        "let _second = here.1.lock().unwrap();",
    ),
    (
        "locks/philosophers",
        "Deadlock: each thread holds a lock that another one waits for.",
        "let _right = forks[(seat + 1) % 3].lock().unwrap();",
    ),
    (
        "locks/held_while_joining",
        "Deadlock: main holds Mutex<Vec<u32>> std-model/tests/traces/locks.rs:{} while it waits for threads to end, and thread 1 waits for that lock.",
        "thread.join().unwrap();",
    ),
    (
        "locks/held_while_receiving",
        "Deadlock: main holds Mutex<u32> std-model/tests/traces/locks.rs:{} while it waits for something else, and thread 1 waits for that lock.",
        "*held = receiver.recv().unwrap();",
    ),
    (
        "locks/ended_with_the_lock",
        "Deadlock: thread 1 ended and never gave Mutex<u32> std-model/tests/traces/locks.rs:{} back, and main waits for it.",
        "*here.lock().unwrap() += 1;",
    ),
    (
        "waits/never_notified",
        "Main waits for a notification, and nobody sends one.",
        "values = queue.changed.wait(values).unwrap();",
    ),
    (
        "waits/woke_another",
        "A wake-up went to another thread: main waits for a notification, and nobody is left to send one.",
        "values = queue.changed.wait(values).unwrap();",
    ),
    (
        "waits/who_was_woken_and_found_too_little_has_lost_nothing",
        "Main was woken, found its condition false and waits again, and nobody notifies any more.",
        "values = queue.changed.wait(values).unwrap();",
    ),
    (
        "waits/who_comes_back_for_more_has_lost_nothing",
        "Main waits for a notification, and nobody sends another after thread 1's at line {}.",
        "values = queue.changed.wait(values).unwrap();",
    ),
    (
        "waits/who_looked_after_the_notification_has_lost_nothing",
        "Thread 2 waits for a notification, and nobody sends another after main's at line {}.",
        "values = queue.changed.wait(values).unwrap();",
    ),
    (
        "waits/who_looked_before_the_notification_has_lost_a_wake_up",
        "A wake-up was lost: thread 1 notified at line {} before main waited, and nobody notifies again.",
        "drop(queue.changed.wait(values).unwrap());",
    ),
    (
        "waits/who_waits_without_looking_has_lost_a_wake_up",
        "A wake-up was lost: thread 1 notified at line {} before main waited, and nobody notifies again.",
        "drop(queue.changed.wait(values).unwrap());",
    ),
    (
        "waits/nobody_sends",
        "Deadlock: main waits for a message on channel std-model/tests/traces/waits.rs:{} that nobody sends; the channel has not ended, because a sender is still alive.",
        "let values: Vec<u32> = receiver.iter().collect();",
    ),
    (
        "waits/nobody_unparks",
        "Deadlock: thread 1 is parked, and nobody is left to unpark it.",
        "let thread = thread::spawn(thread::park);",
    ),
    (
        "waits/alone_at_a_barrier",
        "Deadlock: main waits for the others at Barrier std-model/tests/traces/waits.rs:{}, and nobody is left who could bring it.",
        "Barrier::new(2).wait();",
    ),
    (
        "waits/two_channels_of_one_line",
        "Deadlock: main waits for a message on sync_channel std-model/tests/traces/waits.rs:{} #2 that nobody sends; the channel has not ended, because a sender is still alive.",
        "let _ = receiver.recv();",
    ),
    (
        "waits/spins",
        "Main spins for ever: it waits for a change of AtomicBool std-model/tests/traces/waits.rs:{}, and nobody is left to make one.",
        "while !flag.load(SeqCst) {",
    ),
    (
        "panics/an_assertion_under_a_lock_and_not_another_threads_poison",
        "Thread 2 panicked: not one more",
        "assert!(*guard == 1, \"not one more\");",
    ),
    (
        "panics/an_assertion_that_is_passed_on_with_its_payload",
        "Thread 1 panicked: of the thread",
        "let thread = thread::spawn(|| -> () { panic!(\"of the thread\") });",
    ),
    (
        "panics/an_assertion_and_not_an_earlier_panic_that_was_caught",
        "Thread 2 panicked: the last one",
        "let second = thread::spawn(|| panic!(\"the last one\"));",
    ),
    (
        "panics/mains_own_assertion_and_not_a_threads_panic_on_purpose",
        "Main panicked: main looks",
        "panic!(\"main looks\");",
    ),
    (
        "panics/without_end",
        "The stack overflowed: a function calls itself without end, or too often for its 2 MiB.",
        "",
    ),
    (
        "panics/too_large_a_frame",
        "The stack overflowed: the local variables of a function need more than its 64 KiB.",
        "let _ = small.spawn(array::<{ 100 << 10 }>).unwrap().join();",
    ),
    (
        "panics/an_assertion_and_not_who_waits_for_that_thread_in_vain",
        "Thread 1 panicked: never sent. After that: Deadlock: main waits for a message on sync_channel std-model/tests/traces/panics.rs:{} that nobody sends; the channel has not ended, because a sender is still alive.",
        "panic!(\"never sent\");",
    ),
    (
        "endings/one_is_not_joined",
        "one thread was never joined: always join a thread.",
        "let report = std_model::model::explore(&bounds(), model);",
    ),
    (
        "endings/two_are_not_joined",
        "2 threads were never joined: always join a thread.",
        "let report = std_model::model::explore(&bounds(), model);",
    ),
    (
        "endings/exits",
        "`process::exit(3)` ends the whole process, with all its threads, in the middle of the check.",
        "std::process::exit(3);",
    ),
    (
        "endings/aborts",
        "`process::abort()` ends the whole process, with all its threads, in the middle of the check.",
        "let _ = thread::spawn(|| std::process::abort()).join();",
    ),
    (
        "endings/many_threads",
        "More than 5 threads, the main thread included: a model can have no more.",
        "let threads: Vec<_> = (0..9).map(|_| thread::spawn(|| ())).collect();",
    ),
    (
        "endings/long",
        "One execution took more than 60 steps: something goes on without end, or the model is too large.",
        "count.fetch_add(1, SeqCst);",
    ),
];
