//! The panic hook: it sees every panic first, and it is the last to see one that aborts.

use super::event::{NONE, Op};
use super::finish::{self, Outcome};
use super::plan::Plan;
use super::story::{self, Told};
use super::world::{in_model, is_busy, me, try_world};
use ::std::any::Any;
use ::std::panic::PanicHookInfo;
use ::std::sync::Once;
use kit_wire::trace::FailureKind;
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
    let panicked = Panicked {
        message: message.clone(),
        place: place.clone(),
    };
    let inside = place
        .as_ref()
        .is_some_and(|place| place.file.contains("engine/src/"));
    let result = try_world(|world| {
        if world.threads.is_empty() {
            finish::leave(Outcome::Unsupported(
                world.plan.clone(),
                format!("the model did not begin: {message}"),
            ));
        }
        if inside {
            finish::leave(Outcome::Unsupported(
                world.plan.clone(),
                format!("this model makes the engine stumble: {message}"),
            ));
        }
        if NO_UNWIND.contains(&message.as_str()) {
            let first = story::first_panic(world).map(|(_, first)| first.clone());
            let mut told = Told::new(FailureKind::Panic);
            told.place = first.as_ref().and_then(|first| first.place.clone());
            told.message = Some(match first {
                Some(first) => format!(
                    "A panic while another one unwinds ends the whole process: \"{}\".",
                    first.message
                ),
                None => "A panic where none may unwind ends the whole process.".to_owned(),
            });
            finish::fail(world, told);
        }
        let at = world
            .events
            .last()
            .map_or_else(|| world.threads[0].at, |event| event.at);
        if !world.ended {
            world.note(Op::Panic, NONE, at);
        }
        let number = me() as usize;
        world.trial_ends(false);
        let thread = &mut world.threads[number];
        // A panic while another one unwinds is a consequence: the first one is told.
        if !thread.panicking {
            (thread.panic, thread.caught) = (Some(panicked), false);
        }
        thread.panicking = true;
    });
    if result.is_none() {
        let said = format!("the look-alike std stumbled: {message}");
        finish::leave(Outcome::Unsupported(
            Plan::new(kit_wire::sealed::Bounds::default()),
            said,
        ));
    }
}
