//! Random programs, the same for the same seed.

use crate::program::{Access, Program, Statement, Value, What};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

/// Random numbers (SplitMix64).
pub struct Random(u64);

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

    fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
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

/// What a program is made of.
struct Kit {
    random: Random,
    style: Style,
    atomics: usize,
    mutexes: usize,
    cells: usize,
    /// Which kinds of statements there are.
    fences: bool,
    changes: bool,
    repeats: bool,
    waits: bool,
    /// The mutexes that the thread holds.
    held: Vec<usize>,
    /// What may still be stored by anybody: waits wait for these.
    wanted: Vec<(usize, u8)>,
}

/// The program with this seed.
pub fn generate(seed: u64) -> Program {
    let mut random = Random(seed.wrapping_mul(0xD1B5_4A32_D192_ED03));
    let workers = random.pick(&[2, 2, 2, 2, 3, 3, 4]);
    let main_works = random.percent(50);
    let mut kit = Kit {
        style: random.pick(&[
            Style::Relaxed,
            Style::ReleaseAcquire,
            Style::SeqCst,
            Style::Mixed,
            Style::Mixed,
        ]),
        atomics: random.pick(&[1, 2, 2, 2, 3]),
        mutexes: random.pick(&[0, 0, 1, 2]),
        cells: random.pick(&[0, 0, 1]),
        fences: random.percent(35),
        changes: random.percent(60),
        repeats: random.percent(35),
        waits: random.percent(35),
        held: Vec::new(),
        wanted: Vec::new(),
        random,
    };
    let most = [0, 0, 5, 3, 2][workers];
    let mut threads: Vec<Vec<Statement>> = Vec::new();
    for _ in 0..workers {
        let length = 1 + kit.random.below(most);
        let list = kit.list(length, 0);
        threads.push(list);
    }
    if !main_works {
        threads.insert(0, Vec::new());
    }
    kit.answer_waits(&mut threads);
    kit.bracket(&mut threads);
    Program {
        atomics: kit.atomics,
        mutexes: kit.mutexes,
        cells: kit.cells,
        threads,
        finals: kit.random.percent(50),
    }
}

impl Kit {
    fn read_ordering(&mut self) -> Ordering {
        match self.style {
            Style::Relaxed => Relaxed,
            Style::ReleaseAcquire => self.random.pick(&[Acquire, Acquire, Relaxed]),
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

    fn value(&mut self) -> Value {
        match self.random.below(6) {
            0 => Value::LastPlus(1),
            1 => Value::Is(0),
            2 => Value::Is(2),
            _ => Value::Is(1),
        }
    }

    fn list(&mut self, length: usize, depth: usize) -> Vec<Statement> {
        (0..length).map(|_| self.what(depth).into()).collect()
    }

    fn what(&mut self, depth: usize) -> What {
        let atomic = self.random.below(self.atomics);
        match self.random.below(100) {
            0..12 if self.fences => {
                let relaxed = matches!(self.style, Style::Relaxed | Style::ReleaseAcquire);
                let weak = [Acquire, Release, AcqRel];
                match relaxed && self.random.percent(60) {
                    true => What::Fence(self.random.pick(&weak)),
                    false => What::Fence(self.random.pick(&[SeqCst, SeqCst, AcqRel])),
                }
            }
            12..30 if self.mutexes > 0 && depth < 2 => self.locked(depth),
            30..40 if self.repeats && depth == 0 => self.repeated(atomic),
            40..52 if self.waits && depth < 2 => self.waiting(atomic),
            52..60 if depth < 2 => {
                let value = self.random.below(2);
                let length = 1 + self.random.below(2);
                What::If(
                    u8::try_from(value).expect("small"),
                    self.list(length, depth + 1),
                )
            }
            60..68 if self.cells > 0 => self.cell(),
            68..78 if self.changes => What::Atomic(atomic, self.change()),
            78..89 => {
                let (value, ordering) = (self.value(), self.write_ordering());
                What::Atomic(atomic, Access::Store(value, ordering))
            }
            below => match below % 2 {
                0 => What::Atomic(atomic, Access::Load(self.read_ordering())),
                _ if self.random.percent(60) => {
                    What::Atomic(atomic, Access::Store(Value::Is(1), self.write_ordering()))
                }
                _ => What::Atomic(atomic, Access::Load(self.read_ordering())),
            },
        }
    }

    fn change(&mut self) -> Access {
        let ordering = self.change_ordering();
        match self.random.below(3) {
            0 => Access::Swap(self.value(), ordering),
            1 => Access::Add(self.random.pick(&[0, 1, 1]), ordering),
            _ => {
                let failure = self.read_ordering();
                let expected = self.random.pick(&[0, 0, 1]);
                Access::Exchange(expected, self.value(), ordering, failure)
            }
        }
    }

    fn cell(&mut self) -> What {
        let cell = self.random.below(self.cells);
        match self.random.percent(50) {
            true => What::ReadCell(cell),
            false => What::WriteCell(cell),
        }
    }

    /// A block under a mutex that the thread does not hold, or a try, also of one that it holds.
    fn locked(&mut self, depth: usize) -> What {
        let mutex = self.random.below(self.mutexes);
        let (held, tries) = (self.held.contains(&mutex), self.random.percent(30));
        let length = 1 + self.random.below(2);
        self.held.push(mutex);
        let inner = self.list(length, depth + 1);
        self.held.pop();
        match held || tries {
            true => What::TryLock(mutex, inner),
            false => What::Lock(mutex, inner),
        }
    }

    /// The same place more than once, or what looks like it.
    fn repeated(&mut self, atomic: usize) -> What {
        let ordering = self.read_ordering();
        match self.random.below(6) {
            0 | 1 => What::Repeat(2, vec![What::Atomic(atomic, Access::Load(ordering)).into()]),
            2 => {
                let other = self.random.below(self.atomics);
                What::Both([atomic, other], ordering)
            }
            3 => What::Getter(atomic, ordering),
            4 if self.mutexes > 0 => {
                let mutex = self.random.below(self.mutexes);
                let load = What::Atomic(atomic, Access::Load(ordering));
                What::Repeat(2, vec![What::TryLock(mutex, vec![load.into()]).into()])
            }
            _ => What::Repeat(2, vec![What::Atomic(atomic, self.change()).into()]),
        }
    }

    fn waiting(&mut self, atomic: usize) -> What {
        let ordering = self.read_ordering();
        let until = self.random.pick(&[1, 1, 1, 2]);
        self.wanted.push((atomic, until));
        match self.random.below(4) {
            0 | 1 => What::Wait(atomic, Access::Load(ordering), until),
            2 => {
                let success = self.change_ordering();
                let exchange = Access::Exchange(until, Value::Is(0), success, ordering);
                What::Wait(atomic, exchange, until)
            }
            _ => What::Poll {
                atomic,
                ordering,
                until,
                times: self.random.pick(&[2, 3]),
            },
        }
    }

    /// Mostly somebody stores what is waited for, so that not every wait is one for ever.
    fn answer_waits(&mut self, threads: &mut [Vec<Statement>]) {
        for (atomic, value) in std::mem::take(&mut self.wanted) {
            if self.random.percent(75) {
                let ordering = self.write_ordering();
                let store = What::Atomic(atomic, Access::Store(Value::Is(value), ordering));
                let thread = self.random.below(threads.len());
                let place = self.random.below(threads[thread].len() + 1);
                threads[thread].insert(place, store.into());
            }
        }
    }

    /// The main thread spawns the others before or behind its first statement, and joins them in any order.
    fn bracket(&mut self, threads: &mut [Vec<Statement>]) {
        let others = threads.len();
        let main = &mut threads[0];
        let before = usize::from(main.len() > 1 && self.random.percent(25));
        let spawns = (1..others).map(|other| What::Spawn(other).into());
        main.splice(before..before, spawns);
        let mut left: Vec<usize> = (1..others).collect();
        while !left.is_empty() {
            let other = left.swap_remove(self.random.below(left.len()));
            main.push(What::Join(other).into());
        }
        // Sometimes one join comes a statement earlier.
        let first = main.len() - (others - 1);
        if first > before + others && self.random.percent(25) {
            main.swap(first - 1, first);
        }
    }
}
