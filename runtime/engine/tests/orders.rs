//! Small programs on the bare engine: which outcomes they show, and in how many executions.

use engine::{Access, Ended, Search};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::atomic::Ordering::{self, Acquire, Relaxed, Release, SeqCst};

const STACK: usize = 0x10000;

/// An atomic whose values are the numbers of its writes.
fn load(object: u32, order: Ordering) -> u32 {
    engine::turn(Some(Access::read(object)));
    engine::load(object, order, false)
}

fn store(object: u32, order: Ordering) {
    engine::turn(Some(Access::write(object)));
    engine::store(object, order);
}

fn add(object: u32, order: Ordering) -> u32 {
    engine::turn(Some(Access::write(object)));
    engine::modify(object, order) - 1
}

type Seen = Rc<RefCell<Vec<(usize, u32)>>>;
type Thread = fn(&dyn Fn(u32));

/// Runs the threads beside each other in all orders; the outcomes, how many executions there were and how many redundant ones.
fn run(threads: &'static [Thread]) -> (BTreeSet<Vec<u32>>, usize, usize) {
    let mut search = Search::new(None);
    let (mut outcomes, mut executions, mut redundant) = (BTreeSet::new(), 0, 0);
    loop {
        let seen: Seen = Rc::default();
        let all = seen.clone();
        let main = move || {
            (0..4).for_each(|object| engine::exists(object, 0));
            for (number, thread) in threads.iter().enumerate() {
                let seen = all.clone();
                let body = move || thread(&|value| seen.borrow_mut().push((number, value)));
                engine::spawn(STACK, Box::new(body));
            }
        };
        match search.run(STACK, Box::new(main)).expect("it runs") {
            Ended::New => executions += 1,
            Ended::Redundant => redundant += 1,
        }
        let mut seen = seen.take();
        seen.sort_by_key(|(thread, _)| *thread);
        outcomes.insert(seen.into_iter().map(|(_, value)| value).collect());
        if !search.advance() {
            return (outcomes, executions, redundant);
        }
    }
}

fn outcomes(wanted: &[&[u32]]) -> BTreeSet<Vec<u32>> {
    wanted.iter().map(|outcome| outcome.to_vec()).collect()
}

#[test]
fn store_buffering() {
    fn with(order: Ordering, read: Ordering, object: u32, other: u32, see: &dyn Fn(u32)) {
        store(object, order);
        see(load(other, read));
    }
    let relaxed = run(&[
        |see| with(Relaxed, Relaxed, 0, 1, see),
        |see| with(Relaxed, Relaxed, 1, 0, see),
    ]);
    assert_eq!(relaxed.0, outcomes(&[&[0, 0], &[0, 1], &[1, 0], &[1, 1]]));
    // 0 0 has two orders, by whose read shows an old value.
    assert_eq!((relaxed.1, relaxed.2), (5, 0));
    let seq_cst = run(&[
        |see| with(SeqCst, SeqCst, 0, 1, see),
        |see| with(SeqCst, SeqCst, 1, 0, see),
    ]);
    assert_eq!(seq_cst.0, outcomes(&[&[0, 1], &[1, 0], &[1, 1]]));
    assert_eq!(seq_cst.1, 3);
    let mixed = run(&[
        |see| with(Relaxed, SeqCst, 0, 1, see),
        |see| with(Relaxed, SeqCst, 1, 0, see),
    ]);
    assert_eq!(mixed.0, outcomes(&[&[0, 0], &[0, 1], &[1, 0], &[1, 1]]));
}

#[test]
fn message_passing() {
    fn write(order: Ordering) {
        store(0, Relaxed);
        store(1, order);
    }
    fn read(order: Ordering, see: &dyn Fn(u32)) {
        see(load(1, order));
        see(load(0, Relaxed));
    }
    let relaxed = run(&[|_| write(Relaxed), |see| read(Relaxed, see)]);
    assert_eq!(relaxed.0, outcomes(&[&[0, 0], &[0, 1], &[1, 0], &[1, 1]]));
    assert_eq!((relaxed.1, relaxed.2), (4, 0));
    let ordered = run(&[|_| write(Release), |see| read(Acquire, see)]);
    assert_eq!(ordered.0, outcomes(&[&[0, 0], &[0, 1], &[1, 1]]));
    assert_eq!((ordered.1, ordered.2), (3, 0));
}

#[test]
fn readers_of_one_write_do_not_depend_on_each_other() {
    let (write, read): (Thread, Thread) = (|_| store(0, Relaxed), |see| see(load(0, Relaxed)));
    let all = run(Box::leak(Box::new([write, read, read, read])));
    assert_eq!(all.0.len(), 8);
    assert_eq!((all.1, all.2), (8, 0));
}

#[test]
fn additions_have_every_order_once() {
    let once: Thread = |see| see(add(0, Relaxed));
    let all = run(Box::leak(Box::new([once, once, once])));
    assert_eq!((all.0.len(), all.1, all.2), (6, 6, 0));
}

#[test]
fn a_load_and_a_store_in_three_threads() {
    let once: Thread = |see| {
        see(load(0, Relaxed));
        store(0, Relaxed);
    };
    let all = run(Box::leak(Box::new([once, once, once])));
    // GenMC finds 36 graphs; ours differ also by the orders of writes that nobody sees.
    println!(
        "{} outcomes, {} executions, {} redundant",
        all.0.len(),
        all.1,
        all.2
    );
    assert!(all.1 < 120, "{}", all.1);
}
