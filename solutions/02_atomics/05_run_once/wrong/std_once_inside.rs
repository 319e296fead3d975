// fails: no lock inside - std's Once under another name

use std::sync::Once;

pub struct RunOnce(Once);

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce(Once::new())
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        self.0.call_once(f);
    }

    pub fn is_done(&self) -> bool {
        self.0.is_completed()
    }
}
