//! Random programs, the same for the same seed. Each program has a taste: some kinds of statements come often in it,
//! others never.

use crate::program::{Access, Between, Program, Statement, Value, What};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

/// Random numbers (SplitMix64).
struct Random(u64);

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let end = u64::try_from(end).expect("small");
        usize::try_from((mixed ^ (mixed >> 31)) % end).expect("small")
    }

    /// `true` so many times out of a hundred.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// How the orderings of a program are chosen.
#[derive(Clone, Copy)]
enum Style {
    Relaxed,
    ReleaseAcquire,
    SeqCst,
    Mixed,
}

/// Kinds of statements.
#[derive(Clone, Copy)]
enum Kind {
    Load,
    Store,
    Change,
    Fence,
    Locked,
    /// One lock in another.
    Nested,
    /// The same place more than once, or what looks like it.
    Repeated,
    Waiting,
    Polling,
    When,
    Cell,
    /// Writes a cell, then stores; the other side looks or waits before it touches the cell.
    Publish,
    Consume,
    /// Says that it comes, and touches the cell if nobody else said so.
    Announce,
    /// A lock made of an atomic.
    Spin,
}

const KINDS: [Kind; 13] = [
    Kind::Change,
    Kind::Fence,
    Kind::Locked,
    Kind::Nested,
    Kind::Repeated,
    Kind::Waiting,
    Kind::Polling,
    Kind::When,
    Kind::Cell,
    Kind::Publish,
    Kind::Consume,
    Kind::Announce,
    Kind::Spin,
];

/// What a program is made of.
struct Kit {
    random: Random,
    style: Style,
    taste: Vec<Kind>,
    atomics: usize,
    mutexes: usize,
    /// Whether cells are touched: a program that races is compared by nothing else.
    cells: bool,
    /// The mutexes that the thread holds.
    held: Vec<usize>,
    /// What waits wait for.
    wanted: Vec<(usize, u8)>,
}

/// The program with this seed.
pub fn generate(seed: u64) -> Program {
    let mut random = Random(seed.wrapping_mul(0xD1B5_4A32_D192_ED03));
    let workers = random.pick(&[2, 2, 2, 2, 2, 3, 3, 3, 4]);
    let main_works = random.percent(50);
    let styles = [
        Style::Relaxed,
        Style::ReleaseAcquire,
        Style::ReleaseAcquire,
        Style::SeqCst,
        Style::Mixed,
        Style::Mixed,
    ];
    let mut kit = Kit {
        style: random.pick(&styles),
        taste: taste(&mut random),
        atomics: random.pick(&[1, 2, 2, 2, 3]),
        mutexes: random.pick(&[1, 2, 2]),
        cells: random.percent(35),
        held: Vec::new(),
        wanted: Vec::new(),
        random,
    };
    // The more threads, the shorter they are, so that all can be tried.
    let (least, more) = [(0, 1), (0, 1), (2, 2), (1, 2), (1, 1)][workers];
    let mut threads: Vec<Vec<Statement>> = Vec::new();
    for _ in 0..workers {
        let length = least + kit.random.below(more + 1);
        threads.push(kit.list(length, 0));
    }
    if !main_works {
        threads.insert(0, Vec::new());
    }
    kit.answer_waits(&mut threads);
    kit.bracket(&mut threads);
    Program {
        // The last one is the lock of `Kind::Spin`, which has no other values than 0 and 1.
        atomics: kit.atomics + 1,
        mutexes: kit.mutexes,
        cells: 1,
        threads,
        finals: kit.random.percent(50),
        between: kit.random.pick(&[
            Between::Nothing,
            Between::Nothing,
            Between::SpinLoop,
            Between::YieldNow,
        ]),
    }
}

/// Which kinds come how often.
fn taste(random: &mut Random) -> Vec<Kind> {
    let mut taste = vec![Kind::Load, Kind::Load, Kind::Store, Kind::Store];
    for kind in KINDS {
        let times = random.pick(&[0, 0, 0, 1, 3]);
        taste.extend(vec![kind; times]);
    }
    taste
}

impl Kit {
    fn read_ordering(&mut self) -> Ordering {
        match self.style {
            Style::Relaxed => Relaxed,
            Style::ReleaseAcquire => self.random.pick(&[Acquire, Acquire, Acquire, Relaxed]),
            Style::SeqCst => SeqCst,
            Style::Mixed => self.random.pick(&[Relaxed, Acquire, SeqCst, SeqCst]),
        }
    }

    fn write_ordering(&mut self) -> Ordering {
        match self.read_ordering() {
            Acquire => Release,
            ordering => ordering,
        }
    }

    fn change_ordering(&mut self) -> Ordering {
        match self.read_ordering() {
            Acquire => self.random.pick(&[Acquire, Release, AcqRel, AcqRel]),
            ordering => ordering,
        }
    }

    fn fence_ordering(&mut self) -> Ordering {
        match self.style {
            Style::Relaxed | Style::ReleaseAcquire => {
                self.random.pick(&[Acquire, Release, AcqRel, SeqCst])
            }
            Style::SeqCst | Style::Mixed => self.random.pick(&[AcqRel, SeqCst, SeqCst]),
        }
    }

    fn value(&mut self) -> Value {
        let values = [Value::LastPlus(1), Value::Is(0), Value::Is(2)];
        match self.random.percent(50) {
            true => self.random.pick(&values),
            false => Value::Is(1),
        }
    }

    fn atomic(&mut self) -> usize {
        self.random.below(self.atomics)
    }

    fn load(&mut self, atomic: usize) -> What {
        What::Atomic(atomic, Access::Load(self.read_ordering()))
    }

    fn store(&mut self, atomic: usize, value: Value) -> What {
        What::Atomic(atomic, Access::Store(value, self.write_ordering()))
    }

    fn list(&mut self, length: usize, depth: usize) -> Vec<Statement> {
        let all = (0..length).flat_map(|_| self.some(depth));
        all.map(Statement::from).collect()
    }

    /// One or two statements inside another one.
    fn inside(&mut self, depth: usize) -> Vec<Statement> {
        let length = 1 + self.random.below(2);
        self.list(length, depth + 1)
    }

    /// One of the kinds, of one to three statements.
    fn some(&mut self, depth: usize) -> Vec<What> {
        let atomic = self.atomic();
        match self.random.pick(&self.taste) {
            Kind::Locked if depth < 2 => vec![self.locked(depth)],
            Kind::Nested if depth == 0 => vec![self.nested()],
            Kind::Repeated if depth < 2 => vec![self.repeated(atomic)],
            Kind::Waiting if depth < 2 => vec![self.waiting(atomic)],
            Kind::Polling => vec![self.polling(atomic)],
            Kind::When if depth < 2 => vec![self.load(atomic), self.when(depth)],
            Kind::Change => vec![self.change(atomic)],
            Kind::Fence => vec![What::Fence(self.fence_ordering())],
            Kind::Cell if depth > 0 || self.random.percent(30) => vec![self.cell()],
            Kind::Publish => vec![self.cell(), self.store(atomic, Value::Is(1))],
            Kind::Consume => match self.random.percent(30) {
                true => vec![self.waiting(atomic), self.cell()],
                false => vec![self.load(atomic), What::If(1, vec![self.cell().into()])],
            },
            Kind::Announce => {
                let other = self.atomic();
                let inner = vec![self.cell().into()];
                let announced = self.store(atomic, Value::Is(1));
                vec![announced, self.load(other), What::If(0, inner)]
            }
            Kind::Spin if depth == 0 => self.spin(),
            Kind::Store => {
                let value = self.value();
                vec![self.store(atomic, value)]
            }
            _ => vec![self.load(atomic)],
        }
    }

    fn when(&mut self, depth: usize) -> What {
        What::If(self.random.pick(&[0, 1, 1]), self.inside(depth))
    }

    fn change(&mut self, atomic: usize) -> What {
        let ordering = self.change_ordering();
        let access = match self.random.below(3) {
            0 => Access::Swap(self.value(), ordering),
            1 => Access::Add(self.random.pick(&[0, 1, 1]), ordering),
            _ => {
                let failure = self.read_ordering();
                let expected = self.random.pick(&[0, 0, 1]);
                Access::Exchange(expected, self.value(), ordering, failure)
            }
        };
        What::Atomic(atomic, access)
    }

    /// An access to the cell, or to an atomic instead of it.
    fn cell(&mut self) -> What {
        let (atomic, reads) = (self.atomic(), self.random.percent(50));
        match (self.cells, reads) {
            (true, true) => What::ReadCell(0),
            (true, false) => What::WriteCell(0),
            (false, true) => self.load(atomic),
            (false, false) => self.store(atomic, Value::LastPlus(1)),
        }
    }

    /// A block under a mutex that the thread does not hold, or a try, also of one that it holds.
    fn locked(&mut self, depth: usize) -> What {
        let mutex = self.random.below(self.mutexes);
        let tries = self.held.contains(&mutex) || self.random.percent(30);
        self.held.push(mutex);
        let inner = self.inside(depth);
        self.held.pop();
        match tries {
            true => What::TryLock(mutex, inner),
            false => What::Lock(mutex, inner),
        }
    }

    fn nested(&mut self) -> What {
        let outer = self.random.below(self.mutexes);
        let inner = (outer + 1) % self.mutexes;
        let cell = vec![self.cell().into()];
        match outer == inner || self.random.percent(15) {
            true => What::Lock(outer, vec![What::TryLock(inner, cell).into()]),
            false => What::Lock(outer, vec![What::Lock(inner, cell).into()]),
        }
    }

    fn repeated(&mut self, atomic: usize) -> What {
        let ordering = self.read_ordering();
        match self.random.below(6) {
            0 | 1 => What::Repeat(2, vec![What::Atomic(atomic, Access::Load(ordering)).into()]),
            2 => What::Both([atomic, self.atomic()], ordering),
            3 => What::Getter(atomic, ordering),
            4 => {
                let mutex = self.random.below(self.mutexes);
                let inner = vec![self.load(atomic).into()];
                What::Repeat(2, vec![What::TryLock(mutex, inner).into()])
            }
            _ => What::Repeat(2, vec![self.change(atomic).into()]),
        }
    }

    fn waiting(&mut self, atomic: usize) -> What {
        let ordering = self.read_ordering();
        let until = self.random.pick(&[1, 1, 1, 2]);
        self.wanted.push((atomic, until));
        match self.random.percent(70) {
            true => What::Wait(atomic, Access::Load(ordering), until),
            false => {
                let success = self.change_ordering();
                let exchange = Access::Exchange(until, Value::Is(0), success, ordering);
                What::Wait(atomic, exchange, until)
            }
        }
    }

    fn polling(&mut self, atomic: usize) -> What {
        What::Poll {
            atomic,
            ordering: self.read_ordering(),
            until: 1,
            times: self.random.pick(&[2, 3]),
        }
    }

    fn spin(&mut self) -> Vec<What> {
        let lock = self.atomics;
        let ordering = self.change_ordering();
        let take = match self.random.percent(50) {
            true => Access::Swap(Value::Is(1), ordering),
            false => Access::Exchange(0, Value::Is(1), ordering, Relaxed),
        };
        let inner = self.cell();
        vec![
            What::Wait(lock, take, 0),
            inner,
            self.store(lock, Value::Is(0)),
        ]
    }

    /// Mostly somebody stores what is waited for, so that not every wait is one for ever.
    fn answer_waits(&mut self, threads: &mut [Vec<Statement>]) {
        for (atomic, value) in std::mem::take(&mut self.wanted) {
            if self.random.percent(85) {
                let store = self.store(atomic, Value::Is(value));
                let thread = self.random.below(threads.len());
                let place = self.random.below(threads[thread].len() + 1);
                threads[thread].insert(place, store.into());
            }
        }
    }

    /// The main thread spawns the others, sometimes behind its first statement, and joins them in any order, sometimes
    /// one of them before its last statement.
    fn bracket(&mut self, threads: &mut [Vec<Statement>]) {
        let others = threads.len();
        let main = &mut threads[0];
        let own = main.len();
        let before = usize::from(own > 1 && self.random.percent(25));
        let spawns = (1..others).map(|other| What::Spawn(other).into());
        main.splice(before..before, spawns);
        let mut left: Vec<usize> = (1..others).collect();
        let first = main.len();
        while !left.is_empty() {
            let other = left.swap_remove(self.random.below(left.len()));
            main.push(What::Join(other).into());
        }
        if own > before && self.random.percent(25) {
            main.swap(first - 1, first);
        }
    }
}
