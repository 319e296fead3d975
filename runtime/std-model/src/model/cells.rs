//! Accesses through the pointers that an `UnsafeCell` hands out.
//!
//! Nobody tells us what is done with such a pointer. But the threads of a model run one at a time, from step to step:
//! if the bytes of the cell are different when the running thread comes to its next step, this thread has written them;
//! otherwise it has read at most. Nothing lies between the access and that step, so the engine still knows what the thread
//! had seen by then. A write of the very same bytes is seen where [`super::probe`] knows the line. A pointer stays under watch until its thread ends or the cell is dropped.

use super::event::{At, Op};
use super::finish;
use super::handed_out::HandedOut;
use super::outcome::Outcome;
use super::plan::Site;
use super::probe;
use super::slot::Slot;
use super::tag::Tag;
use super::world::{World, me};
use ::std::collections::BTreeSet;

/// Cells larger than this are not compared: handing out a pointer to one counts as a write.
const MOST_BYTES: usize = 64 * 1024;

/// Around a local variable, in bytes: what lies there is probably on the same stack.
const NEAR: usize = 0x4_0000;

impl World {
    /// The running thread gets a pointer to the value of `size` bytes at `data`. If its type may hold bytes that were
    /// never written, the first one to look at them must be going to write.
    pub fn hand_out(
        &mut self,
        (slot, object): (&Slot, u32),
        (data, size): (*mut u8, usize),
        type_name: &str,
        at: At,
    ) {
        // A cell that has moved lies somewhere else only.
        self.handed_out
            .retain(|out| out.object != object || out.data == data.cast_const());
        let thread = me();
        let mine = |out: &HandedOut| out.thread == thread && out.object == object;
        let known = self.handed_out.iter().position(mine);
        // Between two steps one row is enough, and it names the last place.
        if let Some(index) = known
            && let Some(row) = self.handed_out[index].row
        {
            self.handed_out[index].at = at;
            self.events[row as usize].at = at;
            leave_if(probe::again());
            return;
        }
        if let Some(index) = known {
            self.handed_out.swap_remove(index);
        }
        let element = probe::plain(type_name).filter(|_| size > 0 && size <= MOST_BYTES);
        if element.is_some() && self.plan.probed.is_none() {
            finish::restart(|plan| plan.probed = Some(BTreeSet::new()), self);
        }
        let writes = |sites: &BTreeSet<Site>| sites.iter().any(|site| site.is(at));
        let has_garbage = type_name.contains("MaybeUninit<");
        let must_write = size > MOST_BYTES
            || (has_garbage && !self.objects[object as usize].written)
            || (element.is_some() && self.plan.probed.as_ref().is_some_and(writes));
        let row = self.note(access(must_write), object, at);
        self.touch(object, must_write, row);
        if size <= MOST_BYTES {
            self.handed_out.push(HandedOut {
                thread,
                object,
                at,
                row: Some(row),
                data,
                bytes: bytes_at(data, size),
                tag: slot.tag(),
            });
        }
        if let Some(element) = element {
            if self.plan.probe == Some(self.plain_pointers) && self.plan.executions == 1 {
                // SAFETY: the cell is borrowed by its caller, so its value is there; the type's name says what it is made of;
                // all threads of the model share one thread of the operating system.
                unsafe { probe::begin(Site::of(at), data, size, element) };
            }
            self.plain_pointers += 1;
        }
    }

    /// Before the running thread's next step: which of the pointers has it written through?
    pub fn settle(&mut self) {
        leave_if(probe::outcome());
        if self.handed_out.is_empty() {
            return;
        }
        // A failure inside does not come back, so nothing is lost.
        let mut handed_out = ::std::mem::take(&mut self.handed_out);
        // A cell may move away, as those of a `Vec` that grows, and other values come to lie there.
        // SAFETY: the tag lies beside the value, which is read too.
        handed_out.retain(|out| unsafe { Tag::is_there(out.tag, self.epoch, out.object) });
        // Its own pointers come first: they know the place.
        handed_out.sort_by_key(|out| out.thread != me());
        let mut written = Vec::new();
        for out in &mut handed_out {
            self.look(out, &mut written);
        }
        let here = (&raw const written).addr();
        // A value on one's own stack may move away unseen, and other values come to lie there.
        handed_out.retain(|out| out.thread != me() || out.data.addr().abs_diff(here) > NEAR);
        self.handed_out = handed_out;
    }

    /// Takes note if the bytes behind this pointer have changed since the running thread's last step.
    fn look(&mut self, out: &mut HandedOut, written: &mut Vec<u32>) {
        let row = out.row.take();
        let now = bytes_at(out.data, out.bytes.len());
        if now == out.bytes {
            return;
        }
        out.bytes = now;
        if self.ended || written.contains(&out.object) {
            return;
        }
        written.push(out.object);
        let row = match row {
            Some(row) => {
                self.events[row as usize].op = Op::CellWrite;
                row
            }
            None => self.note(Op::CellWrite, out.object, out.at),
        };
        self.touch(out.object, true, row);
    }

    /// The running thread ends, or the life of a cell: its pointers mean nothing any more.
    pub fn settle_last(&mut self, is_over: impl Fn(u8, u32) -> bool) {
        self.settle();
        self.handed_out
            .retain(|out| !is_over(out.thread, out.object));
    }

    /// Asks the engine whether the access in this row is ordered with all that conflict with it; the model fails if it is not.
    pub fn touch(&mut self, object: u32, write: bool, row: u32) {
        self.objects[object as usize].written |= write;
        if !::engine::use_data(object, write) {
            finish::race(self, row as usize)
        }
    }
}

fn access(write: bool) -> Op {
    if write { Op::CellWrite } else { Op::CellRead }
}

/// Ends the execution in which a line was tried out, once that is decided.
fn leave_if(outcome: Option<Outcome>) {
    if let Some(outcome) = outcome {
        finish::leave(outcome);
    }
}

/// The bytes of a value as they are, whatever they mean.
fn bytes_at(data: *const u8, size: usize) -> Box<[u8]> {
    // SAFETY: the value is alive: its cell says when it is dropped, and it is read on the thread of the operating
    // system that all threads of the model share. Bytes that were never written have some value for a volatile read.
    (0..size)
        .map(|offset| unsafe { data.add(offset).read_volatile() })
        .collect()
}
