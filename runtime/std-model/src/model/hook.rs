//! The panic hook: it sees every panic first, and it is the last to see one that aborts.

use super::event::{NONE, Op};
use super::finish;
use super::outcome::Outcome;
use super::plan::Plan;
use super::world::{World, in_model, is_busy, me, try_world};
use ::std::any::Any;
use ::std::panic::PanicHookInfo;
use ::std::sync::Once;
use kit_wire::trace::{Failure, Unsupported};
use kit_wire::{Panicked, Place};

/// Installs the hook once. Threads that run no model keep the hook that was there.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // The first coroutine installs a hook too. It must do so now: a failed model sleeps inside the hook for ever, and
        // nobody can install one after that.
        ::engine::prepare();
        let other = ::std::panic::take_hook();
        ::std::panic::set_hook(Box::new(move |info| {
            if in_model() || is_busy() || try_world(|_| ()).is_some() {
                seen(info);
            } else {
                other(info);
            }
        }));
    });
}

/// The text of a panic's payload.
pub fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic whose payload is no text".to_owned())
}

/// How rustc's runtime calls a panic that cannot unwind any further.
const NO_UNWIND: [&str; 2] = [
    "panic in a destructor during cleanup",
    "panic in a function that cannot unwind",
];

fn seen(info: &PanicHookInfo<'_>) {
    let message = text(info.payload());
    if ::engine::is_overflow(info.payload()) {
        return;
    }
    let place = info.location().map(Place::from);
    let panicked = Panicked { message, place };
    if try_world(|world| begun(world, &panicked)).is_none() {
        let plan = Plan::new(kit_wire::sealed::Bounds::default());
        let why = Unsupported::LookAlike(panicked);
        finish::leave(Outcome::Unsupported(plan, why));
    }
}

fn begun(world: &mut World, panicked: &Panicked) {
    if world.threads.is_empty() {
        let why = Unsupported::NotBegun(panicked.clone());
        finish::leave(Outcome::Unsupported(world.plan.clone(), why));
    }
    let place = panicked.place.as_ref();
    if place.is_some_and(|place| place.file.contains("engine/src/")) {
        let why = Unsupported::Engine(panicked.message.clone());
        finish::leave(Outcome::Unsupported(world.plan.clone(), why));
    }
    if NO_UNWIND.contains(&panicked.message.as_str()) {
        finish::fail(world, Failure::NoUnwind);
    }
    let at = world
        .events
        .last()
        .map_or_else(|| world.threads[0].at, |event| event.at);
    if !world.ended {
        let row = world.note(Op::Panic, NONE, at);
        world.panics.push((row, panicked.clone()));
    }
    let number = me() as usize;
    world.trial_ends(false);
    let thread = &mut world.threads[number];
    // A panic while another one unwinds is a consequence: the first one is told.
    if !thread.panicking {
        (thread.panic, thread.caught) = (Some(panicked.clone()), false);
    }
    thread.panicking = true;
}
