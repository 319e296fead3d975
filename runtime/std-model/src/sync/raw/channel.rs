//! A channel and its ends, without the type of what is sent.

use crate::model::erased::Erased;
use crate::model::event::{At, Op};
use crate::model::object::Hand;
use crate::model::slot::Slot;
use crate::model::spin::polled;
use crate::model::step::{ask, block, cut_off, step, step_if_asked};
use crate::model::timeout::Timeout;
use crate::model::world::{Wake, Why, World, try_world, world};
use ::std::cell::RefCell;
use ::std::collections::VecDeque;
use ::std::mem::ManuallyDrop;
use ::std::rc::Rc;
use ::std::sync::mpsc::{RecvTimeoutError, SendError, TryRecvError, TrySendError};
use ::std::time::Duration;
use kit_wire::trace::{NoMessage, ObjectKind};

/// What both sides of a channel share.
struct Channel {
    slot: Slot,
    kind: ObjectKind,
    state: RefCell<State>,
}

struct State {
    /// Each message with its number and what its sender did before.
    queue: VecDeque<(u64, Option<Hand>, Erased)>,
    /// `None`: no bound; 0: a sender waits until its message is taken.
    capacity: Option<usize>,
    senders: usize,
    receiver: bool,
    /// The receiver waits for a message.
    receiving: bool,
    sent: u64,
}

/// A sender, without the type of what it sends. Gone with its drop.
pub(crate) struct RawSender(ManuallyDrop<Rc<Channel>>);

/// The receiver, without the type of what it receives. Gone with its drop.
pub(crate) struct RawReceiver(ManuallyDrop<Rc<Channel>>);

/// Both ends of a new channel.
#[inline(never)]
pub(crate) fn ends(kind: ObjectKind, capacity: Option<usize>, at: At) -> (RawSender, RawReceiver) {
    let state = State {
        queue: VecDeque::new(),
        capacity,
        senders: 1,
        receiver: true,
        receiving: false,
        sent: 0,
    };
    let channel = Rc::new(Channel {
        slot: Slot::new(at),
        kind,
        state: RefCell::new(state),
    });
    let sender = RawSender(ManuallyDrop::new(channel.clone()));
    (sender, RawReceiver(ManuallyDrop::new(channel)))
}

impl Channel {
    fn object(&self) -> u32 {
        self.slot.object(self.kind, |_, _| {})
    }

    /// Puts the message in, if that is possible now.
    fn try_put(&self, value: Erased, object: u32, at: At) -> Result<u64, TrySendError<Erased>> {
        let state = self.state.borrow();
        if !state.receiver {
            world(|world| world.note(Op::NoMessage(NoMessage::ReceiverGone), object, at));
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

    fn put(&self, value: Erased, object: u32, at: At) -> u64 {
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

    fn send(&self, value: Erased, at: At) -> Result<(), SendError<Erased>> {
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
    fn hand_over(&self, value: Erased, object: u32, at: At) -> Result<(), SendError<Erased>> {
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
    fn take(&self, object: u32, at: At) -> Result<Erased, TryRecvError> {
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
                    world.note(Op::NoMessage(NoMessage::SendersGone), object, at);
                });
                Err(TryRecvError::Disconnected)
            }
            None => Err(TryRecvError::Empty),
        }
    }

    fn receive(&self, wait: Option<Duration>, at: At) -> Result<Erased, RecvTimeoutError> {
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
                world.note(Op::LastSenderDropped, object, at);
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
                    world.note(Op::ReceiverDropped, object, at);
                }
                world.changed(object);
            });
        }
        drop(left);
    }
}

impl RawSender {
    /// Sends when there is room.
    #[inline(never)]
    pub fn send(&self, value: Erased, at: At) -> Result<(), SendError<Erased>> {
        self.0.send(value, at)
    }

    /// Sends if there is room now.
    #[inline(never)]
    pub fn try_send(&self, value: Erased, at: At) -> Result<(), TrySendError<Erased>> {
        let object = self.0.object();
        ask(object);
        let sent = self.0.try_put(value, object, at);
        if matches!(sent, Err(TrySendError::Full(_))) {
            world(|world| world.note(Op::NoMessage(NoMessage::Full), object, at));
            polled(object, at);
        }
        sent.map(|_| ())
    }
}

impl RawReceiver {
    /// Waits for a message, but not longer than `wait`.
    #[inline(never)]
    pub fn receive(&self, wait: Option<Duration>, at: At) -> Result<Erased, RecvTimeoutError> {
        self.0.receive(wait, at)
    }

    /// Takes a message without waiting.
    #[inline(never)]
    pub fn try_receive(&self, at: At) -> Result<Erased, TryRecvError> {
        let object = self.0.object();
        ask(object);
        let result = self.0.take(object, at);
        if matches!(result, Err(TryRecvError::Empty)) {
            world(|world| world.note(Op::NoMessage(NoMessage::Empty), object, at));
            polled(object, at);
        }
        result
    }
}

impl Clone for RawSender {
    #[inline(never)]
    fn clone(&self) -> RawSender {
        self.0.add_sender();
        RawSender(self.0.clone())
    }
}

impl Drop for RawSender {
    #[inline(never)]
    fn drop(&mut self) {
        self.0.remove_sender(self.0.slot.at());
        // SAFETY: nobody uses it afterwards.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl Drop for RawReceiver {
    #[inline(never)]
    fn drop(&mut self) {
        self.0.remove_receiver(self.0.slot.at());
        // SAFETY: nobody uses it afterwards.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}
