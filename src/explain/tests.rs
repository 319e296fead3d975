//! What is said of records that the model checker wrote; `runtime/std-model/tests/traces.rs` keeps them in `traces/`.

mod told;

use super::cause::{Cause, Deadlock, Forgotten, Keeps, Link, Livelock};
use super::explanation;
use super::record::Record;
use super::view;
use super::words;
use crate::model::trace::ModelFailure;
use kit_wire::{
    Panicked, Place,
    trace::{AtomicType, Execution, Failure, Item, ObjectKind, Race, ThreadState, Unsupported},
};
use std::{collections::BTreeSet, fs, path::Path};
use told::TOLD;

fn execution(name: &str) -> Execution {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/explain/traces");
    let path = folder.join(format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap()
}

fn told(name: &str) -> ModelFailure {
    view::failure(&execution(name))
}

/// The line of the program that a place names.
fn code(place: &Place) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let text = fs::read_to_string(folder.join(&place.file)).unwrap();
    let line = text.lines().nth(place.line as usize - 1);
    line.unwrap_or_default().trim().to_owned()
}

/// A sentence with `{}` where a number stands that moves with the program's lines.
fn without_lines(sentence: &str) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find([':', ' ']).filter(|_| !rest.is_empty()) {
        let (before, after) = rest.split_at(at + 1);
        text += before;
        let is_line = before.ends_with("line ") || before.ends_with(".rs:");
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        rest = after;
        if is_line && digits > 0 {
            text += "{}";
            rest = &after[digits..];
        }
    }
    text + rest
}

#[test]
fn each_record_is_told_in_its_words() {
    for (name, sentence, line) in TOLD {
        let told = told(name);
        assert_eq!(without_lines(&told.message), *sentence, "{name}");
        let place = told.place.as_ref().map(code).unwrap_or_default();
        assert_eq!(place, *line, "{name}");
    }
}

/// A record that is kept, with another failure.
fn failing(name: &str, failure: Failure) -> Execution {
    let record = execution(name);
    Execution { failure, ..record }
}

/// Records that no program makes, or only after a long time.
fn made_up() -> Vec<(Execution, &'static str)> {
    let mut yields = execution("waits/spins");
    for object in &mut yields.objects {
        object.kind = ObjectKind::WithoutSteps;
    }
    let running = |name: &str| {
        let mut record = execution(name);
        for thread in &mut record.threads {
            thread.state = ThreadState::Running;
        }
        record
    };
    let (first, second) = (None, 0);
    let race = Failure::DataRace(Race { first, second });
    let overflow = Failure::StackOverflow {
        bytes: 3 << 20,
        calls_itself: None,
    };
    let looks = "panics/mains_own_assertion_and_not_a_threads_panic_on_purpose";
    vec![
        (
            yields,
            "Main yields for ever: it waits for something that nobody is left to change.",
        ),
        (
            running("waits/spins"),
            "All threads that are left spin for ever.",
        ),
        (
            running("waits/nobody_sends"),
            "Deadlock: no thread can go on.",
        ),
        (
            failing("values/nothing_in_between", race),
            "Data race: two threads access the same data, and nothing orders the two accesses.",
        ),
        (
            failing(looks, Failure::NoUnwind),
            "A panic while another one unwinds ends the whole process: \"main looks\".",
        ),
        (
            failing("waits/spins", Failure::NoUnwind),
            "A panic where none may unwind ends the whole process.",
        ),
        (failing("waits/spins", Failure::Panic), "A thread panicked."),
        (
            failing("panics/without_end", overflow),
            "The stack overflowed: a function calls itself without end, or the local variables of a function need more than its 3 MiB.",
        ),
    ]
}

#[test]
fn what_the_record_does_not_say_is_not_made_up() {
    for (record, sentence) in made_up() {
        assert_eq!(without_lines(&view::failure(&record).message), sentence);
    }
}

/// A short name for each cause, and for what it consists of.
fn names(cause: &Cause) -> Vec<&'static str> {
    match cause {
        Cause::Race { link: None, .. } => vec!["race"],
        Cause::Race {
            link: Some(link), ..
        } => vec!["race", link_name(*link)],
        Cause::OldValue { link: None, .. } => vec!["old value"],
        Cause::OldValue {
            link: Some(link), ..
        } => vec!["old value", link_name(*link)],
        Cause::LostUpdate { .. } => vec!["lost update"],
        Cause::LostUnderLocks { .. } => vec!["lost under locks"],
        Cause::Deadlock(why) => vec![match why {
            Deadlock::LocksAgain { .. } => "locks again",
            Deadlock::ReadsAgain { .. } => "reads again",
            Deadlock::EachOther => "each other",
            Deadlock::Circle => "circle",
            Deadlock::Keeps {
                why: Keeps::Joins, ..
            } => "keeps: joins",
            Deadlock::Keeps {
                why: Keeps::Waits, ..
            } => "keeps: waits",
            Deadlock::Keeps {
                why: Keeps::Ended, ..
            } => "keeps: ended",
            Deadlock::NoMessage { .. } => "no message",
            Deadlock::Parked { .. } => "parked",
            Deadlock::Waits { .. } => "waits",
            Deadlock::Unknown => "deadlock",
        }],
        Cause::Forgotten(_, why) => vec![match why {
            Forgotten::WokeAnother => "woke another",
            Forgotten::Never => "never notified",
            Forgotten::WokenInVain => "woken in vain",
            Forgotten::TooEarly(_) => "notified too early",
            Forgotten::TooSeldom(_) => "notified too seldom",
        }],
        Cause::Livelock(why) => vec![match why {
            Livelock::Yields { .. } => "yields",
            Livelock::Spins { .. } => "spins",
            Livelock::Unknown => "livelock",
        }],
        Cause::AfterPanic { then, .. } => {
            ["after a panic"].into_iter().chain(names(then)).collect()
        }
    }
}

fn link_name(link: Link) -> &'static str {
    match link {
        Link::NotReleased(_) => "not released",
        Link::NotAcquired(_) => "not acquired",
    }
}

#[test]
fn there_is_a_record_for_every_cause() {
    let kept = TOLD.iter().map(|(name, ..)| execution(name));
    let all = kept.chain(made_up().into_iter().map(|(record, _)| record));
    let causes = all.filter_map(|record| explanation::of(&Record::of(&record)).cause);
    let seen: BTreeSet<_> = causes.flat_map(|cause| names(&cause)).collect();
    // As many as the two functions above have names.
    assert_eq!(seen.len(), 26, "{seen:?}");
}

/// The notes on rows, and the cells of a table.
#[test]
fn rows_carry_operations_values_and_remarks() {
    let cells = |name: &str| -> Vec<String> {
        let rows = told(name).trace.into_iter();
        let cells = rows.map(|row| match row.note {
            Some(note) => format!("{} ({note})", row.operation),
            None => row.operation,
        });
        cells.collect()
    };
    assert_eq!(
        cells("values/lost_between_load_and_store"),
        [
            "spawn thread 1",
            "load -> 0",
            "load -> 0",
            "store 1",
            "ends",
            "store 1 (what thread 1 wrote in step 4 is gone)",
            "join thread 1",
            "load -> 1",
            "expected 2, found 1",
        ]
    );
    assert_eq!(
        cells("values/relaxed_publication"),
        [
            "spawn thread 1",
            "store 42",
            "store true",
            "ends",
            "load -> true (no edge to step 3: it was not Release)",
            "load -> 0 (stale: 42 was written in step 2)",
            "expected 42, found 0",
        ]
    );
}

#[test]
fn who_waits_is_listed_with_what_it_holds() {
    let told = told("locks/each_other");
    let listed = told.waiting.iter().map(|it| {
        let holds: Vec<_> = it
            .holds
            .iter()
            .map(|(what, _)| without_lines(what))
            .collect();
        (it.thread, without_lines(&it.what), holds)
    });
    let place = "Mutex<u32> std-model/tests/traces/locks.rs:{}";
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            (0, format!("lock of {place}"), vec![place.to_owned()]),
            (1, format!("lock of {place}"), vec![place.to_owned()]),
        ]
    );
}

#[test]
fn a_race_names_both_accesses() {
    let told = told("values/relaxed_flag");
    let race = told.race.expect("it is one");
    assert_eq!((race.first.0.as_str(), race.first.1), ("write", 1));
    assert_eq!((race.second.0.as_str(), race.second.1), ("read", 0));
    assert_eq!(
        race.missing,
        "nothing that thread 1 releases after its access is acquired by main before its own"
    );
}

#[test]
fn what_cannot_be_modelled_is_named_with_what_to_use_instead() {
    let panic = || Panicked {
        message: "why".to_owned(),
        place: None,
    };
    let item = |item| words::unsupported(&Unsupported::Item(item));
    let said = [
        item(Item::AtomicAsPtr(AtomicType::U32)),
        item(Item::AtomicFromPtr(AtomicType::Bool)),
        item(Item::UnsafeCellFromMut),
        item(Item::AsPthread),
        words::unsupported(&Unsupported::NotBegun(panic())),
        words::unsupported(&Unsupported::Engine("why".to_owned())),
        words::unsupported(&Unsupported::LookAlike(panic())),
        words::unsupported(&Unsupported::NoToken("x".to_owned())),
    ];
    assert_eq!(
        said,
        [
            "`AtomicU32::as_ptr` cannot be model-checked; use the atomic's own methods instead",
            "`AtomicBool::from_ptr` cannot be model-checked; use AtomicBool::new instead",
            "`UnsafeCell::from_mut` cannot be model-checked; use UnsafeCell::new instead",
            "`JoinHandleExt::as_pthread_t` cannot be model-checked; use the handle's own methods instead",
            "the model did not begin: why",
            "this model makes the engine stumble: why",
            "the look-alike std stumbled: why",
            "`x` is no token of a model's execution",
        ]
    );
}
