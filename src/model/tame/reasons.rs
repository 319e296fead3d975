//! Reasons: what students and their programs wrote, and what compilers say about it. A sentence is shown as a paragraph.

use super::{Tame, tame_paragraph};
use crate::model::{
    CompilerSaid, Compiling, CourseFault, FaultOfCourse, FirstError, GraderFault, Intake,
    MachineFault, Mispredicted, Misprint, ModelReason, NoRoomFor, NotRunBecause, NotRunThrough,
    OddProduct, Predicted, Reason, Rejection, Stray, Unaccepted, Unlike, Unsealed,
};
use kit_wire::sealed::TimingFailure;
use std::path::PathBuf;

/// A path is shown like any text.
impl Tame for PathBuf {
    fn tame(&mut self) {
        let mut shown = self.display().to_string();
        shown.tame();
        *self = shown.into();
    }
}

impl Tame for Reason {
    fn tame(&mut self) {
        match self {
            // Nothing, or an enum without texts.
            Reason::Nothing | Reason::Empty(_) => {}
            Reason::Intake(intake) => intake.tame(),
            Reason::NotRun(because) => because.tame(),
            Reason::Grader(fault) => fault.tame(),
            Reason::Course(fault) => fault.tame(),
            Reason::Machine(fault) => fault.tame(),
            Reason::NotAccepted(what) => what.tame(),
            Reason::Compiling(what) => what.tame(),
            Reason::Unsealed(run) => run.tame(),
            Reason::Judged(failure) => failure.tame(),
            Reason::Timing(failure) => failure.tame(),
            Reason::Model(found) => found.tame(),
            Reason::MustRun(why) => why.tame(),
            Reason::Rejection(rejection) => rejection.tame(),
            Reason::Output(unlike) => unlike.tame(),
            Reason::Predicted(predicted) => predicted.tame(),
            Reason::Lint(message) => tame_paragraph([message]),
            // The course's own words.
            Reason::Forbidden { path: _, reason: _ } => {}
            Reason::Unsteady {
                run: _,
                first,
                then,
            } => {
                first.tame();
                then.tame();
            }
            Reason::ClippyBroke(said) => said.tame(),
        }
    }
}

impl Tame for Intake {
    fn tame(&mut self) {
        match self {
            Intake::NotHandedIn | Intake::Stopped => {}
            Intake::Unusable { name, defect: _ } => tame_paragraph([name]),
            Intake::Unreadable { path, said } => {
                path.tame();
                tame_paragraph([said]);
            }
            Intake::NotLaidOut(said) => tame_paragraph([said]),
        }
    }
}

impl Tame for NotRunBecause {
    fn tame(&mut self) {
        match self {
            // The name of a check is the course's own.
            NotRunBecause::Needs(_)
            | NotRunBecause::NotOfReplay
            | NotRunBecause::DoesNotCompile
            | NotRunBecause::NotAccepted
            | NotRunBecause::NotCompiled
            | NotRunBecause::NothingCameBack => {}
        }
    }
}

impl Tame for GraderFault {
    fn tame(&mut self) {
        match self {
            GraderFault::Tight(_)
            | GraderFault::Statics { size: _, most: _ }
            | GraderFault::Cancelled => {}
            GraderFault::Start {
                program: path,
                said,
            }
            | GraderFault::Control {
                program: path,
                said,
            }
            | GraderFault::Judge {
                program: path,
                said,
            }
            | GraderFault::Unreadable { path, said }
            | GraderFault::Keep { path, said } => {
                path.tame();
                tame_paragraph([said]);
            }
            GraderFault::CutShort(path) => path.tame(),
        }
    }
}

impl Tame for CourseFault {
    fn tame(&mut self) {
        let CourseFault {
            file,
            place: _,
            what,
        } = self;
        file.tame();
        match what {
            FaultOfCourse::Error(first) => first.tame(),
            FaultOfCourse::JudgeSilent(said) => said.tame(),
            FaultOfCourse::JudgeBroke(said) => tame_paragraph([said]),
            FaultOfCourse::NoFunction {
                file,
                name,
                nearest,
            } => {
                file.tame();
                name.tame();
                nearest.tame();
            }
            FaultOfCourse::NoFunctions(_) => {}
        }
    }
}

impl Tame for MachineFault {
    fn tame(&mut self) {
        match self {
            MachineFault::NoRoom { what, folder } => {
                folder.tame();
                match what {
                    NoRoomFor::Linking(said) | NoRoomFor::Result(said) => tame_paragraph([said]),
                    NoRoomFor::Case { file, said } => tame_paragraph([file, said]),
                }
            }
            MachineFault::Linker(said) | MachineFault::OwnFiles(said) => tame_paragraph([said]),
        }
    }
}

impl Tame for Unaccepted {
    fn tame(&mut self) {
        match self {
            Unaccepted::Unsafe => {}
            Unaccepted::ReadsFile(what) | Unaccepted::ReadsVariable(what) => {
                tame_paragraph([what]);
            }
            Unaccepted::Contains(product) => product.tame(),
        }
    }
}

impl Tame for OddProduct {
    fn tame(&mut self) {
        match self {
            OddProduct::TooLarge(_)
            | OddProduct::Assembly
            | OddProduct::UnreadableLibrary
            | OddProduct::UnknownObject => {}
            OddProduct::ForeignFile(name)
            | OddProduct::UnreadableObject(name)
            | OddProduct::Section(name)
            | OddProduct::GlobalName(name) => tame_paragraph([name]),
        }
    }
}

impl Tame for FirstError {
    fn tame(&mut self) {
        let FirstError { code, message } = self;
        code.tame();
        tame_paragraph([message]);
    }
}

impl Tame for CompilerSaid {
    fn tame(&mut self) {
        match self {
            CompilerSaid::Error(said)
            | CompilerSaid::Nothing {
                ending: _,
                printed: said,
            } => tame_paragraph([said]),
        }
    }
}

impl Tame for Compiling {
    fn tame(&mut self) {
        match self {
            Compiling::Stopped {
                ending: _,
                seconds: _,
            } => {}
            Compiling::Fails { first, errors: _ }
            | Compiling::ContractMissed(first)
            | Compiling::ProgramRejected(first) => first.tame(),
            Compiling::NotUnderLookAlike(said) => said.tame(),
            Compiling::Unlinked(said)
            | Compiling::CheckSilent(said)
            | Compiling::ProgramSilent(said)
            | Compiling::Silent {
                ending: _,
                printed: said,
            }
            | Compiling::TrybuildBroke {
                ending: _,
                printed: said,
            }
            | Compiling::SnippetSilent {
                snippet: said,
                ending: _,
            } => tame_paragraph([said]),
        }
    }
}

impl Tame for Unsealed {
    fn tame(&mut self) {
        let Unsealed {
            ending: _,
            limits: _,
            last_words,
        } = self;
        tame_paragraph([last_words]);
    }
}

impl Tame for TimingFailure {
    fn tame(&mut self) {
        match self {
            TimingFailure::Unmet(unmet) => unmet.tame(),
            TimingFailure::Panicked(panicked) => panicked.tame(),
            TimingFailure::NeverReady | TimingFailure::NeverWaits => {}
            TimingFailure::Blocked { url, place } => {
                url.tame();
                place.tame();
            }
        }
    }
}

impl Tame for ModelReason {
    fn tame(&mut self) {
        match self {
            ModelReason::NotWatched | ModelReason::Unfinished(_) => {}
            ModelReason::Unsupported(said) | ModelReason::Failed(said) => tame_paragraph([said]),
        }
    }
}

impl Tame for NotRunThrough {
    fn tame(&mut self) {
        match self {
            NotRunThrough::Failed => {}
            NotRunThrough::Panicked(panicked) => panicked.tame(),
            NotRunThrough::Unsealed(run) => run.tame(),
        }
    }
}

impl Tame for Rejection {
    fn tame(&mut self) {
        match self {
            // The course's own words.
            Rejection::Accepted { code: _, phrase: _ }
            | Rejection::OtherReason { code: _, phrase: _ }
            | Rejection::OtherPlace { code: _ }
            | Rejection::Crashed
            | Rejection::Unwritten(_) => {}
        }
    }
}

impl Tame for Unlike {
    fn tame(&mut self) {
        match self {
            Unlike::Stopped(_, _)
            | Unlike::ExitCode {
                code: _,
                expected: _,
            } => {}
            Unlike::Missing(line) | Unlike::Surplus(line) | Unlike::NotOnStderr(line) => {
                tame_paragraph([line]);
            }
            Unlike::Printed(Misprint { printed, expected }) => {
                tame_paragraph([printed]);
                expected.tame();
            }
        }
    }
}

impl Tame for Predicted {
    fn tame(&mut self) {
        match self {
            Predicted::NotAnswers {
                file,
                line: _,
                said,
            } => tame_paragraph([file, said]),
            Predicted::Wrong(Mispredicted {
                right: _,
                of: _,
                strays,
            }) => strays.tame(),
        }
    }
}

impl Tame for Stray {
    fn tame(&mut self) {
        let Stray { name, nearest } = self;
        name.tame();
        nearest.tame();
    }
}
