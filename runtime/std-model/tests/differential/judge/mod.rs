//! The enumerator judges the look-alike, so this table judges the enumerator: classic litmus tests, each with exactly
//! the outcomes that C++20 allows, and those of them that it must mark as gaps.

mod ends;
mod orders;

use crate::enumerate::{
    AGAINST_HAPPENS_BEFORE, AGAINST_RUNNING, Allowed, Bad, Gaps, STORE_ORDER, enumerate,
    enumerate_plainly,
};
use crate::generate::generate;
use crate::program::{Program, Statement};
use crate::words::program;
use std::collections::BTreeSet;

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

/// What is allowed, and what of it must be shown.
fn summary(allowed: &Allowed) -> Vec<(String, bool, bool)> {
    let outcomes = allowed.outcomes.iter();
    let outcomes = outcomes.map(|(outcome, ways)| (outcome.to_string(), ways));
    let bad = allowed.bad.iter();
    let bad = bad.map(|(bad, ways)| (format!("{bad:?}"), ways));
    let all = outcomes.chain(bad);
    all.map(|(name, ways)| {
        let gaps = STORE_ORDER | AGAINST_HAPPENS_BEFORE;
        (name, ways.without(gaps), ways.without(EVERY))
    })
    .collect()
}

#[test]
fn steps_that_are_alone_lose_nothing() {
    let mut compared = 0;
    for seed in 0..600 {
        let program = generate(seed);
        let Some(plain) = enumerate_plainly(&program, 3_000) else {
            continue;
        };
        let saving = enumerate(&program, 3_000).expect("it has fewer states");
        assert_eq!(summary(&saving), summary(&plain), "seed {seed}:\n{program}");
        compared += 1;
    }
    assert!(compared > 200, "only {compared} programs are small enough");
}
