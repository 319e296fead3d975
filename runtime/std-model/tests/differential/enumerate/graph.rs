//! An execution graph after C++20: events, who read from whom, modification orders, and happens-before.
//!
//! Events are added one after the other, each after all those that it is sequenced after, reads from, or waits for. So
//! all that happens before an event is known when it is added, and nothing is added before it later.

use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Release, SeqCst};

/// An event: its thread times [`MOST`], and its number in the thread. So it has the same name in whatever order the
/// events of a graph are added.
pub type Event = usize;

/// A set of events.
pub type Events = u128;

/// The most events of a thread; five threads fit into a set.
pub const MOST: usize = 25;

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An access to an atomic: the event that it reads from, and the value that it writes.
    Access {
        atomic: usize,
        reads: Option<Event>,
        writes: Option<u8>,
        ordering: Ordering,
    },
    Fence(Ordering),
    /// Takes a mutex, or gives it back.
    Mutex(usize),
    /// Finds that this event has taken the mutex.
    Refused(Event),
    Cell {
        cell: usize,
        write: bool,
    },
    Begin,
    Spawn,
    Join,
}

/// An event of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    pub kind: Kind,
    /// All that happens before it.
    pub before: Events,
}

/// The graph.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Graph {
    /// The events of each thread.
    pub threads: Vec<Vec<Node>>,
    /// The modification order of each atomic.
    pub written: Vec<Vec<Event>>,
    /// For each mutex, who took it and gave it back, in turns.
    pub taken: Vec<Vec<Event>>,
    /// The accesses to each cell.
    touched: Vec<Vec<Event>>,
}

/// The events of a set.
pub fn each(mut events: Events) -> impl Iterator<Item = Event> {
    std::iter::from_fn(move || {
        let next = events.trailing_zeros() as usize;
        (next < Events::BITS as usize).then(|| {
            events &= events - 1;
            next
        })
    })
}

/// A set of one.
pub fn only(event: Event) -> Events {
    1 << event
}

/// Whether a write or fence of this ordering releases.
fn releases(ordering: Ordering) -> bool {
    matches!(ordering, Release | AcqRel | SeqCst)
}

/// Whether a read or fence of this ordering acquires.
fn acquires(ordering: Ordering) -> bool {
    matches!(ordering, Acquire | AcqRel | SeqCst)
}

impl Graph {
    /// Nothing has happened, but the atomics are there, each with 0 in it, written by the main thread.
    pub fn new(threads: usize, atomics: usize, mutexes: usize, cells: usize) -> Graph {
        assert!(threads * MOST <= Events::BITS as usize, "too many threads");
        let mut graph = Graph {
            threads: vec![Vec::new(); threads],
            written: vec![Vec::new(); atomics],
            taken: vec![Vec::new(); mutexes],
            touched: vec![Vec::new(); cells],
        };
        graph.begin(0, 0);
        for atomic in 0..atomics {
            graph.write(0, atomic, 0, Ordering::Relaxed, 0);
        }
        graph
    }

    /// An event.
    pub fn node(&self, event: Event) -> &Node {
        &self.threads[event / MOST][event % MOST]
    }

    /// All events.
    pub fn events(&self) -> impl Iterator<Item = (Event, &Node)> {
        let of = |(thread, list): (usize, &'_ Vec<Node>)| thread * MOST..thread * MOST + list.len();
        let all = self.threads.iter().enumerate().flat_map(of);
        all.map(|event| (event, self.node(event)))
    }

    /// What is sequenced before an event.
    pub fn sequenced_before(&self, event: Event) -> Events {
        only(event) - only(event / MOST * MOST)
    }

    /// What happens before the next event of a thread, if it synchronizes with nothing.
    fn past_of(&self, thread: usize) -> Events {
        match self.threads[thread].len() {
            0 => 0,
            length => self.past(thread * MOST + length - 1),
        }
    }

    /// An event and all that happens before it.
    pub fn past(&self, event: Event) -> Events {
        self.node(event).before | only(event)
    }

    /// Adds an event that comes after all of its thread and after `before`.
    fn add(&mut self, thread: usize, kind: Kind, before: Events) -> Event {
        let before = self.past_of(thread) | before;
        let number = self.threads[thread].len();
        assert!(number < MOST, "a thread has too many events");
        self.threads[thread].push(Node { kind, before });
        thread * MOST + number
    }

    /// A thread begins; `before` happened before that.
    pub fn begin(&mut self, thread: usize, before: Events) {
        self.add(thread, Kind::Begin, before);
    }

    /// One thread spawns another.
    pub fn spawn(&mut self, thread: usize, other: usize) {
        let spawn = self.add(thread, Kind::Spawn, 0);
        self.begin(other, self.past(spawn));
    }

    /// One thread joins another, which has ended.
    pub fn join(&mut self, thread: usize, other: usize) {
        self.add(thread, Kind::Join, self.past_of(other));
    }

    /// A fence. One that acquires synchronizes with what the reads before it read from.
    pub fn fence(&mut self, thread: usize, ordering: Ordering) {
        let mut before = 0;
        if acquires(ordering) {
            for node in &self.threads[thread] {
                if let Kind::Access {
                    reads: Some(source),
                    ..
                } = node.kind
                {
                    before |= self.released(source);
                }
            }
        }
        self.add(thread, Kind::Fence(ordering), before);
    }

    /// Whether somebody holds the mutex: the event that took it.
    pub fn holder(&self, mutex: usize) -> Option<Event> {
        let taken = &self.taken[mutex];
        (taken.len() % 2 == 1).then(|| taken[taken.len() - 1])
    }

    /// Takes a mutex that is free, or gives it back.
    pub fn mutex(&mut self, thread: usize, mutex: usize) {
        let before = self.taken[mutex].last().map_or(0, |last| self.past(*last));
        let event = self.add(thread, Kind::Mutex(mutex), before);
        self.taken[mutex].push(event);
    }

    /// Finds that a mutex is held, which orders nothing.
    pub fn refused(&mut self, thread: usize, holder: Event) {
        self.add(thread, Kind::Refused(holder), 0);
    }

    /// Accesses a cell: `Err` if that is a race, otherwise its value, which is how often it was written.
    pub fn touch(&mut self, thread: usize, cell: usize, write: bool) -> Result<u8, ()> {
        let event = self.add(thread, Kind::Cell { cell, write }, 0);
        let before = self.node(event).before;
        let mut writes = 0;
        for &other in &self.touched[cell] {
            let wrote = matches!(self.node(other).kind, Kind::Cell { write: true, .. });
            if before & only(other) == 0 && (write || wrote) {
                return Err(());
            }
            writes += u8::from(wrote);
        }
        self.touched[cell].push(event);
        // The order is of no meaning: races aside, happens-before has all that counts.
        self.touched[cell].sort_unstable();
        Ok(writes)
    }

    /// What a read that acquires has before it, if it reads from this write: the past of each release whose release
    /// sequence the write belongs to. A sequence goes on through read-modify-writes only.
    fn released(&self, mut write: Event) -> Events {
        let mut before = 0;
        loop {
            let Kind::Access {
                reads, ordering, ..
            } = self.node(write).kind
            else {
                unreachable!("only accesses are read from")
            };
            if releases(ordering) {
                before |= self.past(write);
            }
            for earlier in each(self.sequenced_before(write)) {
                if matches!(self.node(earlier).kind, Kind::Fence(ordering) if releases(ordering)) {
                    before |= self.past(earlier);
                }
            }
            match reads {
                Some(source) => write = source,
                None => return before,
            }
        }
    }

    /// The place of a write in its modification order.
    fn place(&self, atomic: usize, write: Event) -> usize {
        let found = self.written[atomic].iter().position(|it| *it == write);
        found.expect("every write has its place")
    }

    /// The place in modification order of what an event read, and of what it wrote.
    pub fn places(&self, event: Event) -> (Option<usize>, Option<usize>) {
        match self.node(event).kind {
            Kind::Access {
                atomic,
                reads,
                writes,
                ..
            } => (
                reads.map(|source| self.place(atomic, source)),
                writes.map(|_| self.place(atomic, event)),
            ),
            _ => (None, None),
        }
    }

    /// Coherence: the first place in modification order that an event with this past may read from; a write must come
    /// behind it.
    fn first(&self, atomic: usize, before: Events) -> usize {
        let of = |event| match self.node(event).kind {
            Kind::Access { atomic: it, .. } if it == atomic => {
                let (read, wrote) = self.places(event);
                read.max(wrote)
            }
            _ => None,
        };
        each(before).filter_map(of).max().unwrap_or(0)
    }

    /// Whether the write at this place is a read-modify-write, which must stay right behind what it read.
    fn sticks(&self, atomic: usize, place: usize) -> bool {
        let write = self.written[atomic].get(place);
        write.is_some_and(|write| {
            let kind = self.node(*write).kind;
            matches!(kind, Kind::Access { reads: Some(_), .. })
        })
    }

    /// The value of the write at this place.
    pub fn value(&self, atomic: usize, place: usize) -> u8 {
        match self.node(self.written[atomic][place]).kind {
            Kind::Access {
                writes: Some(value),
                ..
            } => value,
            _ => unreachable!("modification order has writes in it"),
        }
    }

    /// The value that was written last.
    pub fn latest(&self, atomic: usize) -> u8 {
        self.value(atomic, self.written[atomic].len() - 1)
    }

    /// Where the next write of a thread may come in modification order.
    pub fn places_to_write(&self, thread: usize, atomic: usize) -> Vec<usize> {
        let first = self.first(atomic, self.past_of(thread)) + 1;
        (first..=self.written[atomic].len())
            .filter(|place| !self.sticks(atomic, *place))
            .collect()
    }

    /// A plain store.
    pub fn write(
        &mut self,
        thread: usize,
        atomic: usize,
        value: u8,
        ordering: Ordering,
        place: usize,
    ) {
        let kind = Kind::Access {
            atomic,
            reads: None,
            writes: Some(value),
            ordering,
        };
        let event = self.add(thread, kind, 0);
        self.written[atomic].insert(place, event);
    }

    /// A load from the write at this place, or a read-modify-write right behind it. Says whether that may be.
    pub fn read(
        &mut self,
        thread: usize,
        atomic: usize,
        place: usize,
        writes: Option<u8>,
        ordering: Ordering,
    ) -> bool {
        let source = self.written[atomic][place];
        let synchronized = match acquires(ordering) {
            true => self.released(source),
            false => 0,
        };
        let before = self.past_of(thread) | synchronized;
        let taken = writes.is_some() && self.sticks(atomic, place + 1);
        if place < self.first(atomic, before) || taken {
            return false;
        }
        let kind = Kind::Access {
            atomic,
            reads: Some(source),
            writes,
            ordering,
        };
        let event = self.add(thread, kind, synchronized);
        if writes.is_some() {
            self.written[atomic].insert(place + 1, event);
        }
        true
    }
}
