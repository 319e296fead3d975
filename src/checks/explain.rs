//! Why code was not compiled, in words for students: their fault, or the machine's.

use super::diagnostics::{note_on, of, read};
use super::{linking, machine, sources};
use crate::model::{Bench, Diagnostic, Ending, Evidence, Finding, Observation, Outcome, Severity};

/// Why the submission could not be compiled, as a finding of a check that is not about compiling.
/// `None`: it was compiled.
pub(super) fn not_compiled(
    bench: &Bench<'_>,
    observation: Option<&std::sync::Arc<Observation>>,
) -> Option<Finding> {
    let Some(observation) = observation else {
        return Some(Finding::ungraded("The submission was never compiled."));
    };
    let failure = compile_failure(bench, observation)?;
    let is_checked = bench
        .exercise
        .checks
        .iter()
        .any(|check| check.kind.name() == "build");
    if is_checked {
        let words = match failure.outcome {
            Outcome::Ungraded => "Not run: the grader could not compile your code.",
            _ if observation.succeeded() => "Your code compiles, but is not accepted.",
            _ => "Your code does not compile yet.",
        };
        return Some(Finding::new(Outcome::Skipped, words));
    }
    Some(failure)
}

/// What to say about a submission that does not compile, or is not accepted although it does. `None`: it is.
pub(super) fn compile_failure(bench: &Bench<'_>, observation: &Observation) -> Option<Finding> {
    if observation.succeeded() {
        return sources::refused(bench, observation);
    }
    if let Some(finding) = not_finished(bench, observation) {
        return Some(finding);
    }
    let errors = of(Severity::Error, &read(observation));
    let finding = match errors.first() {
        Some(first) => {
            let count = match errors.len() {
                1 => String::new(),
                more => format!(" (the first of {more} errors)"),
            };
            let code = first
                .code
                .as_ref()
                .map(|code| format!("{code}: "))
                .unwrap_or_default();
            let at = first.location.clone();
            let message = format!(
                "Your code does not compile: {code}{}{count}.",
                first.message
            );
            Finding::fail(message)
                .at(at)
                .with(Evidence::Diagnostics(errors))
        }
        None => Finding::ungraded(format!(
            "rustc {} without an error message: {}",
            observation.ending,
            String::from_utf8_lossy(&observation.stderr).trim()
        )),
    };
    Some(finding)
}

/// Why a compiler did not come to an end of its own, or its result could not be written or linked. `None`: it did, and
/// says what is wrong with the code.
pub(super) fn not_finished(bench: &Bench<'_>, observation: &Observation) -> Option<Finding> {
    let errors = of(Severity::Error, &read(observation));
    system_fault(observation, &errors)
        .or_else(|| stopped(bench, observation.ending))
        .or_else(|| linking::failure(&errors))
}

/// What to say about code on which a compiler (rustc, clippy, cargo) was stopped or crashed: the code is what made it.
/// `None`: it ended by itself.
pub(super) fn stopped(bench: &Bench<'_>, ending: Ending) -> Option<Finding> {
    let sentence = match ending {
        Ending::Exited(_) => return None,
        Ending::TimedOut { .. } => format!(
            "Compiling took longer than {} s and was stopped: an endless macro or constant?",
            bench.limits.compile_seconds
        ),
        Ending::TooMuchOutput => {
            "The compiler had more to say about this than anybody can read: an endless macro?"
                .to_owned()
        }
        Ending::Signalled(_) | Ending::OutOfMemory => {
            "The compiler ran out of memory or crashed on this code, which no reasonable solution makes it do."
                .to_owned()
        }
    };
    Some(Finding::fail(sentence))
}

/// What to say when a check does not compile together with a submission that compiles by itself: names or
/// types differ from the contract. The check's own lines are not shown, but the submission's line that a note of the
/// compiler points at is.
pub(super) fn contract_missed(bench: &Bench<'_>, observation: &Observation) -> Finding {
    if let Some(finding) = not_finished(bench, observation) {
        return finding;
    }
    let errors = of(Severity::Error, &read(observation));
    if let Some(fault) = machine::of_crates(&errors) {
        return fault;
    }
    let Some(first) = errors.first() else {
        let said = String::from_utf8_lossy(&observation.stderr);
        return Finding::ungraded(format!("The check could not be compiled: {}", said.trim()));
    };
    let code = first
        .code
        .as_ref()
        .map(|code| format!("{code}: "))
        .unwrap_or_default();
    Finding::fail(format!(
        "Names or types of your code differ from what the exercise asks for, so the check cannot call it. \
         The compiler says: {code}{}.",
        first.message
    ))
    .at(note_on(observation, bench.files))
}

/// The first error that rustc reported, for messages to instructors.
pub(super) fn first_error(observation: &Observation) -> String {
    let errors = of(Severity::Error, &read(observation));
    match errors.first() {
        Some(error) => anstream::adapter::strip_str(&error.rendered).to_string(),
        None => format!(
            "rustc {}: {}",
            observation.ending,
            String::from_utf8_lossy(&observation.stderr).trim()
        ),
    }
}

/// rustc or the linker could not read or write: the machine's fault, not the student's. Such errors point at no line,
/// and what they say is rustc's own, so that nobody can choose them by what stands in his code.
pub(super) fn system_fault(observation: &Observation, errors: &[Diagnostic]) -> Option<Finding> {
    // The code generator does not speak JSON, and when it gives up there is no error that does.
    if errors.is_empty() {
        let said = String::from_utf8_lossy(&observation.stderr);
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
        let what = format!("The linker could not do its work: {}", error.message);
        // It writes through a mapping of its file, and that is how it learns that there is no room.
        match error.rendered.contains("Bus error") {
            true => no_room(&what),
            false => Finding::ungraded(format!("{what}.")),
        }
    }))
}

/// What to say if trybuild tells of an error that is about no code, but about a disk.
pub(super) fn disk_fault_among_errors(said: &str) -> Option<Finding> {
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
pub(super) fn disk_fault(said: &str) -> Option<Finding> {
    [
        "No space left on device",
        "Read-only file system",
        "Disk quota exceeded",
    ]
    .into_iter()
    .find(|sign| said.contains(sign))
    .map(|sign| no_room(&format!("The compiler could not write its result: {sign}")))
}

pub(super) fn no_room(what: &str) -> Finding {
    Finding::ungraded(format!(
        "{what}. Make room in {}, or name another folder in TMPDIR.",
        std::env::temp_dir().display()
    ))
}
