//! All that the look-alike knows about the running execution. Loom runs the threads of a model as coroutines
//! on one thread of the operating system, so all of this lives in one thread-local.

use super::event::{At, Event, NONE, Op};
use super::plan::Plan;
use ::loom::sync::atomic::AtomicUsize as RawAtomic;
use ::std::cell::{Cell, RefCell};
use ::std::rc::Rc;
use ::std::sync::atomic::{AtomicU64, Ordering};

pub use super::object::{Object, Version};
pub use super::thread::{Futile, Stale, State, Thread, Wake, Why};

pub(super) type RawCell = ::loom::cell::UnsafeCell<()>;

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
    /// What was printed to stdout and stderr.
    pub printed: [Vec<u8>; 2],
    /// For each line begun on stdout: the thread that began it.
    pub printers: Vec<u8>,
    /// Loom's atomics that main made before anything else; see [`Plan::atomics`].
    pub atomics: Vec<Rc<RawAtomic>>,
    /// How many of them are in use.
    pub atomics_used: usize,
    /// Loom's cells, made like the atomics.
    pub cells: Vec<Rc<RawCell>>,
    /// How many of them are in use.
    pub cells_used: usize,
    /// How many hand-overs there have been.
    pub hands_used: usize,
    /// How many pointers to cells of plain numbers were handed out.
    pub plain_pointers: u32,
    /// Pointers to `UnsafeCell`s that threads got.
    pub handed_out: Vec<super::cells::HandedOut>,
    /// Intervals that the check wants to see in the report.
    pub intervals: Vec<kit_wire::sealed::Interval>,
    /// What is decided from outside: pool sizes, rare events, bounds.
    pub plan: Plan,
}

::std::thread_local! {
    static WORLD: RefCell<Option<Box<World>>> = const { RefCell::new(None) };
    static CURRENT: Cell<u8> = const { Cell::new(0) };
}

static EPOCH: AtomicU64 = AtomicU64::new(1);

/// Looks at the running execution. Must not be nested, and `f` must not call loom's branching operations.
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
    CURRENT.get()
}

/// Says which thread runs now.
pub fn set_me(thread: u8) {
    CURRENT.set(thread);
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
        printed: [Vec::new(), Vec::new()],
        printers: Vec::new(),
        atomics: Vec::new(),
        atomics_used: 0,
        cells: Vec::new(),
        cells_used: 0,
        hands_used: 0,
        plain_pointers: 0,
        handed_out: Vec::new(),
        intervals: Vec::new(),
        plan,
    };
    WORLD.with_borrow_mut(|slot| *slot = Some(Box::new(world)));
}

/// Takes the world away again.
pub fn uninstall() {
    let world = WORLD.with_borrow_mut(Option::take);
    drop(world);
}

/// Begins an execution. Runs on the model's main thread before anything else, so that loom's objects of the
/// pools are made before everything that uses them.
pub fn begin(at: At) {
    let (atomics, cells) = world(|world| (world.plan.atomics, world.plan.cells));
    let atomics: Vec<_> = (0..atomics).map(|_| Rc::new(RawAtomic::new(0))).collect();
    let cells: Vec<_> = (0..cells).map(|_| Rc::new(RawCell::new(()))).collect();
    let handle = ::loom::thread::current();
    set_me(0);
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
        world.printed.iter_mut().for_each(Vec::clear);
        world.printers.clear();
        world.atomics = atomics;
        world.atomics_used = 0;
        world.cells = cells;
        world.cells_used = 0;
        world.hands_used = 0;
        world.plain_pointers = 0;
        world.handed_out.clear();
        world.intervals.clear();
        world.plan.executions += 1;
        let old = ::std::mem::take(&mut world.threads);
        world.new_thread(Some("main".to_owned()), at, handle);
        old
    });
    drop(old);
}

impl World {
    /// Adds a thread that inherits nothing but the clock.
    pub fn new_thread(
        &mut self,
        name: Option<String>,
        at: At,
        handle: ::loom::thread::Thread,
    ) -> u8 {
        let parker = self.new_object("Thread", None);
        let ending = self.new_object("JoinHandle", Some(at));
        let clock = self
            .threads
            .get(me() as usize)
            .map_or(0, |thread| thread.clock);
        self.threads.push(Thread {
            name,
            at,
            handle,
            state: State::Running,
            wake: Wake::Changed,
            clock,
            panicking: false,
            closing: false,
            panic: None,
            futile: Vec::new(),
            stale: Vec::new(),
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
            overdue: false,
        });
        let threads = self.threads.len();
        self.plan.threads_seen = self.plan.threads_seen.max(threads);
        (threads - 1) as u8
    }

    /// Adds an object.
    pub fn new_object(&mut self, kind: &'static str, at: Option<At>) -> u32 {
        let polled = at.is_some_and(|at| self.plan.is_polled(at));
        self.objects.push(Object {
            kind,
            at,
            raw: None,
            cell: None,
            versions: Vec::new(),
            hands: Vec::new(),
            polled,
            loaded_by: 0,
            seq_cst: false,
            weaker: false,
            loads: None,
            written: false,
            data: None,
            lock: None,
            waiters: Vec::new(),
        });
        (self.objects.len() - 1) as u32
    }

    /// The object whose steps order the loads of an atomic.
    pub fn loads(&mut self, atomic: u32) -> u32 {
        if let Some(loads) = self.objects[atomic as usize].loads {
            return loads;
        }
        let loads = self.new_object("loads", None);
        self.objects[atomic as usize].loads = Some(loads);
        loads
    }

    /// The object that stands for the data under a lock.
    pub fn data(&mut self, lock: u32) -> u32 {
        if let Some(data) = self.objects[lock as usize].data {
            return data;
        }
        let (kind, at) = (
            self.objects[lock as usize].kind,
            self.objects[lock as usize].at,
        );
        let data = self.new_object(kind, at);
        self.objects[lock as usize].data = Some(data);
        self.objects[data as usize].lock = Some(lock);
        data
    }

    /// Loom's atomic behind an object, taken from the pool at first use.
    pub fn raw(&mut self, object: u32) -> Rc<RawAtomic> {
        let slot = &mut self.objects[object as usize].raw;
        if slot.is_none() {
            let Some(raw) = self.atomics.get(self.atomics_used) else {
                super::finish::restart(|plan| plan.atomics = plan.atomics * 2 + 4, self);
            };
            self.atomics_used += 1;
            *slot = Some(raw.clone());
        }
        slot.clone().expect("filled above")
    }

    /// Loom's cell behind an object, taken from the pool at first use.
    pub fn cell(&mut self, object: u32) -> Rc<RawCell> {
        let slot = &mut self.objects[object as usize].cell;
        if slot.is_none() {
            let Some(cell) = self.cells.get(self.cells_used) else {
                super::finish::restart(|plan| plan.cells = plan.cells * 2 + 4, self);
            };
            self.cells_used += 1;
            *slot = Some(cell.clone());
        }
        slot.clone().expect("filled above")
    }

    /// The thread that runs now.
    pub fn current(&mut self) -> &mut Thread {
        &mut self.threads[me() as usize]
    }

    /// Adds a row to the record.
    pub fn record(&mut self, event: Event) -> u32 {
        if self.events.len() >= self.plan.bounds.branches {
            super::finish::too_long(self, event.at);
        }
        let goes_on = self
            .events
            .last()
            .is_some_and(|last| last.thread == event.thread);
        self.threads[event.thread as usize].note_turn(&event, goes_on);
        self.events.push(event);
        (self.events.len() - 1) as u32
    }

    /// Adds a row without values.
    pub fn note(&mut self, op: Op, object: u32, at: At) -> u32 {
        let thread = me();
        self.record(Event {
            thread,
            op,
            object,
            order: None,
            read: None,
            wrote: None,
            version: 0,
            at,
        })
    }

    /// Adds a row that is about no object.
    pub fn remark(&mut self, op: Op, at: At) -> u32 {
        self.note(op, NONE, at)
    }

    /// The current thread got something done: what it saw before may mean something new now.
    pub fn progress(&mut self) {
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
