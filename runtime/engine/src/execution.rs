//! One execution: its threads, its objects, and which of its transitions depend on each other.
//!
//! A transition is what a thread does from one turn to the next. Two transitions of different threads depend on each
//! other if both use an object and not both only read it. If nothing else puts them in order, the other order must be
//! tried too (a race); see [`crate::path`].

mod races;

use crate::clock::{Clock, Knowledge, MAX_THREADS, View};
use crate::message::Message;
use crate::path::{Access, Mode, Next, Path, Threads};

/// What one thread is and knows.
#[derive(Default)]
pub struct Thread {
    /// It has not ended and does not wait.
    pub enabled: bool,
    /// Others come first, if there are any.
    pub yields: bool,
    /// It has ended.
    pub finished: bool,
    /// What it will do at its next turn, as far as that is known.
    pub pending: Option<Access>,
    /// Which transitions must come before its next one.
    pub trace: Clock,
    /// What happened before its next step.
    pub current: Knowledge,
    /// What an acquire fence will add.
    pub acquired: Knowledge,
    /// What a release fence has laid down.
    pub released: Knowledge,
}

/// What a thread did from one turn to the next.
struct Transition {
    thread: usize,
    /// Its number among the transitions of its thread, from 1.
    number: u32,
    /// The turn that it began with.
    node: usize,
    /// The transitions that come before it, and itself.
    trace: Clock,
}

/// Something that steps are about.
#[derive(Default)]
pub struct Object {
    /// See [`Access::class`].
    pub class: usize,
    /// The last transition that wrote it.
    written: Option<u32>,
    /// The last transition of each thread that has read it since then.
    read: [Option<u32>; MAX_THREADS],
    /// If it is an atomic: its values in modification order. The first one was there before all threads.
    pub messages: Vec<Message>,
    /// If it is data: who wrote it last, and when.
    data_written: Option<(usize, u32)>,
    /// If it is data: when each thread read it last.
    data_read: [u32; MAX_THREADS],
}

/// The running execution.
#[derive(Default)]
pub struct Execution {
    /// The threads, in order of spawning; 0 is main.
    pub threads: Vec<Thread>,
    /// The objects, by the number that their user gives them.
    pub objects: Vec<Object>,
    /// What SeqCst fences and accesses have made visible to those that come later.
    pub seq_cst: View,
    /// The running thread.
    pub me: usize,
    /// Everything from here on was tried already: nothing is to be learned.
    pub redundant: bool,
    /// Nothing is recorded any more: the execution only comes to its end.
    pub over: bool,
    /// Why the execution cannot go on, if it cannot.
    pub stumbled: Option<&'static str>,
    /// Who has let others go on first since all had done so.
    yielded: Threads,
    transitions: Vec<Transition>,
    taken: Vec<Access>,
}

/// The object that orders SeqCst fences with SeqCst accesses.
pub const SEQ_CST: u32 = 0;

impl Execution {
    /// Begins with the main thread alone.
    pub fn begin(&mut self) {
        self.threads.clear();
        self.objects.clear();
        self.transitions.clear();
        self.taken.clear();
        self.yielded = 0;
        self.seq_cst = View::default();
        self.me = 0;
        self.redundant = false;
        self.over = false;
        self.stumbled = None;
        self.add_thread();
    }

    /// Adds a thread that knows what the running one knows; its number.
    pub fn add_thread(&mut self) -> usize {
        let number = self.threads.len();
        let mut thread = Thread {
            enabled: true,
            ..Thread::default()
        };
        if let Some(parent) = self.threads.get_mut(self.me) {
            thread.trace = parent.trace;
            thread.current = parent.current.clone();
            parent.current.clock.tick(self.me);
        }
        thread.current.clock.tick(number);
        self.threads.push(thread);
        number
    }

    /// The object of this number.
    pub fn object(&mut self, object: u32) -> &mut Object {
        let index = object as usize;
        if self.objects.len() <= index {
            self.objects.resize_with(index + 1, Object::default);
        }
        &mut self.objects[index]
    }

    /// The running thread comes to its next step. Says who goes on; `None` if nobody can.
    pub fn turn(&mut self, path: &mut Path) -> Option<usize> {
        self.end_transition(path);
        let mask = |wanted: fn(&Thread) -> bool| -> Threads {
            (0..)
                .zip(&self.threads)
                .filter(|(_, thread)| wanted(thread))
                .fold(0, |all, (number, _)| all | 1 << number)
        };
        let all = mask(|thread| thread.enabled);
        if all == 0 {
            return None;
        }
        let enabled = self.who_comes_first(all, mask(|thread| thread.yields));
        let first = enabled.trailing_zeros() as usize;
        let keeps = Some(self.me).filter(|me| enabled >> me & 1 == 1);
        let next = if self.is_over() {
            keeps.unwrap_or(first)
        } else {
            match path.turn(enabled, keeps, &self.taken, self.objects.len() as u32) {
                Next::Thread(thread, node) => {
                    self.begin_transition(thread, node);
                    thread
                }
                Next::Redundant => {
                    self.redundant = true;
                    keeps.unwrap_or(first)
                }
                Next::Different => {
                    self.does_something_else();
                    keeps.unwrap_or(first)
                }
            }
        };
        self.taken.clear();
        for thread in &mut self.threads {
            thread.yields = false;
        }
        self.me = next;
        Some(next)
    }

    /// Who may go on of `enabled`, if `yields` lets others go on first. It comes to everybody's turn: two that make way for each other
    /// would keep the third from ever doing what they wait for.
    fn who_comes_first(&mut self, enabled: Threads, yields: Threads) -> Threads {
        if yields == 0 {
            return enabled;
        }
        self.yielded |= yields;
        if enabled & !self.yielded == 0 {
            self.yielded = yields;
        }
        match enabled & !self.yielded {
            0 => enabled,
            first => first,
        }
    }

    /// The same decisions led elsewhere: nothing more is to be learned.
    fn does_something_else(&mut self) {
        self.stumbled =
            Some("the program does something else when it is run again in the same order");
        self.redundant = true;
    }

    /// Nothing is recorded.
    fn is_over(&self) -> bool {
        self.redundant || self.over
    }

    fn begin_transition(&mut self, thread: usize, node: usize) {
        let it = &mut self.threads[thread];
        it.trace.tick(thread);
        it.current.clock.tick(thread);
        self.transitions.push(Transition {
            thread,
            number: it.trace.of(thread),
            node,
            trace: it.trace,
        });
    }

    fn end_transition(&mut self, path: &mut Path) {
        if self.is_over() {
            return;
        }
        path.taken(&self.taken);
        let me = &self.threads[self.me];
        if let Some(transition) = self.transitions.last_mut() {
            transition.trace = me.trace;
        }
    }

    /// See [`Path::note`].
    pub fn note(&mut self, now: bool, path: &mut Path) -> bool {
        if self.is_over() {
            return now;
        }
        path.note(now).unwrap_or_else(|| {
            self.does_something_else();
            now
        })
    }

    /// A thread has ended.
    pub fn finish(&mut self, thread: usize) {
        let it = &mut self.threads[thread];
        (it.finished, it.enabled) = (true, false);
    }

    /// One of `of` possibilities.
    pub fn pick(&mut self, of: usize, path: &mut Path) -> usize {
        if self.is_over() {
            return 0;
        }
        path.pick(of).unwrap_or_else(|| {
            self.does_something_else();
            0
        })
    }

    /// From here on the execution only comes to its end.
    pub fn stop(&mut self, path: &mut Path) {
        self.end_transition(path);
        self.over = true;
    }

    /// The execution is over, and the running thread would have taken this step next.
    pub fn late(&mut self, access: Access, path: &mut Path) {
        if !self.redundant {
            self.threads[self.me].trace.tick(self.me);
            let conflicting = self.conflicting(access);
            self.find_races(&conflicting, path);
        }
    }

    /// All threads have ended, or never will: what they would have done next is in a race too.
    pub fn end(&mut self, path: &mut Path) {
        self.end_transition(path);
        if self.is_over() {
            return;
        }
        for number in 0..self.threads.len() {
            let thread = &self.threads[number];
            if let (Some(access), false) = (thread.pending, thread.finished) {
                self.me = number;
                self.threads[number].trace.tick(number);
                let conflicting = self.conflicting(access);
                self.find_races(&conflicting, path);
            }
        }
    }

    /// Whether the running thread's past holds this transition.
    fn is_past(&self, transition: u32) -> bool {
        let it = &self.transitions[transition as usize];
        self.threads[self.me].trace.of(it.thread) >= it.number
    }

    /// The transition that runs now.
    pub fn now(&self) -> Option<u32> {
        (self.transitions.len() as u32).checked_sub(1)
    }

    /// Whether the last write of an atomic must come before the running thread's next step.
    pub fn knows_of_last_write(&mut self, object: u32) -> bool {
        let by = self.object(object).messages.last().and_then(|last| last.by);
        by.is_none_or(|by| self.is_past(by))
    }

    /// The running thread uses an object.
    pub fn access(&mut self, object: u32, mode: Mode, path: &mut Path) {
        let Some(now) = self.now().filter(|_| !self.is_over()) else {
            return;
        };
        let class = self.object(object).class;
        let access = Access {
            object,
            class,
            mode,
        };
        let conflicting = self.conflicting(access);
        self.find_races(&conflicting, path);
        let me = self.me;
        for other in conflicting {
            let trace = &self.transitions[other as usize].trace;
            self.threads[me].trace.join(trace);
        }
        let object = self.object(access.object);
        match access.mode {
            Mode::Read => object.read[me] = Some(now),
            Mode::Write => {
                object.read = [None; MAX_THREADS];
                object.written = Some(now);
            }
        }
        if !self.taken.contains(&access) {
            self.taken.push(access);
        }
    }

    /// The running thread reads or writes data; `false` if that is in a data race with what another thread did.
    pub fn use_data(&mut self, object: u32, writes: bool) -> bool {
        let me = self.me;
        let clock = self.threads[me].current.clock;
        let object = self.object(object);
        let after_writes = object
            .data_written
            .is_none_or(|(thread, moment)| clock.of(thread) >= moment);
        let after_reads = (0..MAX_THREADS)
            .all(|thread| thread == me || clock.of(thread) >= object.data_read[thread]);
        if writes {
            object.data_written = Some((me, clock.of(me)));
            object.data_read = [0; MAX_THREADS];
        } else {
            object.data_read[me] = clock.of(me);
        }
        after_writes && (after_reads || !writes)
    }
}
