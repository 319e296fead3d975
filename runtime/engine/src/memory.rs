//! Atomics as C++20 and Rust define them, as views: Kang, Hur, Lahav, Vafeiadis, Dreyer, "A promising semantics for
//! relaxed-memory concurrency" (POPL 2017), without promises: nothing is read before it is written, and writes take
//! their place in modification order as they are executed.
//!
//! SeqCst (C++20, [atomics.order]): the order S is that of execution. A SeqCst access makes the value that it read or wrote
//! known to all later SeqCst reads of the atomic, and to all that comes after a later SeqCst fence; a SeqCst fence makes
//! everything known that its thread knows.

use crate::clock::Knowledge;
use crate::execution::{Execution, SEQ_CST};
use crate::message::Message;
use crate::path::{Mode, Path};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Release, SeqCst};

/// Whether an access with this ordering acquires.
pub fn acquires(order: Ordering) -> bool {
    matches!(order, Acquire | AcqRel | SeqCst)
}

/// Whether an access with this ordering releases.
pub fn releases(order: Ordering) -> bool {
    matches!(order, Release | AcqRel | SeqCst)
}

impl Execution {
    /// The number of the atomic's last value.
    fn newest(&mut self, object: u32) -> u32 {
        let messages = &mut self.object(object).messages;
        if messages.is_empty() {
            messages.push(Message {
                left: Knowledge::default(),
                by: None,
                seq_cst: true,
            });
        }
        messages.len() as u32 - 1
    }

    /// The values that a read may see, the newest first. An older one is among them only if every newer one must come
    /// before this step in any case: otherwise the order in which the read comes first shows it. `all` drops that rule.
    pub fn readable(&mut self, object: u32, order: Ordering, all: bool) -> Vec<u32> {
        let newest = self.newest(object);
        let mut oldest = self.threads[self.me].current.view.of(object);
        if order == SeqCst {
            oldest = oldest.max(self.seq_cst.of(object));
        }
        if !all && !self.knows_of_last_write(object) {
            oldest = newest;
        }
        (oldest..=newest).rev().collect()
    }

    /// The running thread reads value number `index`.
    pub fn read(&mut self, object: u32, index: u32, order: Ordering, path: &mut Path) {
        self.newest(object);
        self.use_order(object, order, path);
        self.access(object, Mode::Read, path);
        self.see(object, index, order);
    }

    fn see(&mut self, object: u32, index: u32, order: Ordering) {
        let thread = &mut self.threads[self.me];
        let left = &self.objects[object as usize].messages[index as usize].left;
        thread.current.view.raise(object, index);
        if acquires(order) {
            thread.current.join(left);
        } else {
            thread.acquired.join(left);
        }
        if order == SeqCst {
            self.seq_cst.raise(object, index);
        }
    }

    /// The running thread writes a value; its number. With `reads` it is a read-modify-write of the newest one, which goes on
    /// with what was left there (a release sequence).
    pub fn write(&mut self, object: u32, reads: bool, order: Ordering, path: &mut Path) -> u32 {
        let newest = self.newest(object);
        self.use_order(object, order, path);
        self.access(object, Mode::Write, path);
        let mut left = Knowledge::default();
        if reads {
            self.see(object, newest, order);
            left = self.objects[object as usize].messages[newest as usize]
                .left
                .clone();
        }
        let (me, by, index) = (self.me, self.now(), newest + 1);
        let thread = &mut self.threads[me];
        thread.current.view.raise(object, index);
        left.join(if releases(order) {
            &thread.current
        } else {
            &thread.released
        });
        thread.current.clock.tick(me);
        let seq_cst = order == SeqCst;
        if seq_cst {
            self.seq_cst.raise(object, index);
        }
        self.objects[object as usize]
            .messages
            .push(Message { left, by, seq_cst });
        index
    }

    /// Whether a read-modify-write that leaves the value as it is would also leave no knowledge that is not there already:
    /// then it need not write.
    pub fn leaves_nothing_new(&mut self, object: u32) -> bool {
        let newest = self.newest(object);
        let left = &self.objects[object as usize].messages[newest as usize].left;
        left.covers(&self.threads[self.me].released)
    }

    /// SeqCst accesses of different atomics commute with each other, not with fences. And where some value was
    /// written with a weaker ordering, SeqCst reads of one atomic do not commute: the later one sees no older value.
    fn use_order(&mut self, object: u32, order: Ordering, path: &mut Path) {
        if order != SeqCst {
            return;
        }
        self.access(SEQ_CST, Mode::Read, path);
        let mixed = self.objects[object as usize]
            .messages
            .iter()
            .any(|message| !message.seq_cst);
        if mixed {
            self.access(object, Mode::Write, path);
        }
    }

    /// A fence.
    pub fn fence(&mut self, order: Ordering, path: &mut Path) {
        if order == SeqCst {
            self.access(SEQ_CST, Mode::Write, path);
        }
        let me = self.me;
        let thread = &mut self.threads[me];
        if acquires(order) {
            thread.current.join(&thread.acquired);
        }
        if order == SeqCst {
            thread.current.view.join(&self.seq_cst);
            self.seq_cst.join(&thread.current.view);
        }
        if releases(order) {
            thread.released = thread.current.clone();
            thread.current.clock.tick(me);
        }
    }
}
