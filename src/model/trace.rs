//! What a report shows of a model check. Made by `explain` from the facts that the check's process recorded.

use kit_wire::{
    Place,
    sealed::{Bounds, Interval},
    trace::FailureKind,
};

/// The result of exploring one model.
#[derive(Clone, Debug)]
pub struct ModelReport {
    /// Executions run in all.
    pub executions: u64,
    /// Every execution was run that differs from the others, whatever the bound on preemptions.
    pub complete: bool,
    /// Every execution with at most so many preemptions was run.
    pub covered: Option<usize>,
    /// Somebody was followed for at most so many rounds in a row.
    pub rounds: Option<u32>,
    /// What the exploration was asked to keep within.
    pub bounds: Bounds,
    /// The most threads seen in one execution, the main thread included.
    pub threads: usize,
    /// Why the model could not be explored, if it could not.
    pub unsupported: Option<String>,
    /// `None`: no execution failed.
    pub failure: Option<ModelFailure>,
}

/// One failing execution.
#[derive(Clone, Debug)]
pub struct ModelFailure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// One sentence in the lecture's words: what happened.
    pub message: String,
    /// For failed expectations: what should have been.
    pub expected: Option<String>,
    /// For failed expectations: what was.
    pub got: Option<String>,
    /// The line to look at first, in the student's code whenever there is one.
    pub place: Option<Place>,
    /// In which execution it was found, counted from 1.
    pub execution: u64,
    /// How many involuntary switches that execution has.
    pub preemptions: usize,
    /// The columns of the table: a name for each thread (`main`, `thread 1`, or the student's name for it).
    pub threads: Vec<String>,
    /// The rows of the table.
    pub trace: Vec<Step>,
    /// For deadlocks and livelocks: who waits for what.
    pub waiting: Vec<Waiting>,
    /// For data races: the two accesses and what is missing between them.
    pub race: Option<Race>,
    /// For checks of virtual time: who waited when.
    pub intervals: Vec<Interval>,
    /// Runs exactly this execution again.
    pub replay: Option<String>,
}

/// One row of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index into [`ModelFailure::threads`].
    pub thread: usize,
    /// What was done, short enough for a table cell: `lock`, `store 42`, `load -> 0`, `spawn`, `join`.
    pub operation: String,
    /// The same for programs: one word, and nothing else in it, such as `load`, `lock` or `spawn`.
    pub kind: String,
    /// For `spawn`, `join` and `unpark`: the thread that this is about.
    pub about: Option<usize>,
    /// Tells objects of one name apart.
    pub object_id: Option<u32>,
    /// The object: type and place of creation, or a name: `Mutex src/lib.rs:7`, `Mutex src/lib.rs:7 #2`.
    pub object: Option<String>,
    /// `Relaxed`, `Acquire`, … where the operation has one.
    pub ordering: Option<String>,
    /// The value read or written, if it can be shown.
    pub value: Option<String>,
    /// The value read.
    pub read: Option<String>,
    /// The value written.
    pub wrote: Option<String>,
    /// The step that wrote the value which an atomic read saw, counted from 0; `None` for the first value.
    pub read_from: Option<usize>,
    /// The line that did it.
    pub place: Option<Place>,
    /// A remark for this row: `stale, 42 was written in step 1`, `the increment of thread 2 is gone`.
    pub note: Option<String>,
    /// The failing step.
    pub failing: bool,
}

/// One thread that waits for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Index into [`ModelFailure::threads`].
    pub thread: usize,
    /// What for: `lock of Mutex src/lib.rs:7`, `join of thread 2`, `notify of Condvar`.
    pub what: String,
    /// Where it waits.
    pub place: Option<Place>,
    /// What it holds meanwhile, and where it took it.
    pub holds: Vec<(String, Option<Place>)>,
}

/// A data race: two accesses that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The earlier access: `write`, its thread and place.
    pub first: (String, usize, Option<Place>),
    /// The later access.
    pub second: (String, usize, Option<Place>),
    /// What would have to be there: "no release store of the first thread is read by an acquire load of the second".
    pub missing: String,
}
