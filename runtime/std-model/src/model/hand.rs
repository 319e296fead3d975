//! Hand-over: what one thread did before happens before what another one does after.
//!
//! Loom's locks and channels do this themselves, but not in the ways that std needs, and most of its operations are
//! points at which threads may switch. Its lazy statics are none: making one releases, looking at it acquires.

use super::world::{World, me};
use ::loom::lazy_static::Lazy;
use ::std::cell::RefCell;
use ::std::marker::PhantomData;

/// Everything that a thread did up to a moment, and that moment in virtual time.
#[derive(Clone, Copy)]
pub struct Hand {
    made: &'static Lazy<()>,
    clock: u64,
}

::std::thread_local! {
    /// Loom tells them apart by address, and forgets them after each execution.
    static POOL: RefCell<Vec<&'static Lazy<()>>> = const { RefCell::new(Vec::new()) };
}

fn nth(number: usize) -> &'static Lazy<()> {
    // Statics of size zero would share one address.
    POOL.with_borrow_mut(|pool| {
        while pool.len() <= number {
            pool.push(Box::leak(Box::new(Lazy {
                init: || (),
                _p: PhantomData,
            })));
        }
        pool[number]
    })
}

impl World {
    /// Takes up what the current thread did until now; `None` when nobody cares any more.
    pub fn release(&mut self) -> Option<Hand> {
        if self.ended {
            return None;
        }
        self.settle();
        let made = nth(self.hands_used);
        self.hands_used += 1;
        made.get();
        Some(Hand {
            made,
            clock: self.threads[me() as usize].clock,
        })
    }

    /// What was handed over happened before everything that the current thread does from now on.
    pub fn acquire(&mut self, hand: Option<Hand>) {
        if let Some(hand) = hand
            && !self.ended
        {
            self.settle();
            hand.made.get();
            self.reach(hand.clock);
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
            let hand = self.objects[object as usize].hands[index];
            self.acquire(Some(hand));
        }
    }
}
