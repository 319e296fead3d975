//! Every reason that has a text from outside in it, with bad texts.

use super::poison;
use super::values::{place, wrongs};
use grader::model::*;
use kit_wire::{Panicked, Unmet, judged::Failure, sealed::TimingFailure};
use std::path::PathBuf;

fn path() -> PathBuf {
    poison().into()
}

fn first() -> FirstError {
    FirstError {
        code: Some(poison()),
        message: poison(),
    }
}

fn silent() -> CompilerSaid {
    CompilerSaid::Nothing {
        ending: Ending::Exited(1),
        printed: poison(),
    }
}

fn unsealed() -> Unsealed {
    Unsealed {
        ending: Ending::Exited(97),
        limits: Limits::default(),
        last_words: poison(),
    }
}

fn panicked() -> Panicked {
    Panicked {
        message: poison(),
        place: place(),
    }
}

/// One of each.
pub(super) fn all() -> Vec<Reason> {
    let mut all = Vec::new();
    all.extend(of_course());
    all.extend(of_machine());
    all.extend(of_compilers());
    all.extend(of_checks());
    for what in wrongs() {
        all.push(Reason::Judged(Box::new(Failure::new(what))));
    }
    all
}

fn of_course() -> Vec<Reason> {
    let faults = [
        FaultOfCourse::Error(first()),
        FaultOfCourse::JudgeSilent(silent()),
        FaultOfCourse::JudgeBroke(poison()),
        FaultOfCourse::NoFunction {
            file: poison(),
            name: poison(),
            nearest: Some(poison()),
        },
    ];
    let mut all: Vec<Reason> = faults
        .map(|what| CourseFault::of(&poison(), what).into())
        .into();
    all.push(
        Intake::Unusable {
            name: poison(),
            defect: Defect::Missing,
        }
        .into(),
    );
    let (path, said) = (path(), poison());
    all.push(Intake::Unreadable { path, said }.into());
    all.push(Intake::NotLaidOut(poison()).into());
    all
}

fn of_machine() -> Vec<Reason> {
    let room = [
        NoRoomFor::Linking(poison()),
        NoRoomFor::Result(poison()),
        NoRoomFor::Case {
            file: poison(),
            said: poison(),
        },
    ];
    let no_room = |what| MachineFault::NoRoom {
        what,
        folder: path(),
    };
    let mut all: Vec<Reason> = room.map(|what| no_room(what).into()).into();
    all.push(MachineFault::Linker(poison()).into());
    all.push(MachineFault::OwnFiles(poison()).into());
    let program = path;
    let said = poison;
    let broke = [
        GraderFault::Start {
            program: program(),
            said: said(),
        },
        GraderFault::Control {
            program: program(),
            said: said(),
        },
        GraderFault::Judge {
            program: program(),
            said: said(),
        },
        GraderFault::Unreadable {
            path: path(),
            said: said(),
        },
        GraderFault::CutShort(path()),
        GraderFault::Keep {
            path: path(),
            said: said(),
        },
    ];
    all.extend(broke.map(Reason::from));
    all
}

fn of_compilers() -> Vec<Reason> {
    let ending = Ending::Exited(1);
    let compiling = [
        Compiling::Fails {
            first: first(),
            errors: 2,
        },
        Compiling::Silent {
            ending,
            printed: poison(),
        },
        Compiling::Unlinked(poison()),
        Compiling::NotUnderLookAlike(CompilerSaid::Error(poison())),
        Compiling::ContractMissed(first()),
        Compiling::ProgramRejected(first()),
        Compiling::CheckSilent(poison()),
        Compiling::ProgramSilent(poison()),
        Compiling::SnippetSilent {
            snippet: poison(),
            ending,
        },
        Compiling::TrybuildBroke {
            ending,
            printed: poison(),
        },
    ];
    let mut all: Vec<Reason> = compiling.map(Reason::from).into();
    let accused = [
        Unaccepted::ReadsFile(poison()),
        Unaccepted::ReadsVariable(poison()),
        Unaccepted::Contains(OddProduct::ForeignFile(poison())),
        Unaccepted::Contains(OddProduct::UnreadableObject(poison())),
        Unaccepted::Contains(OddProduct::Section(poison())),
        Unaccepted::Contains(OddProduct::GlobalName(poison())),
    ];
    all.extend(accused.map(Reason::from));
    all.push(Reason::Lint(poison()));
    all.push(Reason::ClippyBroke(silent()));
    all
}

fn of_checks() -> Vec<Reason> {
    vec![
        unsealed().into(),
        TimingFailure::Unmet(Unmet::Said(poison())).into(),
        TimingFailure::Panicked(panicked()).into(),
        TimingFailure::Blocked {
            url: poison(),
            place: place().unwrap(),
        }
        .into(),
        ModelReason::Unsupported(poison()).into(),
        ModelReason::Failed(poison()).into(),
        NotRunThrough::Panicked(panicked()).into(),
        NotRunThrough::Unsealed(unsealed()).into(),
        Unlike::Missing(poison()).into(),
        Unlike::Surplus(poison()).into(),
        Unlike::NotOnStderr(poison()).into(),
        Unlike::Printed(Misprint {
            printed: poison(),
            expected: vec![poison()],
        })
        .into(),
        Predicted::NotAnswers {
            file: poison(),
            line: 1,
            said: poison(),
        }
        .into(),
        Predicted::Wrong(Mispredicted {
            right: 0,
            of: 1,
            strays: vec![Stray {
                name: poison(),
                nearest: Some(poison()),
            }],
        })
        .into(),
    ]
}
