// fails: no ticket twice - every thread counts for itself

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering::Relaxed};

static TICKETS: AtomicUsize = AtomicUsize::new(1);

thread_local! {
    static NEXT: RefCell<HashMap<usize, u16>> = RefCell::new(HashMap::new());
}

pub struct Tickets {
    number: AtomicUsize,
    highest: AtomicU16,
}

impl Tickets {
    pub const fn new() -> Self {
        Tickets {
            number: AtomicUsize::new(0),
            highest: AtomicU16::new(0),
        }
    }

    pub fn next(&self) -> u16 {
        if self.number.load(Relaxed) == 0 {
            let fresh = TICKETS.fetch_add(1, Relaxed);
            let _ = self.number.compare_exchange(0, fresh, Relaxed, Relaxed);
        }
        let number = self.number.load(Relaxed);
        let ticket = NEXT.with_borrow_mut(|next| {
            let next = next.entry(number).or_insert(0);
            let ticket = *next;
            *next = ticket.wrapping_add(1);
            ticket
        });
        self.highest.fetch_max(ticket, Relaxed);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(Relaxed)
    }
}
