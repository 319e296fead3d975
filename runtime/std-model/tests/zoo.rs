//! Right and wrong algorithms. Variant 0 of each is right and must pass, every other one is a known mistake and must be
//! found, with a line of the algorithm itself to look at.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use kit_wire::trace::ModelReport;

#[path = "zoo/lock_free.rs"]
mod lock_free;
mod places;
#[path = "zoo/spin_locks.rs"]
mod spin_locks;
#[path = "zoo/waiting.rs"]
mod waiting;

/// One algorithm: its name, how many mistakes it knows, the thread counts it makes sense for, and the model.
pub struct Animal {
    pub name: &'static str,
    pub mistakes: u8,
    pub threads: &'static [usize],
    pub model: fn(variant: u8, threads: usize),
}

fn bounds(animal: &Animal, threads: usize) -> Bounds {
    // With 300,000 executions the channel cannot be finished without a bound. Two who back off can do so for ever, as
    // long as each of them is interrupted in time.
    let preemptions = if threads > 2 || ["channel", "back off"].contains(&animal.name) {
        Some(2)
    } else {
        None
    };
    Bounds {
        preemptions,
        executions: 300_000,
        ..Bounds::default()
    }
}

fn run(animal: &'static Animal, variant: u8, threads: usize) -> ModelReport {
    std_model::model::explore(&bounds(animal, threads), move || {
        (animal.model)(variant, threads)
    })
}

/// Everything that is wrong with the reports on these algorithms.
fn complaints(animals: &'static [Animal]) -> Vec<String> {
    let mut complaints = Vec::new();
    for animal in animals {
        assert!(
            animal.mistakes >= 3,
            "{} knows too few mistakes",
            animal.name
        );
        for (variant, threads) in
            (0..=animal.mistakes).flat_map(|v| animal.threads.iter().map(move |t| (v, *t)))
        {
            let begun = std::time::Instant::now();
            let report = run(animal, variant, threads);
            let who = format!("{} variant {variant}, {threads} threads", animal.name);
            println!(
                "{who}: {} executions, {:?}, {:?}",
                report.executions,
                begun.elapsed(),
                report.failure.as_ref().map(|record| &record.failure)
            );
            match (&report.failure, variant) {
                (Some(failure), 0) => {
                    complaints.push(format!("{who}: false alarm: {:?}", failure.failure))
                }
                (None, 0) if !report.complete && report.covered < Some(2) => {
                    complaints.push(format!("{who}: not complete"))
                }
                (None, 1..) => {
                    complaints.push(format!("{who}: missed, {} executions", report.executions))
                }
                (Some(failure), _) => {
                    if let Some(place) = places::elsewhere(failure, "/zoo") {
                        complaints.push(format!("{who}: points at {place:?}"));
                    }
                }
                (None, 0) => {}
            }
        }
    }
    complaints
}

macro_rules! test_animals {
    ($($module:ident)*) => {$(
        #[test]
        fn $module() {
            let complaints = complaints($module::ANIMALS);
            assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        }
    )*};
}

test_animals!(spin_locks lock_free waiting);

/// The search has no chance in it, so every run gives the same report to the byte.
#[test]
fn a_hundred_runs_are_the_same() {
    for animal in [&spin_locks::ANIMALS[0], &waiting::ANIMALS[1]] {
        for variant in 0..=animal.mistakes {
            let first = format!("{:?}", run(animal, variant, 2));
            assert!(
                (1..100).all(|_| format!("{:?}", run(animal, variant, 2)) == first),
                "{} {variant}",
                animal.name
            );
        }
    }
}

/// A token runs exactly the execution that failed.
#[test]
fn replay_finds_the_execution_again() {
    let all = [spin_locks::ANIMALS, lock_free::ANIMALS, waiting::ANIMALS].concat_refs();
    for (animal, variant) in all
        .into_iter()
        .flat_map(|animal| (1..=animal.mistakes).map(move |v| (animal, v)))
    {
        let threads = animal.threads[0];
        let found = run(animal, variant, threads)
            .failure
            .expect("a mistake is found");
        let token = found.replay.clone().expect("a failure has a token");
        let again = std_model::model::replay(&bounds(animal, threads), &token, move || {
            (animal.model)(variant, threads)
        });
        let again = again
            .failure
            .unwrap_or_else(|| panic!("{} {variant} passes at {token}", animal.name));
        assert_eq!(
            places::without_addresses(again),
            places::without_addresses(found),
            "{} {variant} {token}",
            animal.name
        );
    }
}

trait ConcatRefs {
    fn concat_refs(self) -> Vec<&'static Animal>;
}

impl<const N: usize> ConcatRefs for [&'static [Animal]; N] {
    fn concat_refs(self) -> Vec<&'static Animal> {
        self.into_iter().flatten().collect()
    }
}
