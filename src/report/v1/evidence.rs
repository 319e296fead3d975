//! What there is to see behind a verdict.

use super::location::Location;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Evidence, by what there is to see; told apart by its fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Evidence {
    /// What the compiler or clippy said.
    Diagnostics(Diagnostics),
    /// What a judge asked and got.
    Tests(Tests),
    /// Models of which one failed.
    FailedModels(Box<FailedModels>),
    /// Models that found nothing.
    Models(Models),
    /// Who waited when.
    Timing(Timing),
    /// What a program printed.
    Output(Output),
    /// Predictions against the compiler.
    Predictions(Predictions),
}

/// What the compiler or clippy said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostics {
    /// One entry for each thing.
    pub diagnostics: Vec<Diagnostic>,
}

/// One thing that the compiler or clippy said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// `E0277`, or a lint's name, if there is one.
    pub code: Option<String>,
    /// How bad it is.
    pub level: Level,
    /// Where it points first.
    pub location: Option<Location>,
    /// Its first line, without code and place.
    pub message: String,
    /// All of it, as rustc renders it without colours.
    pub rendered: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The program is rejected.
    Error,
    /// It is accepted all the same.
    Warning,
}

/// What a judge asked and got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tests {
    /// One entry for each judge function that ran; it ends after the first failure.
    pub tests: Vec<Test>,
}

/// The result of one judge function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Test {
    /// How many inputs were tried.
    pub cases: u32,
    /// `null`: it passed.
    pub failure: Option<TestFailure>,
    /// The function's name.
    pub name: String,
    /// What it checks.
    pub title: String,
}

/// Why a judge function failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TestFailure {
    /// What was asked of the submission: `count_up(3)`.
    pub call: Option<String>,
    /// For properties: the smallest input found.
    pub counterexample: Option<Counterexample>,
    /// What the answer should have been.
    pub expected: Option<String>,
    /// What it was.
    pub got: Option<String>,
    /// Where a panic began.
    pub location: Option<Location>,
    /// What happened.
    pub message: String,
}

/// The smallest input found that fails a property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Counterexample {
    /// How many cases were tried until the first failure.
    pub cases: u32,
    /// Each argument's value by its name.
    pub inputs: BTreeMap<String, String>,
    /// The seed that finds it again.
    pub seed: u64,
}

/// Who waited when, in virtual time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timing {
    /// For comparisons: what was expected.
    pub expected: Option<String>,
    /// For comparisons: what came.
    pub got: Option<String>,
    /// The waits.
    pub intervals: Vec<Interval>,
    /// What they should have looked like.
    pub shape: Option<String>,
}

/// One wait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// When it was over; `null`: never.
    pub end_ms: Option<u64>,
    /// What was waited for.
    pub label: String,
    /// The line that began it.
    pub location: Option<Location>,
    /// When it began, in milliseconds.
    pub start_ms: u64,
    /// Which thread waited, counted from 1.
    pub thread: u32,
}

/// What a program printed against what it should have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Output {
    /// What was printed.
    pub actual: String,
    /// What was expected.
    pub expected: String,
    /// The program, if it is one of the course's and not the submission.
    pub program: Option<String>,
    /// What it said on stderr.
    pub stderr: String,
}

/// Predictions against the compiler.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Predictions {
    /// One entry for each snippet.
    pub predictions: Vec<Prediction>,
}

/// One prediction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Prediction {
    /// The compiler's own words, where the prediction is wrong and there was one.
    pub compiler: String,
    /// What was predicted.
    pub predicted: String,
    /// Whether that is what happened.
    pub right: bool,
    /// The snippet's name.
    pub snippet: String,
}

/// Models that found nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Models {
    /// How far the last of them was explored; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// Every execution of every model was run that differs from the others.
    pub complete: bool,
    /// Executions of all models.
    pub executions: u64,
    /// The models.
    pub models: Vec<Model>,
    /// Empty; absent if there are no models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Vec<Step>>,
}

/// Models of which one failed, and that one's story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FailedModels {
    /// How far the failed one was explored.
    pub bounds: Bounds,
    /// Every execution of every model was run that differs from the others.
    pub complete: bool,
    /// In which execution it was found, counted from 1.
    pub execution: u64,
    /// Executions of all models.
    pub executions: u64,
    /// For failed expectations: what should have been.
    pub expected: Option<String>,
    /// What kind of failure it is.
    pub failure: FailureKind,
    /// For failed expectations: what was.
    pub got: Option<String>,
    /// For checks of virtual time: who waited when.
    pub intervals: Vec<Interval>,
    /// The models.
    pub models: Vec<Model>,
    /// How many involuntary switches the execution has.
    pub preemptions: usize,
    /// For data races: the two accesses and what is missing between them.
    pub race: Option<Race>,
    /// Runs exactly this execution again.
    pub replay: Option<String>,
    /// The threads' names.
    pub threads: Vec<String>,
    /// Every step of the execution.
    pub trace: Vec<Step>,
    /// For deadlocks and livelocks: who waits for what.
    pub waiting: Vec<Waiting>,
}

/// What went wrong in a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FailureKind {
    /// An expectation of the check did not hold.
    Expectation,
    /// Code panicked.
    Panic,
    /// All threads wait for each other, or for a wake-up that nobody sends.
    Deadlock,
    /// Threads that are left only spin, for ever.
    Livelock,
    /// Two accesses to the same data, one a write, and nothing orders them.
    DataRace,
    /// A thread was still running when the check ended, or was never joined.
    Leak,
    /// `process::exit` or `abort` in submitted code.
    Exit,
    /// More threads than the bound.
    TooManyThreads,
    /// One execution took more scheduling points than the bound.
    TooLong,
}

/// How far a model was explored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bounds {
    /// The most scheduling points in one execution.
    pub branches: usize,
    /// Not complete, but every execution with at most so many involuntary switches was run.
    pub covered_preemptions: Option<usize>,
    /// The most executions.
    pub executions: u64,
    /// The most involuntary switches in one execution; `null`: no bound.
    pub preemptions: Option<usize>,
    /// Something that goes on by itself was followed for at most so many times in a row.
    pub rounds: Option<u32>,
    /// The most threads.
    pub threads: usize,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Model {
    /// Every execution was run that differs from the others.
    pub complete: bool,
    /// Executions run.
    pub executions: u64,
    /// The most threads seen in one execution.
    pub threads: usize,
    /// What it checks.
    pub title: String,
}

/// One step of an execution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// For `spawn`, `join` and `unpark`: the thread that this is about.
    pub about: Option<usize>,
    /// It is where the execution failed.
    pub failing: bool,
    /// One word: `load`, `lock`, `spawn`, …
    pub kind: String,
    /// The line that did it.
    pub location: Option<Location>,
    /// A remark.
    pub note: Option<String>,
    /// The object: type and place of creation, or a name.
    pub object: Option<String>,
    /// Tells objects of one name apart.
    pub object_id: Option<u32>,
    /// What was done, in a few words.
    pub operation: String,
    /// `Relaxed`, `Acquire`, … where the operation has one.
    pub ordering: Option<String>,
    /// The value read.
    pub read: Option<String>,
    /// The step that wrote the value which an atomic read saw; `null` for the first value.
    pub read_from: Option<usize>,
    /// Its number, counted from 1.
    pub step: usize,
    /// Which of the threads took it, counted from 0.
    pub thread: usize,
    /// The value read or written.
    pub value: Option<String>,
    /// The value written.
    pub wrote: Option<String>,
}

/// One thread that waits for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waiting {
    /// What it holds meanwhile.
    pub holds: Vec<Held>,
    /// Where it waits.
    pub location: Option<Location>,
    /// Which of the threads, counted from 0.
    pub thread: usize,
    /// What for.
    pub what: String,
}

/// Something that a waiting thread holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// Where it was taken.
    pub location: Option<Location>,
    /// What it is.
    pub what: String,
}

/// Two accesses that nothing orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Race {
    /// The earlier one.
    pub first: Access,
    /// What would have to be there.
    pub missing: String,
    /// The later one.
    pub second: Access,
}

/// An access to data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Access {
    /// What it does: `write`.
    pub access: String,
    /// Where.
    pub location: Option<Location>,
    /// Which of the threads, counted from 0.
    pub thread: usize,
}
