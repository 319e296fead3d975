//! The nouns, as plain data. Everything else in the house speaks in these words, and this module imports
//! nothing of ours.

mod access;
mod bench;
mod check_file;
mod course_fault;
mod evidence;
mod exercise;
mod finding;
mod grade;
mod limits;
mod reason;
mod recipe;
mod seen;
mod source_file;
mod step;
mod tame;
mod tools;
pub mod trace;

pub use access::{Access, Isolation, Layer, LayerState, Network, Phase, Workplace};
pub use bench::Bench;
pub use check_file::CheckFile;
pub use course_fault::{CourseFault, FaultOfCourse};
pub use evidence::{Diagnostic, Difference, Evidence, Location, Prediction, Severity};
pub use exercise::{Chapter, Check, Context, Course, Exercise, ExerciseId, Kind};
pub use finding::{Finding, Outcome, Trust};
pub use grade::{
    ChapterGrade, CheckGrade, Complaint, ExerciseGrade, Grade, Oddness, Summary, Suspicion,
    Verification,
};
pub use kit_wire::Ending;
pub use limits::{LimitChanges, Limits};
pub use reason::{
    CompilerSaid, Compiling, Defect, Detail, EmptyCheck, Explored, FirstError, GraderFault, Intake,
    MachineFault, Mispredicted, Misprint, ModelReason, NoRoomFor, NotRunBecause, NotRunThrough,
    OddProduct, Predicted, Reason, Rejection, Scarce, Stray, TooTight, Unaccepted, Unlike,
    Unsealed,
};
pub use recipe::{Build, Joint, Kit, NotRun, Ran, Recipe, Run};
pub use seen::{Compiled, Cost, Ended, JudgedRun, SealedRun, Seen};
pub use source_file::{Refused, SourceFile, WhyRefused};
pub use step::{Action, Conversation, Keep, Overlay, Product, Program, Replay, Step};
pub use tame::{file_name, is_fine, tamed_name, tamed_record, tamed_text, unique_name};
pub use tools::{CrateFlavour, Progress, Tools, disk_advice};
