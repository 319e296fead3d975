//! Why a compiler did not come to a result about code: the code stopped it, or the machine did.

use super::diagnostics::{of, read};
use super::{linking, machine};
use crate::model::{
    CompilerSaid, Compiling, Diagnostic, Ended, Ending, Exercise, Finding, FirstError,
    MachineFault, NoRoomFor, Severity,
};

/// Why a compiler did not come to an end of its own, or its result could not be written or linked. `None`: it did, and
/// says what is wrong with the code.
pub fn not_finished(exercise: &Exercise, ended: &Ended) -> Option<Finding> {
    let errors = of(Severity::Error, &read(ended));
    system_fault(ended, &errors)
        .or_else(|| stopped(exercise, ended.ending))
        .or_else(|| linking::failure(&errors))
}

/// What to say about code on which a compiler (rustc, clippy, cargo) was stopped or crashed: the code is what made it.
/// `None`: it ended by itself.
pub fn stopped(exercise: &Exercise, ending: Ending) -> Option<Finding> {
    let seconds = exercise.compile_seconds();
    match ending {
        Ending::Exited(_) => None,
        _ => Some(Finding::fail(Compiling::Stopped { ending, seconds })),
    }
}

/// What a compiler left behind that did not succeed.
pub fn said(ended: &Ended) -> CompilerSaid {
    let errors = of(Severity::Error, &read(ended));
    match errors.first() {
        Some(error) => {
            CompilerSaid::Error(anstream::adapter::strip_str(&error.rendered).to_string())
        }
        None => CompilerSaid::Nothing {
            ending: ended.ending,
            printed: printed(ended),
        },
    }
}

/// What a process printed on stderr.
pub fn printed(ended: &Ended) -> String {
    String::from_utf8_lossy(&ended.stderr).trim().to_owned()
}

/// An error without its place.
pub fn in_short(error: &Diagnostic) -> FirstError {
    FirstError {
        code: error.code.clone(),
        // The student's code is compiled against the look-alike as `std`, and knows it by no other name.
        message: error.message.replace("std_model::", "std::"),
    }
}

/// rustc or the linker could not read or write: the machine's fault, not the student's. Such errors point at no line,
/// and what they say is rustc's own, so that nobody can choose them by what stands in his code.
pub fn system_fault(ended: &Ended, errors: &[Diagnostic]) -> Option<Finding> {
    // The code generator does not speak JSON, and when it gives up there is no error that does.
    if errors.is_empty() {
        let said = String::from_utf8_lossy(&ended.stderr);
        return said
            .lines()
            .filter(|line| !line.starts_with('{'))
            .find_map(disk_fault);
    }
    let mut unplaced = errors.iter().filter(|error| error.location.is_none());
    unplaced.find_map(fault_without_a_place)
}

/// What an error that points at no line says about the machine; `None`: it is about code.
fn fault_without_a_place(error: &Diagnostic) -> Option<Finding> {
    if linking::complaint(error).is_some() || error.message.contains("native static library") {
        return None;
    }
    if !error.message.starts_with("linking with ") {
        return disk_fault(&error.message).or_else(|| machine::of_file(error));
    }
    Some(disk_fault(&error.rendered).unwrap_or_else(|| {
        let said = error.message.clone();
        // It writes through a mapping of its file, and that is how it learns that there is no room.
        match error.rendered.contains("Bus error") {
            true => no_room(NoRoomFor::Linking(said)),
            false => Finding::ungraded(MachineFault::Linker(said)),
        }
    }))
}

/// What to say if trybuild tells of an error that is about no code, but about a disk.
pub fn disk_fault_among_errors(said: &str) -> Option<Finding> {
    let lines: Vec<_> = said.lines().collect();
    let is_summary = |line: &str| {
        line.starts_with("error: aborting") || line.starts_with("error: could not compile")
    };
    let is_unplaced = |pair: &[&str]| {
        pair[0].starts_with("error: ") && !is_summary(pair[0]) && !pair[1].contains("-->")
    };
    let padded: Vec<_> = lines.into_iter().chain([""]).collect();
    padded
        .windows(2)
        .any(is_unplaced)
        .then(|| disk_fault(said))
        .flatten()
}

/// What to say if this text of a compiler tells that it could not write.
pub fn disk_fault(said: &str) -> Option<Finding> {
    [
        "No space left on device",
        "Read-only file system",
        "Disk quota exceeded",
    ]
    .into_iter()
    .find(|sign| said.contains(sign))
    .map(|sign| no_room(NoRoomFor::Result(sign.to_owned())))
}

/// What to say where there was no room for `what`.
pub fn no_room(what: NoRoomFor) -> Finding {
    let folder = std::env::temp_dir();
    Finding::ungraded(MachineFault::NoRoom { what, folder })
}
