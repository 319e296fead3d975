//! Why an execution failed, in the lecture's words: lost updates, values that were not published, deadlocks.

use super::event::{Event, Op};
use super::spin::NO_STEPS;
use super::story::{name, object_name, shown};
use super::world::{State, Why, World};
use ::std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use kit_wire::Place;

/// An explanation: the sentence, the line to look at first, and remarks on rows of the trace.
pub struct Cause {
    /// One sentence.
    pub sentence: String,
    /// The line.
    pub place: Option<Place>,
    /// Row and remark.
    pub notes: Vec<(usize, String)>,
}

/// `:14`, or with the file's name if it is not the student's only one.
fn line(event: &Event) -> String {
    format!("line {}", event.at.line())
}

pub fn is_read(event: &Event) -> bool {
    matches!(
        event.op,
        Op::Load | Op::Modify(_) | Op::Exchanged | Op::NotExchanged
    )
}

/// Which value in modification order a read saw.
fn version_read(event: &Event) -> usize {
    let wrote = event.wrote.is_some() && matches!(event.op, Op::Modify(_) | Op::Exchanged);
    event.version as usize - usize::from(wrote && event.version > 0)
}

/// The row that wrote the value which a row read.
pub fn writer(world: &World, event: &Event) -> Option<usize> {
    let version = world.objects[event.object as usize]
        .versions
        .get(version_read(event))?;
    (version.event != u32::MAX).then_some(version.event as usize)
}

/// The last pair of a write by `from` and a read by `to` that saw it without ordering anything.
fn broken_link(world: &World, from: Option<u8>, to: u8) -> Option<(usize, usize)> {
    let reads = world
        .events
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, event)| event.thread == to && is_read(event));
    let mut links = reads.filter_map(|(row, event)| Some((writer(world, event)?, row)));
    links.find(|&(write, read)| {
        let (write, read) = (&world.events[write], &world.events[read]);
        let other = write.thread != to && from.is_none_or(|from| from == write.thread);
        // An attempt that found a lock taken hands nothing over, and taking a lock publishes nothing by right.
        let passes = read.op == Op::Load || read.wrote.is_some();
        let releases = matches!(write.order, Some(Release | AcqRel | SeqCst));
        let acquires = matches!(read.order, Some(Acquire | AcqRel | SeqCst));
        let broken = write.order == Some(Relaxed) || releases && !acquires;
        other && passes && broken
    })
}

/// Says what is wrong with a broken link.
fn told_link(world: &World, write: usize, read: usize) -> (String, Place, (usize, String)) {
    let (writes, reads) = (&world.events[write], &world.events[read]);
    let order = |event: &Event| format!("{:?}", event.order.unwrap_or(AcqRel));
    let releases = matches!(writes.order, Some(Release | AcqRel | SeqCst));
    if releases {
        let text = format!(
            "the {} at {} reads with {}, which acquires nothing",
            verb(reads),
            line(reads),
            order(reads)
        );
        (
            text,
            reads.at.into(),
            (read, "Acquire is needed here".to_owned()),
        )
    } else {
        let text = format!(
            "the {} at {} is {}, which publishes nothing",
            verb(writes),
            line(writes),
            order(writes)
        );
        let note = format!("no edge to step {}: it was not Release", write + 1);
        let _ = world;
        (text, writes.at.into(), (read, note))
    }
}

fn verb(event: &Event) -> &'static str {
    match event.op {
        Op::Load => "load",
        Op::Store => "store",
        Op::Modify(name) => name,
        _ => "compare_exchange",
    }
}

/// Why two accesses to unprotected data are not ordered.
pub fn of_race(world: &World, first: u8, second: u8) -> Cause {
    let begin = format!(
        "Data race: {} and {} access the same data",
        name(world, first.into()),
        name(world, second.into())
    );
    match broken_link(world, Some(first), second) {
        Some((write, read)) => {
            let (text, place, note) = told_link(world, write, read);
            Cause {
                sentence: format!("{begin}, and nothing orders the two: {text}."),
                place: Some(place),
                notes: vec![note],
            }
        }
        None => Cause {
            sentence: format!("{begin}, and nothing orders the two accesses."),
            place: None,
            notes: Vec::new(),
        },
    }
}

/// Reads that saw an old value although a newer one had been written: row, and the row that wrote the newer one.
pub fn stale_reads(world: &World) -> Vec<(usize, usize)> {
    let mut latest = vec![0usize; world.objects.len()];
    let mut stale = Vec::new();
    for (row, event) in world.events.iter().enumerate() {
        let writes =
            matches!(event.op, Op::Store | Op::Modify(_) | Op::Exchanged) && event.wrote.is_some();
        if writes {
            latest[event.object as usize] = event.version as usize;
        } else if is_read(event) && version_read(event) < latest[event.object as usize] {
            let newer =
                &world.objects[event.object as usize].versions[latest[event.object as usize]];
            let seen = &world.objects[event.object as usize].versions[version_read(event)];
            if newer.event != u32::MAX && newer.change != seen.change {
                stale.push((row, newer.event as usize));
            }
        }
    }
    stale
}

/// Why a comparison failed, if the record shows a pattern that the lecture has a name for.
pub fn of_expectation(world: &World) -> Option<Cause> {
    lost_under_locks(world)
        .or_else(|| lost_atomic(world))
        .or_else(|| unpublished(world))
}

fn unpublished(world: &World) -> Option<Cause> {
    let (row, newer) = *stale_reads(world).last()?;
    let (event, write) = (&world.events[row], &world.events[newer]);
    let old = shown(world, event.object, event.read?);
    let new = shown(world, write.object, write.wrote?);
    let reader = name(world, event.thread.into());
    let begin = format!(
        "{} read the old value {old} of {} although {new} had been written at {}",
        super::story::capital(&reader),
        object_name(world, event.object),
        line(write)
    );
    let cause = match broken_link(world, Some(write.thread), event.thread) {
        Some((write, read)) => {
            let (text, place, note) = told_link(world, write, read);
            Cause {
                sentence: format!("{begin}: {text}."),
                place: Some(place),
                notes: vec![note],
            }
        }
        None => Cause {
            sentence: format!("{begin}: nothing orders that write before the read."),
            place: Some(event.at.into()),
            notes: Vec::new(),
        },
    };
    Some(cause)
}

/// A read of an atomic, a write by another thread, and a store by the first one that knows nothing of it.
fn lost_atomic(world: &World) -> Option<Cause> {
    for (store, event) in world
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.op == Op::Store)
    {
        let mine = |it: &Event| it.thread == event.thread && it.object == event.object;
        let load = world.events[..store]
            .iter()
            .rposition(|it| mine(it) && (is_read(it) || it.op == Op::Store))?;
        if !is_read(&world.events[load]) {
            continue;
        }
        let between = world.events[load..store].iter().position(|it| {
            it.object == event.object && it.thread != event.thread && it.wrote.is_some()
        });
        let Some(other) = between.map(|row| load + row) else {
            continue;
        };
        let (me, them) = (
            name(world, event.thread.into()),
            name(world, world.events[other].thread.into()),
        );
        return Some(Cause {
            sentence: format!(
                "An update was lost: {me} read {} at {} and stored at {}, and {them} wrote in between. A load and a store are two steps.",
                object_name(world, event.object),
                line(&world.events[load]),
                line(event)
            ),
            place: Some(world.events[load].at.into()),
            notes: vec![(
                store,
                format!("what {them} wrote in step {} is gone", other + 1),
            )],
        });
    }
    None
}

/// Read under one lock, written under another, and somebody wrote in between.
fn lost_under_locks(world: &World) -> Option<Cause> {
    for (write, event) in world
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.op == Op::Write)
    {
        let same = |it: &Event| it.object == event.object;
        let mine = |it: &Event| same(it) && it.thread == event.thread;
        // Where this section began, and the section of the same thread before it.
        let Some(locked) = world.events[..write]
            .iter()
            .rposition(|it| mine(it) && it.op == Op::Lock)
        else {
            continue;
        };
        let touched = |it: &Event| mine(it) && matches!(it.op, Op::Read | Op::Write);
        let Some(read) = world.events[..locked].iter().rposition(touched) else {
            continue;
        };
        if world.events[read].op != Op::Read {
            continue;
        }
        let wrote = |it: &Event| same(it) && it.thread != event.thread && it.op == Op::Write;
        let Some(other) = world.events[read..locked]
            .iter()
            .position(wrote)
            .map(|row| read + row)
        else {
            continue;
        };
        let (me, them) = (
            name(world, event.thread.into()),
            name(world, world.events[other].thread.into()),
        );
        return Some(Cause {
            sentence: format!(
                "An update was lost: {me} read the value under one lock ({}) and wrote it back under another ({}), and {them} wrote in between.",
                line(&world.events[read]),
                line(event)
            ),
            place: Some(world.events[read].at.into()),
            notes: vec![(
                write,
                format!("what {them} wrote in step {} is gone", other + 1),
            )],
        });
    }
    None
}

/// Why no thread can go on.
pub fn of_deadlock(world: &World) -> Cause {
    let blocked: Vec<(usize, u32, Why)> = world
        .threads
        .iter()
        .enumerate()
        .filter_map(|(thread, it)| match it.state {
            State::Blocked { object, why, .. } => Some((thread, object, why)),
            _ => None,
        })
        .collect();
    let at = |thread: usize| match world.threads[thread].state {
        State::Blocked { at, .. } => Some(Place::from(at)),
        _ => None,
    };
    let holder = |object: u32| {
        world
            .threads
            .iter()
            .position(|it| it.holds.iter().any(|(held, _)| *held == object))
    };
    let cause = |sentence: String, thread: usize| Cause {
        sentence,
        place: at(thread),
        notes: Vec::new(),
    };
    let locks: Vec<_> = blocked
        .iter()
        .filter(|(.., why)| matches!(why, Why::Lock | Why::ReadLock))
        .copied()
        .collect();
    for &(thread, object, why) in &locks {
        let Some(owner) = holder(object) else {
            continue;
        };
        let (me, them, lock) = (
            name(world, thread),
            name(world, owner),
            object_name(world, object),
        );
        if owner == thread && why == Why::ReadLock && locks.len() > 1 {
            return cause(
                format!(
                    "Deadlock: {me} reads {lock} again while it still reads it; a writer waits in between, and comes first."
                ),
                thread,
            );
        }
        if owner == thread {
            return cause(
                format!("Deadlock: {me} locks {lock} again while it still holds it."),
                thread,
            );
        }
        match world.threads[owner].state {
            State::Blocked {
                object: other,
                why: Why::Lock | Why::ReadLock,
                ..
            } if holder(other) == Some(thread) => {
                return cause(
                    "Deadlock: each thread holds the lock that the other one waits for.".to_owned(),
                    thread,
                );
            }
            State::Blocked {
                why: Why::Join(_) | Why::Scope,
                ..
            } => {
                return cause(
                    format!(
                        "Deadlock: {them} holds {lock} while it waits for threads to end, and {me} waits for that lock."
                    ),
                    owner,
                );
            }
            State::Blocked {
                why: Why::Message | Why::Room | Why::Notify | Why::Barrier | Why::Unpark,
                ..
            } => {
                return cause(
                    format!(
                        "Deadlock: {them} holds {lock} while it waits for something else, and {me} waits for that lock."
                    ),
                    owner,
                );
            }
            State::Finished => {
                return cause(
                    format!(
                        "Deadlock: {them} ended and never gave {lock} back, and {me} waits for it."
                    ),
                    thread,
                );
            }
            _ => {}
        }
    }
    if locks.len() > 1 {
        return cause(
            "Deadlock: each thread holds a lock that another one waits for.".to_owned(),
            locks[0].0,
        );
    }
    let first = |wanted: fn(&Why) -> bool| blocked.iter().find(|(.., why)| wanted(why)).copied();
    if let Some((thread, object, _)) = first(|why| *why == Why::Notify) {
        return cause(forgotten(world, thread, object), thread);
    }
    if let Some((thread, object, _)) = first(|why| *why == Why::Message) {
        let (me, channel) = (name(world, thread), object_name(world, object));
        let text = format!(
            "Deadlock: {me} waits for a message on {channel} that nobody sends; the channel has not ended, because a sender is still alive."
        );
        return cause(text, thread);
    }
    if let Some((thread, _, _)) = first(|why| *why == Why::Unpark) {
        return cause(
            format!(
                "Deadlock: {} is parked, and nobody is left to unpark it.",
                name(world, thread)
            ),
            thread,
        );
    }
    let told = blocked
        .iter()
        .find(|(.., why)| !matches!(why, Why::Join(_) | Why::Scope))
        .or(blocked.first());
    match told {
        Some(&(thread, object, why)) => {
            let text = format!(
                "Deadlock: {} waits for {}, and nobody is left who could bring it.",
                name(world, thread),
                super::story::what(world, why, object)
            );
            cause(text, thread)
        }
        None => Cause {
            sentence: "Deadlock: no thread can go on.".to_owned(),
            place: None,
            notes: Vec::new(),
        },
    }
}

/// Somebody waits on a condition variable: was a wake-up lost, or was there none?
fn forgotten(world: &World, thread: usize, object: u32) -> String {
    let me = name(world, thread);
    let of = |it: &Event| it.object == object;
    let mine = |it: &Event| it.thread as usize == thread;
    let notifies = |it: &Event| of(it) && matches!(it.op, Op::Notify(_));
    let wait = world
        .events
        .iter()
        .rposition(|it| of(it) && it.op == Op::Wait && mine(it))
        .unwrap_or(0);
    let (before, after) = world.events.split_at(wait);
    if after.iter().any(notifies) {
        return format!(
            "A wake-up went to another thread: {me} waits for a notification, and nobody is left to send one."
        );
    }
    let begin = super::story::capital(&me);
    let Some(notified) = before.iter().rposition(|it| notifies(it) && !mine(it)) else {
        return format!("{begin} waits for a notification, and nobody sends one.");
    };
    let notify = &before[notified];
    let (them, there) = (name(world, notify.thread.into()), line(notify));
    let woken = before
        .iter()
        .rposition(|it| of(it) && it.op == Op::Woken && mine(it))
        .filter(|woken| *woken > notified);
    match woken {
        Some(woken) if found_false(world, thread, woken, wait) => format!(
            "{begin} was woken, found its condition false and waits again, and nobody notifies any more."
        ),
        None if !looked_up_to_date(world, thread, notified, wait) => format!(
            "A wake-up was lost: {them} notified at {there} before {me} waited, and nobody notifies again."
        ),
        _ => format!(
            "{begin} waits for a notification, and nobody sends another after {them}'s at {there}."
        ),
    }
}

/// Whether a thread that was woken in one row and waits again in the other only looked in between: it did not change
/// anything, and did not give the lock back.
fn found_false(world: &World, thread: usize, woken: usize, wait: usize) -> bool {
    let mut between = world.events[woken..wait].iter();
    let done = between.any(|it| {
        let acts = matches!(it.op, Op::Unlock | Op::Write);
        it.thread as usize == thread && acts
    });
    !done && looked_up_to_date(world, thread, woken, wait)
}

/// Whether the thread looked at something between these rows, and saw nothing old.
fn looked_up_to_date(world: &World, thread: usize, from: usize, to: usize) -> bool {
    let looks = |row: &usize| {
        let it = &world.events[*row];
        let under_a_lock = matches!(it.op, Op::Read | Op::Write);
        it.thread as usize == thread && (under_a_lock || is_read(it))
    };
    let mut old = stale_reads(world).into_iter().map(|(row, _)| row);
    let mut rows = (from..to).filter(looks);
    rows.next().is_some() && !old.any(|row| (from..to).contains(&row) && looks(&row))
}

/// Who spins for ever.
pub fn of_livelock(world: &World) -> Cause {
    let spinner = world
        .threads
        .iter()
        .enumerate()
        .find_map(|(thread, it)| match it.state {
            State::Blocked {
                object,
                why: Why::Spin,
                at,
                ..
            } => Some((thread, object, at)),
            _ => None,
        });
    match spinner {
        Some((thread, object, at)) if world.objects[object as usize].kind == NO_STEPS => Cause {
            sentence: format!(
                "{} yields for ever: it waits for something that nobody is left to change.",
                super::story::capital(&name(world, thread)),
            ),
            place: Some(at.into()),
            notes: Vec::new(),
        },
        Some((thread, object, at)) => Cause {
            sentence: format!(
                "{} spins for ever: it waits for a change of {}, and nobody is left to make one.",
                super::story::capital(&name(world, thread)),
                object_name(world, object)
            ),
            place: Some(at.into()),
            notes: Vec::new(),
        },
        None => Cause {
            sentence: "All threads that are left spin for ever.".to_owned(),
            place: None,
            notes: Vec::new(),
        },
    }
}
