//! Properties: many inputs drawn from a fixed seed, and the smallest one that fails.

use crate::failing::{attempt, throw};
use kit_core::broken;
use kit_wire::{
    Ending, Excerpt,
    judged::{Counterexample, Failure, Loss, Wrong},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, RngSeed, TestRunner},
};

/// How many smaller inputs are tried at most.
const SHRINK_STEPS: u32 = 500;
/// The same if each failure costs the start of a new driver.
const SHRINK_STEPS_WITH_LOSS: u32 = 60;

/// A test while it runs.
pub struct Trial {
    /// The seed of its random inputs.
    pub seed: u64,
    /// How many inputs were tried.
    pub cases: u32,
}

/// Tries the body of a property with `cases` inputs. Throws the failure of the smallest input that fails.
///
/// `name` shows the inputs, each with its name.
pub fn try_all<S: Strategy>(
    trial: &mut Trial,
    cases: u32,
    strategy: S,
    name: impl Fn(&S::Value) -> Vec<(String, Excerpt)>,
    body: impl Fn(S::Value),
) {
    let mut runner = runner(trial.seed);
    for case in 1..=cases {
        trial.cases = case;
        let mut tree = match strategy.new_tree(&mut runner) {
            Ok(tree) => tree,
            Err(reason) => broken(&format!("found no input: {reason}")),
        };
        if let Err(failure) = attempt(|| body(tree.current())) {
            let first = Smallest {
                inputs: name(&tree.current()),
                failure,
            };
            let Smallest {
                inputs,
                mut failure,
            } = shrink(&mut tree, first, &name, &body);
            failure.counterexample = Some(Counterexample {
                inputs,
                cases: case,
                seed: trial.seed,
            });
            throw(failure);
        }
    }
}

/// The smallest failing input so far.
struct Smallest {
    inputs: Vec<(String, Excerpt)>,
    failure: Box<Failure>,
}

fn shrink<T: ValueTree>(
    tree: &mut T,
    first: Smallest,
    name: impl Fn(&T::Value) -> Vec<(String, Excerpt)>,
    body: impl Fn(T::Value),
) -> Smallest {
    let mut smallest = first;
    let mut steps = 0;
    let mut goes_on = is_cheap(&smallest.failure) && tree.simplify();
    while goes_on && steps < most_steps(&smallest.failure) {
        steps += 1;
        goes_on = match attempt(|| body(tree.current())) {
            Ok(()) => tree.complicate(),
            // Another loss of this kind would cost the whole limit again.
            Err(failure) if !is_cheap(&failure) => false,
            Err(failure) => {
                smallest = Smallest {
                    inputs: name(&tree.current()),
                    failure,
                };
                tree.simplify()
            }
        };
    }
    smallest
}

fn most_steps(failure: &Failure) -> u32 {
    match failure.what {
        Wrong::Lost { .. } => SHRINK_STEPS_WITH_LOSS,
        _ => SHRINK_STEPS,
    }
}

/// Whether it costs little to see a failure like this once more.
fn is_cheap(failure: &Failure) -> bool {
    let Wrong::Lost {
        loss: Loss::Ended { ending, .. },
        ..
    } = &failure.what
    else {
        return true;
    };
    !matches!(
        ending,
        Ending::TimedOut { .. } | Ending::TooMuchOutput | Ending::OutOfMemory
    )
}

fn runner(seed: u64) -> TestRunner {
    TestRunner::new(Config {
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..Config::default()
    })
}
