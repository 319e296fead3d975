//! Compiling: from a [`Build`] to the step that calls rustc, and from what rustc said to what is wrong.

mod course;
mod diagnostics;
mod explain;
mod linking;
mod machine;
mod rustc;
mod sources;
mod student;
mod whose;

pub use course::{CHECK, binary, judge_binary, snippet};
pub use diagnostics::{note_on, of, read};
pub use explain::{
    disk_fault, disk_fault_among_errors, in_short, no_room, not_finished, printed, said, stopped,
    system_fault,
};
pub use machine::of_crates;
pub use rustc::{SAME_FOR_ALL, access, asking, environment, limits, linker, offered};
pub use sources::refused;
pub use student::{clippy, program as student_program};
pub use whose::{error_in_course, own_fault};

use crate::model::{Bench, Build, Step};

/// The step that compiles something.
pub fn step(bench: &Bench<'_>, build: &Build) -> Step {
    match build {
        Build::Submission(flavour) => student::step(bench, *flavour),
        Build::Joint(joint) => course::joint(bench, joint),
        Build::Judge(file) => course::judge(bench, file),
        Build::Alone(joint) => course::alone(bench, joint),
    }
}
