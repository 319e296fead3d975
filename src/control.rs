//! Ends a run early, from another thread: by Ctrl-C, or because what is graded has changed meanwhile.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

/// A handle on a run, or on one step of it. All clones of one are the same; a cancelled one stays cancelled.
#[derive(Clone, Default)]
pub struct Control {
    shared: Arc<Shared>,
    patience: Arc<Mutex<Option<Patience>>>,
}

/// How long a process that says nothing may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// When it last showed a sign of life, or began.
    pub since: Instant,
    /// When it is stopped unless it shows another one.
    pub until: Instant,
}

#[derive(Default)]
struct Shared {
    is_cancelled: AtomicBool,
    calls: Mutex<Calls>,
}

/// What is called when the run is cancelled, by number.
#[derive(Default)]
struct Calls {
    next: u64,
    open: BTreeMap<u64, Box<dyn Fn() + Send>>,
}

impl Control {
    /// Ends the run: nothing new is started, and whatever runs is killed. Returns at once.
    pub fn cancel(&self) {
        let calls = self.calls();
        self.shared.is_cancelled.store(true, Ordering::SeqCst);
        calls.open.values().for_each(|call| call());
    }

    /// Whether the run was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::SeqCst)
    }

    /// Has `call` called once the run is cancelled, at once if it is already. It must not block, and must not use this
    /// handle. It is forgotten when the result is dropped.
    pub fn on_cancel(&self, call: impl Fn() + Send + 'static) -> OnCancel {
        let mut calls = self.calls();
        if self.is_cancelled() {
            call();
        }
        let number = calls.next;
        calls.next += 1;
        calls.open.insert(number, Box::new(call));
        drop(calls);
        OnCancel {
            control: self.clone(),
            number,
        }
    }

    /// The same for one step, whose patience is its own.
    pub fn of_step(&self) -> Control {
        Control {
            shared: Arc::clone(&self.shared),
            patience: Arc::default(),
        }
    }

    /// Tells how long the process that runs now is waited for; `None`: it is waited for without an end, or there is none.
    pub fn set_deadline(&self, until: Option<Instant>) {
        let patience = until.map(|until| Patience {
            since: Instant::now(),
            until,
        });
        *lock(&self.patience) = patience;
    }

    /// How long the process that runs now is waited for.
    pub fn patience(&self) -> Option<Patience> {
        *lock(&self.patience)
    }

    fn calls(&self) -> MutexGuard<'_, Calls> {
        lock(&self.shared.calls)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Control")
            .field(&self.is_cancelled())
            .finish()
    }
}

/// Keeps a call of [`Control::on_cancel`] in mind.
#[derive(Debug)]
pub struct OnCancel {
    control: Control,
    number: u64,
}

impl Drop for OnCancel {
    fn drop(&mut self) {
        self.control.calls().open.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    fn counted(control: &Control, calls: &Arc<AtomicU32>) -> OnCancel {
        let calls = Arc::clone(calls);
        control.on_cancel(move || {
            calls.fetch_add(1, Ordering::SeqCst);
        })
    }

    #[test]
    fn who_asked_in_time_or_too_late_is_told_and_who_has_gone_is_not() {
        let control = Control::default();
        let calls = Arc::new(AtomicU32::new(0));
        let _stays = counted(&control, &calls);
        drop(counted(&control, &calls));
        assert!(!control.is_cancelled());
        control.clone().cancel();
        assert!(control.is_cancelled());
        assert_eq!(calls.load(Ordering::SeqCst), 1);
        let _late = counted(&control, &calls);
        assert_eq!(calls.load(Ordering::SeqCst), 2);
    }
}
