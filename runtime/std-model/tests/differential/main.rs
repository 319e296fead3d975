//! The look-alike held against all that C++20 allows, over random small programs: it shows nothing else, it hides nothing
//! but what `docs/model.md` says, and it says "complete" of nothing that can go wrong.
//!
//! `DIFFERENTIAL_SEED` is the first seed (0), `DIFFERENTIAL_COUNT` the number of programs, `DIFFERENTIAL_EXECUTIONS` what
//! the look-alike may run of each. By hand, for instance:
//!
//! ```text
//! DIFFERENTIAL_SEED=10000 DIFFERENTIAL_COUNT=20000 cargo test --release -p std-model --test differential random -- --nocapture
//! ```
//!
//! A program that differs is printed with its seed, made as small as it goes.

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

/// What runs in CI: about a minute.
const COUNT: u64 = 1000;

/// Enough for nearly all of these programs.
const EXECUTIONS: u64 = 20_000;

/// At least so many programs in a hundred are searched completely, otherwise the test says little.
const COMPLETE: u64 = 90;

fn setting(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => otherwise,
    }
}

#[test]
fn random_programs_do_what_the_memory_model_allows() {
    let first = setting("DIFFERENTIAL_SEED", 0);
    let count = setting("DIFFERENTIAL_COUNT", COUNT);
    let executions = setting("DIFFERENTIAL_EXECUTIONS", EXECUTIONS);
    let (mut complete, mut failing, mut large) = (0, 0, 0);
    let mut differences = Vec::new();
    for seed in first..first + count {
        let program = generate::generate(seed);
        match compare(&program, executions) {
            Compared::TooLarge => large += 1,
            Compared::Fails => failing += 1,
            Compared::Same { complete: all } => complete += u64::from(all),
            Compared::Different(_) => {
                let small = shrink::shrink(&program, |it| {
                    matches!(compare(it, executions), Compared::Different(_))
                });
                let Compared::Different(difference) = compare(&small, executions) else {
                    unreachable!("it was shrunk to a program that differs")
                };
                println!("seed {seed}: {difference}\n{small}");
                differences.push(seed);
            }
        }
    }
    println!(
        "{count} programs: {complete} complete, {failing} fail as they must, {large} too large, {} differ",
        differences.len()
    );
    assert!(
        differences.is_empty(),
        "these seeds differ: {differences:?}"
    );
    assert!(
        (complete + failing) * 100 >= count * COMPLETE,
        "too few programs are searched completely"
    );
}
