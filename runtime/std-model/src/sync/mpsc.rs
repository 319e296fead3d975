//! `std::sync::mpsc`.

use crate::model::event::{At, Op};
use crate::model::hand::Hand;
use crate::model::slot::Slot;
use crate::model::spin::polled;
use crate::model::step::{ask, block, cut_off, step, step_if_asked};
use crate::model::timeout::Timeout;
use crate::model::world::{Wake, Why, World, try_world, world};
use ::std::cell::RefCell;
use ::std::collections::VecDeque;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::Arc;
pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
use ::std::time::Duration;

/// What both sides of a channel share.
struct Channel<T> {
    slot: Slot,
    kind: &'static str,
    state: RefCell<State<T>>,
}

struct State<T> {
    /// Each message with its number and what its sender did before.
    queue: VecDeque<(u64, Option<Hand>, T)>,
    /// `None`: no bound; 0: a sender waits until its message is taken.
    capacity: Option<usize>,
    senders: usize,
    receiver: bool,
    /// The receiver waits for a message.
    receiving: bool,
    sent: u64,
}

// SAFETY: the state is only touched between two steps of a model, whose threads all run on one thread of the operating
// system; messages move from thread to thread, so they must be Send.
unsafe impl<T: Send> Send for Channel<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Channel<T> {}
impl<T> ::std::panic::UnwindSafe for Channel<T> {}
impl<T> ::std::panic::RefUnwindSafe for Channel<T> {}

/// `std::sync::mpsc::Sender`.
pub struct Sender<T>(Arc<Channel<T>>);

/// `std::sync::mpsc::SyncSender`.
pub struct SyncSender<T>(Arc<Channel<T>>);

/// `std::sync::mpsc::Receiver`.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    not_sync: ::std::marker::PhantomData<::std::cell::Cell<()>>,
}

impl<T> ::std::panic::RefUnwindSafe for Receiver<T> {}

/// A channel without bound.
#[must_use]
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = new("channel", None, Location::caller());
    (
        Sender(channel.clone()),
        Receiver {
            channel,
            not_sync: ::std::marker::PhantomData,
        },
    )
}

/// A channel that holds at most `bound` messages.
#[must_use]
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let channel = new("sync_channel", Some(bound), Location::caller());
    (
        SyncSender(channel.clone()),
        Receiver {
            channel,
            not_sync: ::std::marker::PhantomData,
        },
    )
}

fn new<T>(kind: &'static str, capacity: Option<usize>, at: At) -> Arc<Channel<T>> {
    let state = State {
        queue: VecDeque::new(),
        capacity,
        senders: 1,
        receiver: true,
        receiving: false,
        sent: 0,
    };
    Arc::new(Channel {
        slot: Slot::new(at),
        kind,
        state: RefCell::new(state),
    })
}

impl<T> Channel<T> {
    fn object(&self) -> u32 {
        self.slot.object(self.kind, |_, _| {})
    }

    /// Puts the message in, if that is possible now.
    fn try_put(&self, value: T, object: u32, at: At) -> Result<u64, TrySendError<T>> {
        let state = self.state.borrow();
        if !state.receiver {
            world(|world| world.note(Op::NoMessage("send: the receiver is gone"), object, at));
            return Err(TrySendError::Disconnected(value));
        }
        let waiting = state.queue.len();
        let room = match state.capacity {
            None => true,
            Some(0) => state.receiving && waiting == 0,
            Some(capacity) => waiting < capacity,
        };
        if !room {
            return Err(TrySendError::Full(value));
        }
        drop(state);
        Ok(self.put(value, object, at))
    }

    fn put(&self, value: T, object: u32, at: At) -> u64 {
        let hand = world(World::release);
        let mut state = self.state.borrow_mut();
        let number = state.sent;
        state.sent += 1;
        state.queue.push_back((number, hand, value));
        world(|world| {
            if state.capacity.is_some() {
                world.take(object);
            }
            world.note(Op::Send, object, at);
            world.changed(object);
        });
        number
    }

    fn send(&self, value: T, at: At) -> Result<(), SendError<T>> {
        let object = self.object();
        let mut value = value;
        loop {
            while !self.has_room() && !cut_off() {
                block(object, Why::Room, None, at);
            }
            step(object);
            if cut_off() {
                return Err(SendError(value));
            }
            if self.state.borrow().capacity == Some(0) && self.state.borrow().receiver {
                return self.hand_over(value, object, at);
            }
            match self.try_put(value, object, at) {
                Ok(_) => return Ok(()),
                Err(TrySendError::Disconnected(back)) => return Err(SendError(back)),
                Err(TrySendError::Full(back)) => value = back,
            }
        }
    }

    /// Whether a sender need not wait. Without room for anything (capacity 0) it puts its message in and waits then.
    fn has_room(&self) -> bool {
        let state = self.state.borrow();
        !state.receiver
            || state
                .capacity
                .is_none_or(|capacity| capacity == 0 || state.queue.len() < capacity)
    }

    /// Sends on a channel without room: waits until the message has been taken.
    fn hand_over(&self, value: T, object: u32, at: At) -> Result<(), SendError<T>> {
        let number = self.put(value, object, at);
        loop {
            let mut state = self.state.borrow_mut();
            let Some(place) = state.queue.iter().position(|message| message.0 == number) else {
                // What the receiver did before it received happened before this returns.
                world(|world| world.take(object));
                return Ok(());
            };
            if !state.receiver || world(|world| world.ended) {
                let (.., value) = state.queue.remove(place).expect("found above");
                return Err(SendError(value));
            }
            drop(state);
            block(object, Why::Room, None, at);
        }
    }

    /// Takes the oldest message, if there is one.
    fn take(&self, object: u32, at: At) -> Result<T, TryRecvError> {
        let mut state = self.state.borrow_mut();
        state.receiving = false;
        match state.queue.pop_front() {
            Some((_, hand, value)) => {
                world(|world| {
                    world.acquire(hand);
                    if state.capacity.is_some() {
                        // Room was made: what the receiver did before happens before what is sent into it.
                        world.give_too(object);
                    }
                    world.note(Op::Receive, object, at);
                    world.changed(object);
                });
                Ok(value)
            }
            None if state.senders == 0 => {
                world(|world| {
                    world.take(object);
                    world.note(Op::NoMessage("receive: all senders are gone"), object, at);
                });
                Err(TryRecvError::Disconnected)
            }
            None => Err(TryRecvError::Empty),
        }
    }

    fn receive(&self, wait: Option<Duration>, at: At) -> Result<T, RecvTimeoutError> {
        let object = self.object();
        let timeout = Timeout::new(wait);
        let deadline = timeout.deadline;
        let mut asked = false;
        loop {
            if deadline.is_some() {
                ask(object)
            } else {
                step_if_asked(object)
            }
            match self.take(object, at) {
                Ok(value) => {
                    timeout.is_over(asked);
                    return Ok(value);
                }
                Err(TryRecvError::Disconnected) => {
                    timeout.is_over(asked);
                    return Err(RecvTimeoutError::Disconnected);
                }
                Err(TryRecvError::Empty) => {}
            }
            if cut_off() {
                return Err(RecvTimeoutError::Disconnected);
            }
            let early = deadline.is_some() && timeout.strikes_early();
            asked = true;
            let wake = if early {
                world(|world| world.reach(deadline.unwrap_or(0)));
                Wake::TimedOut
            } else {
                self.state.borrow_mut().receiving = true;
                if self.state.borrow().capacity == Some(0) {
                    // A sender that only tries wants to know that somebody waits.
                    world(|world| world.changed(object));
                }
                block(object, Why::Message, deadline, at)
            };
            if wake == Wake::TimedOut {
                self.state.borrow_mut().receiving = false;
                world(|world| world.note(Op::TimedOut, object, at));
                return Err(RecvTimeoutError::Timeout);
            }
        }
    }

    fn add_sender(&self) {
        self.state.borrow_mut().senders += 1;
    }

    fn remove_sender(&self, at: At) {
        let live = try_world(|_| ()).is_some();
        let object = live.then(|| self.object());
        if let Some(object) = object {
            step_if_asked(object);
        }
        let mut state = self.state.borrow_mut();
        state.senders -= 1;
        let last = state.senders == 0;
        drop(state);
        let Some(object) = object else { return };
        world(|world| {
            world.give_too(object);
            if last && !world.ended {
                world.note(Op::Other("the last sender is dropped"), object, at);
                world.changed(object);
            }
        });
    }

    fn remove_receiver(&self, at: At) {
        let live = try_world(|_| ()).is_some();
        let object = live.then(|| self.object());
        if let Some(object) = object {
            step(object);
        }
        let mut state = self.state.borrow_mut();
        state.receiver = false;
        // A sender that waits for its message to be taken gets it back.
        let left = if state.capacity == Some(0) {
            VecDeque::new()
        } else {
            ::std::mem::take(&mut state.queue)
        };
        drop(state);
        if let Some(object) = object {
            world(|world| {
                if !world.ended {
                    world.note(Op::Other("the receiver is dropped"), object, at);
                }
                world.changed(object);
            });
        }
        drop(left);
    }
}

impl<T> Sender<T> {
    /// Sends; gives the message back if the receiver is gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.send(value, Location::caller())
    }
}

impl<T> SyncSender<T> {
    /// Sends when there is room; gives the message back if the receiver is gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.send(value, Location::caller())
    }

    /// Sends if there is room now.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        let at = Location::caller();
        let object = self.0.object();
        ask(object);
        match self.0.try_put(value, object, at) {
            Ok(_) => Ok(()),
            Err(error) => {
                if matches!(error, TrySendError::Full(_)) {
                    world(|world| world.note(Op::NoMessage("try_send: full"), object, at));
                    polled(object, at);
                }
                Err(error)
            }
        }
    }
}

impl<T> Receiver<T> {
    /// Takes a message without waiting.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_at(Location::caller())
    }

    fn try_recv_at(&self, at: At) -> Result<T, TryRecvError> {
        let object = self.channel.object();
        ask(object);
        let result = self.channel.take(object, at);
        if matches!(result, Err(TryRecvError::Empty)) {
            world(|world| world.note(Op::NoMessage("try_recv: empty"), object, at));
            polled(object, at);
        }
        result
    }

    /// Waits for a message; an error when all senders are gone and nothing is left.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.channel
            .receive(None, Location::caller())
            .map_err(|_| RecvError)
    }

    /// Waits for a message, but not longer than `timeout`.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.channel.receive(Some(timeout), Location::caller())
    }

    /// Messages until all senders are gone.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self, Location::caller())
    }

    /// Messages until there is none at the moment.
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter(self, Location::caller())
    }
}

/// `std::sync::mpsc::Iter`.
pub struct Iter<'a, T: 'a>(&'a Receiver<T>, At);

/// `std::sync::mpsc::TryIter`.
pub struct TryIter<'a, T: 'a>(&'a Receiver<T>, At);

/// `std::sync::mpsc::IntoIter`.
pub struct IntoIter<T>(Receiver<T>, At);

macro_rules! debug_iterators {
    ($($name:ident $ty:ty;)*) => {$(
        impl<T: fmt::Debug> fmt::Debug for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("rx", &self.0).finish()
            }
        }
    )*};
}

debug_iterators! {
    Iter Iter<'_, T>;
    TryIter TryIter<'_, T>;
    IntoIter IntoIter<T>;
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.channel.receive(None, self.1).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.try_recv_at(self.1).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.channel.receive(None, self.1).ok()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self, Location::caller())
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.add_sender();
        Sender(self.0.clone())
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> Self {
        self.0.add_sender();
        SyncSender(self.0.clone())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.remove_sender(self.0.slot.at());
    }
}

impl<T> Drop for SyncSender<T> {
    fn drop(&mut self) {
        self.0.remove_sender(self.0.slot.at());
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.remove_receiver(self.channel.slot.at());
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
