//! Hand-over: what one thread did before happens before what another one does after. No step of its own.

use super::object::Hand;
use super::world::{World, me};

impl World {
    /// Takes up what the current thread did until now; `None` when nobody cares any more.
    pub fn release(&mut self) -> Option<Hand> {
        if self.ended {
            return None;
        }
        self.settle();
        Some(Hand {
            done: ::engine::release(),
            clock: self.threads[me() as usize].clock,
            history: self.threads[me() as usize].history,
        })
    }

    /// What was handed over happened before everything that the current thread does from now on.
    pub fn acquire(&mut self, hand: Option<Hand>) {
        if let Some(hand) = hand
            && !self.ended
        {
            self.settle();
            ::engine::acquire(&hand.done);
            self.reach(hand.clock);
            let thread = self.current();
            thread.history = thread.history.rotate_left(5) ^ hand.history;
        }
    }

    /// Leaves what the current thread did at `object`, instead of what others left there.
    pub fn give(&mut self, object: u32) {
        let hand = self.release();
        let hands = &mut self.objects[object as usize].hands;
        hands.clear();
        hands.extend(hand);
    }

    /// Leaves it there beside what others left.
    pub fn give_too(&mut self, object: u32) {
        let hand = self.release();
        self.objects[object as usize].hands.extend(hand);
    }

    /// Takes all that is left at `object`; it stays there for others too.
    pub fn take(&mut self, object: u32) {
        for index in 0..self.objects[object as usize].hands.len() {
            let hand = self.objects[object as usize].hands[index].clone();
            self.acquire(Some(hand));
        }
    }
}
