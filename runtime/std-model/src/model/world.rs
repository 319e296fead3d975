//! All that the look-alike knows about the running execution. The engine runs the threads of a model as coroutines
//! on one thread of the operating system, so all of this lives in one thread-local.

use super::event::{At, Event};
use super::handed_out::HandedOut;
use super::plan::Plan;
use ::std::cell::RefCell;
use ::std::mem::ManuallyDrop;
use ::std::sync::atomic::{AtomicU64, Ordering};
use kit_wire::Panicked;
use kit_wire::trace::ObjectKind;

pub use super::object::{Object, Version};
pub use super::thread::{Cancelled, Futile, State, Thread, Wake, Why};

/// The state of the running execution and of the exploration around it.
pub struct World {
    /// Numbers the execution; unique in the process, so that statics notice a new one.
    pub epoch: u64,
    /// `true` between the start of an execution and the end of its main thread.
    pub live: bool,
    /// The main thread has returned: all others are cut off at their next step.
    pub ended: bool,
    /// The main thread is cut off too.
    pub all_end: bool,
    /// A whole program is run: `process::exit` ends it, not the check.
    pub program: bool,
    /// The code that such a program has exited with.
    pub exited: Option<i32>,
    /// The check expects that no thread can go on.
    pub stuck_is_right: bool,
    /// The object that orders what is printed.
    pub output: Option<u32>,
    /// The threads, in order of spawning; 0 is main.
    pub threads: Vec<Thread>,
    /// The objects that were used, in order of first use.
    pub objects: Vec<Object>,
    /// The steps so far.
    pub events: Vec<Event>,
    /// The panics so far, each with the row in which it began.
    pub panics: Vec<(u32, Panicked)>,
    /// How many steps there were, also those without a row.
    pub turns: usize,
    /// How many rows a poll took that was let run.
    pub free_rows: usize,
    /// What was printed to stdout and stderr.
    pub printed: [Vec<u8>; 2],
    /// For each line begun on stdout: the thread that began it.
    pub printers: Vec<u8>,
    /// How many pointers to cells of plain numbers were handed out.
    pub plain_pointers: u32,
    /// Pointers to `UnsafeCell`s that threads got.
    pub handed_out: Vec<HandedOut>,
    /// Intervals that the check wants to see in the report.
    pub intervals: Vec<kit_wire::sealed::Interval>,
    /// The running thread is tried out: does it go on by itself? See [`super::spin`].
    pub trial: Option<u64>,
    /// The execution was given up, and is run again with what was learnt.
    pub again: bool,
    /// What is decided from outside: rare events, bounds.
    pub plan: Plan,
}

::std::thread_local! {
    /// What is left when a thread of the operating system ends is not dropped: it may hold values of a model that was abandoned.
    static WORLD: RefCell<ManuallyDrop<Option<Box<World>>>> = const { RefCell::new(ManuallyDrop::new(None)) };
}

static EPOCH: AtomicU64 = AtomicU64::new(1);

/// Looks at the running execution. Must not be nested, and `f` must not take a step.
///
/// # Panics
/// Outside a model.
pub fn world<R>(f: impl FnOnce(&mut World) -> R) -> R {
    WORLD.with_borrow_mut(|world| {
        f(world
            .as_mut()
            .expect("the look-alike std works only inside a model (`kit::model!`)"))
    })
}

/// The same, `None` outside a model or while the world is being looked at already.
pub fn try_world<R>(f: impl FnOnce(&mut World) -> R) -> Option<R> {
    WORLD.with(|world| world.try_borrow_mut().ok()?.as_mut().map(|world| f(world)))
}

/// `true` while a model's execution runs on this thread.
pub fn in_model() -> bool {
    WORLD.with(|world| {
        world
            .try_borrow()
            .is_ok_and(|world| world.as_ref().is_some_and(|world| world.live))
    })
}

/// `true` while the world is being looked at on this thread.
pub fn is_busy() -> bool {
    WORLD.with(|world| world.try_borrow().is_err())
}

/// The number of the thread that runs now.
pub fn me() -> u8 {
    ::engine::me() as u8
}

/// Puts a world for a new exploration in place.
pub fn install(plan: Plan) {
    let world = World {
        epoch: 0,
        live: false,
        ended: false,
        all_end: false,
        program: false,
        exited: None,
        stuck_is_right: false,
        output: None,
        threads: Vec::new(),
        objects: Vec::new(),
        events: Vec::new(),
        panics: Vec::new(),
        turns: 0,
        free_rows: 0,
        printed: [Vec::new(), Vec::new()],
        printers: Vec::new(),
        plain_pointers: 0,
        handed_out: Vec::new(),
        intervals: Vec::new(),
        trial: None,
        again: false,
        plan,
    };
    WORLD.with_borrow_mut(|slot| **slot = Some(Box::new(world)));
}

/// Takes the world away again.
pub fn uninstall() {
    let world = WORLD.with_borrow_mut(|world| world.take());
    drop(world);
}

/// Begins an execution. Runs on the model's main thread before anything else.
pub fn begin(at: At) {
    let old = world(|world| {
        world.epoch = EPOCH.fetch_add(1, Ordering::Relaxed);
        world.live = true;
        world.ended = false;
        world.all_end = false;
        world.program = false;
        world.exited = None;
        world.stuck_is_right = false;
        world.output = None;
        world.objects.clear();
        world.events.clear();
        world.panics.clear();
        world.turns = 0;
        world.free_rows = 0;
        world.printed.iter_mut().for_each(Vec::clear);
        world.printers.clear();
        world.plain_pointers = 0;
        world.handed_out.clear();
        world.intervals.clear();
        world.trial = None;
        world.again = false;
        world.plan.executions += 1;
        let old = ::std::mem::take(&mut world.threads);
        world.new_thread(Some("main".to_owned()), at);
        old
    });
    drop(old);
}

impl World {
    /// Adds a thread that inherits nothing but the clock.
    pub fn new_thread(&mut self, name: Option<String>, at: At) -> u8 {
        let parker = self.new_object(ObjectKind::Thread, None);
        let ending = self.new_object(ObjectKind::JoinHandle, Some(at));
        let clock = self
            .threads
            .get(me() as usize)
            .map_or(0, |thread| thread.clock);
        self.threads.push(Thread {
            name,
            at,
            state: State::Running,
            wake: Wake::Changed,
            clock,
            panicking: false,
            closing: false,
            panic: None,
            caught: false,
            futile: Vec::new(),
            history: 0,
            settled: 0,
            free_steps: 0,
            exhausted: false,
            rare: 0,
            token: false,
            parker,
            ending,
            joined: false,
            locals: Vec::new(),
            holds: Vec::new(),
            looks: 0,
            clock_reads: 0,
            hints: 0,
            turns: Vec::new(),
            owes_a_turn: false,
            wants: None,
            overdue: false,
        });
        let threads = self.threads.len();
        self.plan.threads_seen = self.plan.threads_seen.max(threads);
        (threads - 1) as u8
    }

    /// Adds an object.
    pub fn new_object(&mut self, kind: ObjectKind, at: Option<At>) -> u32 {
        let polled = at.is_some_and(|at| self.plan.is_polled(at));
        self.objects.push(Object {
            kind,
            of: None,
            at,
            versions: Vec::new(),
            hands: Vec::new(),
            polled,
            written: false,
            data: None,
            lock: None,
            waiters: Vec::new(),
        });
        let number = (self.objects.len() - 1) as u32;
        ::engine::exists(number, at.map_or(0, |at| ::std::ptr::from_ref(at).addr()));
        number
    }

    /// The object that stands for the data under a lock.
    pub fn data(&mut self, lock: u32) -> u32 {
        if let Some(data) = self.objects[lock as usize].data {
            return data;
        }
        let Object { kind, of, at, .. } = self.objects[lock as usize];
        let data = self.new_object(kind, at);
        self.objects[data as usize].of = of;
        self.objects[lock as usize].data = Some(data);
        self.objects[data as usize].lock = Some(lock);
        data
    }

    /// The thread that runs now.
    pub fn current(&mut self) -> &mut Thread {
        &mut self.threads[me() as usize]
    }

    /// The current thread got something done: what it saw before may mean something new now.
    pub fn progress(&mut self) {
        self.trial_ends(false);
        let thread = self.current();
        thread.futile.clear();
        thread.clock_reads = 0;
        thread.free_steps = 0;
        thread.exhausted = false;
    }

    /// Now is not earlier than `clock`.
    pub fn reach(&mut self, clock: u64) {
        let thread = self.current();
        thread.clock = thread.clock.max(clock);
    }

    /// Some other thread could run now.
    pub fn others_run(&self) -> bool {
        let mut others = self.threads.iter().enumerate();
        others.any(|(thread, it)| thread != me() as usize && it.state == State::Running)
    }

    /// The last value of an atomic.
    pub fn latest(&self, object: u32) -> Version {
        *self.objects[object as usize]
            .versions
            .last()
            .expect("an atomic has a first value")
    }
}
