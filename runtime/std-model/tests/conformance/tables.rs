//! What is different on purpose, what is known to be wrong, and the table of items.

use super::source;
use std::collections::BTreeMap;

/// Cases that fail because the look-alike is wrong. They must fail: one that works again is taken out here.
pub const KNOWN_FAULTS: &[(&str, &str)] = &[
    // Both waits end early only in an execution with two rare events, and there is at most one in each.
    ("outcomes_of_more", "parks_with_a_time"),
];

/// Cases of what a model cannot do: module, case, and what it is.
pub const UNSUPPORTED: &[(&str, &str, &str)] = &[
    ("cell", "unsafe_cell_from_mut", "Item(UnsafeCellFromMut)"),
    ("unsupported", "integer_as_ptr", "Item(AtomicAsPtr(U32))"),
    ("unsupported", "signed_as_ptr", "Item(AtomicAsPtr(I64))"),
    ("unsupported", "bool_as_ptr", "Item(AtomicAsPtr(Bool))"),
    ("unsupported", "pointer_as_ptr", "Item(AtomicAsPtr(Ptr))"),
    (
        "unsupported",
        "integer_from_ptr",
        "Item(AtomicFromPtr(U32))",
    ),
    ("unsupported", "bool_from_ptr", "Item(AtomicFromPtr(Bool))"),
    (
        "unsupported",
        "pointer_from_ptr",
        "Item(AtomicFromPtr(Ptr))",
    ),
];

/// Cases whose answer depends on the schedule, with all the answers that there are. Against std they give one of them.
pub const OUTCOMES: &[(&str, &str, &[&str])] = &[
    ("outcomes", "either_order", &["ab", "ba"]),
    ("outcomes", "scope_beside_destructors", &["false", "true"]),
    ("outcomes", "scoped_join_after_destructors", &["true"]),
    (
        "outcomes",
        "finished_beside_destructors",
        &["false true", "true true"],
    ),
    ("outcomes", "child_or_parent_first", &["cp", "pc"]),
    ("outcomes", "try_lock_beside_a_holder", &["false", "true"]),
    ("outcomes", "try_write_beside_a_reader", &["false", "true"]),
    ("outcomes", "reader_beside_a_writer", &["0", "1"]),
    ("outcomes", "wait_without_a_loop", &["false", "true"]),
    (
        "outcomes",
        "wait_timeout_either_way",
        &["false timed out", "true notified", "true timed out"],
    ),
    ("outcomes", "notify_one_of_two", &["ab", "ba"]),
    ("outcomes", "park_without_a_loop", &["false", "true"]),
    ("outcomes", "park_timeout_either_way", &["false", "true"]),
    ("outcomes", "recv_timeout_either_way", &["Ok(3)", "timeout"]),
    (
        "outcomes",
        "try_recv_beside_a_sender",
        &["Err(Empty)", "Ok(3)"],
    ),
    (
        "outcomes",
        "try_recv_beside_a_dropped_sender",
        &["Err(Disconnected)", "Err(Empty)"],
    ),
    (
        "outcomes",
        "try_iter_beside_a_sender",
        &["[1, 2]", "[1]", "[]"],
    ),
    (
        "outcomes",
        "send_beside_a_dropped_receiver",
        &["false", "true"],
    ),
    ("outcomes", "try_send_beside_a_receiver", &["false", "true"]),
    ("outcomes", "two_senders", &["ab", "ba"]),
    ("outcomes", "leader", &["false", "true"]),
    ("outcomes", "who_runs_once", &["main", "thread"]),
    ("outcomes", "once_lock_get", &["None", "Some(1)"]),
    ("outcomes", "once_lock_set", &["main", "thread"]),
    ("outcomes", "is_finished", &["false", "true"]),
    ("outcomes", "is_finished_then_joined", &["false", "true"]),
    (
        "outcomes",
        "send_beside_a_joined_receiver",
        &["false", "true"],
    ),
    (
        "outcomes",
        "try_recv_beside_two_senders",
        // After `Empty`, the message cannot have been there and gone, so `Disconnected` comes after it only.
        &[
            "Err(Empty) Err(Empty)",
            "Err(Empty) Ok(1)",
            "Ok(1) Err(Disconnected)",
            "Ok(1) Err(Empty)",
        ],
    ),
    (
        "outcomes",
        "try_send_beside_a_waiting_receiver",
        &["false Err(RecvError)", "true Ok(1)"],
    ),
    (
        "outcomes",
        "recv_timeout_of_a_rendezvous",
        &["false false", "true true"],
    ),
    (
        "outcomes",
        "try_read_beside_a_writer",
        &["0", "1", "would block"],
    ),
    ("outcomes", "is_poisoned_beside_a_panic", &["false", "true"]),
    ("outcomes", "debug_beside_a_holder", &["3", "4", "<locked>"]),
    ("outcomes", "once_is_completed", &["false", "true"]),
    ("outcomes", "who_makes_the_lazy_value", &["false", "true"]),
    ("outcomes", "panic_beside_work", &["true 1"]),
    ("outcomes", "notify_without_a_condition", &["lost", "woken"]),
    ("outcomes", "two_tokens", &["1"]),
    (
        "outcomes",
        "tickets",
        &["012", "021", "102", "120", "201", "210"],
    ),
    ("outcomes", "weak_exchange", &["Err(1)", "Ok(1)"]),
    ("outcomes", "strong_exchange", &["Ok(1)"]),
    ("outcomes", "lost_update", &["1", "2"]),
    (
        "outcomes",
        "relaxed_publishes_nothing",
        &["false 0", "false 1", "true 0", "true 1"],
    ),
    (
        "outcomes",
        "release_publishes",
        &["false 0", "false 1", "true 1"],
    ),
    (
        "outcomes",
        "store_buffering_seq_cst",
        &["0 1", "1 0", "1 1"],
    ),
    (
        "outcomes",
        "store_buffering_relaxed",
        &["0 0", "0 1", "1 0", "1 1"],
    ),
    ("outcomes", "detached", &["false", "true"]),
    ("outcomes", "poison_or_not", &["false", "true"]),
    (
        "outcomes_of_more",
        "two_looks_beside_two_changes",
        &["00", "01", "02", "11", "12", "22"],
    ),
    ("outcomes_of_more", "update_under_two_locks", &["1", "2"]),
    (
        "outcomes_of_more",
        "atomic_beside_a_lock",
        &["00", "01", "10", "11"],
    ),
    (
        "outcomes_of_more",
        "two_locks_one_after_the_other",
        &["00", "10", "11"],
    ),
    (
        "outcomes_of_more",
        "reader_beside_two_writers",
        &["00", "01", "02", "03", "11", "13", "22", "23", "33"],
    ),
    (
        "outcomes_of_more",
        "writer_beside_two_readers",
        &["0", "1", "2"],
    ),
    (
        "outcomes_of_more",
        "recv_then_try_recv",
        &["1 Err(Empty)", "1 Ok(2)", "2 Err(Empty)", "2 Ok(1)"],
    ),
    ("outcomes_of_more", "sender_runs_ahead", &["0", "1", "2"]),
    (
        "outcomes_of_more",
        "sender_runs_ahead_of_a_bound",
        &["0", "1", "2"],
    ),
    ("outcomes_of_more", "rendezvous_knows", &["00", "01"]),
    (
        "outcomes_of_more",
        "dropped_with_a_message",
        &["false 0", "true 0", "true 1"],
    ),
    (
        "outcomes_of_more",
        "how_often_it_waited",
        &["1", "2", "3 or more"],
    ),
    ("outcomes_of_more", "one_waiter_is_left", &["0", "1"]),
    ("outcomes_of_more", "after_a_barrier", &["ab", "ba"]),
    (
        "outcomes_of_more",
        "once_lock_get_twice",
        &["false false", "false true", "true true"],
    ),
    ("outcomes_of_more", "parks_with_a_time", &["00", "01", "11"]),
    ("outcomes_of_more", "join_one_of_two", &["1", "3"]),
    (
        "outcomes_of_more",
        "finished_and_seen",
        &["false 0", "false 1", "true 0", "true 1"],
    ),
    ("outcomes_of_more", "grandchild", &["cgm", "cmg", "mcg"]),
    ("outcomes_of_more", "swaps", &["012", "201"]),
    (
        "outcomes_of_more",
        "failures_tell",
        &["Err(1)", "Err(2)", "Ok(0)"],
    ),
    (
        "outcomes_of_more",
        "poison_beside_clear_poison",
        &["false", "true"],
    ),
    (
        "outcomes_of_more",
        "destructor_beside_the_parent",
        &["01", "11"],
    ),
    (
        "outcomes_of_more",
        "load_beside_a_load_and_an_add",
        &["0", "1"],
    ),
    (
        "outcomes_of_more",
        "loads_hide_loads",
        &["000", "001", "100", "101"],
    ),
    (
        "outcomes_of_more",
        "store_and_load_beside_load_and_add",
        &["(0, 0) 2", "(0, 2) 2", "(0, 2) 3", "(2, 2) 2", "(2, 2) 3"],
    ),
];

/// A case that does not return.
pub struct Ending {
    /// Its module.
    pub module: &'static str,
    /// Its name.
    pub case: &'static str,
    /// The exit code against std (`Some(None)`: a signal). `None`: it would hang, so it is not run.
    pub real: Option<Option<i32>>,
    /// How the model's answer begins.
    pub model: &'static str,
}

/// Cases that end the process or the check.
pub const ENDINGS: &[Ending] = &[
    ending("exit", Some(Some(3)), "failed: Exit { code: Some(3), "),
    ending(
        "exit_in_a_thread",
        Some(Some(0)),
        "failed: Exit { code: Some(0), ",
    ),
    ending(
        "exit_runs_no_destructors",
        Some(Some(4)),
        "failed: Exit { code: Some(4), ",
    ),
    ending("abort", Some(None), "failed: Exit { code: None, "),
    ending("panic", Some(Some(101)), "failed: Panic at "),
    ending("panic_while_panicking", Some(None), "failed: NoUnwind at "),
    ending("scope_panics", Some(Some(101)), "failed: Panic at "),
    ending("lock_twice", None, "failed: Deadlock at "),
    ending("opposite_orders", None, "failed: Deadlock at "),
    ending("once_inside_itself", None, "failed: Deadlock at "),
    ending("recv_with_a_sender_left", None, "failed: Deadlock at "),
    ending("send_to_nobody", None, "failed: Deadlock at "),
    ending("park_for_ever", None, "failed: Deadlock at "),
    ending("spin_for_ever", None, "failed: Livelock at "),
];

const fn ending(case: &'static str, real: Option<Option<i32>>, model: &'static str) -> Ending {
    Ending {
        module: "endings",
        case,
        real,
        model,
    }
}

/// The table of items, as Markdown.
pub fn items(modules: &[(&str, &str)]) -> String {
    let mut out = String::from(
        "# What the conformance suite covers\n\nGenerated; renewed by the suite itself.\n",
    );
    let mut total = 0;
    for (module, text) in modules {
        let cases = source::cases(text);
        let mut items: BTreeMap<&str, usize> = BTreeMap::new();
        for item in cases.iter().flat_map(|case| &case.items) {
            *items.entry(item).or_default() += 1;
        }
        out += &format!(
            "\n## {module}: {} cases\n\n| item | cases |\n|---|---|\n",
            cases.len()
        );
        for (item, number) in items {
            out += &format!("| `{item}` | {number} |\n");
        }
        total += cases.len();
    }
    out + &format!("\n{total} cases in all. A case that is about several items counts for each.\n")
}
