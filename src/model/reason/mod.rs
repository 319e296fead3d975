//! Why an outcome is what it is: facts, which `words` says. A new fact does not compile until it can be said and is tamed.

mod checks;
mod compiling;
mod detail;

pub use checks::{
    Mispredicted, Misprint, ModelReason, NotRunThrough, Predicted, Rejection, Stray, Unlike,
    Unsealed,
};
pub use compiling::{
    CompilerSaid, Compiling, FirstError, MachineFault, NoRoomFor, OddProduct, Unaccepted,
};
pub use detail::{Detail, Explored};

use super::CourseFault;
use kit_wire::{judged, sealed::TimingFailure};
use std::path::PathBuf;

/// Why an outcome is what it is.
#[derive(Clone, Debug)]
pub enum Reason {
    /// There is nothing to say.
    Nothing,
    /// Nothing could be run, because of what was handed in or where it was to be laid out.
    Intake(Intake),
    /// The check was not run.
    NotRun(NotRunBecause),
    /// The grader could not do its part.
    Grader(GraderFault),
    /// The course has a mistake.
    Course(CourseFault),
    /// The machine is at fault.
    Machine(MachineFault),
    /// The compiler accepts the submission, and we do not.
    NotAccepted(Unaccepted),
    /// Something did not compile.
    Compiling(Compiling),
    /// The process of a sealed check ended before its functions had returned.
    Unsealed(Unsealed),
    /// A judged check failed.
    Judged(Box<judged::Failure>),
    /// A timing check failed.
    Timing(TimingFailure),
    /// A model check.
    Model(ModelReason),
    /// A check holds nothing that it could run.
    Empty(EmptyCheck),
    /// A program of the course that must run with the submission did not.
    MustRun(NotRunThrough),
    /// A program that must be rejected with the submission was not, or not as it should be.
    Rejection(Rejection),
    /// The submitted program printed or ended otherwise than it should.
    Output(Unlike),
    /// The predictions.
    Predicted(Predicted),
    /// A lint was raised, in clippy's words.
    Lint(String),
    /// The code uses what the exercise forbids.
    Forbidden {
        /// The type or method.
        path: String,
        /// The course's own reason.
        reason: String,
    },
    /// A check found something else in a later run.
    Unsteady {
        /// In which one, counted from 1.
        run: u32,
        /// What it found first.
        first: Box<Reason>,
        /// What it found then.
        then: Box<Reason>,
    },
    /// clippy came to no result.
    ClippyBroke(CompilerSaid),
}

/// Why there is nothing to run checks on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intake {
    /// The exercise's folder is not there.
    NotHandedIn,
    /// A file or folder cannot be taken, and the student can mend it.
    Unusable {
        /// The file or folder.
        name: String,
        /// What is wrong with it.
        defect: Defect,
    },
    /// A file or folder cannot be read, for a reason that lies with the system.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        said: String,
    },
    /// The files could not be laid out: what the grader says about it.
    NotLaidOut(String),
    /// The run was stopped before.
    Stopped,
}

/// What is wrong with a file or folder that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// It is a file where a folder should be.
    NotAFolder,
    /// It is not there.
    Missing,
    /// It is a symbolic link.
    Link,
    /// It is neither a file nor a folder.
    NotRegular,
    /// Nobody but its owner may open it.
    NoPermission,
    /// It is larger than so many KiB.
    TooLarge(u64),
    /// It is not UTF-8, first in this line.
    NotText(usize),
}

/// Why a check was not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRunBecause {
    /// Only one model is run again.
    NotOfReplay,
    /// This check must pass first.
    Needs(String),
    /// The submission does not compile.
    DoesNotCompile,
    /// The submission compiles, and is not accepted.
    NotAccepted,
    /// The grader could not compile the submission.
    NotCompiled,
    /// Nobody knows: nothing came back.
    NothingCameBack,
}

/// Why the grader could not do its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraderFault {
    /// The limits that it was started under leave too little for a program.
    Tight(TooTight),
    /// A process could not be started.
    Start {
        /// The file that should have been executed.
        program: PathBuf,
        /// What the system said.
        said: String,
    },
    /// A process could not be watched or ended.
    Control {
        /// The file that was executed.
        program: PathBuf,
        /// What the system said.
        said: String,
    },
    /// A judge gave no verdict.
    Judge {
        /// Its binary.
        program: PathBuf,
        /// What it said or did.
        said: String,
    },
    /// What a compiler wrote cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: String,
    },
    /// A compiler succeeded, and what it made is missing or was cut short.
    CutShort(PathBuf),
    /// A model has more statics than can be put back before each execution.
    Statics {
        /// Their bytes.
        size: u64,
        /// How many there may be.
        most: u64,
    },
    /// A product could not be moved into the store.
    Keep {
        /// Where it should have been kept.
        path: PathBuf,
        /// What the system said.
        said: String,
    },
    /// The run was stopped.
    Cancelled,
}

/// A hard limit that leaves too little for a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooTight {
    /// What is limited.
    pub what: Scarce,
    /// How much there is, in the unit of what is limited.
    pub has: u64,
    /// How much there should be.
    pub needs: u64,
}

/// What a hard limit may leave too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scarce {
    /// Memory, in KiB.
    Memory,
    /// Address space, in KiB.
    AddressSpace,
    /// Computing time, in seconds.
    CpuTime,
    /// The size of one file, in KiB.
    FileSize,
}

/// What a check should hold and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyCheck {
    /// A judge ran no test.
    Judge,
    /// There is no model in it.
    Model,
    /// There is no timing function in it.
    Timing,
    /// The exercise does not ask for the one file of answers.
    Answers,
}

/// A reason from a fact of one kind.
macro_rules! from {
    ($($fact:ty => $kind:ident,)*) => {
        $(impl From<$fact> for Reason {
            fn from(fact: $fact) -> Reason {
                Reason::$kind(fact)
            }
        })*
    };
}

from! {
    Intake => Intake,
    NotRunBecause => NotRun,
    GraderFault => Grader,
    CourseFault => Course,
    MachineFault => Machine,
    Unaccepted => NotAccepted,
    Compiling => Compiling,
    Unsealed => Unsealed,
    TimingFailure => Timing,
    ModelReason => Model,
    EmptyCheck => Empty,
    NotRunThrough => MustRun,
    Rejection => Rejection,
    Unlike => Output,
    Predicted => Predicted,
}
