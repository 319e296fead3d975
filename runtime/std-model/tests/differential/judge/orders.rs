//! Atomics and fences.

use super::{EVERY, allowed, check, row, texts};
use crate::program::Statement;
use crate::words::*;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

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
    // What strongly happens before comes before in S, by release and acquire of others too.
    let over = |store, load| {
        vec![
            vec![write(X, 1, SeqCst), write(Z, 1, store)],
            vec![read(Z, load), read(Y, SeqCst)],
            vec![write(Y, 1, SeqCst), read(X, SeqCst)],
        ]
    };
    let ordered = "000 001 010 011 101 110 111";
    row(over(Release, Acquire), ordered, "");
    row(over(Relaxed, Acquire), &format!("{ordered} 100"), "100");
}
