//! What is left out makes no difference: random programs show the same outcomes with source sets, sleep sets and the rule for old
//! values as without them. A search with a bound that nothing reaches has none of the three.

use engine::{Access, Ended, Search};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

const STACK: usize = 0x10000;
const OBJECTS: u32 = 2;
const UNBOUNDED: usize = 1_000;

/// What a thread of a random program does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Load(u32, Ordering),
    Store(u32, Ordering),
    Add(u32, Ordering),
    /// Exchanges if the value is the first one.
    Exchange(u32, Ordering),
    Fence(Ordering),
    /// A step on something whose uses are all ordered.
    Use,
}

/// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }

    fn step(&mut self) -> Step {
        let object = self.below(OBJECTS.into()) as u32;
        match self.below(10) {
            0..=3 => Step::Load(object, self.of(&[Relaxed, Relaxed, Acquire, SeqCst])),
            4..=6 => Step::Store(object, self.of(&[Relaxed, Relaxed, Release, SeqCst])),
            7 => Step::Add(object, self.of(&[Relaxed, AcqRel, SeqCst])),
            8 => Step::Exchange(object, self.of(&[Relaxed, AcqRel, SeqCst])),
            _ => match self.below(3) {
                0 => Step::Use,
                _ => Step::Fence(self.of(&[Acquire, Release, SeqCst])),
            },
        }
    }

    fn program(&mut self) -> Vec<Vec<Step>> {
        let threads = 2 + self.below(2) as usize;
        let most = 7 / threads as u64;
        (0..threads)
            .map(|_| (0..=self.below(most)).map(|_| self.step()).collect())
            .collect()
    }
}

/// Takes a step; what it has read.
fn take(step: Step) -> Option<u32> {
    match step {
        Step::Load(object, order) => {
            engine::turn(Some(Access::read(object)));
            Some(engine::load(object, order, false))
        }
        Step::Store(object, order) => {
            engine::turn(Some(Access::write(object)));
            engine::store(object, order);
            None
        }
        Step::Add(object, order) => {
            engine::turn(Some(Access::write(object)));
            Some(engine::modify(object, order) - 1)
        }
        Step::Exchange(object, order) => {
            engine::turn(Some(Access::write(object)));
            let failure = match order {
                AcqRel => Acquire,
                order => order,
            };
            let result =
                engine::compare_exchange(object, (order, failure), false, |value| value == 0);
            Some(result.unwrap_or_else(|seen| 100 + seen))
        }
        Step::Fence(SeqCst) => {
            engine::turn(Some(engine::FENCE));
            engine::fence(SeqCst);
            None
        }
        Step::Fence(order) => {
            engine::fence(order);
            None
        }
        Step::Use => {
            engine::turn(Some(Access::write(OBJECTS)));
            engine::access(Access::write(OBJECTS));
            None
        }
    }
}

/// All outcomes (what each thread has read) and how many executions showed them.
fn outcomes(program: &[Vec<Step>], preemptions: Option<usize>) -> (BTreeSet<Vec<Vec<u32>>>, usize) {
    let mut search = Search::new(preemptions);
    let (mut all, mut executions) = (BTreeSet::new(), 0);
    loop {
        let read = Rc::new(RefCell::new(vec![Vec::new(); program.len()]));
        let (threads, seen) = (program.to_vec(), read.clone());
        let main = move || {
            (0..=OBJECTS).for_each(|object| engine::exists(object, 0));
            for (number, steps) in threads.into_iter().enumerate() {
                let seen = seen.clone();
                let body = move || {
                    for value in steps.into_iter().filter_map(take) {
                        seen.borrow_mut()[number].push(value);
                    }
                };
                engine::spawn(STACK, Box::new(body));
            }
        };
        let ended = search.run(STACK, Box::new(main)).expect("it runs");
        if ended == Ended::New {
            executions += 1;
            all.insert(read.take());
        }
        if !search.advance() {
            return (all, executions);
        }
    }
}

#[test]
fn what_is_left_out_makes_no_difference() {
    let mut random = Random(20_261_127);
    let (mut with, mut without) = (0, 0);
    for number in 0..400 {
        let program = random.program();
        let (reduced, fewer) = outcomes(&program, None);
        let (whole, more) = outcomes(&program, Some(UNBOUNDED));
        assert_eq!(reduced, whole, "program {number}: {program:#?}");
        with += fewer;
        without += more;
    }
    println!("{with} executions instead of {without}");
    assert!(with < without);
}
