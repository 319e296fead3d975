//! A program under the look-alike. Each statement runs at a place of its own, as if it were written there.

use crate::program::{Access, Between, Outcome, Program, Statement, What};
use kit_wire::sealed::Bounds;
use kit_wire::trace::ModelReport;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering::{self, Relaxed};
use std_model::cell::UnsafeCell;
use std_model::hint;
use std_model::sync::atomic::{AtomicU32, fence};
use std_model::sync::{Mutex, MutexGuard};
use std_model::thread::{self, JoinHandle};

/// How many places [`at`] has.
pub const SITES: usize = 40;

/// What the look-alike shows.
pub struct Shown {
    /// The outcomes of executions that ended well.
    pub outcomes: BTreeSet<Outcome>,
    /// What it reports.
    pub report: ModelReport,
}

/// Explores a program under the look-alike.
pub fn run(program: &Program, executions: u64) -> Shown {
    let mut program = program.clone();
    assert!(program.number() <= SITES, "too many places");
    let program = Arc::new(program);
    let seen = Arc::new(std::sync::Mutex::new(BTreeSet::new()));
    let record = seen.clone();
    let bounds = Bounds {
        executions,
        ..Bounds::default()
    };
    let report = std_model::model::explore(&bounds, move || {
        let outcome = main_thread(&program);
        record.lock().unwrap().insert(outcome);
    });
    let outcomes = seen.lock().unwrap().clone();
    Shown { outcomes, report }
}

fn main_thread(program: &Arc<Program>) -> Outcome {
    let shared = Arc::new(Shared {
        atomics: (0..program.atomics).map(|_| AtomicU32::new(0)).collect(),
        mutexes: (0..program.mutexes).map(|_| Mutex::new(())).collect(),
        cells: (0..program.cells)
            .map(|_| Cell(UnsafeCell::new(0)))
            .collect(),
    });
    let mut main = Thread::new(program.clone(), shared.clone());
    main.list(&program.threads[0]);
    let mut said = vec![main.said];
    said.extend(main.ended.into_iter().skip(1));
    if program.finals {
        let last = shared.atomics.iter().map(|it| it.load(Relaxed));
        said.push(last.map(small).collect());
    }
    Outcome(said)
}

/// What the threads share.
struct Shared {
    atomics: Vec<AtomicU32>,
    mutexes: Vec<Mutex<()>>,
    cells: Vec<Cell>,
}

struct Cell(UnsafeCell<u32>);

// SAFETY: not at all; that is what the model finds out. It runs one thread at a time.
unsafe impl Sync for Cell {}

fn small(value: u32) -> u8 {
    u8::try_from(value).expect("values are small")
}

/// One thread of the program.
struct Thread {
    program: Arc<Program>,
    shared: Arc<Shared>,
    last: u8,
    said: Vec<u8>,
    spawned: Vec<Option<JoinHandle<Vec<u8>>>>,
    ended: Vec<Vec<u8>>,
}

impl Thread {
    fn new(program: Arc<Program>, shared: Arc<Shared>) -> Thread {
        let threads = program.threads.len();
        Thread {
            program,
            shared,
            last: 0,
            said: Vec::new(),
            spawned: (0..threads).map(|_| None).collect(),
            ended: vec![Vec::new(); threads],
        }
    }

    fn say(&mut self, value: u8) {
        self.last = value;
        self.said.push(value);
    }

    /// What is called between two looks.
    fn between(&self) {
        match self.program.between {
            Between::Nothing => {}
            Between::SpinLoop => hint::spin_loop(),
            Between::YieldNow => thread::yield_now(),
        }
    }

    fn list(&mut self, list: &[Statement]) {
        for statement in list {
            self.statement(statement);
        }
    }

    fn statement(&mut self, Statement { site, what }: &Statement) {
        let shared = self.shared.clone();
        let atomic = |number: usize| &shared.atomics[number];
        let call = |access| access_with(access, self.last);
        match what {
            What::Atomic(number, access) => {
                let call = Act::Access(atomic(*number), call(*access));
                if let Did::Read(value) = at(*site, call) {
                    self.say(small(value));
                }
            }
            What::Getter(number, ordering) => {
                let value = get(atomic(*number), *ordering);
                self.say(small(value));
            }
            What::Both([one, other], ordering) => {
                let both = Act::Both(atomic(*one), atomic(*other), *ordering);
                if let Did::ReadBoth(one, other) = at(*site, both) {
                    self.say(small(one));
                    self.say(small(other));
                }
            }
            What::Wait(number, access, until) => {
                let call = call(*access);
                while !matches!(at(*site, Act::Access(atomic(*number), call)),
                    Did::Read(value) if value == u32::from(*until))
                {
                    self.between();
                }
                self.last = *until;
            }
            What::Poll {
                atomic: number,
                ordering,
                until,
                times,
            } => {
                let mut vain = 0;
                for _ in 0..*times {
                    let load = Act::Access(atomic(*number), Call::Load(*ordering));
                    if matches!(at(*site, load), Did::Read(value) if value == u32::from(*until)) {
                        break;
                    }
                    vain += 1;
                    self.between();
                }
                self.say(vain);
            }
            What::Fence(ordering) => {
                at(*site, Act::Fence(*ordering));
            }
            What::Lock(mutex, inner) => {
                let _guard = at(*site, Act::Lock(&shared.mutexes[*mutex]));
                self.list(inner);
            }
            What::TryLock(mutex, inner) => {
                let did = at(*site, Act::TryLock(&shared.mutexes[*mutex]));
                let got = matches!(did, Did::Holds(_));
                self.say(u8::from(got));
                if got {
                    self.list(inner);
                }
            }
            What::ReadCell(cell) => {
                if let Did::Read(value) = at(*site, Act::ReadCell(&shared.cells[*cell].0)) {
                    self.say(small(value));
                }
            }
            What::WriteCell(cell) => {
                at(*site, Act::WriteCell(&shared.cells[*cell].0));
            }
            What::If(value, inner) => {
                if self.last == *value {
                    self.list(inner);
                }
            }
            What::Repeat(times, inner) => {
                for _ in 0..*times {
                    self.list(inner);
                }
            }
            What::Spawn(thread) => {
                let mut other = Thread::new(self.program.clone(), shared.clone());
                let number = *thread;
                self.spawned[number] = Some(thread::spawn(move || {
                    let program = other.program.clone();
                    other.list(&program.threads[number]);
                    other.said
                }));
            }
            What::Join(thread) => {
                let handle = self.spawned[*thread].take();
                let handle = handle.expect("a thread is joined once, after it was spawned");
                self.ended[*thread] = handle.join().expect("no thread panics");
            }
        }
    }
}

/// A function that reads an atomic: all who call it read at one place.
#[inline(never)]
fn get(atomic: &AtomicU32, ordering: Ordering) -> u32 {
    atomic.load(ordering)
}

/// An access whose values are known.
#[derive(Clone, Copy)]
enum Call {
    Load(Ordering),
    Store(u32, Ordering),
    Swap(u32, Ordering),
    Add(u32, Ordering),
    Exchange(u32, u32, Ordering, Ordering),
}

fn access_with(access: Access, last: u8) -> Call {
    match access {
        Access::Load(ordering) => Call::Load(ordering),
        Access::Store(value, ordering) => Call::Store(value.after(last).into(), ordering),
        Access::Swap(value, ordering) => Call::Swap(value.after(last).into(), ordering),
        Access::Add(more, ordering) => Call::Add(more.into(), ordering),
        Access::Exchange(old, new, success, failure) => {
            Call::Exchange(old.into(), new.after(last).into(), success, failure)
        }
    }
}

/// What is done at a place.
enum Act<'a> {
    Access(&'a AtomicU32, Call),
    Both(&'a AtomicU32, &'a AtomicU32, Ordering),
    Fence(Ordering),
    Lock(&'a Mutex<()>),
    TryLock(&'a Mutex<()>),
    ReadCell(&'a UnsafeCell<u32>),
    WriteCell(&'a UnsafeCell<u32>),
}

/// What came of it.
enum Did<'a> {
    Nothing,
    Read(u32),
    ReadBoth(u32, u32),
    #[expect(dead_code, reason = "the guard only has to live")]
    Holds(MutexGuard<'a, ()>),
}

/// Does something at the place of the caller.
#[track_caller]
fn act(act: Act<'_>) -> Did<'_> {
    match act {
        Act::Access(atomic, Call::Load(ordering)) => Did::Read(atomic.load(ordering)),
        Act::Access(atomic, Call::Store(value, ordering)) => {
            atomic.store(value, ordering);
            Did::Nothing
        }
        Act::Access(atomic, Call::Swap(value, ordering)) => Did::Read(atomic.swap(value, ordering)),
        Act::Access(atomic, Call::Add(more, ordering)) => {
            Did::Read(atomic.fetch_add(more, ordering))
        }
        Act::Access(atomic, Call::Exchange(old, new, success, failure)) => {
            let (Ok(value) | Err(value)) = atomic.compare_exchange(old, new, success, failure);
            Did::Read(value)
        }
        Act::Both(one, other, ordering) => Did::ReadBoth(one.load(ordering), other.load(ordering)),
        Act::Fence(ordering) => {
            fence(ordering);
            Did::Nothing
        }
        Act::Lock(mutex) => Did::Holds(mutex.lock().expect("no thread panics")),
        Act::TryLock(mutex) => mutex.try_lock().map_or(Did::Nothing, Did::Holds),
        // SAFETY: not at all; the model finds out. It runs one thread at a time.
        Act::ReadCell(cell) => Did::Read(unsafe { *cell.get() }),
        Act::WriteCell(cell) => {
            // SAFETY: as above.
            unsafe { *cell.get() += 1 };
            Did::Nothing
        }
    }
}

/// Does something at the place with this number: a line of its own.
#[rustfmt::skip]
fn at(site: usize, it: Act<'_>) -> Did<'_> {
    match site {
        0 => act(it),
        1 => act(it),
        2 => act(it),
        3 => act(it),
        4 => act(it),
        5 => act(it),
        6 => act(it),
        7 => act(it),
        8 => act(it),
        9 => act(it),
        10 => act(it),
        11 => act(it),
        12 => act(it),
        13 => act(it),
        14 => act(it),
        15 => act(it),
        16 => act(it),
        17 => act(it),
        18 => act(it),
        19 => act(it),
        20 => act(it),
        21 => act(it),
        22 => act(it),
        23 => act(it),
        24 => act(it),
        25 => act(it),
        26 => act(it),
        27 => act(it),
        28 => act(it),
        29 => act(it),
        30 => act(it),
        31 => act(it),
        32 => act(it),
        33 => act(it),
        34 => act(it),
        35 => act(it),
        36 => act(it),
        37 => act(it),
        38 => act(it),
        39 => act(it),
        _ => unreachable!("there are no more places"),
    }
}
