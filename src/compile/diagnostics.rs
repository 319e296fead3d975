//! What rustc and clippy said, read from their JSON, as far as it is the student's to read.

use crate::model::{Diagnostic, Ended, Location, Severity, SourceFile};
use std::collections::BTreeSet;

/// So much of what the compiler says goes into a report.
const MOST_SAID: usize = 64 * 1024;

/// What rustc (or clippy) said, in its order.
pub fn read(ended: &Ended) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(&ended.stderr);
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
        .and_then(place);
    let code = json["code"]["code"].as_str().map(str::to_owned);
    // An `include!` of a file that was not handed in may not show what stands there.
    if let Some(at) = location.as_ref().filter(|at| is_foreign(&at.file)) {
        let message = format!("an error in {}, which was not handed in", at.file);
        return Some(Diagnostic {
            severity,
            code,
            rendered: format!("error: {message}"),
            message,
            location: None,
        });
    }
    Some(Diagnostic {
        severity,
        code,
        message: shortened(&message, 1000),
        location,
        rendered: without_paths(json["rendered"].as_str().unwrap_or_default()),
    })
}

/// The first place in one of these files that a note on an error points at: where the function was
/// declared that the failing line calls, for instance.
pub fn note_on(ended: &Ended, files: &[SourceFile]) -> Option<Location> {
    let text = String::from_utf8_lossy(&ended.stderr);
    let all = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    for error in all.filter(|json| json["level"] == "error") {
        let notes = error["children"].as_array()?;
        let spans = notes.iter().filter_map(|note| note["spans"].as_array());
        let is_theirs = |at: &Location| files.iter().any(|file| file.path == at.file);
        if let Some(at) = spans.flatten().filter_map(place).find(is_theirs) {
            return Some(at);
        }
    }
    None
}

/// The place in this file where the first error began, be it inside a macro of another crate.
pub(super) fn place_in(ended: &Ended, file: &str) -> Option<Location> {
    let text = String::from_utf8_lossy(&ended.stderr);
    let all = text.lines();
    let mut all = all.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let error = all.find(|json| json["level"] == "error")?;
    let spans = error["spans"].as_array()?.iter();
    let mut spans = spans.filter(|span| span["is_primary"] == true);
    spans.find_map(|mut span| {
        while span["file_name"] != file {
            span = span.get("expansion")?.get("span")?;
        }
        place(span)
    })
}

/// Where a span begins.
fn place(span: &serde_json::Value) -> Option<Location> {
    Some(Location {
        file: span["file_name"].as_str()?.to_owned(),
        line: u32::try_from(span["line_start"].as_u64()?).ok()?,
        column: u32::try_from(span["column_start"].as_u64()?).ok()?,
    })
}

/// Submitted and laid-out files are named relative to their folder, the standard library's by where it was built or
/// where its sources are installed.
fn is_foreign(file: &str) -> bool {
    let is_std = file.starts_with("/rustc/") || file.contains("/lib/rustlib/src/rust/library/");
    !is_std && (file.starts_with('/') || file.split('/').any(|part| part == ".."))
}

/// The beginning of a text that may be of any length.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
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

/// Only errors, or only warnings, up to what anybody would read.
pub fn of(severity: Severity, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut said = 0;
    let mut kept = Vec::new();
    for diagnostic in diagnostics {
        if diagnostic.severity != severity || !seen.insert(&diagnostic.rendered) {
            continue;
        }
        said += diagnostic.rendered.len();
        let mut diagnostic = diagnostic.clone();
        if said > MOST_SAID {
            diagnostic.rendered = format!("error: {}", diagnostic.message);
            kept.push(diagnostic);
            break;
        }
        kept.push(diagnostic);
    }
    kept
}
