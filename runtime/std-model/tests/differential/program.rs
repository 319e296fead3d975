//! The little language of the programs: what a thread of a test can do, and how it looks as Rust.

use std::fmt;
use std::sync::atomic::Ordering;

/// A program: shared objects by number, and what each thread does. Thread 0 is the main thread; it spawns the others
/// and joins all of them.
#[derive(Clone, Debug)]
pub struct Program {
    /// How many atomics there are, each with 0 in it.
    pub atomics: usize,
    /// How many mutexes there are.
    pub mutexes: usize,
    /// How many cells there are, each with 0 in it.
    pub cells: usize,
    /// What each thread does.
    pub threads: Vec<Vec<Statement>>,
    /// Whether the last values of the atomics belong to the outcome.
    pub finals: bool,
    /// What waits and polls call between two looks.
    pub between: Between,
}

/// What a thread calls that looks again and again. It changes nothing about what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    Nothing,
    SpinLoop,
    YieldNow,
}

/// One statement at a place of its own.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The number of its place; see [`Program::number`].
    pub site: usize,
    /// What it does.
    pub what: What,
}

/// What a statement does. Everything that reads says what it read, and the value is then the thread's last one.
#[derive(Clone, Debug)]
pub enum What {
    /// One access.
    Atomic(usize, Access),
    /// A load by a function that all threads share: every call of it is at one place.
    Getter(usize, Ordering),
    /// Two loads that come out of one call of a macro, so that both have one place.
    Both([usize; 2], Ordering),
    /// The access again and again until it reads this value. It says nothing.
    Wait(usize, Access, u8),
    /// Loads until the value is there, at most so many times. It says how many loads were in vain.
    Poll {
        atomic: usize,
        ordering: Ordering,
        until: u8,
        times: u8,
    },
    /// A fence.
    Fence(Ordering),
    /// The statements under a mutex.
    Lock(usize, Vec<Statement>),
    /// The statements if nobody holds the mutex. It says whether it got it.
    TryLock(usize, Vec<Statement>),
    /// Reads a cell.
    ReadCell(usize),
    /// Adds one to a cell. It says nothing.
    WriteCell(usize),
    /// The statements if this was the last value.
    If(u8, Vec<Statement>),
    /// The statements so many times.
    Repeat(u8, Vec<Statement>),
    /// Spawns a thread.
    Spawn(usize),
    /// Joins a thread.
    Join(usize),
}

/// An access to an atomic.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// `load`.
    Load(Ordering),
    /// `store`.
    Store(Value, Ordering),
    /// `swap`.
    Swap(Value, Ordering),
    /// `fetch_add`.
    Add(u8, Ordering),
    /// `compare_exchange`: expected, new, and the orderings of success and failure.
    Exchange(u8, Value, Ordering, Ordering),
}

/// A value to write.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// This one.
    Is(u8),
    /// The thread's last one and so much more.
    LastPlus(u8),
}

impl Value {
    /// The value, for a thread whose last one is known.
    pub fn after(self, last: u8) -> u8 {
        match self {
            Value::Is(value) => value,
            Value::LastPlus(more) => last.wrapping_add(more),
        }
    }
}

impl Program {
    /// Gives each statement a place of its own, and says how many there are.
    pub fn number(&mut self) -> usize {
        let mut next = 0;
        for thread in &mut self.threads {
            number(thread, &mut next);
        }
        next
    }
}

fn number(list: &mut [Statement], next: &mut usize) {
    for statement in list {
        statement.site = *next;
        *next += 1;
        if let Some(inner) = statement.what.inner_mut() {
            number(inner, next);
        }
    }
}

impl What {
    /// The statements inside.
    pub fn inner(&self) -> Option<&[Statement]> {
        match self {
            What::Lock(_, inner)
            | What::TryLock(_, inner)
            | What::If(_, inner)
            | What::Repeat(_, inner) => Some(inner),
            _ => None,
        }
    }

    /// The statements inside, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Statement>> {
        match self {
            What::Lock(_, inner)
            | What::TryLock(_, inner)
            | What::If(_, inner)
            | What::Repeat(_, inner) => Some(inner),
            _ => None,
        }
    }
}

impl From<What> for Statement {
    fn from(what: What) -> Statement {
        Statement { site: 0, what }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, thread) in self.threads.iter().enumerate() {
            writeln!(f, "thread {number}:")?;
            show(f, thread, 1)?;
        }
        if self.finals {
            writeln!(f, "and the last values")?;
        }
        if self.between != Between::Nothing {
            writeln!(f, "and {:?} between two looks", self.between)?;
        }
        Ok(())
    }
}

fn show(f: &mut fmt::Formatter<'_>, list: &[Statement], depth: usize) -> fmt::Result {
    let indent = "    ".repeat(depth);
    for Statement { what, .. } in list {
        write!(f, "{indent}")?;
        match what {
            What::Atomic(atomic, access) => writeln!(f, "{};", Call(*atomic, *access))?,
            What::Getter(atomic, ordering) => {
                writeln!(f, "get_{}(); // {ordering:?}", atomic_name(*atomic))?;
            }
            What::Both([one, other], ordering) => {
                let (one, other) = (atomic_name(*one), atomic_name(*other));
                writeln!(f, "both!({one}, {other}, {ordering:?});")?;
            }
            What::Wait(atomic, access, until) => {
                writeln!(f, "while {} != {until} {{}}", Call(*atomic, *access))?;
            }
            What::Poll {
                atomic,
                ordering,
                until,
                times,
            } => {
                let load = Call(*atomic, Access::Load(*ordering));
                writeln!(
                    f,
                    "for _ in 0..{times} {{ if {load} == {until} {{ break }} }}"
                )?;
            }
            What::Fence(ordering) => writeln!(f, "fence({ordering:?});")?,
            What::Lock(mutex, _) => writeln!(f, "{{ let _guard = m{mutex}.lock();")?,
            What::TryLock(mutex, _) => writeln!(f, "if let Ok(_guard) = m{mutex}.try_lock() {{")?,
            What::ReadCell(cell) => writeln!(f, "*c{cell}.get();")?,
            What::WriteCell(cell) => writeln!(f, "*c{cell}.get() += 1;")?,
            What::If(value, _) => writeln!(f, "if last == {value} {{")?,
            What::Repeat(times, _) => writeln!(f, "for _ in 0..{times} {{")?,
            What::Spawn(thread) => writeln!(f, "let t{thread} = spawn(thread {thread});")?,
            What::Join(thread) => writeln!(f, "t{thread}.join();")?,
        }
        if let Some(inner) = what.inner() {
            show(f, inner, depth + 1)?;
            writeln!(f, "{indent}}}")?;
        }
    }
    Ok(())
}

fn atomic_name(atomic: usize) -> char {
    ['x', 'y', 'z', 'w'][atomic]
}

/// An access as Rust.
struct Call(usize, Access);

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Call(atomic, access) = self;
        let name = atomic_name(*atomic);
        match access {
            Access::Load(ordering) => write!(f, "{name}.load({ordering:?})"),
            Access::Store(value, ordering) => write!(f, "{name}.store({value}, {ordering:?})"),
            Access::Swap(value, ordering) => write!(f, "{name}.swap({value}, {ordering:?})"),
            Access::Add(more, ordering) => write!(f, "{name}.fetch_add({more}, {ordering:?})"),
            Access::Exchange(old, new, success, failure) => write!(
                f,
                "{name}.compare_exchange({old}, {new}, {success:?}, {failure:?})"
            ),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Is(value) => write!(f, "{value}"),
            Value::LastPlus(more) => write!(f, "last + {more}"),
        }
    }
}

/// What an execution said: for each thread all that it read, and in the end the last values if they belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome(pub Vec<Vec<u8>>);

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = |list: &Vec<u8>| list.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
        write!(
            f,
            "{}",
            self.0.iter().map(digits).collect::<Vec<_>>().join("|")
        )
    }
}
