//! Threads fill the same cell at the same time.

use kit::prelude::*;
use once_cell::OnceCell;
use std::sync::Arc;
use std::thread;

type Cell = OnceCell<kit::Racy<usize>>;

/// A value that is written in two steps, so that the model sees who reads it too early.
fn made_by(thread: usize) -> kit::Racy<usize> {
    let value = kit::Racy::new(0);
    value.set(thread);
    value
}

/// Starts a thread that fills the cell, or finds it filled, and gives what is in it.
fn filler(cell: &Arc<Cell>, thread: usize) -> thread::JoinHandle<usize> {
    let cell = Arc::clone(cell);
    thread::spawn(move || cell.get_or_init(|| made_by(thread)).get())
}

kit::model! {
    /// Both threads see the same value, whole.
    fn two_threads() {
        let cell = Arc::new(Cell::new());
        let other = filler(&cell, 1);
        let seen = cell.get().map(|value| value.get());
        expect!(seen.is_none_or(|value| value == 1), "get() returned {seen:?}, and only 1 has been put in.");
        let mine = cell.get_or_init(|| made_by(2)).get();
        let theirs = other.join().unwrap();
        expect!(mine == theirs, "one thread got {theirs}, the other one {mine} out of the same cell.");
    }

    /// All three threads see the same value, whole.
    fn three_threads() {
        let cell = Arc::new(Cell::new());
        let others = [filler(&cell, 1), filler(&cell, 2)];
        let mine = cell.get_or_init(|| made_by(3)).get();
        let theirs = others.map(|other| other.join().unwrap());
        expect!(theirs == [mine, mine], "two threads got {theirs:?}, the third one {mine} out of the same cell.");
    }
}
