//! What rustc and clippy say, read and explained.

use super::compile::COMPILE;
use crate::model::{
    Bench, Diagnostic, Ending, Evidence, Finding, Location, Observation, Outcome, Severity,
};
use std::collections::BTreeSet;

/// What rustc (or clippy) said, in its order.
pub(super) fn diagnostics(observation: &Observation) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(&observation.stderr);
    text.lines()
        .filter_map(|line| diagnostic(&serde_json::from_str(line).ok()?))
        .collect()
}

fn diagnostic(json: &serde_json::Value) -> Option<Diagnostic> {
    let severity = match json["level"].as_str()? {
        "error" | "error: internal compiler error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => return None,
    };
    let message = json["message"].as_str()?.to_owned();
    let spans = json["spans"].as_array()?;
    // "aborting due to 2 previous errors" and the like have no place and say nothing new.
    if spans.is_empty()
        && (message.starts_with("aborting due to")
            || message.contains("warning emitted")
            || message.contains("warnings emitted"))
    {
        return None;
    }
    let location = spans
        .iter()
        .find(|span| span["is_primary"] == true)
        .and_then(|span| {
            Some(Location {
                file: span["file_name"].as_str()?.to_owned(),
                line: u32::try_from(span["line_start"].as_u64()?).ok()?,
                column: u32::try_from(span["column_start"].as_u64()?).ok()?,
            })
        });
    Some(Diagnostic {
        severity,
        code: json["code"]["code"].as_str().map(str::to_owned),
        message,
        location,
        rendered: without_paths(json["rendered"].as_str().unwrap_or_default()),
    })
}

/// rustc writes type names that are too long for a line to a file of a random name and says so; the file is
/// gone when anybody reads this, and the name would make reports differ.
fn without_paths(rendered: &str) -> String {
    let is_kept = |line: &&str| {
        !line.contains("has been written to '")
            && !line.contains("consider using `--verbose` to print")
    };
    let lines: Vec<_> = rendered.trim_end().lines().filter(is_kept).collect();
    lines.join("\n")
}

/// Only errors, or only warnings.
pub(super) fn of(severity: Severity, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    diagnostics
        .iter()
        .filter(|diagnostic| {
            diagnostic.severity == severity && seen.insert(diagnostic.rendered.clone())
        })
        .cloned()
        .collect()
}

/// Why the submission could not be compiled, as a finding of a check that is not about compiling.
/// `None`: it was compiled.
pub(super) fn not_compiled(
    bench: &Bench<'_>,
    observation: Option<&std::sync::Arc<Observation>>,
) -> Option<Finding> {
    let Some(observation) = observation else {
        return Some(Finding::ungraded("The submission was never compiled."));
    };
    if observation.succeeded() {
        return None;
    }
    let is_checked = bench
        .exercise
        .checks
        .iter()
        .any(|check| check.kind.name() == "build");
    let failure = compile_failure(observation);
    if is_checked {
        let reason = match failure.outcome {
            Outcome::Ungraded => "Not run: the grader could not compile your code.",
            _ => "Your code does not compile yet.",
        };
        return Some(Finding::new(Outcome::Skipped, reason));
    }
    Some(failure)
}

/// What to say about a submission that does not compile.
pub(super) fn compile_failure(observation: &Observation) -> Finding {
    let all = diagnostics(observation);
    let errors = of(Severity::Error, &all);
    if let Some(fault) = system_fault(observation, &errors) {
        return fault;
    }
    match (observation.ending, errors.first()) {
        (Ending::TimedOut { .. }, _) => Finding::fail(format!(
            "Compiling took longer than {} s and was stopped: an endless macro or constant?",
            COMPILE.wall_seconds.min(COMPILE.cpu_seconds)
        )),
        (Ending::TooMuchOutput, _) => Finding::fail(
            "The compiler had more to say about this than anybody can read: an endless macro?",
        ),
        (Ending::Exited(_), Some(first)) => {
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
        (Ending::Signalled(_) | Ending::OutOfMemory, _) => Finding::fail(
            "The compiler ran out of memory or crashed on this code, which no reasonable solution makes it do.",
        ),
        (ending, None) => Finding::ungraded(format!(
            "rustc {ending} without an error message: {}",
            String::from_utf8_lossy(&observation.stderr).trim()
        )),
    }
}

/// What to say when a check does not compile together with a submission that compiles by itself: names or
/// types differ from the contract. The check's own lines are not shown.
pub(super) fn contract_missed(observation: &Observation) -> Finding {
    if !matches!(observation.ending, Ending::Exited(_)) {
        return Finding::ungraded(format!(
            "The check could not be compiled: rustc {}.",
            observation.ending
        ));
    }
    let all = diagnostics(observation);
    let errors = of(Severity::Error, &all);
    if let Some(fault) = system_fault(observation, &errors) {
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
}

/// The first error that rustc reported, for messages to instructors.
pub(super) fn first_error(observation: &Observation) -> String {
    let errors = of(Severity::Error, &diagnostics(observation));
    match errors.first() {
        Some(error) => anstream::adapter::strip_str(&error.rendered).to_string(),
        None => format!(
            "rustc {}: {}",
            observation.ending,
            String::from_utf8_lossy(&observation.stderr).trim()
        ),
    }
}

/// rustc or the linker could not write: the machine's fault, not the student's. Such errors point at no line.
fn system_fault(observation: &Observation, errors: &[Diagnostic]) -> Option<Finding> {
    let mut unplaced = errors.iter().filter(|error| error.location.is_none());
    let fault = unplaced
        .clone()
        .find_map(|error| disk_fault(&error.rendered));
    if fault.is_some() {
        return fault;
    }
    // The code generator does not speak JSON, and when it gives up there is no error that does.
    if errors.is_empty() {
        return disk_fault(&String::from_utf8_lossy(&observation.stderr));
    }
    // A linker that runs out of room may die without a word. Safe code cannot make it fail.
    unplaced
        .find(|error| error.message.starts_with("linking with "))
        .map(|error| {
            no_room(&format!(
                "The linker could not do its work: {}",
                error.message
            ))
        })
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

fn no_room(what: &str) -> Finding {
    Finding::ungraded(format!(
        "{what}. Make room in {}, or name another folder in TMPDIR.",
        std::env::temp_dir().display()
    ))
}
