//! Writes the record of an execution, row by row.

use super::event::{At, Event, NONE, Op};
use super::finish;
use super::world::{World, me};

impl World {
    /// Adds a row to the record.
    pub fn record(&mut self, event: Event) -> u32 {
        if self.events.len() >= self.plan.bounds.branches {
            self.trial_ends(true);
        }
        // A poll that is let run takes as many steps as it needs.
        self.free_rows += usize::from(self.threads[event.thread as usize].free_steps > 0);
        if !self.ended && self.plan.runs_away(self.events.len() - self.free_rows) {
            finish::run_away(self);
        }
        if !self.ended && self.events.len() >= self.plan.bounds.branches {
            finish::too_long(self, event.at);
        }
        let goes_on = self
            .events
            .last()
            .is_some_and(|last| last.thread == event.thread);
        self.threads[event.thread as usize].note_turn(&event, goes_on);
        let writer = self.writer_of(&event);
        self.threads[event.thread as usize].learn(&event, writer);
        self.events.push(event);
        (self.events.len() - 1) as u32
    }

    /// The thread that wrote what this step read; [`u8::MAX`] if none did.
    fn writer_of(&self, event: &Event) -> u8 {
        let read = self.objects.get(event.object as usize);
        let version = read.and_then(|object| object.versions.get(event.version as usize));
        version
            .and_then(|version| self.events.get(version.event as usize))
            .map_or(u8::MAX, |event| event.thread)
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
}
