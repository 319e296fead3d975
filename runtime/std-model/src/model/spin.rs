//! Spinning: a thread that repeats a step which tells it nothing new waits until something changes.
//!
//! Only a wait that cannot end by itself may be replaced so: a getter that is asked twice, or a poll that gives up after ten
//! times, goes on by itself. So the first time that a thread which has learnt just this begins to repeat itself, it is tried out: it runs
//! on alone, and sees the same as before. If it does something else within [`TRIAL`] repetitions, it was no spinning. Then the execution is given
//! up and run again, with the answer.
//!
//! - Who spins waits for a change of what it looks at, and from the next time on after its first look. If nobody else can go on, that is a livelock.
//! - Who polls and would go on repeats its steps as they are, so every order is tried; but only [`MOST_ROUNDS`] times in a row. Then it waits
//!   too, and is let run when nobody else can go on. The place is noted ([`super::plan::Plan::polls`]), and the report says so.

use super::event::At;
use super::plan::Site;
use super::step::{block_on, cut_off};
use super::world::{Futile, Version, Why, World, me, try_world, world};
use kit_wire::trace::ObjectKind;

/// Who repeats itself so often while nobody else runs does so for ever, for all we know.
const TRIAL: u32 = 2_000;

/// In one execution so many threads are tried out, one after the other. After that they are taken for polls.
const MOST_TRIALS: u32 = 200;

/// So often a poll that would go on by itself is repeated while others could run.
pub const MOST_ROUNDS: u32 = 8;

/// The answer of a step that need not be taken: the thread repeats itself while nobody else can run, or is tried out.
/// `idle` says whether the step would leave this value as it is.
pub fn without_a_step(object: u32, at: At, idle: impl Fn(u64) -> bool) -> Option<u64> {
    world(|world| {
        let is_tried = world.trial.is_some();
        let last = world.objects[object as usize].last_change();
        let thread = world.current();
        if thread.free_steps == 0 {
            return None;
        }
        let value = thread
            .futile
            .iter()
            .find(|it| it.is_of(object, at))
            .filter(|it| (is_tried || it.change == last) && idle(it.value))?
            .value;
        world.free_step();
        Some(value)
    })
}

/// Whether a thread that looks here again must see the last value now: writes become visible in the end, and who waits for
/// one may not be shown the old value for ever.
pub fn must_see_the_last(object: u32, at: At) -> bool {
    world(|world| {
        let last = world.objects[object as usize].last_change();
        let thread = world.current();
        let settled = thread.settled;
        let old = |it: &&Futile| it.is_of(object, at) && it.change != last;
        let Some(times) = thread.futile.iter().find(old).map(|it| it.times) else {
            return false;
        };
        let spins = ::engine::note(world.plan.endless.get(&settled) == Some(&true));
        if !spins && times >= MOST_ROUNDS {
            // It could be shown the old value once more, and once more.
            world.plan.polls.insert(Site::of(at));
        }
        spins || times >= MOST_ROUNDS
    })
}

/// What a thread that repeats itself must do before it looks again.
enum Next {
    GoOn,
    Wait(Vec<u32>),
}

/// Notes that a step changed nothing. If the thread has seen just this before, and nothing else that it looks at has
/// changed since, it waits until something does.
pub fn look_again(object: u32, seen: Version, at: At) {
    look_again_patiently(object, seen, at, 2);
}

/// The same; the thread waits when it has seen the same so many times.
fn look_again_patiently(object: u32, seen: Version, at: At, patience: u32) {
    let next = world(|world| {
        if world.looks_for_the_first_time(object, seen, at) {
            return world.spins_already();
        }
        let is_old = seen.change != world.objects[object as usize].last_change();
        let thread = world.current();
        thread.history = thread.settled;
        let it = thread.futile_mut(object, at);
        it.times += 1;
        it.is_past = false;
        let times = it.times;
        if times < patience || (!is_old && world.forgets_what_changed()) {
            return Next::GoOn;
        }
        match world.repeats_itself(at, times) {
            // The next look shows something else.
            Next::Wait(_) if is_old => Next::GoOn,
            next => next,
        }
    });
    if let Next::Wait(mut objects) = next {
        // The first one is named in reports.
        let first = objects.iter().position(|&it| it == object).unwrap_or(0);
        objects.swap(0, first);
        objects.dedup();
        block_on(&objects, Why::Spin, None, at);
    }
}

impl World {
    /// Whether this tells the running thread something; it is noted then.
    fn looks_for_the_first_time(&mut self, object: u32, seen: Version, at: At) -> bool {
        let thread = self.current();
        match thread.futile.iter().find(|it| it.is_of(object, at)) {
            Some(it) if it.change == seen.change => return false,
            // It got something done: it was told something new.
            Some(_) => self.progress(),
            None => self.trial_ends(false),
        }
        let thread = self.current();
        // What it saw before beside this may lead elsewhere now: only a whole round of repetitions is futile.
        thread.futile.iter_mut().for_each(|it| it.times = 0);
        thread.futile.push(Futile {
            object,
            at,
            change: seen.change,
            value: seen.value,
            is_past: false,
            times: 1,
        });
        thread.settled = thread.history;
        true
    }

    /// Whether the running thread, which has looked at something for the first time, is known to do nothing else from here on.
    fn spins_already(&mut self) -> Next {
        let thread = &self.threads[me() as usize];
        let is_over = thread.free_steps > 0 || thread.panicking || thread.closing;
        let is_same = thread
            .futile
            .iter()
            .all(|it| it.is_past || self.objects[it.object as usize].last_change() == it.change);
        let spins = self.plan.endless.get(&thread.settled) == Some(&true);
        if ::engine::note(spins) && is_same && !is_over {
            Next::Wait(self.looked_at())
        } else {
            Next::GoOn
        }
    }

    fn looked_at(&self) -> Vec<u32> {
        let thread = &self.threads[me() as usize];
        let present = thread.futile.iter().filter(|it| !it.is_past);
        present.map(|it| it.object).collect()
    }

    /// Sets aside what has changed since the running thread looked at it; whether there was any.
    fn forgets_what_changed(&mut self) -> bool {
        let objects = &self.objects;
        let futile = &mut self.threads[me() as usize].futile;
        let mut any = false;
        for it in futile.iter_mut() {
            let changed = objects[it.object as usize].last_change() != it.change;
            any |= changed && !it.is_past;
            it.is_past |= changed;
        }
        if any {
            futile.iter_mut().for_each(|it| it.times = 0);
        }
        any
    }

    /// The running thread does what it did before, and nothing has changed.
    fn repeats_itself(&mut self, at: At, times: u32) -> Next {
        let thread = self.current();
        let (settled, ends) = (thread.settled, thread.panicking || thread.closing);
        if thread.free_steps > 0 {
            self.free_step();
            return Next::GoOn;
        }
        match self.plan.endless.get(&settled) {
            Some(true) => return Next::Wait(self.looked_at()),
            None if !ends && self.plan.trials < MOST_TRIALS => {
                self.trial = Some(settled);
                self.current().free_steps = TRIAL;
                ::engine::stop();
                return Next::GoOn;
            }
            _ if times < MOST_ROUNDS => return Next::GoOn,
            _ => {}
        }
        if self.plan.gives_up.is_some_and(|site| site.is(at)) && !self.current().exhausted {
            let thread = self.current();
            (thread.free_steps, thread.exhausted) = (TRIAL, true);
            return Next::GoOn;
        }
        self.plan.polls.insert(Site::of(at));
        Next::Wait(self.looked_at())
    }

    /// The running thread repeats itself while nobody else runs.
    fn free_step(&mut self) {
        let thread = self.current();
        thread.clock += 1_000_000;
        thread.free_steps -= 1;
        thread.hints = 0;
        if thread.free_steps == 0 {
            self.trial_ends(true);
        }
    }

    /// If the running thread was tried out, it is known now whether it goes on `endless`ly. The execution is given up.
    pub fn trial_ends(&mut self, endless: bool) {
        if let Some(history) = self.trial.take() {
            self.plan.endless.insert(history, endless);
            self.again = true;
            self.plan.trials += 1;
            self.cut(true);
        }
    }
}

/// After so many calls of `yield_now` and `spin_loop` and nothing else, the others get a turn.
const HINTS: u32 = 20_000;

/// More of them than this do not end.
const ENDLESS_HINTS: u32 = 5_000_000;

/// `yield_now` and `spin_loop`: no steps. But a thread that does nothing else waits for something that is no step either,
/// such as the count of an `Arc`, and somebody must run to change it.
pub fn hint(at: At) {
    let hints = try_world(|world| {
        let thread = world.threads.get_mut(me() as usize)?;
        // A poll that is let run out is not interrupted.
        if thread.free_steps > 0 && world.trial.is_none() {
            return None;
        }
        thread.hints += 1;
        Some(thread.hints)
    });
    let Some(hints) = hints.flatten().filter(|hints| hints.is_multiple_of(HINTS)) else {
        return;
    };
    world(|world| world.trial_ends(true));
    if cut_off() {
        return;
    }
    if world(|world| world.others_run()) {
        world(World::settle);
        ::engine::yield_now();
    } else if hints >= ENDLESS_HINTS {
        let object = world(|world| {
            world.current().hints = 0;
            world.new_object(ObjectKind::WithoutSteps, None)
        });
        block_on(&[object], Why::Spin, None, at);
    }
}

/// Who looks under a lock so often and changes nothing waits for a change.
const PATIENCE_WITH_LOCKS: u32 = 3;

/// Notes that a lock was given back without anything under it having been changed.
pub fn looked(object: u32, at: At) {
    if !cut_off() {
        let data = world(|world| world.data(object));
        look_again_patiently(data, unnumbered(data), at, PATIENCE_WITH_LOCKS);
    }
}

/// Who polls while it holds a lock may be about to give that lock back and begin again: waiting with the lock in its hands
/// would make two threads of this kind wait for each other. So the place to wait is where it gives the lock back, see
/// [`looked`]; only who polls on and on with the lock in its hands waits there.
const PATIENCE_WHILE_HOLDING: u32 = 2 * PATIENCE_WITH_LOCKS;

/// Notes that an attempt on a lock, channel or the like came to nothing, so that a loop of such attempts waits until
/// the object changes.
pub fn polled(object: u32, at: At) {
    if cut_off() {
        return;
    }
    let patience = if world(|world| world.current().holds.is_empty()) {
        2
    } else {
        PATIENCE_WHILE_HOLDING
    };
    look_again_patiently(object, unnumbered(object), at, patience);
}

/// The state of an object that has no values of its own.
fn unnumbered(object: u32) -> Version {
    world(|world| {
        let versions = &mut world.objects[object as usize].versions;
        if versions.is_empty() {
            versions.push(Version {
                value: 0,
                change: 0,
                event: u32::MAX,
                clock: 0,
            });
        }
        versions[0]
    })
}
