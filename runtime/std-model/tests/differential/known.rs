//! Programs that the look-alike once judged wrongly: they passed as complete, or failed although they are right.

use crate::compare::{Compared, compare};
use crate::enumerate::{Bad, enumerate};
use crate::program::{Access, Program, Statement, Value, What};
use crate::words::*;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

/// Enough for each of them.
const EXECUTIONS: u64 = 100_000;

/// Both sides agree on a program, and it can go wrong like this, or not at all.
#[track_caller]
fn agree(program: &Program, bad: Option<Bad>) {
    let allowed = enumerate(program, 100_000).expect("small enough");
    assert_eq!(allowed.bad.keys().next().copied(), bad, "{program}");
    match compare(program, EXECUTIONS) {
        Compared::Fails => assert!(bad.is_some(), "{program}"),
        Compared::Same { complete } => assert!(complete && bad.is_none(), "{program}"),
        Compared::TooLarge => panic!("too large:\n{program}"),
        Compared::Different(difference) => panic!("{difference}\n{program}"),
    }
}

#[track_caller]
fn all_agree(threads: Vec<Vec<Statement>>, bad: Option<Bad>) {
    agree(&program(threads, false), bad);
}

#[test]
fn a_lock_that_is_given_back_too_early() {
    for last in [SeqCst, Relaxed] {
        let take = What::Wait(X, Access::Swap(Value::Is(1), SeqCst), 0);
        let side = vec![take.into(), write(X, 0, SeqCst), write_cell(), add(Y, last)];
        all_agree(vec![side.clone(), side], Some(Bad::Race));
    }
}

#[test]
fn tickets_that_are_drawn_by_a_load_and_a_store() {
    let next = What::Atomic(X, Access::Store(Value::LastPlus(1), SeqCst));
    let side = vec![
        read(X, SeqCst),
        next.into(),
        when(0, vec![write_cell(), write(Y, 1, SeqCst)]),
        when(1, vec![wait(Y, 1, SeqCst), write_cell()]),
    ];
    all_agree(vec![side.clone(), side], Some(Bad::Race));
}

#[test]
fn a_cell_between_seq_cst_accesses() {
    let inside = || vec![read(Y, SeqCst), write_cell(), write(Y, 0, SeqCst)];
    let one = vec![read(X, SeqCst), when(0, inside())];
    let other = vec![
        write(X, 1, SeqCst),
        read(Y, SeqCst),
        write_cell(),
        write(X, 0, SeqCst),
    ];
    all_agree(vec![one, other], Some(Bad::Race));
}

#[test]
fn a_counter_orders_nothing_for_a_relaxed_flag() {
    let reader = |ordering, counts| {
        let inside = match counts {
            true => vec![add(Y, SeqCst), read_cell()],
            false => vec![read_cell()],
        };
        vec![read(X, ordering), when(1, inside)]
    };
    let writer = |ordering, counts| match counts {
        true => vec![write_cell(), add(Y, SeqCst), write(X, 1, ordering)],
        false => vec![write_cell(), write(X, 1, ordering)],
    };
    let race = Some(Bad::Race);
    all_agree(vec![writer(Release, false), reader(Relaxed, true)], race);
    all_agree(vec![writer(Relaxed, true), reader(Acquire, false)], race);
    all_agree(vec![writer(Release, true), reader(Acquire, true)], None);
}

/// What looks like spinning, in front of two locks that the threads take in different orders.
fn deadlock_behind(seen: &[Statement]) {
    let side = |one, other| [seen, &[lock(one, vec![lock(other, vec![])])]].concat();
    all_agree(vec![side(0, 1), side(1, 0)], Some(Bad::Deadlock));
    all_agree(vec![side(0, 1), side(0, 1)], None);
}

#[test]
fn the_same_value_twice_at_one_place_is_no_wait() {
    let getter: Statement = What::Getter(X, Relaxed).into();
    let twice = |statement: Statement| What::Repeat(2, vec![statement]).into();
    deadlock_behind(&[twice(read(X, Relaxed))]);
    deadlock_behind(&[twice(read(X, SeqCst))]);
    deadlock_behind(&[getter.clone(), getter.clone()]);
    deadlock_behind(&[twice(exchange(X, 1, 2, Relaxed, Relaxed))]);
    deadlock_behind(&[twice(swap(X, 0, Relaxed))]);
}

#[test]
fn a_poll_that_ends_is_no_wait() {
    let poll = What::Poll {
        atomic: X,
        ordering: Relaxed,
        until: 1,
        times: 2,
    };
    deadlock_behind(&[poll.into()]);
}

#[test]
fn what_comes_out_of_one_macro_is_no_wait() {
    deadlock_behind(&[What::Both([X, Y], Relaxed).into()]);
    deadlock_behind(&[What::Both([X, X], Relaxed).into()]);
}

#[test]
fn a_change_that_leaves_the_value_is_a_write() {
    let side = |mine, other| {
        vec![
            write(mine, 1, Relaxed),
            fence(Release),
            What::Atomic(Z, Access::Add(0, Relaxed)).into(),
            fence(Acquire),
            read(other, Relaxed),
        ]
    };
    all_agree(vec![side(X, Y), side(Y, X)], None);
}
