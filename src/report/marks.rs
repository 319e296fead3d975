//! The places in the student's code that tell the story of a failing execution.

use super::blocks::Mark;
use crate::model::trace::ModelFailure;
use kit_wire::Place;

/// A thread as it is called in a report.
pub(super) fn name_of(failure: &ModelFailure, thread: usize) -> &str {
    failure
        .threads
        .get(thread)
        .map_or("a thread", String::as_str)
}

/// The places in a file that tell the story: both sides of a race, where threads wait and what they hold; in a
/// file without any of these, where it failed.
pub(super) fn marks(failure: &ModelFailure, file: &str) -> Vec<Mark> {
    let mut said: Vec<(&Option<Place>, String, bool)> = Vec::new();
    for waiting in &failure.waiting {
        let name = name_of(failure, waiting.thread);
        for (held, at) in &waiting.holds {
            said.push((at, format!("{name} took {held} here"), false));
        }
        let waits = format!("{name} waits here for {}", waiting.what);
        said.push((&waiting.place, waits, true));
    }
    if let Some(race) = &failure.race {
        for ((what, thread, at), is_main) in [(&race.first, false), (&race.second, true)] {
            let name = name_of(failure, *thread);
            said.push((at, format!("{name}: {what}"), is_main));
        }
    }
    let is_here = |place: &Option<Place>| place.as_ref().is_some_and(|at| at.file == file);
    if !said.iter().any(|(place, ..)| is_here(place)) {
        said.push((&failure.place, String::new(), true));
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (place, label, is_main) in said {
        if let Some(place) = place.as_ref().filter(|place| place.file == file) {
            let mark = Mark {
                line: place.line,
                column: place.column,
                label,
                is_main,
            };
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    marks
}
