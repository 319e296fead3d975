//! What a model check found: numbers for a pass, the record of one execution for a failure.
//!
//! The process that runs the model says only what happened. What that means, and how it is told, is the grader's matter
//! (`src/explain`), so a better sentence costs nobody a rebuilt toolbox.

mod op;

pub use op::{Modify, NoMessage, Notify, Op, Ordering, Why};

use crate::{bounds::Bounds, panicked::Panicked, place::Place, timing::Interval};
use serde::{Deserialize, Serialize};

/// The result of exploring one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelReport {
    /// Executions run in all.
    pub executions: u64,
    /// Every execution was run that differs from the others, whatever the bound on preemptions.
    pub complete: bool,
    /// The exploration was truncated, but every execution with at most so many preemptions was run.
    pub covered: Option<usize>,
    /// Some thread does the same again and again, and would go on by itself: that was followed for at most so many times in a row while
    /// others could run.
    pub rounds: Option<u32>,
    /// What the exploration was asked to keep within.
    pub bounds: Bounds,
    /// The most threads seen in one execution, the main thread included.
    pub threads: usize,
    /// Set if the model could not be explored; neither pass nor fail.
    pub unsupported: Option<Unsupported>,
    /// `None`: no execution failed.
    pub failure: Option<Execution>,
}

/// Why a model could not be explored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unsupported {
    /// It uses something that the look-alike std does not have.
    Item(Item),
    /// It panicked before its main thread began.
    NotBegun(Panicked),
    /// The engine met something that it does not expect; what.
    Engine(String),
    /// The look-alike std panicked itself.
    LookAlike(Panicked),
    /// A replay was asked for by something that is no token.
    NoToken(String),
}

/// What the look-alike std does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// `as_ptr` of an atomic.
    AtomicAsPtr(AtomicType),
    /// `from_ptr` of an atomic.
    AtomicFromPtr(AtomicType),
    /// `UnsafeCell::from_mut`.
    UnsafeCellFromMut,
    /// `JoinHandleExt::as_pthread_t`.
    AsPthread,
}

/// The record of one failing execution, the one with the fewest preemptions that the search found.
///
/// Threads, objects and steps are named by their place in these lists. A record comes from a process in which student code ran,
/// so a number may also name nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    /// What went wrong.
    pub failure: Failure,
    /// The thread that ran at that moment.
    pub thread: u8,
    /// Which execution of the search it is, counted from 1.
    pub number: u64,
    /// How many involuntary switches it has.
    pub preemptions: usize,
    /// The threads, in order of spawning; 0 is main.
    pub threads: Vec<Thread>,
    /// The objects, in order of first use.
    pub objects: Vec<Object>,
    /// The steps, in their order. The last one is the one that failed.
    pub steps: Vec<Step>,
    /// For checks of virtual time: who waited when.
    pub intervals: Vec<Interval>,
    /// Runs exactly this execution again.
    pub replay: Option<String>,
}

/// What went wrong, with what the rest of the record does not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// An expectation of the check did not hold.
    Expectation(Expectation),
    /// A panic left the check function.
    Panic,
    /// A panic that could not unwind, mostly because another one was unwinding.
    NoUnwind,
    /// A thread's stack overflowed.
    StackOverflow {
        /// How large it is.
        bytes: u64,
        /// Whether that was by recursion, if it could be found out.
        calls_itself: Option<bool>,
    },
    /// All threads wait for each other, or for a wake-up that nobody sends.
    Deadlock,
    /// Threads that are left only spin, for ever.
    Livelock,
    /// Two accesses to the same data, one a write, and nothing orders them.
    DataRace(Race),
    /// Threads were never joined.
    Leak,
    /// `process::exit`, or `abort` if there is no code.
    Exit {
        /// The exit code.
        code: Option<i32>,
        /// Where it was called.
        place: Place,
    },
    /// More threads than the bound.
    TooManyThreads {
        /// The bound, the main thread included.
        most: usize,
        /// Where one too many was spawned.
        place: Place,
    },
    /// One execution took more scheduling points than the bound.
    TooLong {
        /// The bound.
        most: usize,
        /// Where it was reached.
        place: Place,
    },
}

/// What went wrong, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FailureKind {
    /// An expectation of the check did not hold.
    Expectation,
    /// Code panicked, in the student's file or under it.
    Panic,
    /// All threads wait for each other, or for a wake-up that nobody sends.
    Deadlock,
    /// Threads that are left only spin, for ever.
    Livelock,
    /// Two accesses to the same data, one a write, and nothing orders them.
    DataRace,
    /// A thread was never joined.
    Leak,
    /// `process::exit` or `abort` in student code.
    Exit,
    /// More threads than the bound.
    TooManyThreads,
    /// One execution took more scheduling points than the bound.
    TooLong,
}

impl Failure {
    /// The failure in a word.
    pub fn kind(&self) -> FailureKind {
        match self {
            Failure::Expectation(_) => FailureKind::Expectation,
            Failure::Panic | Failure::NoUnwind | Failure::StackOverflow { .. } => {
                FailureKind::Panic
            }
            Failure::Deadlock => FailureKind::Deadlock,
            Failure::Livelock => FailureKind::Livelock,
            Failure::DataRace(_) => FailureKind::DataRace,
            Failure::Leak => FailureKind::Leak,
            Failure::Exit { .. } => FailureKind::Exit,
            Failure::TooManyThreads { .. } => FailureKind::TooManyThreads,
            Failure::TooLong { .. } => FailureKind::TooLong,
        }
    }
}

/// An expectation of the check that did not hold, in the check's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expectation {
    /// A whole sentence.
    Said(String),
    /// A value is not the expected one.
    Differs {
        /// Which value.
        what: String,
        /// What it was.
        got: String,
        /// What it should have been.
        expected: String,
    },
}

/// The two steps of a data race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    /// The earlier access; `None` if the record does not hold it.
    pub first: Option<usize>,
    /// The later access.
    pub second: usize,
}

/// One thread of the execution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// `main`, or the name that the student gave it.
    pub name: Option<String>,
    /// Where it was spawned.
    pub spawned: Place,
    /// How it stands at the end of the record.
    pub state: ThreadState,
    /// The locks that it holds.
    pub holds: Vec<Held>,
    /// Its panic; the last one if there were several.
    pub panic: Option<Panicked>,
    /// That panic was caught.
    pub caught: bool,
    /// Its handle was joined, or its scope ended.
    pub joined: bool,
}

/// How a thread stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThreadState {
    /// It runs, or could.
    Running,
    /// It waits.
    Blocked {
        /// For what.
        why: Why,
        /// On which object.
        object: u32,
        /// Where.
        place: Place,
    },
    /// It has ended.
    Ended,
}

/// A lock that a thread holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The lock.
    pub object: u32,
    /// Where it was taken.
    pub place: Place,
}

/// Something that steps are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// For locks: the type of the data under them, as `std::any::type_name` writes it.
    pub of: Option<String>,
    /// Where it was made.
    pub place: Option<Place>,
    /// For data that a lock protects: the lock.
    pub lock: Option<u32>,
    /// For atomics: the first value.
    pub initial: Option<u64>,
}

/// The kinds of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ObjectKind {
    /// An atomic of this type.
    Atomic(AtomicType),
    /// A `Mutex`, or the data under it.
    Mutex,
    /// An `RwLock`, or the data under it.
    RwLock,
    /// All readers of an `RwLock` together.
    Readers,
    /// A `Condvar`.
    Condvar,
    /// A `Barrier`.
    Barrier,
    /// A `Once`.
    Once,
    /// A `OnceLock`.
    OnceLock,
    /// A `LazyLock`.
    LazyLock,
    /// A channel without a bound.
    Channel,
    /// A channel with a bound.
    SyncChannel,
    /// An `UnsafeCell`.
    UnsafeCell,
    /// What a thread parks on.
    Thread,
    /// What a thread is joined on.
    JoinHandle,
    /// Everything that is printed.
    Output,
    /// Whatever it is that a thread waits for that only yields: no step changes it.
    WithoutSteps,
}

/// The types of atomics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are called as the types are")]
pub enum AtomicType {
    Bool,
    I8,
    I16,
    I32,
    I64,
    Isize,
    U8,
    U16,
    U32,
    U64,
    Usize,
    Ptr,
}

/// One step of one thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The thread that took it.
    pub thread: u8,
    /// What it did.
    pub op: Op,
    /// To which object.
    pub object: Option<u32>,
    /// With which memory ordering.
    pub ordering: Option<Ordering>,
    /// The bits of the value read.
    pub read: Option<u64>,
    /// The bits of the value written.
    pub wrote: Option<u64>,
    /// For reads of atomics: the step that wrote what was read; `None` for the first value. Stores take their places in modification
    /// order as they are taken.
    pub read_from: Option<usize>,
    /// The line that did it.
    pub place: Place,
    /// For a panic that began: what it said and where it began.
    pub panic: Option<Panicked>,
}
