//! From the record of a failed execution to what the report says about it.

use super::cause::{self, Cause};
use super::event::{At, Event, NONE, Op};
use super::token;
use super::world::{Object, State, Why, World, me};
use kit_wire::trace::{FailureKind, ModelFailure, Race, Step, Waiting};
use kit_wire::{Panicked, Place};

/// What is known when an execution fails; the rest comes from the record.
pub struct Told {
    /// What kind of failure.
    pub kind: FailureKind,
    /// One sentence, if there is a better one than the record tells.
    pub message: Option<String>,
    /// What a comparison was about.
    pub what: Option<String>,
    /// What should have been.
    pub expected: Option<String>,
    /// What was.
    pub got: Option<String>,
    /// The line to look at.
    pub place: Option<Place>,
    /// For data races.
    pub race: Option<Race>,
}

impl Told {
    /// Nothing but the kind.
    pub fn new(kind: FailureKind) -> Told {
        Told {
            kind,
            message: None,
            what: None,
            expected: None,
            got: None,
            place: None,
            race: None,
        }
    }

    /// A data race by the access in this row. The engine knows that there is one, the record knows with whom.
    pub fn race(world: &World, row: u32) -> Told {
        let mut told = Told::new(FailureKind::DataRace);
        let access = |event: &Event| match event.op {
            Op::Access(name) => Some((
                name.to_owned(),
                event.thread as usize,
                Some(Place::from(event.at)),
            )),
            _ => None,
        };
        let (before, last) = world.events.split_at(row as usize);
        let Some(last) = last.first() else {
            return told;
        };
        let reads = |event: &Event| event.op == Op::Access("read");
        let conflicts = |event: &&Event| {
            let same = event.object == last.object && matches!(event.op, Op::Access(_));
            same && event.thread != last.thread && !(reads(event) && reads(last))
        };
        let first = before.iter().rev().find(conflicts).and_then(access);
        if let (Some(first), Some(second)) = (first, access(last)) {
            told.place = second.2.clone();
            let missing = missing(world, first.1, second.1);
            told.race = Some(Race {
                first,
                second,
                missing,
            });
        }
        told
    }
}

fn missing(world: &World, first: usize, second: usize) -> String {
    let (first, second) = (name(world, first), name(world, second));
    format!("nothing that {first} releases after its access is acquired by {second} before its own")
}

/// How a thread is called.
pub fn name(world: &World, thread: usize) -> String {
    match world
        .threads
        .get(thread)
        .and_then(|thread| thread.name.clone())
    {
        Some(name) => name,
        None => format!("thread {thread}"),
    }
}

/// The whole report of a failed execution.
pub fn failure(world: &mut World, told: Told) -> ModelFailure {
    let cause = cause(world, &told);
    let cause_place = cause.as_ref().and_then(|cause| cause.place.clone());
    let mut candidates = [told.place.clone(), cause_place.clone()]
        .into_iter()
        .flatten();
    let place = candidates
        .rfind(in_student_code)
        .or_else(|| last_student_place(world))
        .or(told.place.clone())
        .or(cause_place);
    let message = told
        .message
        .clone()
        .or_else(|| cause.as_ref().map(|cause| cause.sentence.clone()));
    let message = message.unwrap_or_else(|| plainly(world, &told));
    let trace = trace(
        world,
        &told,
        cause.map(|cause| cause.notes).unwrap_or_default(),
    );
    let stuck = matches!(told.kind, FailureKind::Deadlock | FailureKind::Livelock);
    ModelFailure {
        kind: told.kind,
        message,
        expected: told.expected,
        got: told.got,
        place,
        execution: world.plan.before + world.plan.executions,
        preemptions: preemptions(world),
        threads: (0..world.threads.len())
            .map(|thread| name(world, thread))
            .collect(),
        trace,
        waiting: if stuck { waiting(world) } else { Vec::new() },
        race: told.race,
        intervals: world.intervals.clone(),
        replay: Some(token::write(&world.plan)),
    }
}

/// What the record says about why.
fn cause(world: &World, told: &Told) -> Option<Cause> {
    match told.kind {
        FailureKind::Deadlock => Some(after_a_panic(world, cause::of_deadlock(world))),
        FailureKind::Livelock => Some(after_a_panic(world, cause::of_livelock(world))),
        FailureKind::DataRace => {
            let race = told.race.as_ref()?;
            Some(cause::of_race(
                world,
                race.first.1 as u8,
                race.second.1 as u8,
            ))
        }
        // A sentence of the check's own says what happened; the record may still say where to look.
        FailureKind::Expectation => cause::of_expectation(world),
        _ => None,
    }
}

/// Threads that wait for one that has panicked: the panic comes first.
fn after_a_panic(world: &World, cause: Cause) -> Cause {
    let Some((thread, panic)) = uncaught_panic(world) else {
        return cause;
    };
    let place = panic.place.clone().filter(in_student_code);
    Cause {
        sentence: format!(
            "{} panicked: {}. After that: {}",
            capital(&name(world, thread)),
            panic.message.trim_end_matches('.'),
            cause.sentence
        ),
        place: place.or(cause.place),
        notes: cause.notes,
    }
}

/// The rows, with remarks.
fn trace(world: &World, told: &Told, notes: Vec<(usize, String)>) -> Vec<Step> {
    let mut trace: Vec<Step> = world
        .events
        .iter()
        .map(|event| step(world, event))
        .collect();
    for (row, newer) in cause::stale_reads(world) {
        let value = world.events[newer]
            .wrote
            .map(|value| shown(world, world.events[newer].object, value));
        trace[row].note = Some(format!(
            "stale: {} was written in step {}",
            value.unwrap_or_default(),
            newer + 1
        ));
    }
    for (row, note) in notes {
        trace[row].note = Some(note);
    }
    if let Some(last) = trace.last_mut() {
        last.failing = true;
        if let (Some(got), Some(expected)) = (&told.got, &told.expected) {
            last.operation = format!("expected {expected}, found {got}");
        }
    }
    trace
}

fn in_student_code(place: &Place) -> bool {
    !place.file.starts_with("checks/") && !place.file.starts_with('/')
}

fn last_student_place(world: &World) -> Option<Place> {
    let mine = world
        .events
        .iter()
        .rev()
        .filter(|event| event.thread == me());
    let all = world.events.iter().rev();
    mine.chain(all)
        .map(|event| Place::from(event.at))
        .find(in_student_code)
}

/// How often a thread was interrupted that could have gone on.
fn preemptions(world: &World) -> usize {
    let ends = |op: Op| matches!(op, Op::Finish);
    let switches = world
        .events
        .windows(2)
        .filter(|pair| pair[0].thread != pair[1].thread && !ends(pair[0].op));
    let most = world.plan.preemptions.unwrap_or(usize::MAX);
    switches.count().min(most)
}

/// A sentence for what needs no explanation.
fn plainly(world: &World, told: &Told) -> String {
    match told.kind {
        FailureKind::DataRace => {
            "Data race: two threads access the same data, and nothing orders the two accesses."
                .to_owned()
        }
        FailureKind::Panic => match first_panic(world) {
            Some((thread, panic)) => format!(
                "{} panicked: {}",
                capital(&name(world, thread)),
                panic.message
            ),
            None => "A thread panicked.".to_owned(),
        },
        _ => match (&told.what, &told.got, &told.expected) {
            (Some(what), Some(got), Some(expected)) => kit_wire::say::mismatch(what, got, expected),
            _ => "The check failed.".to_owned(),
        },
    }
}

/// The panic to tell of: the running thread's own, unless it only passes on that another thread panicked.
pub fn first_panic(world: &World) -> Option<(usize, &Panicked)> {
    let own = panic_of(world, me().into());
    own.filter(|(_, panic)| !is_passed_on(panic))
        .or_else(|| uncaught_panic(world))
        .or_else(|| root_panics(world).next())
        .or(own)
}

/// The first panic that passes on no other one, and ended its thread.
pub fn uncaught_panic(world: &World) -> Option<(usize, &Panicked)> {
    root_panics(world).find(|(thread, _)| !world.threads[*thread].caught)
}

/// The panics that pass on no other one, in the order in which they began.
fn root_panics(world: &World) -> impl Iterator<Item = (usize, &Panicked)> {
    let begun = world.events.iter().filter(|event| event.op == Op::Panic);
    begun
        .filter_map(|event| panic_of(world, event.thread.into()))
        .filter(|(_, panic)| !is_passed_on(panic))
}

fn panic_of(world: &World, thread: usize) -> Option<(usize, &Panicked)> {
    Some((thread, world.threads[thread].panic.as_ref()?))
}

/// Whether it says no more than that another thread panicked: it unwraps the end of that thread, or what that one poisoned.
fn is_passed_on(panic: &Panicked) -> bool {
    let message = &panic.message;
    message.ends_with("Any { .. }")
        || message.contains("PoisonError {")
        || message.ends_with("Poisoned(..)")
        || message.ends_with("instance has previously been poisoned")
        || message == "a scoped thread panicked"
}

/// The text, beginning with a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Who waits for what, and holds what.
fn waiting(world: &World) -> Vec<Waiting> {
    let blocked = world
        .threads
        .iter()
        .enumerate()
        .filter_map(|(thread, it)| match it.state {
            State::Blocked {
                object, why, at, ..
            } => Some((thread, it, object, why, at)),
            _ => None,
        });
    blocked
        .map(|(thread, it, object, why, at)| Waiting {
            thread,
            what: what(world, why, object),
            place: Some(at.into()),
            holds: it
                .holds
                .iter()
                .map(|(object, at)| (object_name(world, *object), Some(Place::from(*at))))
                .collect(),
        })
        .collect()
}

/// What a thread waits for.
pub fn what(world: &World, why: Why, object: u32) -> String {
    let object = object_name(world, object);
    match why {
        Why::Lock => format!("lock of {object}"),
        Why::ReadLock => format!("read lock of {object}"),
        Why::Notify => format!("notify of {object}"),
        Why::Message => format!("a message on {object}"),
        Why::Room => format!("room in {object}"),
        Why::Join(thread) => format!("join of {}", name(world, thread as usize)),
        Why::Unpark => "unpark".to_owned(),
        Why::Barrier => format!("the others at {object}"),
        Why::Once => format!("the initialiser of {object}"),
        Why::Scope => "the end of the scope's threads".to_owned(),
        Why::Spin => format!("a change of {object}"),
    }
}

/// `Mutex<usize> src/lib.rs:7`; if there are more of them, each has its number behind it.
pub fn object_name(world: &World, object: u32) -> String {
    let object = world.objects[object as usize].lock.unwrap_or(object) as usize;
    let it = &world.objects[object];
    let kind = short_type(it.kind);
    let Some(at) = it.at else {
        return kind;
    };
    let alike = |other: &Object| other.lock.is_none() && (other.kind, other.at) == (it.kind, it.at);
    let number = 1 + world.objects[..object]
        .iter()
        .filter(|it| alike(it))
        .count();
    let several = number > 1 || world.objects[object + 1..].iter().any(alike);
    let place = format!("{kind} {}:{}", at.file(), at.line());
    if several {
        format!("{place} #{number}")
    } else {
        place
    }
}

/// A type's name without the paths of modules.
fn short_type(name: &str) -> String {
    let mut short = String::new();
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
        } else if letter == ':' {
            word.clear();
        } else {
            short += &word;
            word.clear();
            short.push(letter);
        }
    }
    short + &word
}

/// A value as the object's type shows it.
pub fn shown(world: &World, object: u32, value: u64) -> String {
    let kind = if object == NONE {
        ""
    } else {
        world.objects[object as usize].kind
    };
    if kind == "AtomicBool" || kind.ends_with("<bool>") {
        return (value != 0).to_string();
    }
    let signed = ["AtomicI", "<i"].iter().any(|sign| kind.contains(sign));
    match kind {
        "AtomicPtr" if value == 0 => "null".to_owned(),
        "AtomicPtr" => format!("address {}", address_number(world, value)),
        _ if signed => (value as i64).to_string(),
        _ => value.to_string(),
    }
}

/// Addresses differ from run to run; their order of appearance does not.
fn address_number(world: &World, address: u64) -> usize {
    let of_pointers = |event: &&Event| {
        event.object != NONE && world.objects[event.object as usize].kind == "AtomicPtr"
    };
    let values = world
        .events
        .iter()
        .filter(of_pointers)
        .flat_map(|event| [event.read, event.wrote]);
    let mut seen: Vec<u64> = Vec::new();
    for value in values.flatten().filter(|value| *value != 0) {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.iter()
        .position(|it| *it == address)
        .map_or(0, |place| place + 1)
}

/// One row.
pub fn step(world: &World, event: &Event) -> Step {
    let value = |value: Option<u64>| value.map(|value| shown(world, event.object, value));
    let (read, wrote) = (value(event.read), value(event.wrote));
    let either = |name: &str| match (&read, &wrote) {
        (_, Some(wrote)) => format!("{name} {wrote}"),
        (Some(read), None) => format!("{name} -> {read}"),
        (None, None) => name.to_owned(),
    };
    let operation = match event.op {
        Op::Spawn(thread) => format!("spawn {}", name(world, thread as usize)),
        Op::Join(thread) => format!("join {}", name(world, thread as usize)),
        Op::Finish => "ends".to_owned(),
        Op::Load => either("load"),
        Op::Store => either("store"),
        Op::Modify(name) => match (&read, &wrote) {
            (Some(read), Some(wrote)) => format!("{name}: {read} -> {wrote}"),
            (Some(read), None) => format!("{name}: {read} stays"),
            _ => name.to_owned(),
        },
        Op::Exchanged => match (&read, &wrote) {
            (Some(read), Some(wrote)) => format!("exchange {read} -> {wrote}"),
            _ => "exchange".to_owned(),
        },
        Op::NotExchanged => either("exchange fails"),
        Op::Fence => "fence".to_owned(),
        Op::Lock => "lock".to_owned(),
        Op::ReadLock => "read lock".to_owned(),
        Op::Unlock => "unlock".to_owned(),
        Op::WouldBlock => "try lock: would block".to_owned(),
        Op::Read => either("read"),
        Op::Write => either("write"),
        Op::Wait => "wait".to_owned(),
        Op::Woken => "woken".to_owned(),
        Op::TimedOut => "timed out".to_owned(),
        Op::Spurious => "woken for no reason".to_owned(),
        Op::Notify(name) => name.to_owned(),
        Op::Send => "send".to_owned(),
        Op::Receive => "receive".to_owned(),
        Op::NoMessage(name) => name.to_owned(),
        Op::Park => "unparked".to_owned(),
        Op::Unpark(thread) => format!("unpark {}", name(world, thread as usize)),
        Op::Access(name) => name.to_owned(),
        Op::Sleep => "sleep".to_owned(),
        Op::Panic => "panics".to_owned(),
        Op::Other(name) => name.to_owned(),
    };
    Step {
        thread: event.thread as usize,
        operation,
        kind: kind(event.op).to_owned(),
        about: match event.op {
            Op::Spawn(thread) | Op::Join(thread) | Op::Unpark(thread) => Some(thread.into()),
            _ => None,
        },
        object_id: (event.object != NONE).then_some(event.object),
        object: (event.object != NONE).then(|| object_name(world, event.object)),
        ordering: event.order.map(|order| format!("{order:?}")),
        value: wrote.clone().or_else(|| read.clone()),
        read,
        wrote,
        read_from: cause::is_read(event)
            .then(|| cause::writer(world, event))
            .flatten(),
        place: Some(place(event.at)),
        note: None,
        failing: false,
    }
}

/// One word for each kind of step.
fn kind(op: Op) -> &'static str {
    match op {
        Op::Spawn(_) => "spawn",
        Op::Join(_) => "join",
        Op::Finish => "end",
        Op::Load => "load",
        Op::Store => "store",
        Op::Modify(name) | Op::Notify(name) | Op::Access(name) => name,
        Op::Exchanged => "exchange",
        Op::NotExchanged => "exchange_failed",
        Op::Fence => "fence",
        Op::Lock => "lock",
        Op::ReadLock => "read_lock",
        Op::Unlock => "unlock",
        Op::WouldBlock => "would_block",
        Op::Read => "read",
        Op::Write => "write",
        Op::Wait => "wait",
        Op::Woken => "woken",
        Op::TimedOut => "timed_out",
        Op::Spurious => "spurious",
        Op::Send => "send",
        Op::Receive => "receive",
        Op::NoMessage(_) => "no_message",
        Op::Park => "park",
        Op::Unpark(_) => "unpark",
        Op::Sleep => "sleep",
        Op::Panic => "panic",
        Op::Other(_) => "other",
    }
}

fn place(at: At) -> Place {
    at.into()
}
