//! What is nobody's fault who handed something in: the grader's, the machine's, the course's.

use super::compiling;
use crate::model::{
    CourseFault, FaultOfCourse, GraderFault, MachineFault, NoRoomFor, Scarce, TooTight,
};

/// Why the grader could not do its part.
pub fn sentence(fault: &GraderFault) -> String {
    match fault {
        GraderFault::Tight(tight) => format!("Not graded: {}.", too_tight(tight)),
        _ => format!("The grader itself broke: {}", broke(fault)),
    }
}

/// What broke, to follow a colon.
pub fn broke(fault: &GraderFault) -> String {
    match fault {
        GraderFault::Tight(tight) => too_tight(tight),
        GraderFault::Start { program, said } => {
            format!("cannot start {}: {said}", program.display())
        }
        GraderFault::Control { program, said } => {
            format!("cannot control {}: {said}", program.display())
        }
        GraderFault::Judge { program, said } => {
            format!("the judge {} broke: {said}", program.display())
        }
        GraderFault::Unreadable { path, said } => format!(
            "cannot read {}, which a compiler has written: {said}",
            path.display()
        ),
        GraderFault::CutShort(path) => format!(
            "the compiler wrote {} only in part, or not at all",
            path.display()
        ),
        GraderFault::Statics { size, most } => format!(
            "the code has statics of {size} bytes, and a model check can put back {most} before each execution: it needs smaller ones"
        ),
        GraderFault::Keep { path, said } => {
            format!("cannot keep {} in the store: {said}", path.display())
        }
        GraderFault::Cancelled => "the run was stopped".to_owned(),
    }
}

/// A hard limit that leaves too little for a program, and what to do.
pub fn too_tight(tight: &TooTight) -> String {
    let TooTight { what, has, needs } = tight;
    let (what, unit, letter) = match what {
        Scarce::Memory => ("memory", "KiB", 'd'),
        Scarce::AddressSpace => ("address space", "KiB", 'v'),
        Scarce::CpuTime => ("CPU time", "s", 't'),
        Scarce::FileSize => ("the size of files", "KiB", 'f'),
    };
    format!(
        "the grader was started under a hard limit on {what} of {has} {unit}, and a program of this grading may use {needs} {unit}: \
         start it where `ulimit -H{letter}` shows that much or \"unlimited\""
    )
}

/// The course has a mistake, for which nobody loses points.
pub fn course(fault: &CourseFault) -> String {
    format!(
        "This check could not be run, which is not your fault: the course has a mistake in {}: {}",
        fault.place(),
        of_course(&fault.what)
    )
}

/// What is wrong in a file of the course, to follow a colon.
pub fn of_course(what: &FaultOfCourse) -> String {
    match what {
        FaultOfCourse::Error(first) => compiling::in_short(first),
        FaultOfCourse::JudgeSilent(said) => {
            format!("its judge does not compile: {}", compiling::said(said))
        }
        FaultOfCourse::JudgeBroke(said) => said.clone(),
        FaultOfCourse::NoFunction {
            file,
            name,
            nearest,
        } => {
            let advice = match nearest {
                Some(nearest) => format!("; did you mean `{nearest}`?"),
                None => String::new(),
            };
            format!("{file} has no function `{name}`{advice}")
        }
        FaultOfCourse::NoFunctions(of) => {
            format!("there is no `kit::{of}! {{ … }}` with functions in it")
        }
    }
}

/// What is wrong with the machine.
pub fn machine(fault: &MachineFault) -> String {
    match fault {
        MachineFault::NoRoom { what, folder } => {
            let what = match what {
                NoRoomFor::Linking(said) => format!("The linker could not do its work: {said}"),
                NoRoomFor::Result(said) => {
                    format!("The compiler could not write its result: {said}")
                }
                NoRoomFor::Case { file, said } => {
                    format!("The compiler could not come to a result about {file}: {said}")
                }
            };
            let folder = folder.display();
            format!("{what}. Make room in {folder}, or name another folder in TMPDIR.")
        }
        MachineFault::Linker(said) => format!("The linker could not do its work: {said}."),
        MachineFault::OwnFiles(said) => format!(
            "The grader's own files are not as they should be, which is not your fault. The compiler says: {}.",
            said.trim_end_matches('.')
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tight_limit_says_how_to_loosen_it() {
        let tight = TooTight {
            what: Scarce::Memory,
            has: 1024,
            needs: 2048,
        };
        assert_eq!(
            sentence(&GraderFault::Tight(tight)),
            "Not graded: the grader was started under a hard limit on memory of 1024 KiB, and a program of this grading may use \
             2048 KiB: start it where `ulimit -Hd` shows that much or \"unlimited\"."
        );
    }

    #[test]
    fn what_broke_is_named() {
        let broke = GraderFault::CutShort("/tmp/a".into());
        assert_eq!(
            sentence(&broke),
            "The grader itself broke: the compiler wrote /tmp/a only in part, or not at all"
        );
    }

    #[test]
    fn a_full_disk_says_where_to_make_room() {
        let what = NoRoomFor::Result("No space left on device".to_owned());
        let folder = "/tmp".into();
        assert_eq!(
            machine(&MachineFault::NoRoom { what, folder }),
            "The compiler could not write its result: No space left on device. Make room in /tmp, or name another folder in TMPDIR."
        );
    }

    #[test]
    fn a_mistake_of_the_course_is_told_with_its_place() {
        let what = FaultOfCourse::NoFunction {
            file: "checks/model.rs".to_owned(),
            name: "tow".to_owned(),
            nearest: Some("two".to_owned()),
        };
        let fault = CourseFault {
            file: "exercise.toml".to_owned(),
            place: Some((3, 7)),
            what,
        };
        assert_eq!(
            course(&fault),
            "This check could not be run, which is not your fault: the course has a mistake in exercise.toml:3:7: checks/model.rs \
             has no function `tow`; did you mean `two`?"
        );
    }
}
