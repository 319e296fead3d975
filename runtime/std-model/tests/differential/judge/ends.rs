//! Mutexes, waits, cells, and how programs end badly.

use super::{check, ends, row};
use crate::enumerate::Bad;
use crate::program::{Access, Statement, Value, What};
use crate::words::*;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

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
