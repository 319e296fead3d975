//! What several tests ask a record.

use kit_wire::Place;
use kit_wire::trace::{AtomicType, Execution, Failure, ObjectKind, Step, ThreadState};

/// A place in the record that is none of the program's, if there is one; also if no step is. `folder`: where the programs and those who
/// run them lie.
pub fn elsewhere(record: &Execution, folder: &str) -> Option<Option<Place>> {
    let steps = record.steps.iter().map(|step| &step.place);
    let waits = record.threads.iter().filter_map(|it| match &it.state {
        ThreadState::Blocked { place, .. } => Some(place),
        _ => None,
    });
    let mut places = steps.clone().chain(waits);
    let own = format!("{folder}/");
    if !steps.clone().any(|place| place.file.contains(&own)) {
        return Some(None);
    }
    places
        .find(|place| !place.file.contains(folder))
        .map(|place| Some(place.clone()))
}

/// What happened, as far as it is the same each time.
pub fn without_addresses(record: Execution) -> (Failure, Vec<Step>) {
    let mut steps = record.steps;
    for step in &mut steps {
        let object = step.object.map(|number| &record.objects[number as usize]);
        if object.is_some_and(|object| object.kind == ObjectKind::Atomic(AtomicType::Ptr)) {
            (step.read, step.wrote) = (None, None);
        }
    }
    (record.failure, steps)
}
