//! A thread of the model, and what it waits for.

use super::event::{At, Event, Op};
use ::std::any::Any;
use ::std::hash::{DefaultHasher, Hash, Hasher};
use ::std::rc::Rc;
pub use kit_wire::trace::Why;

/// One thread of the model.
pub struct Thread {
    /// The student's name for it.
    pub name: Option<String>,
    /// Where it was spawned.
    pub at: At,
    /// What it is doing.
    pub state: State,
    /// Why it was woken last.
    pub wake: Wake,
    /// Virtual time in nanoseconds.
    pub clock: u64,
    /// A panic is unwinding its stack.
    pub panicking: bool,
    /// Its function has returned; it is not cut off any more.
    pub closing: bool,
    /// What that panic said and where it began.
    pub panic: Option<kit_wire::Panicked>,
    /// That panic was caught.
    pub caught: bool,
    /// What it has seen again and again since it last got something done.
    pub futile: Vec<Futile>,
    /// Stands for all that it has learnt up to now.
    pub history: u64,
    /// The same, before it began to repeat itself.
    pub settled: u64,
    /// How many more futile steps it may take without being parked.
    pub free_steps: u32,
    /// It took all its free steps and nothing came of it.
    pub exhausted: bool,
    /// How many rare events it was asked about.
    pub rare: u32,
    /// The `park` token, and the object that orders it.
    pub token: bool,
    /// The object behind `park` and `unpark`.
    pub parker: u32,
    /// The object that threads join on.
    pub ending: u32,
    /// Its handle was joined, or its scope ended.
    pub joined: bool,
    /// Values of `thread_local!`, by the key's address.
    pub locals: Vec<(usize, Option<Rc<dyn Any>>)>,
    /// The locks that it holds.
    pub holds: Vec<(u32, At)>,
    /// How often it has looked at what lies under its locks.
    pub looks: u32,
    /// Calls of `Instant::now` since it last did anything else.
    pub clock_reads: u32,
    /// Calls of `yield_now` and `spin_loop` since its last row in the record.
    pub hints: u32,
    /// Where it got something done since another thread had a turn, and how often.
    pub turns: Vec<(At, u32)>,
    /// It goes on and on at one line: before its next step the others get their turn.
    pub owes_a_turn: bool,
    /// What it is about to take, as soon as it has the turn.
    pub wants: Option<(u32, Why, At)>,
    /// Its step that the end of the main thread cut off was shown to the engine.
    pub overdue: bool,
}

/// What a thread is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It runs, or could.
    Running,
    /// It waits on an object.
    Blocked {
        object: u32,
        why: Why,
        deadline: Option<u64>,
        at: At,
    },
    /// It has ended.
    Finished,
}

/// A thread that waits for this has still to take its step: it could have come before what it waits for.
pub fn comes_before_its_step(why: Why) -> bool {
    matches!(why, Why::Lock | Why::ReadLock | Why::Room | Why::Once)
}

/// The payload that ends the threads that are left when the main thread has returned.
pub struct Cancelled;

/// Why a blocked thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Another thread changed something that it waits for.
    Changed,
    /// Its time is over.
    TimedOut,
    /// The main thread has ended.
    Cancelled,
}

/// A step whose repetition would tell the thread nothing new.
#[derive(Clone, Copy, Debug)]
pub struct Futile {
    /// The atomic.
    pub object: u32,
    /// The line.
    pub at: At,
    /// How often the value had changed when it was seen.
    pub change: u32,
    /// What was seen.
    pub value: u64,
    /// It has changed since, and was not looked at again.
    pub is_past: bool,
    /// How often it was seen so.
    pub times: u32,
}

/// A thread that gets something done at one line so often in one go does so without end, for all we know.
pub const IN_ONE_GO: u32 = 64;

impl Futile {
    /// Whether it was seen of this object at this place.
    pub fn is_of(&self, object: u32, at: At) -> bool {
        self.object == object && self.at == at
    }
}

impl Thread {
    /// What it has seen of this object at this place; it has.
    pub(super) fn futile_mut(&mut self, object: u32, at: At) -> &mut Futile {
        let mut futile = self.futile.iter_mut();
        let found = futile.find(|it| it.is_of(object, at));
        found.expect("looked up before")
    }

    /// Takes note of what a step has told the thread; `writer` wrote what it read.
    pub(super) fn learn(&mut self, event: &Event, writer: u8) {
        // Large values may be addresses, which are others each time.
        let value = event.read.filter(|value| *value <= u64::from(u32::MAX));
        let at = ::std::ptr::from_ref(event.at).addr();
        let mut hasher = DefaultHasher::new();
        (self.history, at, event.version, value, writer).hash(&mut hasher);
        self.history = hasher.finish();
    }

    /// Counts what the thread does in one go. One that goes on and on and is never interrupted, such as a spinning lock
    /// that counts its attempts, would keep the others from ever doing what it waits for.
    pub(super) fn note_turn(&mut self, event: &Event, goes_on: bool) {
        self.hints = 0;
        if !goes_on {
            self.turns.clear();
        }
        let done = match event.op {
            Op::Lock | Op::ReadLock | Op::Send | Op::Receive | Op::Park | Op::Sleep => true,
            Op::Notify(_) | Op::Unpark(_) => true,
            _ => event.wrote.is_some(),
        };
        if !done || self.free_steps > 0 {
            return;
        }
        match self.turns.iter_mut().find(|turn| turn.0 == event.at) {
            Some(turn) => {
                turn.1 += 1;
                self.owes_a_turn |= turn.1 >= IN_ONE_GO;
            }
            None => self.turns.push((event.at, 1)),
        }
    }
}
