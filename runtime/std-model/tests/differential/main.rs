//! The look-alike held against all that C++20 allows, over random small programs: it shows nothing else, it hides nothing
//! but what `docs/model.md` says, and it says "complete" of nothing that can go wrong.
//!
//! `DIFFERENTIAL_SEED` is the first seed (0), `DIFFERENTIAL_COUNT` the number of programs, `DIFFERENTIAL_EXECUTIONS` what
//! the look-alike may run of each. By hand, for instance:
//!
//! ```text
//! for seed in $(seq 10000 2000 48000); do
//!     DIFFERENTIAL_SEED=$seed DIFFERENTIAL_COUNT=2000 \
//!         cargo test --release -p std-model --test differential random -- --nocapture
//! done
//! ```
//!
//! A program that differs is printed with its seed, made as small as it goes. Which of both is wrong is found out by hand:
//! a row in `judge.rs` says what is right, and a program in `known.rs` keeps a mistake of the look-alike from coming back.

#![allow(missing_docs)]

mod compare;
mod enumerate;
mod generate;
mod judge;
mod known;
mod program;
mod run;
mod shrink;
mod words;

use compare::{Compared, compare};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What runs in CI: less than a minute.
const COUNT: u64 = 2000;

/// Enough for nearly all of these programs.
const EXECUTIONS: u64 = 10_000;

/// At least so many programs in a hundred are searched completely, otherwise the test says little.
const COMPLETE: u64 = 95;

/// What came of all programs.
#[derive(Default)]
struct Tally {
    complete: AtomicU64,
    failing: AtomicU64,
    truncated: AtomicU64,
    large: AtomicU64,
    differing: std::sync::Mutex<Vec<u64>>,
}

fn setting(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => otherwise,
    }
}

fn try_seed(seed: u64, executions: u64, tally: &Tally) {
    let program = generate::generate(seed);
    let counter = match compare(&program, executions) {
        Compared::TooLarge => &tally.large,
        Compared::Fails => &tally.failing,
        Compared::Same { complete: true } => &tally.complete,
        Compared::Same { complete: false } => &tally.truncated,
        Compared::Different(whole) => {
            let small = shrink::shrink(&program, |it| {
                matches!(compare(it, executions), Compared::Different(_))
            });
            match compare(&small, executions) {
                Compared::Different(difference) => {
                    println!("seed {seed}: {difference}\n{small}");
                }
                _ => println!("seed {seed}, not twice: {whole}\n{program}"),
            }
            tally.differing.lock().unwrap().push(seed);
            return;
        }
    };
    counter.fetch_add(1, Ordering::Relaxed);
}

#[test]
fn random_programs_do_what_the_memory_model_allows() {
    let first = setting("DIFFERENTIAL_SEED", 0);
    let count = setting("DIFFERENTIAL_COUNT", COUNT);
    let executions = setting("DIFFERENTIAL_EXECUTIONS", EXECUTIONS);
    let (next, tally) = (AtomicU64::new(first), Tally::default());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        break;
                    }
                    try_seed(seed, executions, &tally);
                }
            });
        }
    });
    let (complete, failing) = (tally.complete.into_inner(), tally.failing.into_inner());
    let (truncated, large) = (tally.truncated.into_inner(), tally.large.into_inner());
    let mut differing = tally.differing.into_inner().unwrap();
    differing.sort_unstable();
    println!(
        "{count} programs: {complete} the same and complete, {failing} fail as they must, {truncated} truncated, \
         {large} too large for the enumerator, {} differ",
        differing.len()
    );
    assert!(
        differing.is_empty(),
        "these seeds differ, see above: {differing:?}"
    );
    assert!(
        (complete + failing) * 100 >= count * COMPLETE,
        "too few programs are searched completely"
    );
}
