//! Steps that other threads can see, and waiting. Everything that lets the engine switch threads goes through here.

use super::event::{At, Op};
use super::finish;
use super::plan::{Rare, Site};
use super::thread::comes_before_its_step;
use super::world::{Cancelled, State, Wake, Why, World, me, world};
use ::engine::Access;
use ::std::panic::resume_unwind;

/// How often a thread may repeat itself when nobody else can go on.
const FREE_STEPS: u32 = 1_000;

/// `true` if the main thread has ended and this one only cleans up. Its steps have no effect any more.
/// A thread that is not cleaning up yet begins to, here.
pub fn cut_off() -> bool {
    let (ended, closing) = world(|world| {
        let thread = world.current();
        let closing = thread.panicking || thread.closing;
        (world.is_cut_off(), closing)
    });
    if ended && !closing && !::std::thread::panicking() {
        world(|world| world.current().panicking = true);
        resume_unwind(Box::new(Cancelled));
    }
    ended
}

/// The running thread comes to a step that begins with `access`: others may go on before it does, and nobody afterwards.
/// A thread that is unwinding is not interrupted: the operating system's thread, which all threads of the model
/// share, counts as panicking meanwhile.
pub fn turn(access: Access) {
    let quiet = world(|world| {
        world.settle();
        world.current().panicking || world.trial.is_some()
    });
    if quiet {
        return;
    }
    world(World::count_turn);
    give_turn();
    ::engine::turn(Some(access));
    if ::engine::is_redundant() && !world(|world| world.ended) {
        world(|world| world.cut(true));
    }
    if world(|world| world.is_cut_off()) {
        overdue(access);
        cut_off();
    }
}

/// A thread that goes on and on lets the others run first.
pub fn give_turn() {
    let gives = world(|world| {
        let owes = ::std::mem::take(&mut world.current().owes_a_turn);
        if owes {
            world.current().turns.clear();
        }
        let gives = owes && world.others_run();
        world.plan.gave_turns |= gives;
        gives
    });
    if gives {
        ::engine::yield_now();
    }
}

/// One step on an object whose steps are all ordered with each other: a lock, a channel, a condition variable. The
/// order alone hands nothing over; see [`super::hand`].
/// Afterwards the thread may look at and change the object's state until its next step.
pub fn step(object: u32) {
    step_that_may_read(object, || false);
}

/// The same for a step that may turn out to change nothing: `reads` looks, when it is taken. Its order with others of the kind makes
/// no difference.
pub fn step_that_may_read(object: u32, reads: impl FnOnce() -> bool) {
    if is_too_late_for(Access::write(object)) {
        return;
    }
    turn(Access::write(object));
    if !world(|world| world.is_cut_off()) {
        ::engine::access(if reads() {
            Access::read(object)
        } else {
            Access::write(object)
        });
    }
}

/// One step that takes something which others may hold: it is taken only when `is_free`, and until then the thread waits.
/// `reads`: others may take it so too, in any order.
pub fn step_when(object: u32, why: Why, at: At, reads: bool, is_free: impl Fn() -> bool) {
    while !is_free() && !cut_off() {
        block(object, why, None, at);
    }
    let access = if reads {
        Access::read(object)
    } else {
        Access::write(object)
    };
    if is_too_late_for(access) {
        return;
    }
    world(|world| world.current().wants = Some((object, why, at)));
    turn(access);
    world(|world| world.current().wants = None);
    if !world(|world| world.is_cut_off()) {
        ::engine::access(access);
    }
}

/// Whether the running thread is cut off before a step that begins with `access`, and only cleans up.
pub fn is_too_late_for(access: Access) -> bool {
    overdue(access);
    cut_off()
}

/// The main thread has ended, and this thread is cut off before a step that it was about to take. The engine is told of the
/// step all the same: if it depends on what main did, there is another order, in which it comes first.
fn overdue(access: Access) {
    let shown = world(|world| {
        let is_cut_off = world.is_cut_off();
        let thread = world.current();
        let unwinds = thread.panicking && !thread.closing;
        me() == 0 || !is_cut_off || unwinds || ::std::mem::replace(&mut thread.overdue, true)
    });
    if !shown && !::std::thread::panicking() {
        ::engine::late(access);
    }
}

/// A step before a question after the object's state that does not wait for an answer. From the first such question
/// on, all changes of the state are steps; the exploration begins again with that knowledge.
pub fn ask(object: u32) {
    world(|world| {
        let it = &world.objects[object as usize];
        if let (false, Some(at)) = (it.polled, it.at) {
            finish::restart(
                |plan| {
                    plan.polled.insert(Site::of(at));
                },
                world,
            );
        }
    });
    step(object);
}

/// A step, if somebody might notice when exactly it is taken.
pub fn step_if_asked(object: u32) {
    if world(|world| world.objects[object as usize].polled) {
        step(object);
    }
}

/// Waits until somebody wakes the waiters of `object`, or the deadline has passed and nobody else can go on.
pub fn block(object: u32, why: Why, deadline: Option<u64>, at: At) -> Wake {
    block_on(&[object], why, deadline, at)
}

/// The same on several objects.
pub fn block_on(objects: &[u32], why: Why, deadline: Option<u64>, at: At) -> Wake {
    world(|world| world.trial_ends(false));
    if cut_off() {
        return Wake::Cancelled;
    }
    let thread = me();
    world(|world| {
        world.settle();
        let object = objects[0];
        world.current().state = State::Blocked {
            object,
            why,
            deadline,
            at,
        };
        for &object in objects {
            world.objects[object as usize].waiters.push(thread);
        }
        if world.is_stuck() {
            world.resolve();
        }
    });
    let pending = comes_before_its_step(why).then(|| Access::write(objects[0]));
    while world(|world| world.current().state != State::Running) {
        ::engine::block(pending);
    }
    let wake = world(|world| world.current().wake);
    if wake == Wake::Cancelled {
        cut_off();
    }
    wake
}

/// `true` if the rare event that could happen here does happen in this pass.
pub fn rare() -> bool {
    world(|world| {
        let thread = me();
        let number = world.current().rare;
        world.current().rare += 1;
        let event = Rare { thread, number };
        world.plan.seen.insert(event);
        world.plan.script.contains(&event)
    })
}

/// The current thread ends: whoever joins it goes on.
pub fn end_thread(at: At) {
    world(|world| {
        world.trial_ends(false);
        world.settle_last(|thread, _| thread == me());
        world.current().state = State::Finished;
        if !world.ended {
            world.remark(Op::End, at);
            if world.is_stuck() {
                world.resolve();
            }
        }
    });
}

impl World {
    /// One more step. Too many of them are told, also of those without a row in the record, such as printing.
    fn count_turn(&mut self) {
        self.turns += 1;
        if !self.ended && self.turns > self.plan.bounds.branches {
            let at = self
                .events
                .last()
                .map_or(self.threads[0].at, |event| event.at);
            finish::too_long(self, at);
        }
    }

    /// Steps of the current thread have no effect any more.
    pub fn is_cut_off(&self) -> bool {
        self.ended && (self.all_end || me() != 0)
    }

    /// All threads but the main one, and that one too if `all`, are cut off.
    pub fn cut(&mut self, all: bool) {
        self.ended = true;
        self.all_end = all;
        ::engine::stop();
        for thread in usize::from(!all)..self.threads.len() {
            self.wake(thread as u8, Wake::Cancelled);
        }
    }

    /// The running thread has taken `object`: who is about to take it waits again; with `shared` only who wants it alone.
    pub fn hold_up(&mut self, object: u32, shared: bool) {
        // At the end nobody keeps anybody from cleaning up.
        if self.ended {
            return;
        }
        for thread in 0..self.threads.len() {
            let it = &mut self.threads[thread];
            let Some((wanted, why, at)) = it.wants else {
                continue;
            };
            let can_share = shared && why == Why::ReadLock;
            if wanted != object
                || can_share
                || it.state != State::Running
                || thread == me() as usize
            {
                continue;
            }
            it.state = State::Blocked {
                object,
                why,
                deadline: None,
                at,
            };
            self.objects[object as usize].waiters.push(thread as u8);
            ::engine::hold_up(thread);
        }
    }

    /// Wakes all that wait for `object`; they look again for themselves.
    pub fn wake_all(&mut self, object: u32) {
        for thread in ::std::mem::take(&mut self.objects[object as usize].waiters) {
            self.wake(thread, Wake::Changed);
        }
    }

    /// A lock, channel or the like has changed: wakes all that wait for it.
    pub fn changed(&mut self, object: u32) {
        self.progress();
        self.changed_back(object);
    }

    /// The same, for a change that only undoes an earlier one, such as giving a lock back: nothing was got done.
    pub fn changed_back(&mut self, object: u32) {
        if let Some(version) = self.objects[object as usize].versions.first_mut() {
            version.change += 1;
        }
        self.wake_all(object);
    }

    /// Wakes one thread, wherever it waits.
    pub fn wake(&mut self, thread: u8, wake: Wake) {
        let State::Blocked { object, why, .. } = self.threads[thread as usize].state else {
            return;
        };
        if why == Why::Spin {
            for index in 0..self.threads[thread as usize].futile.len() {
                let object = self.threads[thread as usize].futile[index].object;
                self.objects[object as usize]
                    .waiters
                    .retain(|&waiter| waiter != thread);
            }
        } else {
            self.objects[object as usize]
                .waiters
                .retain(|&waiter| waiter != thread);
        }
        let clock = self
            .threads
            .get(me() as usize)
            .map_or(0, |thread| thread.clock);
        let woken = &mut self.threads[thread as usize];
        woken.state = State::Running;
        woken.wake = wake;
        if wake == Wake::Changed && why != Why::Spin {
            woken.clock = woken.clock.max(clock);
        }
        if thread != me() {
            let causes = wake == Wake::Changed && !comes_before_its_step(why);
            ::engine::unblock(thread.into(), causes);
        }
    }

    /// Nobody can go on by itself.
    pub fn is_stuck(&self) -> bool {
        let blocked = |state: &State| matches!(state, State::Blocked { .. });
        let mut states = self.threads.iter().map(|thread| &thread.state);
        states.clone().any(blocked)
            && states.all(|state| blocked(state) || *state == State::Finished)
    }

    /// Finds somebody who can go on after all: a poll that may give up, then the wait that ends first. If there is
    /// nobody, the model has failed.
    pub fn resolve(&mut self) {
        let spins = |state: &State| matches!(state, State::Blocked { why: Why::Spin, .. });
        if let Some(thread) = self
            .threads
            .iter()
            .position(|thread| spins(&thread.state) && !thread.exhausted)
        {
            ::engine::comes_after_all(thread);
            self.threads[thread].free_steps = FREE_STEPS;
            self.threads[thread].exhausted = true;
            return self.wake(thread as u8, Wake::Changed);
        }
        let deadline = |state: &State| match state {
            State::Blocked { deadline, .. } => *deadline,
            _ => None,
        };
        let waits = self
            .threads
            .iter()
            .enumerate()
            .filter_map(|(thread, it)| Some((deadline(&it.state)?, thread)));
        match waits.min() {
            Some((deadline, thread)) => {
                ::engine::comes_after_all(thread);
                self.threads[thread].clock = self.threads[thread].clock.max(deadline);
                self.wake(thread as u8, Wake::TimedOut);
            }
            None if self.stuck_is_right => self.cut(true),
            None => finish::stuck(self),
        }
    }
}
