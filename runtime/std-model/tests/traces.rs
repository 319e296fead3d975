//! Records of executions that fail, one for each way to fail that has a sentence of its own.
//!
//! They are kept as data in `src/explain/traces/` of the grader, which makes sentences of them and is tested without a model
//! checker. Here the model checker must still record the same. `RECORD=1 cargo test -p std-model --test traces` writes them anew.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::{Execution, Failure, FailureKind};
use std_model as std;

#[path = "traces/endings.rs"]
mod endings;
#[path = "traces/locks.rs"]
mod locks;
#[path = "traces/panics.rs"]
mod panics;
#[path = "traces/values.rs"]
mod values;
#[path = "traces/waits.rs"]
mod waits;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/explain/traces");

/// Few steps, so that one that goes on without end leaves a small record.
fn bounds() -> Bounds {
    Bounds {
        branches: 60,
        ..Bounds::default()
    }
}

fn execution(model: fn()) -> Execution {
    let report = std_model::model::explore(&bounds(), model);
    assert!(report.unsupported.is_none(), "{:?}", report.unsupported);
    report.failure.expect("the model fails")
}

/// One line for each thread, object and step.
fn json(execution: &Execution) -> String {
    let value = serde_json::to_value(execution).expect("a record is data");
    let fields = value.as_object().expect("a structure").iter();
    let fields = fields.map(|(name, value)| match value.as_array() {
        Some(items) if !items.is_empty() => {
            let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
            format!("  \"{name}\": [\n{}\n  ]", items.join(",\n"))
        }
        _ => format!("  \"{name}\": {value}"),
    });
    format!("{{\n{}\n}}\n", fields.collect::<Vec<_>>().join(",\n"))
}

/// The record of the execution is of this kind and the one that is kept.
fn is_kept(module: &str, name: &str, kind: FailureKind, model: fn()) {
    let shown = json(&execution(model));
    assert_eq!(execution(model).failure.kind(), kind, "{name}: {shown}");
    let path = format!("{FOLDER}/{module}/{name}.json");
    if ::std::env::var_os("RECORD").is_some() {
        let folder = format!("{FOLDER}/{module}");
        ::std::fs::create_dir_all(folder).expect("a folder");
        return ::std::fs::write(path, shown).expect("a file");
    }
    let kept = ::std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shown, kept, "{name}: RECORD=1 writes it anew");
}

macro_rules! traces {
    ($($module:ident { $($kind:ident: $($name:ident)*;)* })*) => {
        $(mod $module {
            use kit_wire::trace::FailureKind;

            $($(
                #[test]
                fn $name() {
                    let model = crate::$module::$name;
                    super::is_kept(stringify!($module), stringify!($name), FailureKind::$kind, model);
                }
            )*)*
        })*

        const ALL: &[&str] = &[$($($(
            concat!(stringify!($module), "/", stringify!($name), ".json"),
        )*)*)*];
    };
}

mod kept {
    use super::is_kept;

    traces! {
        values {
            DataRace: nothing_in_between relaxed_flag relaxed_look;
            Expectation: relaxed_publication relaxed_reader published_through_a_third
                lost_between_load_and_store lost_between_two_locks
                said_by_the_check compared_without_a_pattern;
        }
        locks {
            Deadlock: locked_again read_again_beside_a_writer each_other philosophers
                held_while_joining held_while_receiving ended_with_the_lock;
        }
        waits {
            Deadlock: never_notified woke_another
                who_was_woken_and_found_too_little_has_lost_nothing
                who_comes_back_for_more_has_lost_nothing
                who_looked_after_the_notification_has_lost_nothing
                who_looked_before_the_notification_has_lost_a_wake_up
                who_waits_without_looking_has_lost_a_wake_up
                nobody_sends nobody_unparks alone_at_a_barrier two_channels_of_one_line;
            Livelock: spins;
        }
        panics {
            Panic: an_assertion_under_a_lock_and_not_another_threads_poison
                an_assertion_that_is_passed_on_with_its_payload
                an_assertion_and_not_an_earlier_panic_that_was_caught
                mains_own_assertion_and_not_a_threads_panic_on_purpose
                without_end too_large_a_frame;
            Deadlock: an_assertion_and_not_who_waits_for_that_thread_in_vain;
        }
        endings {
            Leak: one_is_not_joined two_are_not_joined;
            Exit: exits aborts;
            TooManyThreads: many_threads;
            TooLong: long;
        }
    }

    /// What is kept is recorded by some program.
    #[test]
    fn nothing_else_is_kept() {
        let folder = ::std::path::Path::new(super::FOLDER);
        let mut kept: Vec<String> = Vec::new();
        for module in ::std::fs::read_dir(folder).expect("the folder") {
            let module = module.expect("an entry");
            for file in ::std::fs::read_dir(module.path()).expect("a folder") {
                let (module, file) = (module.file_name(), file.expect("an entry").file_name());
                kept.push(format!("{}/{}", module.display(), file.display()));
            }
        }
        kept.retain(|name| !ALL.contains(&name.as_str()));
        assert_eq!(kept, Vec::<String>::new());
    }
}

/// Which of several panics ended the execution is a matter of who caught what.
#[test]
fn panics_are_recorded_with_their_words_and_places() {
    let record = execution(panics::an_assertion_and_not_an_earlier_panic_that_was_caught);
    assert_eq!(record.failure, Failure::Panic);
    let said = |thread: usize| {
        let panic = record.threads[thread].panic.as_ref();
        panic.map(|panic| (panic.message.as_str(), record.threads[thread].caught))
    };
    assert_eq!(said(1), Some(("on purpose", true)));
    assert_eq!(said(2), Some(("the last one", false)));
    let begun = record.steps.iter().filter_map(|step| step.panic.as_ref());
    let begun: Vec<_> = begun.map(|panic| panic.message.as_str()).collect();
    assert_eq!(begun[..2], ["on purpose", "the last one"]);
}
