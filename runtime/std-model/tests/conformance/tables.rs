//! What is different on purpose, what is known to be wrong, and the table of items.

use super::source;
use std::collections::BTreeMap;

/// Cases that fail because the look-alike is wrong. They must fail: one that works again is taken out here.
pub const KNOWN_FAULTS: &[(&str, &str)] = &[];

/// Cases of what a model cannot do: module, case, and how that which the check's author is told begins.
pub const UNSUPPORTED: &[(&str, &str, &str)] = &[
    ("unsupported", "integer_as_ptr", "`AtomicU32::as_ptr` cannot be model-checked; use the atomic's own methods instead"),
    ("unsupported", "signed_as_ptr", "`AtomicI64::as_ptr` cannot be model-checked; use the atomic's own methods instead"),
    ("unsupported", "bool_as_ptr", "`AtomicBool::as_ptr` cannot be model-checked; use the atomic's own methods instead"),
    ("unsupported", "pointer_as_ptr", "`AtomicPtr::as_ptr` cannot be model-checked; use the atomic's own methods instead"),
    ("unsupported", "integer_from_ptr", "`AtomicU32::from_ptr` cannot be model-checked; use"),
    ("unsupported", "bool_from_ptr", "`AtomicBool::from_ptr` cannot be model-checked; use"),
    ("unsupported", "pointer_from_ptr", "`AtomicPtr::from_ptr` cannot be model-checked; use"),
];

/// Cases whose answer depends on the schedule, with all the answers that there are. Against std they give one of them.
pub const OUTCOMES: &[(&str, &[&str])] = &[
    ("either_order", &["ab", "ba"]),
    ("child_or_parent_first", &["cp", "pc"]),
    ("try_lock_beside_a_holder", &["false", "true"]),
    ("try_write_beside_a_reader", &["false", "true"]),
    ("reader_beside_a_writer", &["0", "1"]),
    ("wait_without_a_loop", &["false", "true"]),
    ("wait_timeout_either_way", &["false timed out", "true notified", "true timed out"]),
    ("notify_one_of_two", &["ab", "ba"]),
    ("park_without_a_loop", &["false", "true"]),
    ("park_timeout_either_way", &["false", "true"]),
    ("recv_timeout_either_way", &["Ok(3)", "timeout"]),
    ("try_recv_beside_a_sender", &["Err(Empty)", "Ok(3)"]),
    ("try_recv_beside_a_dropped_sender", &["Err(Disconnected)", "Err(Empty)"]),
    ("try_iter_beside_a_sender", &["[1, 2]", "[1]", "[]"]),
    ("send_beside_a_dropped_receiver", &["false", "true"]),
    ("try_send_beside_a_receiver", &["false", "true"]),
    ("two_senders", &["ab", "ba"]),
    ("leader", &["false", "true"]),
    ("who_runs_once", &["main", "thread"]),
    ("once_lock_get", &["None", "Some(1)"]),
    ("once_lock_set", &["main", "thread"]),
    ("is_finished", &["false", "true"]),
    ("weak_exchange", &["Err(1)", "Ok(1)"]),
    ("strong_exchange", &["Ok(1)"]),
    ("lost_update", &["1", "2"]),
    ("relaxed_publishes_nothing", &["false 0", "false 1", "true 0", "true 1"]),
    ("release_publishes", &["false 0", "false 1", "true 1"]),
    ("store_buffering_seq_cst", &["0 1", "1 0", "1 1"]),
    ("store_buffering_relaxed", &["0 0", "0 1", "1 0", "1 1"]),
    ("detached", &["false", "true"]),
    ("poison_or_not", &["false", "true"]),
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
    ending("exit", Some(Some(3)), "failed: Exit: `process::exit(3)`"),
    ending("exit_in_a_thread", Some(Some(0)), "failed: Exit: `process::exit(0)`"),
    ending("exit_runs_no_destructors", Some(Some(4)), "failed: Exit: `process::exit(4)`"),
    ending("abort", Some(None), "failed: Exit: `process::abort()`"),
    ending("panic", Some(Some(101)), "failed: Panic: "),
    ending("panic_while_panicking", Some(None), "failed: Panic: "),
    ending("scope_panics", Some(Some(101)), "failed: Panic: "),
    ending("lock_twice", None, "failed: Deadlock: "),
    ending("opposite_orders", None, "failed: Deadlock: "),
    ending("once_inside_itself", None, "failed: Deadlock: "),
    ending("recv_with_a_sender_left", None, "failed: Deadlock: "),
    ending("send_to_nobody", None, "failed: Deadlock: "),
    ending("park_for_ever", None, "failed: Deadlock: "),
    ending("spin_for_ever", None, "failed: Livelock: "),
];

const fn ending(case: &'static str, real: Option<Option<i32>>, model: &'static str) -> Ending {
    Ending { module: "endings", case, real, model }
}

/// The table of items, as Markdown.
pub fn items(modules: &[(&str, &str)]) -> String {
    let mut out = String::from("# What the conformance suite covers\n\nGenerated; renewed by the suite itself.\n");
    let mut total = 0;
    for (module, text) in modules {
        let cases = source::cases(text);
        let mut items: BTreeMap<&str, usize> = BTreeMap::new();
        for item in cases.iter().flat_map(|case| &case.items) {
            *items.entry(item).or_default() += 1;
        }
        out += &format!("\n## {module}: {} cases\n\n| item | cases |\n|---|---|\n", cases.len());
        for (item, number) in items {
            out += &format!("| `{item}` | {number} |\n");
        }
        total += cases.len();
    }
    out + &format!("\n{total} cases in all. A case that is about several items counts for each.\n")
}
