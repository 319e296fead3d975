// fails: lives in a static - a Cell is not Sync, so no static can hold it

use std::cell::Cell;

pub struct Tickets {
    next: Cell<u16>,
    highest: Cell<u16>,
}

impl Tickets {
    pub const fn new() -> Self {
        Tickets {
            next: Cell::new(0),
            highest: Cell::new(0),
        }
    }

    pub fn next(&self) -> u16 {
        let ticket = self.next.get();
        self.next.set(ticket.wrapping_add(1));
        self.highest.set(self.highest.get().max(ticket));
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.get()
    }
}
