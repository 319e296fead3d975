//! Questions that a record answers. It may be forged, so every answer is there for any record.

use kit_wire::{
    Place,
    trace::{AtomicType, Execution, Object, ObjectKind, Op, Step, Thread},
};
use std::collections::HashMap;

/// A record, and what is found out about all of it once.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// What was recorded.
    pub(super) execution: &'a Execution,
    /// Where several objects of a kind are made at one place: which of them each object is, from 1.
    ordinals: Vec<Option<usize>>,
    /// Addresses differ from run to run; their order of appearance does not.
    addresses: HashMap<u64, usize>,
    /// Rows that read an old value, and the rows that wrote the newest one.
    stale: Vec<(usize, usize)>,
}

impl<'a> Record<'a> {
    pub(super) fn of(execution: &'a Execution) -> Record<'a> {
        Record {
            execution,
            ordinals: ordinals(&execution.objects),
            addresses: addresses(execution),
            stale: stale_reads(execution),
        }
    }

    /// The rows.
    pub(super) fn steps(&self) -> &'a [Step] {
        &self.execution.steps
    }

    pub(super) fn step(&self, row: usize) -> Option<&'a Step> {
        self.execution.steps.get(row)
    }

    pub(super) fn thread(&self, thread: u8) -> Option<&'a Thread> {
        self.execution.threads.get(usize::from(thread))
    }

    /// The threads with their numbers.
    pub(super) fn threads(&self) -> impl Iterator<Item = (u8, &'a Thread)> + Clone {
        (0..=u8::MAX).zip(&self.execution.threads)
    }

    pub(super) fn object(&self, object: u32) -> Option<&'a Object> {
        self.execution.objects.get(object as usize)
    }

    /// The object under whose name this one goes: for data, the lock that protects it.
    pub(super) fn named(&self, object: u32) -> Option<(&'a Object, Option<usize>)> {
        let object = self.object(object)?.lock.unwrap_or(object);
        let ordinal = self.ordinals.get(object as usize).copied().flatten();
        Some((self.object(object)?, ordinal))
    }

    /// Which of the addresses in this record it is, from 1; 0: it is none of them.
    pub(super) fn address(&self, address: u64) -> usize {
        self.addresses.get(&address).copied().unwrap_or(0)
    }

    /// Rows that saw an old value although a newer one had been written, and the row that wrote the newer one.
    pub(super) fn stale_reads(&self) -> &[(usize, usize)] {
        &self.stale
    }

    /// The last line of the student's that ran: of the thread that failed, or of any.
    pub(super) fn last_student_place(&self) -> Option<&'a Place> {
        let steps = self.execution.steps.iter().rev();
        let mine = |step: &&Step| step.thread == self.execution.thread;
        let places = steps.clone().filter(mine).chain(steps);
        places
            .map(|step| &step.place)
            .find(|place| in_student_code(place))
    }
}

/// Whether a step reads an atomic.
pub(super) fn is_read(step: &Step) -> bool {
    matches!(
        step.op,
        Op::Load | Op::Modify(_) | Op::Exchange | Op::ExchangeFails
    )
}

/// Whether a step writes an atomic.
fn is_write(step: &Step) -> bool {
    matches!(step.op, Op::Store | Op::Modify(_) | Op::Exchange) && step.wrote.is_some()
}

/// Neither the check's nor a library's.
pub(super) fn in_student_code(place: &Place) -> bool {
    !place.file.starts_with("checks/") && !place.file.starts_with('/')
}

fn ordinals(objects: &[Object]) -> Vec<Option<usize>> {
    let mut alike: HashMap<_, Vec<usize>> = HashMap::new();
    for (number, object) in objects.iter().enumerate() {
        if let (Some(place), None) = (&object.place, object.lock) {
            let key = (object.kind, &object.of, place);
            alike.entry(key).or_default().push(number);
        }
    }
    let mut ordinals = vec![None; objects.len()];
    for several in alike.values().filter(|alike| alike.len() > 1) {
        for (before, number) in several.iter().enumerate() {
            ordinals[*number] = Some(before + 1);
        }
    }
    ordinals
}

fn addresses(execution: &Execution) -> HashMap<u64, usize> {
    let mut seen = HashMap::new();
    for step in &execution.steps {
        let object = step
            .object
            .and_then(|it| execution.objects.get(it as usize));
        if object.is_none_or(|object| object.kind != ObjectKind::Atomic(AtomicType::Ptr)) {
            continue;
        }
        for address in [step.read, step.wrote].into_iter().flatten() {
            if address != 0 {
                let next = seen.len() + 1;
                seen.entry(address).or_insert(next);
            }
        }
    }
    seen
}

/// The values of one atomic: for each the row that wrote it, what it is, and how often the value had changed by then.
struct Values(Vec<(Option<usize>, Option<u64>, usize)>);

fn stale_reads(execution: &Execution) -> Vec<(usize, usize)> {
    let mut atomics: HashMap<u32, Values> = HashMap::new();
    // The place in its atomic's modification order of what each row wrote.
    let mut written: HashMap<usize, usize> = HashMap::new();
    let mut stale = Vec::new();
    for (row, step) in execution.steps.iter().enumerate() {
        let Some(number) = step.object else { continue };
        let first = || {
            let object = execution.objects.get(number as usize);
            Values(vec![(None, object.and_then(|it| it.initial), 0)])
        };
        let values = &mut atomics.entry(number).or_insert_with(first).0;
        let Some(&(newest, value, changes)) = values.last() else {
            continue;
        };
        if is_write(step) {
            written.insert(row, values.len());
            let changes = changes + usize::from(step.wrote != value);
            values.push((Some(row), step.wrote, changes));
        } else if is_read(step) {
            let seen = match step.read_from {
                None => Some(0),
                Some(writer) => written.get(&writer).copied(),
            };
            let seen = seen.and_then(|seen| values.get(seen));
            if let (Some(newest), Some(seen)) = (newest, seen)
                && seen.2 != changes
            {
                stale.push((row, newest));
            }
        }
    }
    stale
}
