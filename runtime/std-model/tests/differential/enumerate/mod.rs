//! All that a program may do after C++20, by brute force: every execution graph, built event by event.
//!
//! Promised: every graph is found in which each read reads from a write that does not come after it by program order
//! and reads-from (so nothing is read before it is written), modification order fits happens-before, SeqCst operations
//! have their total order, and each mutex is held by one thread at a time. Nothing here knows the look-alike.
//!
//! A wait reads only the value that ends it: reading others before changes nothing but to order more. It may wait for
//! ever if all others have ended or wait and the last value is another one. The wait by a `swap` is right only where
//! the atomic never has other values than the swapped one and the one that is waited for.

mod allowed;
mod code;
mod graph;
mod order;

pub use allowed::{Allowed, Bad};
pub use order::{AGAINST_HAPPENS_BEFORE, AGAINST_RUNNING, Gaps, STORE_ORDER};

use crate::program::{Access, Outcome, Program};
use code::{Instruction, compile};
use graph::{Graph, MOST};
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::atomic::Ordering::SeqCst;

/// One thread of a state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
struct Thread {
    begun: bool,
    at: usize,
    last: u8,
    said: Vec<u8>,
}

/// A graph, and where the threads are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    graph: Graph,
    threads: Vec<Thread>,
}

/// What the rest of a thread may still do, by sets of atomics and mutexes.
#[derive(Clone, Copy, Default)]
struct Rest {
    writes: u8,
    takes: u8,
    tries: u8,
}

struct Search {
    codes: Vec<Vec<Instruction>>,
    rests: Vec<Vec<Rest>>,
    finals: bool,
    /// Whether steps that are alone are taken first.
    saving: bool,
    /// Whether there is anything that a total order is about.
    ordered: bool,
    states: Vec<State>,
    allowed: Allowed,
}

/// All that a program may do; `None` if it has more than `most` states, or a thread too many events.
pub fn enumerate(program: &Program, most: usize) -> Option<Allowed> {
    search(program, most, true)
}

/// The same without the one rule that saves states: to show that it loses nothing.
pub fn enumerate_plainly(program: &Program, most: usize) -> Option<Allowed> {
    search(program, most, false)
}

fn search(program: &Program, most: usize, saving: bool) -> Option<Allowed> {
    let codes: Vec<_> = program.threads.iter().map(|it| compile(it)).collect();
    // The beginning is an event, and the main thread writes the first values.
    let events = |code: &Vec<Instruction>| code.iter().filter(|it| it.is_event()).count();
    if codes
        .iter()
        .any(|code| 1 + program.atomics + events(code) > MOST)
    {
        return None;
    }
    let mut threads = vec![Thread::default(); codes.len()];
    threads[0].begun = true;
    for (thread, code) in threads.iter_mut().zip(&codes) {
        thread.settle(code);
    }
    let mut search = Search {
        rests: codes.iter().map(|code| rests(code)).collect(),
        ordered: codes.iter().flatten().any(is_seq_cst),
        codes,
        finals: program.finals,
        saving,
        states: vec![State {
            graph: Graph::new(
                program.threads.len(),
                program.atomics,
                program.mutexes,
                program.cells,
            ),
            threads,
        }],
        allowed: Allowed::default(),
    };
    let mut seen = HashSet::new();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    while let Some(state) = search.states.pop() {
        if seen.insert(hasher.hash_one(&state)) {
            search.go_on(&state);
        }
        if seen.len() > most {
            return None;
        }
    }
    Some(search.allowed)
}

fn is_seq_cst(instruction: &Instruction) -> bool {
    match instruction {
        Instruction::Fence(ordering) => *ordering == SeqCst,
        Instruction::Access { access, .. } => match access {
            Access::Load(one)
            | Access::Store(_, one)
            | Access::Swap(_, one)
            | Access::Add(_, one) => *one == SeqCst,
            Access::Exchange(_, _, one, other) => *one == SeqCst || *other == SeqCst,
        },
        _ => false,
    }
}

/// What is left to do at each instruction.
fn rests(code: &[Instruction]) -> Vec<Rest> {
    let mut rests = vec![Rest::default(); code.len() + 1];
    for (at, instruction) in code.iter().enumerate().rev() {
        let mut rest = rests[at + 1];
        match instruction {
            Instruction::Access { access, atomic, .. } if !matches!(access, Access::Load(_)) => {
                rest.writes |= 1 << atomic;
            }
            Instruction::Lock(mutex) => rest.takes |= 1 << mutex,
            Instruction::TryLock(mutex, _) => {
                rest.takes |= 1 << mutex;
                rest.tries |= 1 << mutex;
            }
            _ => {}
        }
        rests[at] = rest;
    }
    rests
}

impl Search {
    fn next(&self, state: &State, thread: usize) -> Option<Instruction> {
        self.codes[thread].get(state.threads[thread].at).copied()
    }

    /// Whether a thread has nothing left to do.
    fn ended(&self, state: &State, thread: usize) -> bool {
        self.next(state, thread).is_none()
    }

    /// Goes on from a state in all ways. If a thread can take a step that nothing else has an influence on, whenever it
    /// comes, that step is the only way: every graph that can be reached can be reached through it.
    fn go_on(&mut self, state: &State) {
        let all = 0..self.codes.len();
        let begun: Vec<usize> = all.filter(|thread| state.threads[*thread].begun).collect();
        let alone = begun.iter().find(|thread| self.alone(state, **thread));
        if let Some(thread) = alone.filter(|_| self.saving) {
            return self.step(state, *thread);
        }
        let left: Vec<usize> = begun
            .into_iter()
            .filter(|it| !self.ended(state, *it))
            .collect();
        if left.is_empty() {
            return self.end(state);
        }
        if left.iter().all(|thread| self.waits(state, *thread)) {
            let spins = left.iter().any(|thread| {
                matches!(self.next(state, *thread), Some(Instruction::Access { .. }))
            });
            let bad = if spins { Bad::Livelock } else { Bad::Deadlock };
            self.bad(state, bad);
        }
        for thread in left {
            self.step(state, thread);
        }
    }

    /// Whether the next step of a thread is the same whatever the others do before it.
    fn alone(&self, state: &State, thread: usize) -> bool {
        let others = || (0..self.codes.len()).filter(|other| *other != thread);
        let rest = |other: usize| self.rests[other][state.threads[other].at];
        match self.next(state, thread) {
            None => false,
            Some(Instruction::Access {
                atomic,
                access,
                until,
                ..
            }) => {
                let stores = matches!(access, Access::Store(..));
                let stuck = until.is_some_and(|until| state.graph.latest(atomic) != until);
                let read_by_none = others().all(|other| rest(other).writes & (1 << atomic) == 0);
                stores || (read_by_none && !stuck)
            }
            Some(Instruction::Lock(mutex)) => {
                let free = state.graph.holder(mutex).is_none();
                free && others().all(|other| rest(other).takes & (1 << mutex) == 0)
            }
            Some(Instruction::TryLock(mutex, _)) => {
                let by_other = |holder: usize| holder / MOST != thread;
                let settled = !state.graph.holder(mutex).is_some_and(by_other);
                settled && others().all(|other| rest(other).takes & (1 << mutex) == 0)
            }
            Some(Instruction::Unlock(mutex)) => {
                others().all(|other| rest(other).tries & (1 << mutex) == 0)
            }
            Some(Instruction::Join(other)) => self.ended(state, other),
            Some(_) => true,
        }
    }

    /// Whether the thread may wait for ever if nobody else goes on.
    fn waits(&self, state: &State, thread: usize) -> bool {
        match self.next(state, thread) {
            Some(Instruction::Access {
                atomic,
                until: Some(until),
                ..
            }) => state.graph.latest(atomic) != until,
            Some(Instruction::Lock(mutex)) => state.graph.holder(mutex).is_some(),
            Some(Instruction::Join(other)) => !self.ended(state, other),
            _ => false,
        }
    }

    /// All ways to take the next step of a thread.
    fn step(&mut self, state: &State, thread: usize) {
        let Some(instruction) = self.next(state, thread) else {
            return;
        };
        let mut next = state.clone();
        let graph = &mut next.graph;
        match instruction {
            Instruction::Access {
                atomic,
                access,
                until,
                said,
            } => return self.access(state, thread, (atomic, access), until, said),
            Instruction::Fence(ordering) => graph.fence(thread, ordering),
            Instruction::Lock(mutex) => match graph.holder(mutex) {
                None => graph.mutex(thread, mutex),
                Some(_) => return,
            },
            Instruction::TryLock(mutex, otherwise) => {
                let holder = graph.holder(mutex);
                match holder {
                    None => graph.mutex(thread, mutex),
                    Some(holder) => graph.refused(thread, holder),
                }
                next.threads[thread].say(u8::from(holder.is_none()), true);
                if holder.is_some() {
                    next.threads[thread].at = otherwise;
                    return self.push(next, thread);
                }
            }
            Instruction::Unlock(mutex) => graph.mutex(thread, mutex),
            Instruction::Cell { cell, write } => match graph.touch(thread, cell, write) {
                Ok(_) if write => {}
                Ok(value) => next.threads[thread].say(value, true),
                Err(()) => return self.bad(&next, Bad::Race),
            },
            Instruction::Spawn(other) => {
                graph.spawn(thread, other);
                next.threads[other].begun = true;
            }
            Instruction::Join(other) if self.ended(state, other) => graph.join(thread, other),
            Instruction::Join(_) => return,
            Instruction::Say(_) | Instruction::Unless(..) | Instruction::Jump(_) => {
                unreachable!("these are run by `settle`")
            }
        }
        next.threads[thread].at += 1;
        self.push(next, thread);
    }

    fn access(
        &mut self,
        state: &State,
        thread: usize,
        (atomic, access): (usize, Access),
        until: Option<u8>,
        said: bool,
    ) {
        let last = state.threads[thread].last;
        if let Access::Store(value, ordering) = access {
            for place in state.graph.places_to_write(thread, atomic) {
                let mut next = state.clone();
                let value = value.after(last);
                next.graph.write(thread, atomic, value, ordering, place);
                next.threads[thread].at += 1;
                self.push(next, thread);
            }
            return;
        }
        for place in 0..state.graph.written[atomic].len() {
            let read = state.graph.value(atomic, place);
            let (writes, ordering) = match access {
                Access::Load(ordering) => (None, ordering),
                Access::Swap(new, ordering) => (Some(new.after(last)), ordering),
                Access::Add(more, ordering) => (Some(read.wrapping_add(more)), ordering),
                Access::Exchange(old, new, success, _) if read == old => {
                    (Some(new.after(last)), success)
                }
                Access::Exchange(_, _, _, failure) => (None, failure),
                Access::Store(..) => unreachable!("it reads nothing"),
            };
            if until.is_some_and(|until| until != read) {
                continue;
            }
            let mut next = state.clone();
            if next.graph.read(thread, atomic, place, writes, ordering) {
                next.threads[thread].say(read, said);
                next.threads[thread].at += 1;
                self.push(next, thread);
            }
        }
    }

    /// Takes a state into the search, after the instructions that are no events, if its graph is consistent.
    fn push(&mut self, mut state: State, thread: usize) {
        if !self.ordered || order::has_order(&state.graph) {
            state.threads[thread].settle(&self.codes[thread]);
            self.states.push(state);
        }
    }

    fn bad(&mut self, state: &State, bad: Bad) {
        let gaps = order::gaps(&state.graph);
        self.allowed.bad.entry(bad).or_default().add(gaps);
    }

    fn end(&mut self, state: &State) {
        let mut said: Vec<Vec<u8>> = state.threads.iter().map(|it| it.said.clone()).collect();
        if self.finals {
            let atomics = 0..state.graph.written.len();
            said.push(atomics.map(|atomic| state.graph.latest(atomic)).collect());
        }
        let gaps = order::gaps(&state.graph);
        self.allowed
            .outcomes
            .entry(Outcome(said))
            .or_default()
            .add(gaps);
    }
}

impl Thread {
    /// Something is the last value now.
    fn say(&mut self, value: u8, said: bool) {
        self.last = value;
        if said {
            self.said.push(value);
        }
    }

    /// Runs the instructions that are no events.
    fn settle(&mut self, code: &[Instruction]) {
        while let Some(instruction) = code.get(self.at) {
            self.at += 1;
            match *instruction {
                Instruction::Say(value) => self.say(value, true),
                Instruction::Unless(value, to) if self.last != value => self.at = to,
                Instruction::Unless(..) => {}
                Instruction::Jump(to) => self.at = to,
                _ => {
                    self.at -= 1;
                    return;
                }
            }
        }
    }
}
