//! The enumerator judges the look-alike, so this table judges the enumerator: classic litmus tests, each with exactly
//! the outcomes that C++20 allows, and those of them that it must mark as gaps.

use crate::enumerate::{
    AGAINST_HAPPENS_BEFORE, AGAINST_RUNNING, Allowed, Bad, Gaps, STORE_ORDER, enumerate,
};
use crate::program::{Access, Program, Statement, Value, What};
use crate::words::*;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

const EVERY: Gaps = STORE_ORDER | AGAINST_HAPPENS_BEFORE | AGAINST_RUNNING;

fn allowed(program: &Program) -> Allowed {
    enumerate(program, 1_000_000).expect("small enough")
}

/// All reads one after the other, thread by thread, then the last values of x and y if they are asked for.
fn texts(allowed: &Allowed, gaps: Gaps) -> BTreeSet<String> {
    let ways = allowed.outcomes.iter();
    let ways = ways.filter(|(_, ways)| ways.without(gaps));
    ways.map(|(outcome, _)| outcome.0.iter().flatten().map(u8::to_string).collect())
        .collect()
}

/// A row of the table: all outcomes, and those of them that are only there with a gap.
#[track_caller]
fn row(threads: Vec<Vec<Statement>>, all: &str, hidden: &str) {
    check(&program(threads, false), all, hidden);
}

#[track_caller]
fn check(program: &Program, all: &str, hidden: &str) {
    let set =
        |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_owned).collect() };
    let found = allowed(program);
    assert!(found.bad.is_empty(), "{program}{:?}", found.bad);
    assert_eq!(texts(&found, 0), set(all), "{program}");
    let gaps: BTreeSet<_> = texts(&found, 0)
        .difference(&texts(&found, EVERY))
        .cloned()
        .collect();
    assert_eq!(gaps, set(hidden), "{program}");
}

/// How a program can end badly, and that none of it has a gap.
#[track_caller]
fn ends(threads: Vec<Vec<Statement>>, bad: &[Bad]) {
    let program = program(threads, false);
    let found = allowed(&program);
    let kinds: Vec<Bad> = found.bad.keys().copied().collect();
    assert_eq!(kinds, bad, "{program}");
    assert!(
        found.bad.values().all(|ways| ways.without(EVERY)),
        "{program}"
    );
}

#[test]
fn store_buffering() {
    let (all, ordered) = ("00 01 10 11", "01 10 11");
    let plain = |store, load| {
        vec![
            vec![write(X, 1, store), read(Y, load)],
            vec![write(Y, 1, store), read(X, load)],
        ]
    };
    row(plain(Relaxed, Relaxed), all, "");
    row(plain(Release, Acquire), all, "");
    row(plain(SeqCst, SeqCst), ordered, "");
    row(plain(SeqCst, Relaxed), all, "");
    row(plain(Relaxed, SeqCst), all, "");
    let fenced = |one, other| {
        vec![
            vec![write(X, 1, Relaxed), fence(one), read(Y, Relaxed)],
            vec![write(Y, 1, Relaxed), fence(other), read(X, Relaxed)],
        ]
    };
    row(fenced(SeqCst, SeqCst), ordered, "");
    row(fenced(SeqCst, AcqRel), all, "");
    // A fence on one side and SeqCst accesses on the other are enough.
    row(
        vec![
            vec![write(X, 1, SeqCst), read(Y, SeqCst)],
            vec![write(Y, 1, Relaxed), fence(SeqCst), read(X, Relaxed)],
        ],
        ordered,
        "",
    );
    let swaps = |ordering| {
        vec![
            vec![swap(X, 1, ordering), read(Y, ordering)],
            vec![swap(Y, 1, ordering), read(X, ordering)],
        ]
    };
    row(swaps(SeqCst), "0001 0100 0101", "");
}

#[test]
fn message_passing() {
    let (all, ordered) = ("00 01 10 11", "00 01 11");
    let plain = |store, load| {
        vec![
            vec![write(X, 1, Relaxed), write(Y, 1, store)],
            vec![read(Y, load), read(X, Relaxed)],
        ]
    };
    row(plain(Relaxed, Relaxed), all, "");
    row(plain(Release, Relaxed), all, "");
    row(plain(Relaxed, Acquire), all, "");
    row(plain(Release, Acquire), ordered, "");
    row(plain(SeqCst, SeqCst), ordered, "");
    let fenced = |one, other| {
        vec![
            vec![write(X, 1, Relaxed), fence(one), write(Y, 1, Relaxed)],
            vec![read(Y, Relaxed), fence(other), read(X, Relaxed)],
        ]
    };
    row(fenced(Release, Acquire), ordered, "");
    row(fenced(AcqRel, SeqCst), ordered, "");
    row(fenced(Acquire, Release), all, "");
    // SeqCst on the data alone orders nothing: both accesses may come in S against the order of running.
    row(
        vec![
            vec![write(X, 1, SeqCst), write(Y, 1, Relaxed)],
            vec![read(Y, Relaxed), read(X, SeqCst)],
        ],
        all,
        "10",
    );
}

#[test]
fn nothing_is_read_before_it_is_written() {
    let crossed = |load, store| {
        vec![
            vec![read(X, load), write(Y, 1, store)],
            vec![read(Y, load), write(X, 1, store)],
        ]
    };
    row(crossed(Relaxed, Relaxed), "00 01 10", "");
    row(crossed(Acquire, Release), "00 01 10", "");
}

#[test]
fn independent_reads() {
    let writers = |store| vec![vec![write(X, 1, store)], vec![write(Y, 1, store)]];
    let readers = |load, between: Option<Ordering>| {
        let reader = |one, other| {
            let between = between.map(fence);
            let list = [Some(read(one, load)), between, Some(read(other, load))];
            list.into_iter().flatten().collect::<Vec<_>>()
        };
        vec![reader(X, Y), reader(Y, X)]
    };
    let all = |without: &str| {
        let texts = (0..16).map(|bits| format!("{bits:04b}"));
        texts
            .filter(|it| it != without)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let both = |store, load, between| [writers(store), readers(load, between)].concat();
    row(both(Relaxed, Relaxed, None), &all(""), "");
    row(both(Release, Acquire, None), &all(""), "");
    row(both(SeqCst, SeqCst, None), &all("1010"), "");
    row(both(SeqCst, Acquire, None), &all(""), "");
    row(both(Relaxed, Relaxed, Some(SeqCst)), &all("1010"), "");
    row(both(Release, Acquire, Some(AcqRel)), &all(""), "");
}

#[test]
fn two_writes_crossed() {
    let crossed = |ordering| {
        let one = vec![write(X, 1, ordering), write(Y, 2, ordering)];
        program(
            vec![one, vec![write(Y, 1, ordering), write(X, 2, ordering)]],
            true,
        )
    };
    // The last 0 is z.
    check(&crossed(Relaxed), "110 120 210 220", "110");
    check(&crossed(Release), "110 120 210 220", "110");
    check(&crossed(SeqCst), "120 210 220", "");
}

#[test]
fn coherence() {
    let two_reads = vec![read(X, Relaxed), read(X, Relaxed)];
    row(
        vec![vec![write(X, 1, Relaxed)], two_reads.clone()],
        "00 01 11",
        "",
    );
    // Two readers see two writes in one order.
    let reader = |two_reads: &[Statement]| two_reads.to_vec();
    let found = allowed(&program(
        vec![
            vec![write(X, 1, Relaxed)],
            vec![write(X, 2, Relaxed)],
            reader(&two_reads),
            reader(&two_reads),
        ],
        false,
    ));
    let found = texts(&found, EVERY);
    assert!(!found.contains("1221") && found.contains("1212") && found.contains("0212"));
    // A thread reads its own write or a later one.
    row(
        vec![
            vec![write(X, 1, Relaxed), read(X, Relaxed)],
            vec![write(X, 2, Relaxed)],
        ],
        "1 2",
        "",
    );
    // What was seen is older than what is written then.
    let after = vec![read(X, Relaxed), write(X, 2, Relaxed)];
    check(
        &program(vec![vec![write(X, 1, Relaxed)], after], true),
        "0100 0200 1200",
        "",
    );
    // From writer to reader over a third thread.
    let over = |ordering: Ordering, back| {
        vec![
            vec![write(X, 1, Relaxed)],
            vec![read(X, Relaxed), write(Y, 1, ordering)],
            vec![read(Y, back), read(X, Relaxed)],
        ]
    };
    row(
        over(Relaxed, Relaxed),
        "000 001 010 011 100 101 110 111",
        "",
    );
    row(over(Release, Acquire), "000 001 010 011 100 101 111", "");
}

#[test]
fn read_modify_writes() {
    row(
        vec![vec![add(X, Relaxed)], vec![add(X, Relaxed)]],
        "01 10",
        "",
    );
    let won = || vec![exchange(X, 0, 1, Relaxed, Relaxed)];
    row(vec![won(), won()], "01 10", "");
    check(
        &program(
            vec![vec![write(X, 5, Relaxed)], vec![add(X, Relaxed)]],
            true,
        ),
        "0500 5600",
        "",
    );
    // A release sequence goes on through another thread's read-modify-write, and not through a store.
    let reader = || vec![read(Y, Acquire), when(2, vec![read(X, Relaxed)])];
    let published = vec![write(X, 1, Relaxed), write(Y, 1, Release)];
    row(
        vec![published.clone(), vec![add(Y, Relaxed)], reader()],
        "00 01 10 11 121",
        "",
    );
    let stored = [published, vec![write(Y, 2, Relaxed)]].concat();
    row(vec![stored, reader()], "0 1 20 21", "");
}

#[test]
fn seq_cst_mixed_with_weaker_accesses() {
    // Z6.U of Lahav et al.: S goes against happens-before.
    row(
        vec![
            vec![write(X, 1, SeqCst), write(Y, 1, Release)],
            vec![add(Y, SeqCst), read(Y, Relaxed)],
            vec![write(Y, 3, SeqCst), read(X, SeqCst)],
        ],
        "010 011 030 031 120 121 130 131 310 311 340 341",
        "130",
    );
    // A SeqCst fence between the relaxed accesses of every thread restores sequential consistency; one that is missing
    // does not.
    let crossed = |one: Vec<Statement>, other: Vec<Statement>| {
        program(
            vec![
                [vec![write(X, 1, Relaxed)], one, vec![write(Y, 2, Relaxed)]].concat(),
                [
                    vec![write(Y, 1, Relaxed)],
                    other,
                    vec![write(X, 2, Relaxed)],
                ]
                .concat(),
            ],
            true,
        )
    };
    let fenced = || vec![fence(SeqCst)];
    check(&crossed(fenced(), fenced()), "120 210 220", "");
    check(&crossed(fenced(), vec![]), "110 120 210 220", "110");
    // A SeqCst load that reads an older store of another thread, although that store was seen by a relaxed load.
    row(
        vec![
            vec![write(X, 1, SeqCst)],
            vec![read(X, SeqCst), write(Y, 1, Relaxed)],
            vec![read(Y, Acquire), read(X, SeqCst)],
        ],
        "000 001 010 011 100 101 110 111",
        "110",
    );
}

#[test]
fn mutexes() {
    let tried = || vec![try_lock(0, vec![])];
    row(vec![tried(), tried()], "01 10 11", "");
    // A refusal orders nothing, so the store may be missed although it was executed.
    row(
        vec![
            vec![write(X, 1, Relaxed), lock(0, vec![])],
            vec![try_lock(0, vec![]), read(X, Relaxed)],
        ],
        "00 01 10 11",
        "",
    );
    // Under a mutex all is in order.
    let under = |inner: Vec<Statement>| vec![lock(0, inner)];
    row(
        vec![
            under(vec![write(X, 1, Relaxed), write(Y, 1, Relaxed)]),
            under(vec![read(Y, Relaxed), read(X, Relaxed)]),
        ],
        "00 11",
        "",
    );
    let nested = |one, other| vec![lock(one, vec![lock(other, vec![])])];
    ends(vec![nested(0, 1), nested(0, 1)], &[]);
    ends(vec![nested(0, 1), nested(1, 0)], &[Bad::Deadlock]);
    ends(vec![vec![lock(0, vec![lock(0, vec![])])]], &[Bad::Deadlock]);
    // Only who reads the store of one comes to the locks of the other.
    let last = vec![read(X, Relaxed), when(1, nested(1, 0))];
    let first = |tail| [vec![write(X, 1, Relaxed)], tail].concat();
    ends(vec![first(nested(0, 1)), last.clone()], &[Bad::Deadlock]);
    let behind = [nested(0, 1), vec![write(X, 1, Relaxed)]].concat();
    ends(vec![behind, last], &[]);
}

#[test]
fn waits() {
    let waiter = |ordering| vec![wait(Y, 1, ordering), read(X, Relaxed)];
    let setter = |ordering| vec![write(X, 1, Relaxed), write(Y, 1, ordering)];
    row(vec![setter(Relaxed), waiter(Acquire)], "0 1", "");
    row(vec![setter(Release), waiter(Acquire)], "1", "");
    ends(vec![waiter(Acquire)], &[Bad::Livelock]);
    // Who comes late waits for ever, and who is in time does not.
    let back = vec![write(Y, 1, Relaxed), write(Y, 0, Relaxed)];
    ends(vec![back, waiter(Relaxed)], &[Bad::Livelock]);
    ends(
        vec![
            vec![wait(X, 1, Relaxed), write(Y, 1, Relaxed)],
            vec![wait(Y, 1, Relaxed), write(X, 1, Relaxed)],
        ],
        &[Bad::Livelock],
    );
    // Who waits holds what another one needs.
    ends(
        vec![
            vec![lock(0, vec![wait(X, 1, Relaxed)])],
            vec![lock(0, vec![write(X, 1, Relaxed)])],
        ],
        &[Bad::Livelock],
    );
    // A bounded poll says how many loads were in vain.
    let poll = What::Poll {
        atomic: X,
        ordering: Relaxed,
        until: 1,
        times: 2,
    };
    row(
        vec![vec![write(X, 1, Relaxed)], vec![poll.clone().into()]],
        "0 1 2",
        "",
    );
    row(
        vec![vec![
            write(X, 1, Relaxed),
            poll.into(),
            write(X, 2, Relaxed),
        ]],
        "0",
        "",
    );
    // A lock of an atomic: the wait writes.
    let swapping = |ordering| {
        let take = What::Wait(X, Access::Swap(Value::Is(1), ordering), 0);
        vec![take.into(), write_cell(), write(X, 0, Release)]
    };
    ends(vec![swapping(Acquire), swapping(Acquire)], &[]);
    ends(vec![swapping(Relaxed), swapping(Relaxed)], &[Bad::Race]);
    let taking = || What::Wait(X, Access::Exchange(0, Value::Is(1), Acquire, Relaxed), 0);
    ends(
        vec![vec![taking().into()], vec![taking().into()]],
        &[Bad::Livelock],
    );
}

#[test]
fn races() {
    let setter = |ordering| vec![write_cell(), write(X, 1, ordering)];
    let getter = |ordering| vec![read(X, ordering), when(1, vec![read_cell()])];
    ends(vec![vec![read_cell()], vec![read_cell()]], &[]);
    ends(vec![vec![read_cell()], vec![write_cell()]], &[Bad::Race]);
    ends(vec![setter(Release), getter(Acquire)], &[]);
    ends(vec![setter(Relaxed), getter(Acquire)], &[Bad::Race]);
    ends(vec![setter(Release), getter(Relaxed)], &[Bad::Race]);
    let fenced = |ordering| {
        vec![
            read(X, Relaxed),
            fence(ordering),
            when(1, vec![read_cell()]),
        ]
    };
    ends(vec![setter(Release), fenced(Acquire)], &[]);
    ends(vec![setter(Release), fenced(Release)], &[Bad::Race]);
    let under = || vec![lock(0, vec![write_cell()])];
    ends(vec![under(), under()], &[]);
    ends(vec![under(), vec![try_lock(0, vec![read_cell()])]], &[]);
    ends(
        vec![under(), vec![lock(1, vec![write_cell()])]],
        &[Bad::Race],
    );
    // The smallest of issue 10: a SeqCst load is no release.
    let late = vec![
        read(X, SeqCst),
        when(0, vec![read(Y, SeqCst), write_cell(), write(Y, 0, SeqCst)]),
    ];
    let early = vec![
        write(X, 1, SeqCst),
        read(Y, SeqCst),
        write_cell(),
        write(X, 0, SeqCst),
    ];
    ends(vec![late, early], &[Bad::Race]);
}

#[test]
fn joins_order() {
    let mut joined = program(vec![vec![write(X, 1, Relaxed), write_cell()]], false);
    joined.threads[0].push(read(X, Relaxed));
    joined.threads[0].push(read_cell());
    check(&joined, "11", "");
    joined.threads[0].swap(1, 2);
    check(&joined, "01 11", "");
}
