//! Records of model checks that no model check has written: whatever they hold, they are explained and reported.

use super::{is_clean, poison, values};
use grader::{explain, model::*, report};
use kit_wire::{
    Panicked, Place,
    trace::{
        AtomicType, Execution, Expectation, Failure, Held, ModelReport, Modify, NoMessage, Notify,
        Object, ObjectKind, Op, Ordering, Race, Step, Thread, ThreadState, Why,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Numbers of threads, objects and steps: most of them name something.
fn index() -> impl Strategy<Value = usize> {
    prop_oneof![9 => 0..12_usize, 1 => any::<usize>()]
}

fn object() -> impl Strategy<Value = u32> {
    index().prop_map(|index| index as u32)
}

fn thread() -> impl Strategy<Value = u8> {
    prop_oneof![9 => 0..4_u8, 1 => any::<u8>()]
}

fn bits() -> impl Strategy<Value = Option<u64>> {
    option::of(prop_oneof![9 => 0..3_u64, 1 => any::<u64>()])
}

fn text() -> impl Strategy<Value = String> {
    let panics = [
        "PoisonError { .. }",
        "Any { .. }",
        "a scoped thread panicked",
        "",
    ];
    let own = panics.map(str::to_owned).into_iter().chain([poison()]);
    prop_oneof![select(own.collect::<Vec<_>>()), any::<String>()]
}

fn place() -> impl Strategy<Value = Place> {
    let files = ["src/lib.rs", "checks/model.rs", "/rustc/std.rs", ""];
    let file = prop_oneof![9 => select(files.to_vec()).prop_map(str::to_owned), 1 => text()];
    (file, 0..9_u32, any::<u32>()).prop_map(|(file, line, column)| Place { file, line, column })
}

fn panicked() -> impl Strategy<Value = Panicked> {
    (text(), option::of(place())).prop_map(|(message, place)| Panicked { message, place })
}

fn why() -> impl Strategy<Value = Why> {
    use Why::*;
    let plain = [
        Lock, ReadLock, Notify, Message, Room, Unpark, Barrier, Once, Scope, Spin,
    ];
    prop_oneof![9 => select(plain.to_vec()), 1 => thread().prop_map(Join)]
}

fn op() -> impl Strategy<Value = Op> {
    use Op::*;
    let plain = [
        End,
        ScopeEnd,
        Load,
        Store,
        Exchange,
        ExchangeFails,
        Fence,
        Lock,
        ReadLock,
        Unlock,
        Downgrade,
        WouldBlock,
        Read,
        Write,
        Wait,
        Woken,
        TimedOut,
        Spurious,
        Send,
        Receive,
        LastSenderDropped,
        ReceiverDropped,
        Park,
        CellRead,
        CellWrite,
        Sleep,
        Panic,
        InitialiseBegins,
        InitialiseEnds,
        Initialised,
        BarrierWait,
        BarrierPass,
        Exit,
        Check,
        Modify(self::Modify::Swap),
        Modify(self::Modify::FetchAdd),
        Notify(self::Notify::One),
        Notify(self::Notify::All),
        NoMessage(self::NoMessage::Empty),
    ];
    prop_oneof![
        9 => select(plain.to_vec()),
        1 => thread().prop_map(Spawn),
        1 => thread().prop_map(Join),
        1 => thread().prop_map(Unpark),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let orderings = [Ordering::Relaxed, Ordering::Release, Ordering::Acquire];
    let what = (thread(), op(), option::weighted(0.9, object()));
    let how = (option::of(select(orderings.to_vec())), bits(), bits());
    let more = (
        option::of(index()),
        place(),
        option::weighted(0.1, panicked()),
    );
    (what, how, more).prop_map(
        |((thread, op, object), (ordering, read, wrote), (read_from, place, panic))| Step {
            thread,
            op,
            object,
            ordering,
            read,
            wrote,
            read_from,
            place,
            panic,
        },
    )
}

fn made() -> impl Strategy<Value = Object> {
    use ObjectKind::*;
    let kinds = [
        Atomic(AtomicType::Ptr),
        Atomic(AtomicType::I8),
        Atomic(AtomicType::Bool),
        Mutex,
        RwLock,
        Condvar,
        Channel,
        UnsafeCell,
        WithoutSteps,
    ];
    let types = ["bool", "i32", "a::b<c::D>", ">::<"].map(str::to_owned);
    let of = option::of(prop_oneof![select(types.to_vec()), text()]);
    let lock = option::weighted(0.2, object());
    (
        select(kinds.to_vec()),
        of,
        option::of(place()),
        lock,
        bits(),
    )
        .prop_map(|(kind, of, place, lock, initial)| Object {
            kind,
            of,
            place,
            lock,
            initial,
        })
}

fn threads() -> impl Strategy<Value = Vec<Thread>> {
    let blocked = (why(), object(), place())
        .prop_map(|(why, object, place)| ThreadState::Blocked { why, object, place });
    let state = prop_oneof![
        1 => Just(ThreadState::Running),
        1 => Just(ThreadState::Ended),
        4 => blocked,
    ];
    let held = (object(), place()).prop_map(|(object, place)| Held { object, place });
    let panic = (option::weighted(0.3, panicked()), any::<bool>());
    let thread = (option::of(text()), place(), state, vec(held, 0..4), panic).prop_map(
        |(name, spawned, state, holds, (panic, caught))| Thread {
            name,
            spawned,
            state,
            holds,
            panic,
            joined: caught,
            caught,
        },
    );
    vec(thread, 0..5)
}

fn failure() -> impl Strategy<Value = Failure> {
    let differs = (text(), text(), text()).prop_map(|(what, got, expected)| {
        Failure::Expectation(Expectation::Differs {
            what,
            got,
            expected,
        })
    });
    let race = (option::of(index()), index())
        .prop_map(|(first, second)| Failure::DataRace(Race { first, second }));
    let overflow = (any::<u64>(), any::<Option<bool>>()).prop_map(|(bytes, calls_itself)| {
        Failure::StackOverflow {
            bytes,
            calls_itself,
        }
    });
    let exit =
        (any::<Option<i32>>(), place()).prop_map(|(code, place)| Failure::Exit { code, place });
    let plain = [
        Failure::Panic,
        Failure::NoUnwind,
        Failure::Deadlock,
        Failure::Livelock,
        Failure::Leak,
    ];
    prop_oneof![
        5 => select(plain.to_vec()),
        2 => differs,
        1 => text().prop_map(|said| Failure::Expectation(Expectation::Said(said))),
        1 => race,
        1 => overflow,
        1 => exit,
        1 => (any::<usize>(), place()).prop_map(|(most, place)| Failure::TooLong { most, place }),
    ]
}

fn record() -> impl Strategy<Value = Execution> {
    let lists = (threads(), vec(made(), 0..12), vec(step(), 0..24));
    let numbers = (thread(), any::<u64>(), any::<usize>());
    (failure(), lists, numbers).prop_map(
        |(failure, (threads, objects, steps), (thread, number, preemptions))| Execution {
            failure,
            thread,
            number,
            preemptions,
            threads,
            objects,
            steps,
            intervals: Vec::new(),
            replay: None,
        },
    )
}

fn with(failure: Execution) -> ModelReport {
    ModelReport {
        executions: 1,
        complete: false,
        covered: None,
        rounds: None,
        bounds: Default::default(),
        threads: 2,
        unsupported: None,
        failure: Some(failure),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_record_is_explained_and_reported(record in record()) {
        // As it is, and as the checks explain it.
        explain::report(&with(record.clone()));
        let report = explain::report(&tamed_record(&with(record)));
        let failure = report.failure.as_ref().unwrap();
        let finding = Finding::fail(ModelReason::Failed(failure.message.clone()));
        let grade = values::exercise_with(finding.with(Evidence::Models(vec![(String::new(), report)])));
        for is_replay in [false, true] {
            let style = report::Style { is_replay, ..Default::default() };
            is_clean("a forged record", &report::failures(style, &grade));
        }
    }
}

/// Work on a record grows with its size: one as large as any that is read is explained at once.
#[test]
fn the_largest_record_is_explained() {
    let place = || Place {
        file: "src/lib.rs".to_owned(),
        line: 1,
        column: 1,
    };
    let step = |number: u32, op: Op| Step {
        thread: (number % 2) as u8,
        op,
        object: Some(number),
        ordering: None,
        read: Some(1),
        wrote: Some(2),
        read_from: None,
        place: place(),
        panic: None,
    };
    let loads = (0..10_000).map(|number| step(number, Op::Load));
    let stores = (0..10_000).map(|number| step(number, Op::Store));
    let record = Execution {
        failure: Failure::Expectation(Expectation::Differs {
            what: String::new(),
            got: String::new(),
            expected: String::new(),
        }),
        thread: 0,
        number: 1,
        preemptions: 0,
        threads: Vec::new(),
        objects: vec![
            Object {
                kind: ObjectKind::Mutex,
                of: None,
                place: Some(place()),
                lock: None,
                initial: None,
            };
            20_000
        ],
        steps: loads.chain(stores).collect(),
        intervals: Vec::new(),
        replay: None,
    };
    let report = explain::report(&tamed_record(&with(record)));
    assert_eq!(report.failure.unwrap().trace.len(), 20_000);
}
