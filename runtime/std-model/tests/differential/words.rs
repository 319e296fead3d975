//! Short names for statements, for programs that are written by hand.

use crate::program::{Access, Between, Program, Statement, Value, What};
use std::sync::atomic::Ordering;

pub const X: usize = 0;
pub const Y: usize = 1;
pub const Z: usize = 2;

pub fn read(atomic: usize, ordering: Ordering) -> Statement {
    What::Atomic(atomic, Access::Load(ordering)).into()
}

pub fn write(atomic: usize, value: u8, ordering: Ordering) -> Statement {
    What::Atomic(atomic, Access::Store(Value::Is(value), ordering)).into()
}

pub fn add(atomic: usize, ordering: Ordering) -> Statement {
    What::Atomic(atomic, Access::Add(1, ordering)).into()
}

pub fn swap(atomic: usize, value: u8, ordering: Ordering) -> Statement {
    What::Atomic(atomic, Access::Swap(Value::Is(value), ordering)).into()
}

pub fn exchange(
    atomic: usize,
    old: u8,
    new: u8,
    success: Ordering,
    failure: Ordering,
) -> Statement {
    What::Atomic(
        atomic,
        Access::Exchange(old, Value::Is(new), success, failure),
    )
    .into()
}

pub fn fence(ordering: Ordering) -> Statement {
    What::Fence(ordering).into()
}

pub fn wait(atomic: usize, until: u8, ordering: Ordering) -> Statement {
    What::Wait(atomic, Access::Load(ordering), until).into()
}

pub fn lock(mutex: usize, inner: Vec<Statement>) -> Statement {
    What::Lock(mutex, inner).into()
}

pub fn try_lock(mutex: usize, inner: Vec<Statement>) -> Statement {
    What::TryLock(mutex, inner).into()
}

pub fn when(value: u8, inner: Vec<Statement>) -> Statement {
    What::If(value, inner).into()
}

pub fn read_cell() -> Statement {
    What::ReadCell(0).into()
}

pub fn write_cell() -> Statement {
    What::WriteCell(0).into()
}

/// A program of these threads beside an idle main thread: three atomics, two mutexes and a cell.
pub fn program(threads: Vec<Vec<Statement>>, finals: bool) -> Program {
    let others = 1..=threads.len();
    let spawns = others.clone().map(|thread| What::Spawn(thread).into());
    let joins = others.map(|thread| What::Join(thread).into());
    let main = spawns.chain(joins).collect();
    Program {
        atomics: 3,
        mutexes: 2,
        cells: 1,
        threads: [vec![main], threads].concat(),
        finals,
        between: Between::Nothing,
    }
}
