//! `std::sync::mpsc`: typed shells around the ends of a channel.

use super::raw::{RawReceiver, RawSender, ends};
use crate::model::erased::Erased;
use crate::model::event::At;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::panic::{Location, RefUnwindSafe, UnwindSafe};
use ::std::sync::Arc;
pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
use ::std::time::Duration;
use kit_wire::trace::ObjectKind;

/// A channel lies elsewhere and holds messages, and others put some in: neither longer nor shorter lives will do.
type Messages<T> = PhantomData<Arc<UnsafeCell<T>>>;

/// `std::sync::mpsc::Sender`.
pub struct Sender<T> {
    raw: RawSender,
    messages: Messages<T>,
}

/// `std::sync::mpsc::SyncSender`.
pub struct SyncSender<T> {
    raw: RawSender,
    messages: Messages<T>,
}

/// `std::sync::mpsc::Receiver`.
pub struct Receiver<T> {
    raw: RawReceiver,
    messages: Messages<T>,
}

// SAFETY: a channel is only touched between two steps of a model, whose threads all run on one thread of the operating
// system; messages move from thread to thread, so they must be Send.
unsafe impl<T: Send> Send for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for SyncSender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for SyncSender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Receiver<T> {}
impl<T> UnwindSafe for Sender<T> {}
impl<T> UnwindSafe for SyncSender<T> {}
impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Sender<T> {}
impl<T> RefUnwindSafe for SyncSender<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

/// As in std, messages must live longer than the ends of their channel: the compiler asks that of what has a `Drop`. The raw
/// ends do the rest.
macro_rules! outlived_by_messages {
    ($($end:ident)*) => {$(
        impl<T> Drop for $end<T> {
            fn drop(&mut self) {}
        }
    )*};
}

outlived_by_messages!(Sender SyncSender Receiver);

/// A channel without bound.
#[must_use]
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (raw, receiver) = ends(ObjectKind::Channel, None, Location::caller());
    let messages = PhantomData;
    (Sender { raw, messages }, Receiver::of(receiver))
}

/// A channel that holds at most `bound` messages.
#[must_use]
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let (raw, receiver) = ends(ObjectKind::SyncChannel, Some(bound), Location::caller());
    let messages = PhantomData;
    (SyncSender { raw, messages }, Receiver::of(receiver))
}

/// Sends; gives the message back if the receiver is gone.
#[inline(always)]
fn send<T>(to: &RawSender, value: T, at: At) -> Result<(), SendError<T>> {
    match to.send(Erased::new(value), at) {
        Ok(()) => Ok(()),
        // SAFETY: it is the message that was just put in.
        Err(SendError(back)) => Err(SendError(unsafe { back.take() })),
    }
}

impl<T> Sender<T> {
    /// Sends; gives the message back if the receiver is gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        send(&self.raw, value, Location::caller())
    }
}

impl<T> SyncSender<T> {
    /// Sends when there is room; gives the message back if the receiver is gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        send(&self.raw, value, Location::caller())
    }

    /// Sends if there is room now.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        match self.raw.try_send(Erased::new(value), Location::caller()) {
            Ok(()) => Ok(()),
            // SAFETY: it is the message that was just put in.
            Err(TrySendError::Full(back)) => Err(TrySendError::Full(unsafe { back.take() })),
            Err(TrySendError::Disconnected(back)) => {
                // SAFETY: as above.
                Err(TrySendError::Disconnected(unsafe { back.take() }))
            }
        }
    }
}

impl<T> Receiver<T> {
    #[inline(always)]
    fn of(raw: RawReceiver) -> Receiver<T> {
        let messages = PhantomData;
        Receiver { raw, messages }
    }

    #[inline(always)]
    fn receive(&self, wait: Option<Duration>, at: At) -> Result<T, RecvTimeoutError> {
        match self.raw.receive(wait, at) {
            // SAFETY: the senders of this channel put in nothing else.
            Ok(message) => Ok(unsafe { message.take() }),
            Err(error) => Err(error),
        }
    }

    #[inline(always)]
    fn try_receive(&self, at: At) -> Result<T, TryRecvError> {
        match self.raw.try_receive(at) {
            // SAFETY: the senders of this channel put in nothing else.
            Ok(message) => Ok(unsafe { message.take() }),
            Err(error) => Err(error),
        }
    }

    /// Takes a message without waiting.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_receive(Location::caller())
    }

    /// Waits for a message; an error when all senders are gone and nothing is left.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        match self.receive(None, Location::caller()) {
            Ok(message) => Ok(message),
            Err(_) => Err(RecvError),
        }
    }

    /// Waits for a message, but not longer than `timeout`.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.receive(Some(timeout), Location::caller())
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
        self.0.receive(None, self.1).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.try_receive(self.1).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.receive(None, self.1).ok()
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
        Sender {
            raw: self.raw.clone(),
            messages: PhantomData,
        }
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> Self {
        SyncSender {
            raw: self.raw.clone(),
            messages: PhantomData,
        }
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
